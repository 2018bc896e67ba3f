import {
  an,
  decimal,
  el,
  externalCode,
  type HoldingSegmentRule,
  id,
  money,
  opt,
  period,
  required,
  segment,
  unused,
  use,
} from '../../x12/notation.ts';
import { codeList } from '../code-list.ts';
import { list, past } from '../segments/index.ts';

/** Segments that only claims use, with what professional claims say in them. */

const claimFilingCodes = codeList('11 12 13 14 15 16 17 AM BL CH CI DS FI HM LM MA MB MC OF TV VA WC ZZ');

/** A person's place in a plan: which payer in order, whose plan it is, and what kind of plan. */
export const SBR = segment(
  'SBR',
  [
    el('payerSequence', id(...codeList('A B C D E F G H P S T U'))),
    opt('relationship', id('01', '18', '19', '20', '21', '39', '40', '53', 'G8')),
    opt('groupNumber', an(1, 50)),
    opt('groupName', an(1, 60)),
    opt('insuranceType', id('12', '13', '14', '15', '16', '41', '42', '43', '47')),
    unused,
    unused,
    unused,
    opt('claimFilingCode', id(...claimFilingCodes)),
  ],
  {
    // The guides let SBR09 go once plans have national identifiers, which never came.
    says: 'a payer is told with the kind of its plan, such as CI or MA',
    at: 'claimFilingCode',
    level: 'situation',
    holds: ({ claimFilingCode }) => claimFilingCode !== undefined,
  },
);

export const medicareSaysWhy: HoldingSegmentRule<{
  readonly payerSequence: string;
  readonly insuranceType?: string;
  readonly claimFilingCode?: string;
}> = {
  says: 'Medicare that does not pay first says why another payer does (SBR05)',
  at: 'insuranceType',
  level: 'situation',
  given: { claimFilingCode: ['MA', 'MB'] },
  holds: ({ payerSequence, insuranceType }) => payerSequence === 'P' || insuranceType !== undefined,
};

export const PAT = segment(
  'PAT',
  [
    opt('relationship', id('01', '19', '20', '21', '39', '40', '53', 'G8')),
    unused,
    unused,
    unused,
    opt('dateFormat', id('D8')),
    opt('deathDate', period),
    opt('weightUnit', id('01')),
    opt('weight', decimal(1, 10)),
    opt('pregnant', id('Y')),
  ],
  'P0506',
  'P0708',
  past('deathDate', 'a date of death'),
);

/** An attachment: what kind, how it travels and under which number. */
export const PWK = segment(
  'PWK',
  [
    el(
      'report',
      id(
        ...codeList(
          '03 04 05 06 07 08 09 10 11 13 15 21 A3 A4 AM AS B2 B3 B4 BR BS BT CB CK CT D2 DA DB DG DJ DS',
          'EB HC HR I5 IR LA M1 MT NN OB OC OD OE OX OZ P4 P5 PE PN PO PQ PY PZ RB RR RT RX SG V5 XP',
        ),
      ),
    ),
    el('transmission', externalCode(1, 2)),
    unused,
    unused,
    opt('controlNumberQualifier', id('AC')),
    opt('controlNumber', an(2, 80)),
    unused,
    unused,
    unused,
  ],
  'P0506',
);

export const attachment = use(
  PWK,
  { transmission: ['AA', 'BM', 'EL', 'EM', 'FT', 'FX'] },
  {
    // With AA the provider keeps it and sends it on request.
    says: 'an attachment that travels apart from the claim has a control number, which it is found by',
    at: 'controlNumber',
    level: 'situation',
    given: { transmission: ['BM', 'EL', 'EM', 'FT', 'FX'] },
    holds: ({ controlNumber }) => controlNumber !== undefined,
  },
);

/** The contract between provider and payer under which the claim is billed. */
export const CN1 = segment('CN1', [
  el('type', id('01', '02', '03', '04', '05', '06', '09')),
  opt('amount', money),
  opt('percentage', decimal(1, 6)),
  opt('code', an(1, 50)),
  opt('discountPercentage', decimal(1, 6)),
  opt('version', an(1, 30)),
]);

export const K3 = segment('K3', [el('information', an(1, 80)), unused, unused]);

export const NTE = segment('NTE', [el('purpose', externalCode(3, 3)), el('text', an(1, 80))]);

/** Ambulance transport: the patient's weight, why and how far. */
export const CR1 = segment(
  'CR1',
  [
    opt('weightUnit', id('LB')),
    opt('weight', decimal(1, 10)),
    unused,
    el('reason', id('A', 'B', 'C', 'D', 'E')),
    el('distanceUnit', id('DH')),
    el('distance', decimal(1, 15)),
    unused,
    unused,
    opt('roundTripPurpose', an(1, 80)),
    opt('stretcherPurpose', an(1, 80)),
  ],
  'P0102',
);

/** Answers to one question of a certification: whether its conditions apply, and which. */
export function certification<const Code extends string>(max: number, ...codes: Code[]) {
  return segment('CRC', [
    el('category', externalCode(2, 2)),
    el('applies', id('N', 'Y')),
    list('conditions', max, id(...codes)),
  ]);
}

export const ambulanceCertification = use(certification(5, '01', '04', '05', '06', '07', '08', '09', '12'), {
  category: '07',
  conditions: required,
});

/** What a repricer made of a charge before the claim reached the payer. */
export const HCP = segment(
  'HCP',
  [
    el('method', id(...codeList('00 01 02 03 04 05 06 07 08 09 10 11 12 13 14'))),
    el('allowed', money),
    opt('saved', money),
    opt('repricer', an(1, 50)),
    opt('rate', decimal(1, 9)),
    opt('patientGroup', an(1, 50)),
    opt('patientGroupAmount', money),
    unused,
    opt('procedureQualifier', id('ER', 'HC', 'IV', 'WK')),
    opt('procedureCode', an(1, 48)),
    opt('unitType', id('MJ', 'UN')),
    opt('units', decimal(1, 15)),
    opt('rejectReason', id('T1', 'T2', 'T3', 'T4', 'T5', 'T6')),
    opt('policyCompliance', id('1', '2', '3', '4', '5')),
    opt('exception', id('1', '2', '3', '4', '5', '6')),
  ],
  'R0113',
  'P0910',
  'P1112',
);
