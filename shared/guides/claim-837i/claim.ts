import { loop } from '../../x12/notation.ts';
import { coordinationRules } from '../claim-837/coordination-rules.ts';
import { isIdentified } from '../claim-837/segments.ts';
import { total } from '../segments/index.ts';
import { isReplacementOrVoid } from './bill-type.ts';
import { type ClaimRule, claimParts } from './claim-parts.ts';
import { codeRules } from './code-rules.ts';
import { dateRules } from './date-rules.ts';
import { lineRules } from './line-rules.ts';
import { providerRules } from './provider-rules.ts';
import { subscriberPlan } from './subscriber.ts';

const claimRules: readonly ClaimRule[] = [
  {
    says: 'the total charge is the sum of the charges of the service lines',
    at: 'claim',
    element: 'totalCharge',
    level: 'balance',
    holds: ({ claim, serviceLines }) => claim.totalCharge === total(serviceLines.map((line) => line.service.charge)),
  },
  {
    says: 'a replacement or void names the payer claim control number of the claim it replaces',
    at: 'payerClaimControlNumber',
    level: 'situation',
    holds: (claim) => !isReplacementOrVoid(claim) || claim.payerClaimControlNumber !== undefined,
  },
  {
    says: 'what screening found (AV, S2, ST) is told when there is a referral, NU when there is none',
    at: 'screeningReferral',
    element: 'conditions',
    level: 'situation',
    holds: ({ screeningReferral: referral }) =>
      referral === undefined || referral.conditions.includes('NU') === (referral.applies === 'N'),
  },
  {
    says: 'an attachment that travels apart from the claim has a control number',
    at: 'attachments',
    level: 'situation',
    holds: ({ attachments }) => attachments.every(isIdentified),
  },
];

export const claimLoop = loop(
  '2300',
  claimParts,
  ...claimRules,
  ...dateRules,
  ...codeRules,
  ...lineRules,
  ...providerRules,
  ...coordinationRules(subscriberPlan),
);
