import { postPayment } from '../../shared/use-cases/index.ts';
import { claimStepHandler } from '../claim-step-handler.ts';

/** Posts the payments that came for the claim. */
export const createHandler = claimStepHandler('post-payment', postPayment);
