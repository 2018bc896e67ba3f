import { loop } from '../../x12/notation.ts';
import { commonClaimRules } from '../claim-837/claim-rules.ts';
import { coordinationRules } from '../claim-837/coordination.ts';
import { subscriberPlan } from '../claim-837/subscriber.ts';
import { claimParts } from './claim-parts.ts';
import { claimRules } from './claim-rules.ts';
import { lineRules } from './line-rules.ts';
import { providerRules } from './provider-rules.ts';

export const claimLoop = loop(
  '2300',
  claimParts,
  ...commonClaimRules,
  ...claimRules,
  ...lineRules,
  ...providerRules,
  ...coordinationRules(subscriberPlan),
);
