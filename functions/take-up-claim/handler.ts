import { takeUpClaim } from '../../shared/use-cases/index.ts';
import { claimStepHandler } from '../claim-step-handler.ts';

/** Finds where a claim stands, so that its workflow goes on from there. */
export const createHandler = claimStepHandler('take-up-claim', takeUpClaim);
