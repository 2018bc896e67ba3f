import type { PracticeScope } from '../repositories/index.ts';
import { type ClaimStep, claimStep } from './claim-step.ts';
import { startIfMailCame } from './deliver-mail.ts';
import { nowIso, type Services } from './services.ts';

/**
 * Closes a claim on which no payer owes an answer; what the patient owes stays on his account and statement. A voided
 * claim stays so.
 */
export async function closeClaim(
  scope: PracticeScope,
  services: Services,
  step: ClaimStep,
): Promise<'closed' | 'superseded'> {
  const outcome = await claimStep(scope, services, step, (file, change): 'closed' => {
    const { claimId, generation, status, workflow } = file.record;
    if (status === 'closed' || (status === 'voided' && workflow === 'ended')) return 'closed';
    if (status !== 'voided') change.moveTo('closed');
    change.closeWork();
    change.update({ workflow: 'ended' });
    change.say(change.status);
    const id = services.ids.derive(20, 'closed', claimId, String(generation));
    const detail = { practiceId: scope.practiceId, claimId };
    const event = { id, type: 'claim.closed', at: nowIso(services), detail } as const;
    change.send({ kind: 'publish', messageId: id, event });
    return 'closed';
  });
  await startIfMailCame(scope, services, step.claimId);
  return outcome;
}
