import { openFollowUp } from '../../shared/use-cases/index.ts';
import { claimStepHandler } from '../claim-step-handler.ts';

/** Opens work for what was denied or never answered. */
export const createHandler = claimStepHandler('open-follow-up', openFollowUp);
