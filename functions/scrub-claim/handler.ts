import { scrubClaim } from '../../shared/use-cases/index.ts';
import { claimStepHandler } from '../claim-step-handler.ts';

/** Runs every edit over the claim. */
export const createHandler = claimStepHandler('scrub-claim', scrubClaim);
