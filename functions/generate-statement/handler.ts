import { generateStatement } from '../../shared/use-cases/index.ts';
import { claimStepHandler } from '../claim-step-handler.ts';

/** Bills the patient once no payer is left. */
export const createHandler = claimStepHandler('generate-statement', generateStatement);
