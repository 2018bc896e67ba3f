import {
  count,
  directly,
  each,
  guide,
  type Infer,
  loop,
  many,
  maybe,
  notUsed,
  one,
  optional,
  required,
  some,
  use,
} from '../x12/notation.ts';
import {
  adjudicationStatusOf,
  billType,
  clearinghouseTraceNumber,
  lineControlNumber,
  patientControlNumber,
  payerClaimControlNumber,
  prescriptionNumber,
  SVC,
  serviceDate,
  standard277,
  statusOf,
} from './claim-status-segments.ts';
import { codeList } from './code-list.ts';
import { BHT, HL, NM1, PER, REF, TRN } from './segments/index.ts';
import { streamed } from './streamed.ts';

const unlimited = Number.POSITIVE_INFINITY;

const trace = { originator: notUsed, originatorSupplement: notUsed } as const;

/** Whom the status of a claim may speak of. */
const entities = codeList(
  '03 13 17 1E 1G 1H 1I 1O 1P 1Q 1R 1S 1T 1U 1V 1W 1X 1Y 1Z 28 2A 2B 2D 2E 2I 2K 2P 2Q 2S 2Z 30 36 3A 3C 3D',
  '3E 3F 3G 3H 3I 3J 3K 3L 3M 3N 3O 3P 3Q 3R 3S 3T 3U 3V 3W 3X 3Y 3Z 40 43 44 4A 4B 4C 4D 4E 4F 4G 4H 4I 4J',
  '4L 4M 4N 4O 4P 4Q 4R 4S 4U 4V 4W 4X 4Y 4Z 5A 5B 5C 5D 5E 5F 5G 5H 5I 5J 5K 5L 5M 5N 5O 5P 5Q 5R 5S 5T 5U',
  '5V 5W 5X 5Y 5Z 61 6A 6B 6C 6D 6E 6F 6G 6H 6I 6J 6K 6L 6M 6N 6O 6P 6Q 6R 6S 6U 6V 6W 6X 6Y 71 72 73 74 77',
  '7C 80 82 84 85 87 95 CK CZ D2 DD DJ DK DN DO DQ E1 E2 E7 E9 FA FD FE G0 G3 GB GD GI GJ GK GM GY HF HH I3',
  'IJ IL IN LI LR MR MSC OB OD OX P0 P2 P3 P4 P5 P6 P7 PRP PT PV PW QA QB QC QD QE QH QK QL QN QO QS QV QY RC',
  'RW S4 SEP SJ SU T4 TL TQ TT TTP TU UH X3 X4 X5 ZZ',
);

const STC = adjudicationStatusOf(...entities);

/** Status of all that a level has, when no claim below is spoken of. */
function statusOfLevel(...spokenOf: string[]) {
  return use(statusOf(...spokenOf), { date: required, action: notUsed, charge: notUsed, message: notUsed });
}

/** A claim that was found; `trace.number` is what the 276 asked with. */
function claimAnswer(claimLoop: '2200D' | '2200E', lineLoop: '2220D' | '2220E') {
  return loop(claimLoop, {
    trace: one(use(TRN, { type: '2', ...trace })),
    statuses: some(unlimited, STC),
    payerClaimControlNumber: maybe(payerClaimControlNumber),
    billType: maybe(billType),
    patientControlNumber: maybe(patientControlNumber),
    prescriptionNumber: maybe(prescriptionNumber),
    voucher: maybe(use(REF, { qualifier: 'VV' })),
    clearinghouseTraceNumber: maybe(clearinghouseTraceNumber),
    serviceDate: maybe(serviceDate),
    serviceLines: many(
      unlimited,
      loop(lineLoop, {
        service: one(use(SVC, { paid: required, units: required })),
        statuses: some(
          unlimited,
          use(STC, {
            charge: notUsed,
            paid: notUsed,
            adjudicated: notUsed,
            remitted: notUsed,
            remittanceTrace: notUsed,
          }),
        ),
        lineControlNumber: maybe(lineControlNumber),
        serviceDate: one(serviceDate),
      }),
    ),
  });
}

const claimOfSubscriber = claimAnswer('2200D', '2220D');

/** A patient who is not the subscriber. */
export const answeredStatusDependent = loop('2000E', {
  level: one(use(HL, { level: '23', hasChildren: notUsed })),
  party: one(
    loop('2100E', {
      name: one(use(NM1, { entity: 'QC', type: '1', last: required, idQualifier: notUsed, id: notUsed })),
    }),
  ),
  claims: streamed(1, unlimited, claimAnswer('2200E', '2220E')),
});

export const answeredStatusSubscriber = loop(
  '2000D',
  {
    level: one(use(HL, { level: '22' })),
    party: one(
      loop('2100D', {
        name: one(use(NM1, { entity: 'IL', last: required, idQualifier: ['24', 'II', 'MI'], id: required })),
      }),
    ),
    claims: each(claimOfSubscriber),
    dependents: each(answeredStatusDependent),
  },
  {
    says: 'a claim of the subscriber or of a dependent is answered for',
    at: 'level',
    level: 'situation',
    asksFor: 'claims',
    tally: [directly(count(claimOfSubscriber)), count(answeredStatusDependent)],
    holds: (_, { tally: claims }) => claims > 0,
  },
);

const answeredName = loop('2100C', {
  name: one(use(NM1, { entity: '1P', idQualifier: ['FI', 'SV', 'XX'], id: required })),
});

/** The provider whose claims they are; `alternateNames` has another number of the same provider. */
export const answeredStatusProvider = loop(
  '2000C',
  {
    level: one(use(HL, { level: '19' })),
    party: one(answeredName),
    alternateNames: many(1, answeredName),
    outcome: maybe(
      loop('2200C', {
        trace: one(use(TRN, { type: '1', ...trace })),
        statuses: some(unlimited, statusOfLevel('1P')),
      }),
    ),
    subscribers: each(answeredStatusSubscriber),
  },
  {
    says: 'a provider without answers about claims has a status that says why',
    at: 'level',
    level: 'situation',
    asksFor: 'outcome',
    tally: count(answeredStatusSubscriber),
    holds: ({ outcome }, { tally: subscribers }) => subscribers > 0 || outcome !== undefined,
  },
);

/** Who asked. */
export const answeredStatusReceiver = loop(
  '2000B',
  {
    level: one(use(HL, { level: '21' })),
    party: one(
      loop('2100B', { name: one(use(NM1, { entity: '41', suffix: notUsed, idQualifier: '46', id: required })) }),
    ),
    outcome: maybe(
      loop('2200B', {
        trace: one(use(TRN, { type: '2', ...trace })),
        statuses: some(unlimited, statusOfLevel('41', 'AY', 'PR')),
      }),
    ),
    providers: each(answeredStatusProvider),
  },
  {
    says: 'a receiver without answers for providers has a status that says why',
    at: 'level',
    level: 'situation',
    asksFor: 'outcome',
    tally: count(answeredStatusProvider),
    holds: ({ outcome }, { tally: providers }) => providers > 0 || outcome !== undefined,
  },
);

/** The payer that answers. */
export const answeringStatusSource = loop('2000A', {
  level: one(use(HL, { level: '20' })),
  party: one(
    loop('2100A', {
      name: one(
        use(NM1, {
          entity: 'PR',
          type: '2',
          last: required,
          first: notUsed,
          middle: notUsed,
          suffix: notUsed,
          idQualifier: ['PI', 'XV'],
          id: required,
        }),
      ),
      contact: maybe(
        use(PER, {
          purpose: 'IC',
          qualifier1: ['ED', 'EM', 'FX', 'TE'],
          number1: required,
          qualifier2: optional('ED', 'EM', 'EX', 'FX', 'TE'),
          qualifier3: optional('ED', 'EM', 'EX', 'FX', 'TE'),
        }),
      ),
    }),
  ),
  receivers: streamed(1, unlimited, answeredStatusReceiver),
});

export const claimStatusAnswer277 = guide(
  {
    set: '277',
    functionalId: 'HN',
    version: '005010X212',
    reads: ['005010X212'],
    name: 'Claim status answer',
    standard: standard277,
  },
  {
    transaction: one(
      use(BHT, { structure: '0010', purpose: '08', reference: required, date: required, time: required, type: 'DG' }),
    ),
    sources: streamed(1, unlimited, answeringStatusSource),
  },
);

export type ClaimStatusAnswer277 = Infer<typeof claimStatusAnswer277>;
