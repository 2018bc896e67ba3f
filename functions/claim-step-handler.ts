import * as z from 'zod';
import { type ClaimId, isClaimId } from '../shared/claims/index.ts';
import type { PracticeScope } from '../shared/repositories/index.ts';
import type { ClaimStep, Services } from '../shared/use-cases/index.ts';
import { conventions, type Handler } from './middleware.ts';

/** The claim and the workflow generation that a task of the claim machine names. */
export const claimStepSchema = z.object({
  practiceId: z.string().min(1),
  claimId: z.custom<ClaimId>((value) => typeof value === 'string' && isClaimId(value)),
  generation: z.int().positive(),
});

type UseCase<Outcome> = (scope: PracticeScope, services: Services, step: ClaimStep) => Promise<Outcome>;

/** A function that runs one step of a claim's workflow and answers its outcome. */
export function claimStepHandler<Outcome extends string>(name: string, useCase: UseCase<Outcome>) {
  return (services: Services): Handler<{ outcome: Outcome }> =>
    conventions(name, async (event) => {
      const { practiceId, claimId, generation } = claimStepSchema.parse(event);
      return { outcome: await useCase({ practiceId }, services, { claimId, generation }) };
    });
}
