import type { ClaimId } from '../claims/index.ts';
import { changeClaim, dueWaits, type PracticeScope, readClaimFile } from '../repositories/index.ts';
import { startNextGeneration } from './deliver-mail.ts';
import { eachInTurn } from './each-in-turn.ts';
import { nowIso, plusDays, type Services } from './services.ts';

interface EndedWaits {
  readonly waits: number;
  /** Of these, how many had been due for more than a day: nobody had ended them in time. */
  readonly late: number;
}

/** Ends every wait whose due date has passed; the step after it sees that nobody answered. One that fails holds up no other. */
export async function endDueWaits(services: Services): Promise<EndedWaits> {
  const now = nowIso(services);
  const lateBefore = plusDays(now, -1);
  let waits = 0;
  let late = 0;
  await eachInTurn(dueWaits(services.items, now), async ({ scope, claimId, token, due }) => {
    if ((await services.workflows.succeedTask(token, {})) === 'ended') await takeOver(scope, services, claimId, token);
    waits += 1;
    if (due < lateBefore) late += 1;
  });
  return { waits, late };
}

/** Days for which the step after a wait may be on its way before the wait counts as left behind. */
const graceDays = 1;

/**
 * The task has ended and the wait is still there: the step after it is on its way, as after a crash between the two.
 * Where it is so a day later, the workflow is no more, and the next one takes over.
 */
async function takeOver(scope: PracticeScope, services: Services, claimId: ClaimId, token: string): Promise<void> {
  const file = await readClaimFile(services.items, scope, claimId);
  if (file?.wait?.token !== token) return;
  const now = nowIso(services);
  const { foundEnded } = file.wait;
  if (foundEnded === undefined) {
    const change = changeClaim(scope, file, now);
    change.putWait({ ...file.wait, foundEnded: now });
    await change.commit(services.items);
  } else if (plusDays(foundEnded, graceDays) <= now) await startNextGeneration(scope, services, file);
}
