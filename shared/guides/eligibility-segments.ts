import {
  an,
  composite,
  decimal,
  el,
  externalCode,
  type Fault,
  type FindingRule,
  type Infer,
  id,
  money,
  opt,
  optional,
  period,
  repeat,
  segment,
  series,
  unused,
  use,
  whole,
} from '../x12/notation.ts';
import { diagnosisRules } from './claim-837/diagnoses.ts';
import { codeList } from './code-list.ts';
import { list, N4, NM1, PER, PRV, wholeAddress } from './segments/index.ts';

/** EQ01 and EB03: what kind of care is asked about. */
const serviceType = id(
  ...codeList(
    '1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 30 32 33 34 35 36 37 38',
    '39 40 41 42 43 44 45 46 47 48 49 50 51 52 53 54 55 56 57 58 59 60 61 62 63 64 65 66 67 68 69 70 71',
    '72 73 74 75 76 77 78 79 80 81 82 83 84 85 86 87 88 89 90 91 92 93 94 95 96 97 98 99 A0 A1 A2 A3 A4',
    'A5 A6 A7 A8 A9 AA AB AC AD AE AF AG AH AI AJ AK AL AM AN AO AQ AR B1 B2 B3 BA BB BC BD BE BF BG BH',
    'BI BJ BK BL BM BN BP BQ BR BS BT BU BV BW BX BY BZ C1 CA CB CC CD CE CF CG CH CI CJ CK CL CM CN CO',
    'CP CQ DG DM DS GF GN GY IC MH NI ON PT PU RN RT TC TN UC',
  ),
);

const procedureQualifiers = ['AD', 'CJ', 'HC', 'ID', 'IV', 'N4', 'ZZ'] as const;

/** A procedure, drug or diagnosis-related code that is asked about, with up to four modifiers. */
const inquiredProcedure = composite(
  el('qualifier', id(...procedureQualifiers)),
  el('code', an(1, 48)),
  list('modifiers', 4, an(2, 2)),
  unused,
  unused,
);

const procedureRange = composite(
  el('qualifier', id(...procedureQualifiers)),
  el('code', an(1, 48)),
  list('modifiers', 4, an(2, 2)),
  unused,
  opt('rangeEnd', an(1, 48)),
);

/** Which of the HI segment's diagnoses are meant, by position. */
const diagnosisPointers = composite(list('pointers', 4, whole(1, 2)));

/** REF with the name of the plan, group or network beside its number, or the state beside a license. */
export const REF_NAMED = segment('REF', [
  el('qualifier', externalCode(2, 3)),
  el('id', an(1, 50)),
  opt('name', an(1, 80)),
  unused,
]);

/** NM1 with the party's relationship to the patient. */
export const NM1_RELATED = segment(
  'NM1',
  [
    el('entity', externalCode(2, 3)),
    el('type', id('1', '2')),
    opt('last', an(1, 60)),
    opt('first', an(1, 35)),
    opt('middle', an(1, 25)),
    unused,
    opt('suffix', an(1, 10)),
    opt('idQualifier', externalCode(1, 2)),
    opt('id', an(2, 80)),
    opt('relationship', externalCode(2, 2)),
    unused,
    unused,
  ],
  'P0809',
  ...NM1.rules,
);

/** N4 with the region of military health care. */
export const N4_REGION = segment(
  'N4',
  [
    el('city', an(2, 30)),
    opt('state', externalCode(2, 2)),
    opt('postalCode', externalCode(3, 15)),
    opt('country', externalCode(2, 3)),
    opt('regionQualifier', id('RJ')),
    opt('region', an(1, 30)),
    opt('subdivision', externalCode(1, 3)),
  ],
  'E0207',
  'C0605',
  'C0704',
  ...N4.rules,
  ...wholeAddress,
);

/** The city of a party, with all of its address that there is. */
export const city = use(N4, {}, ...wholeAddress);

/** What part a provider has in the care; one that merely submits (SB) has none for a patient. */
const roles = codeList('AD AT BI CO CV H HH LA OT P1 P2 PC PE R RF SK SU');

/** PRV of the one who asks, or of whom a benefit names. */
export const specialty = use(PRV, { role: [...roles, 'SB'], qualifier: optional('PXC') });

/** PRV whose identifier may be any kind of number and not only a taxonomy code. */
export const PRV_NUMBERED = segment(
  'PRV',
  [
    el('role', id(...roles)),
    opt('qualifier', id('9K', 'D3', 'EI', 'HPI', 'PXC', 'SY', 'TJ')),
    opt('id', an(1, 50)),
    unused,
    unused,
    unused,
  ],
  'P0203',
);

export const INS = segment(
  'INS',
  [
    el('insured', id('Y', 'N')),
    el('relationship', externalCode(2, 2)),
    opt('maintenanceType', id('001')),
    opt('maintenanceReason', id('25')),
    unused,
    unused,
    unused,
    unused,
    unused,
    unused,
    unused,
    unused,
    unused,
    unused,
    unused,
    unused,
    opt('birthSequence', whole(1, 9)),
  ],
  {
    says: 'a change of what identifies the patient has both its type (001) and its reason (25)',
    level: 'requirement',
    faults: ({ maintenanceType: type, maintenanceReason: reason }) =>
      (type === undefined) === (reason === undefined) ? [] : [type ? 'maintenanceReason' : 'maintenanceType'],
  },
);

/** HI: the diagnosis that care is asked for, then others. EQ05 and EB14 point to them by position. */
export const HI = segment(
  'HI',
  [
    el('principal', composite(el('qualifier', id('ABK', 'BK')), el('code', an(1, 30)))),
    series('others', 7, composite(el('qualifier', id('ABF', 'BF')), el('code', an(1, 30)))),
  ],
  ...diagnosisRules,
);

interface Pointing {
  readonly diagnosisPointers?: { readonly pointers: readonly number[] };
}

/** The rule that what is asked or said points to diagnoses that there are. */
export function pointsToDiagnoses<Patient extends { readonly diagnoses?: Infer<typeof HI> }>(
  pointing: (patient: Patient) => readonly Pointing[],
): FindingRule<Patient> {
  return {
    says: 'a pointer is the position of a diagnosis in the HI segment',
    level: 'situation',
    faults(patient) {
      const count = patient.diagnoses ? 1 + patient.diagnoses.others.length : 0;
      return pointing(patient).flatMap((segment) =>
        (segment.diagnosisPointers?.pointers ?? []).flatMap((pointer, index): Fault[] =>
          pointer < 1 || pointer > count ? [[segment, `diagnosisPointers.pointers.${index}`]] : [],
        ),
      );
    },
  };
}

/** Those that are like one before them. */
export function repeated<Item>(items: readonly Item[], keyOf: (item: Item) => unknown): Item[] {
  const seen = new Set();
  return items.filter((item) => {
    const key = keyOf(item);
    const known = seen.has(key);
    seen.add(key);
    return known;
  });
}

/** The rule that a party has one number of each kind. */
export const oneOfEachKind: FindingRule<{ readonly references: readonly { readonly qualifier: string }[] }> = {
  says: 'each kind of number is given once',
  level: 'situation',
  forbids: 'segment',
  faults: ({ references }) =>
    repeated(references, ({ qualifier }) => qualifier).map((again): Fault => [again, 'qualifier']),
};

export const EQ = segment(
  'EQ',
  [
    repeat('serviceTypes', 99, serviceType),
    opt('procedure', inquiredProcedure),
    opt('coverageLevel', id('FAM')),
    unused,
    opt('diagnosisPointers', diagnosisPointers),
  ],
  'R0102',
);

/** III: where the care is given (ZZ: place of service) or the nature of an injury (GR, NI, or in words after 44). */
export const III = segment(
  'III',
  [
    opt('qualifier', id('GR', 'NI', 'ZZ')),
    opt('code', an(1, 30)),
    opt('category', id('44')),
    opt('text', an(1, 264)),
    unused,
    unused,
    unused,
    unused,
    unused,
  ],
  'P0102',
  'L030405',
  {
    says: 'words about an injury follow their category (44)',
    at: 'category',
    level: 'situation',
    given: { text: true },
    holds: ({ category }) => category !== undefined,
  },
);

/** AAA: a request, or a part of it, was refused, and what to do about it. */
export const AAA = segment('AAA', [
  el('valid', id('Y', 'N')),
  unused,
  el('reason', externalCode(2, 2)),
  el('followUp', externalCode(1, 1)),
]);

const ranks = codeList(
  'A1 A2 A3 B1 B2 C1 C2 C3 C4 C5 C6 C7 C8 C9 E1 F1 F2 F3 F4 G1 G4 L1 L2 L3 L4 L5 L6 M1 M2 M3 M4 M5 M6 P1 P2 P3 P4 P5',
  'R1 R2 S1 S2 S3 S4 S5 S6 S7 S8 S9 SA SB SC T1 V1 W1',
);

/** MPI: military service. */
export const MPI = segment(
  'MPI',
  [
    el('status', id('A', 'C', 'L', 'O', 'P', 'S', 'T')),
    el('employment', id(...codeList('AE AO AS AT AU CC DD HD IR LX PE RE RM RR RU'))),
    el('service', id(...codeList('A B C D E F G H I J K L M N O Q R S U W'))),
    opt('description', an(1, 80)),
    opt('rank', id(...ranks)),
    opt('format', id('D8', 'RD8')),
    opt('date', period),
  ],
  'P0607',
);

/** How the first element of EB reads: coverage (1–8), what the patient pays (A, B, C, G, Y), limits and the rest. */
const benefitInformation = id(...codeList('1 2 3 4 5 6 7 8 A B C CB D E F G H I J K L M MC N O P Q R S T U V W X Y'));

const insuranceType = id(
  ...codeList(
    '12 13 14 15 16 41 42 43 47 AP C1 CO CP D DB EP FF GP HM HN HS IN IP LC LD LI LT MA MB MC MH MI MP OT',
    'PE PL PP PR PS QM RP SP TF WC WU',
  ),
);

const timePeriod = id(...codeList('6 7 13 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36'));

/** EB: one benefit, for all of its service types at once. */
export const EB = segment(
  'EB',
  [
    el('information', benefitInformation),
    opt('coverageLevel', id(...codeList('CHD DEP ECH EMP ESP FAM IND SPC SPO'))),
    repeat('serviceTypes', 99, serviceType),
    opt('insuranceType', insuranceType),
    opt('plan', an(1, 50)),
    opt('timePeriod', timePeriod),
    opt('amount', money),
    // 0.2 is 20 percent.
    opt('share', decimal(1, 10)),
    opt('quantityQualifier', id(...codeList('8H 99 CA CE D3 DB DY HS LA LE M2 MN P6 QA S7 S8 VS YY'))),
    opt('quantity', decimal(1, 15)),
    opt('authorizationRequired', id('N', 'U', 'Y')),
    opt('inNetwork', id('N', 'U', 'W', 'Y')),
    opt('procedure', procedureRange),
    opt('diagnosisPointers', diagnosisPointers),
  ],
  'P0910',
  {
    says: 'a share is a part of one: 0.2 is 20 percent',
    at: 'share',
    level: 'requirement',
    holds: ({ share = 0 }) => share >= 0 && share <= 1,
  },
);

/** HSD: how much of a benefit in what time: 12 visits a calendar year. */
export const HSD = segment(
  'HSD',
  [
    opt('quantityQualifier', id('DY', 'FL', 'HS', 'MN', 'VS')),
    opt('quantity', decimal(1, 15)),
    opt('unit', id('DA', 'MO', 'VS', 'WK', 'YR')),
    opt('frequency', decimal(1, 6)),
    opt('timePeriod', id(...codeList('6 7 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35'))),
    opt('periods', whole(1, 3)),
    opt(
      'deliveryPattern',
      id(...codeList('1 2 3 4 5 6 7 8 9 A B C D E F G H J K L M N O P Q R S SG SL SP SX SY SZ T U V W X Y')),
    ),
    opt('deliveryTime', id('A', 'B', 'C', 'D', 'E', 'F', 'G', 'Y')),
  ],
  'P0102',
  'C0605',
);

export const MSG = segment('MSG', [el('text', an(1, 264)), unused, unused]);

/** Whom to call, with the kinds of number that a guide names for that place. */
export function contactBy(...kinds: string[]) {
  return use(PER, {
    purpose: 'IC',
    qualifier1: optional(...kinds),
    qualifier2: optional(...kinds, 'EX'),
    qualifier3: optional(...kinds, 'EX'),
  });
}

/** LS and LE: the begin and the end of the parties that a benefit names. */
export const LS = segment('LS', [el('loop', id('2120'))]);
export const LE = segment('LE', [el('loop', id('2120'))]);
