import { verifyEligibility } from '../../shared/use-cases/index.ts';
import { claimStepHandler } from '../claim-step-handler.ts';

/** Asks the payer whether the patient was covered on the day of service. */
export const createHandler = claimStepHandler('verify-eligibility', verifyEligibility);
