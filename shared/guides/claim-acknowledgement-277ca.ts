import {
  an,
  composite,
  date,
  decimal,
  each,
  el,
  externalCode,
  guide,
  type Infer,
  id,
  loop,
  many,
  maybe,
  money,
  notUsed,
  one,
  opt,
  required,
  segment,
  some,
  unused,
  use,
} from '../x12/notation.ts';

import { AMT, BHT, DTP, HL, NM1, procedure, QTY, REF, TRN } from './segments/index.ts';

const unlimited = Number.POSITIVE_INFINITY;

/** Category (A0–A8), status and, where the status speaks of a party, which party. */
const claimStatus = composite(
  el('category', externalCode(1, 30)),
  el('status', externalCode(1, 30)),
  opt('entity', externalCode(2, 3)),
  opt('codeList', externalCode(1, 3)),
);

/** STC: up to three statuses that hold together, on one day, for one charge. */
const STC = segment('STC', [
  el('first', claimStatus),
  opt('date', date(8)),
  opt('action', id('U', 'WQ')),
  opt('charge', money),
  unused,
  unused,
  unused,
  unused,
  unused,
  opt('second', claimStatus),
  opt('third', claimStatus),
  opt('message', an(1, 264)),
]);

const SVC = segment('SVC', [
  el('procedure', procedure('AD', 'ER', 'HC', 'HP', 'IV', 'NU', 'WK')),
  el('charge', money),
  unused,
  opt('revenueCode', an(1, 48)),
  unused,
  unused,
  opt('units', decimal(1, 15)),
]);

const serviceLine = loop('2220D', {
  service: one(SVC),
  // No day here by the guide's examples; some senders give one.
  statuses: some(unlimited, use(STC, { action: 'U', charge: notUsed, message: notUsed })),
  lineControlNumber: maybe(use(REF, { qualifier: 'FJ' })),
  prescriptionNumber: maybe(use(REF, { qualifier: 'XZ' })),
  serviceDate: maybe(use(DTP, { qualifier: '472' })),
});

/** One claim; `claimTrace.number` is the patient control number it was sent with. */
export const acknowledgedClaim = loop('2200D', {
  claimTrace: one(use(TRN, { type: '2', originator: notUsed, originatorSupplement: notUsed })),
  statuses: some(unlimited, use(STC, { date: required, action: required, charge: required })),
  payerClaimControlNumber: maybe(use(REF, { qualifier: '1K' })),
  clearinghouseTraceNumber: maybe(use(REF, { qualifier: 'D9' })),
  billType: maybe(use(REF, { qualifier: 'BLT' })),
  serviceDate: one(use(DTP, { qualifier: '472' })),
  serviceLines: many(unlimited, serviceLine),
});

export const acknowledgedPatient = loop('2000D', {
  level: one(use(HL, { level: 'PT', hasChildren: notUsed })),
  party: one(
    loop('2100D', {
      name: one(use(NM1, { entity: 'QC', type: '1', last: required, idQualifier: ['II', 'MI'], id: required })),
    }),
  ),
  claims: some(unlimited, acknowledgedClaim),
});

/** The billing provider. `outcome` is there when all that it sent was answered at once. */
export const acknowledgedProvider = loop('2000C', {
  level: one(use(HL, { level: '19' })),
  party: one(
    loop('2100C', {
      name: one(use(NM1, { entity: '85', last: required, idQualifier: ['FI', 'SV', 'XX'], id: required })),
    }),
  ),
  outcome: maybe(
    loop('2200C', {
      trace: one(use(TRN, { type: '1', originator: notUsed, originatorSupplement: notUsed })),
      statuses: many(unlimited, use(STC, { action: required, charge: required, date: notUsed, message: notUsed })),
      secondaryIds: many(3, use(REF, { qualifier: ['0B', '1G', 'G2', 'LU', 'SY', 'TJ'] })),
      acceptedQuantity: maybe(use(QTY, { qualifier: 'QA' })),
      rejectedQuantity: maybe(use(QTY, { qualifier: 'QC' })),
      acceptedAmount: maybe(use(AMT, { qualifier: 'YU' })),
      rejectedAmount: maybe(use(AMT, { qualifier: 'YY' })),
    }),
  ),
  patients: each(acknowledgedPatient),
});

/** Who sent the claims; `outcome.trace.number` is the BHT03 of the 837 that is answered. */
export const acknowledgedReceiver = loop('2000B', {
  level: one(use(HL, { level: '21' })),
  party: one(
    loop('2100B', {
      name: one(use(NM1, { entity: '41', last: required, idQualifier: '46', id: required })),
    }),
  ),
  outcome: one(
    loop('2200B', {
      trace: one(use(TRN, { type: '2', originator: notUsed, originatorSupplement: notUsed })),
      // Required by the letter, but the guide's own example of a rejected batch leaves day and charge out.
      statuses: some(unlimited, use(STC, { action: required, message: notUsed })),
      acceptedQuantity: maybe(use(QTY, { qualifier: '90' })),
      rejectedQuantity: maybe(use(QTY, { qualifier: 'AA' })),
      acceptedAmount: maybe(use(AMT, { qualifier: 'YU' })),
      rejectedAmount: maybe(use(AMT, { qualifier: 'YY' })),
    }),
  ),
  providers: each(acknowledgedProvider),
});

/** The payer (PR) or the clearinghouse (AY) that answers. */
export const acknowledgingSource = loop('2000A', {
  level: one(use(HL, { level: '20' })),
  party: one(
    loop('2100A', {
      name: one(
        use(NM1, {
          entity: ['AY', 'PR'],
          type: '2',
          last: required,
          first: notUsed,
          middle: notUsed,
          suffix: notUsed,
          idQualifier: ['46', 'FI', 'PI', 'XV'],
          id: required,
        }),
      ),
    }),
  ),
  receipt: one(
    loop('2200A', {
      trace: one(use(TRN, { type: '1', originator: notUsed, originatorSupplement: notUsed })),
      received: one(use(DTP, { qualifier: '050', format: 'D8' })),
      processed: one(use(DTP, { qualifier: '009', format: 'D8' })),
    }),
  ),
  // The guide knows one receiver a transaction set; a list, so that a second one is reported and not lost.
  receivers: some(1, acknowledgedReceiver),
});

export const claimAcknowledgement277 = guide(
  {
    set: '277',
    functionalId: 'HN',
    version: '005010X214',
    reads: ['005010X214'],
    name: 'Health Care Claim Acknowledgement',
  },
  {
    transaction: one(
      use(BHT, { structure: '0085', purpose: '08', reference: required, date: required, time: required, type: 'TH' }),
    ),
    source: one(acknowledgingSource),
  },
);

export type ClaimAcknowledgement277 = Infer<typeof claimAcknowledgement277>;
export type AcknowledgingSource = Infer<typeof acknowledgingSource>;
export type AcknowledgedReceiver = Infer<typeof acknowledgedReceiver>;
export type AcknowledgedProvider = Infer<typeof acknowledgedProvider>;
export type AcknowledgedPatient = Infer<typeof acknowledgedPatient>;
export type AcknowledgedClaim = Infer<typeof acknowledgedClaim>;
export type AcknowledgedServiceLine = Infer<typeof serviceLine>;
export type ClaimStatus = Infer<typeof claimStatus>;
