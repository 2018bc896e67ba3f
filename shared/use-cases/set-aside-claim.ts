import type { Finding } from '../claims/index.ts';
import type { PracticeScope } from '../repositories/index.ts';
import { type ClaimStep, claimStep } from './claim-step.ts';
import { hold } from './hold.ts';
import type { Services } from './services.ts';

function stepFailed(error: string): Finding {
  return {
    code: 'step-failed',
    severity: 'error',
    message: `A step failed again and again (${error}): look for it in the log of errors, then release the claim to go on where it stopped.`,
  };
}

/** Holds a claim one of whose steps keeps failing, so that it waits for somebody instead of for nobody. */
export function setAsideClaim(
  scope: PracticeScope,
  services: Services,
  { error, ...step }: ClaimStep & { readonly error: string },
): Promise<'held' | 'superseded'> {
  return claimStep(scope, services, step, (file, change) => {
    if (file.wait !== undefined) change.endWait();
    if (file.record.resumeAs !== undefined) return 'held';
    const { status, reasons } = file.record;
    change.update({ resumeAs: { status, reasons } });
    hold(change, 'held', [stepFailed(error)]);
    return 'held';
  });
}
