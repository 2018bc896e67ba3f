import { loop } from '../../x12/notation.ts';
import { commonClaimRules } from '../claim-837/claim-rules.ts';
import { coordinationRules } from '../claim-837/coordination.ts';
import { type ClaimRule, claimParts } from './claim-parts.ts';
import { codeRules } from './code-rules.ts';
import { dateRules } from './date-rules.ts';
import { lineRules } from './line-rules.ts';
import { providerRules } from './provider-rules.ts';
import { subscriberPlan } from './subscriber.ts';

const claimRules: readonly ClaimRule[] = [
  {
    says: 'what screening found (AV, S2, ST) is told when there is a referral, NU when there is none',
    at: 'screeningReferral',
    element: 'conditions',
    level: 'situation',
    holds: ({ screeningReferral: referral }) =>
      referral === undefined || referral.conditions.includes('NU') === (referral.applies === 'N'),
  },
];

export const claimLoop = loop(
  '2300',
  claimParts,
  ...commonClaimRules,
  ...claimRules,
  ...coordinationRules(subscriberPlan),
  ...dateRules,
  ...codeRules,
  ...lineRules,
  ...providerRules,
);
