import { loop, many, maybe, one, use } from '../../x12/notation.ts';
import { N3, REF } from '../segments/index.ts';
import { adjudicationDate, planName, reference, wholeCity } from './uses.ts';

/** A payer who pays before or after the one that is billed. */
export const otherPayerLoop = loop('2330B', {
  name: one(planName('PR')),
  address: maybe(N3),
  city: maybe(wholeCity),
  paymentDate: maybe(adjudicationDate),
  secondaryIds: many(2, reference(['2U', 'EI', 'FY', 'NF'])),
  priorAuthorizationNumber: maybe(reference('G1')),
  referralNumber: maybe(reference('9F')),
  adjustmentIndicator: maybe(use(REF, { qualifier: 'T4', id: ['Y'] })),
  payerClaimControlNumber: maybe(reference('F8')),
});
