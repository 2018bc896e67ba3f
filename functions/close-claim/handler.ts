import { closeClaim } from '../../shared/use-cases/index.ts';
import { claimStepHandler } from '../claim-step-handler.ts';

/** Closes a claim on which no payer owes an answer. */
export const createHandler = claimStepHandler('close-claim', closeClaim);
