import type { PracticeScope } from '../repositories/index.ts';
import { type ClaimStep, claimStep } from './claim-step.ts';
import { startIfMailCame } from './deliver-mail.ts';
import type { Services } from './services.ts';

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
    const { status, workflow } = file.record;
    if (status === 'closed' || (status === 'voided' && workflow === 'ended')) return 'closed';
    if (status !== 'voided') change.moveTo('closed');
    change.closeWork();
    change.update({ workflow: 'ended' });
    change.say(change.status);
    return 'closed';
  });
  await startIfMailCame(scope, services, step.claimId);
  return outcome;
}
