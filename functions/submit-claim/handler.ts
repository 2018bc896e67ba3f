import { submitClaim } from '../../shared/use-cases/index.ts';
import { claimStepHandler } from '../claim-step-handler.ts';

/** Makes a submission ready for the next 837. */
export const createHandler = claimStepHandler('submit-claim', submitClaim);
