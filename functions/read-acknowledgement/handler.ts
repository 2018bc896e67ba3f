import { readAcknowledgement } from '../../shared/use-cases/index.ts';
import { claimStepHandler } from '../claim-step-handler.ts';

/** Reads what the clearinghouse and the payer said of the submission. */
export const createHandler = claimStepHandler('read-acknowledgement', readAcknowledgement);
