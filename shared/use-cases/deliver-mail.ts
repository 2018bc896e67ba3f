import type { ClaimId } from '../claims/index.ts';
import {
  type ClaimFile,
  ConcurrentChange,
  changeClaim,
  hasUnreadMail,
  type Mail,
  mailItem,
  type OutboxMessage,
  type PracticeScope,
  readClaimFile,
} from '../repositories/index.ts';
import { hasDecisiveMail, isMereReceipt } from './await-mail.ts';
import { nowIso, type Services } from './services.ts';
import { executionName } from './start-claims.ts';

/** Says that a claim's next generation starts; the generation itself is raised with it. */
export function startMessage(
  { ids }: Services,
  scope: PracticeScope,
  claimId: ClaimId,
  generation: number,
): OutboxMessage {
  return {
    kind: 'start-workflow',
    messageId: ids.derive(20, 'start', claimId, String(generation)),
    machine: 'claim',
    executionName: executionName(claimId, generation),
    input: { practiceId: scope.practiceId, claimId, generation },
  };
}

/**
 * Puts mail into a claim's mailbox unless it is there, then ends the wait that it answers, or starts the claim's next
 * generation when none is running. Delivering it again goes on where the first delivery stopped.
 */
export async function deliverMail(
  scope: PracticeScope,
  services: Services,
  claimId: ClaimId,
  mail: Pick<Mail, 'mailId' | 'fileId' | 'content'>,
): Promise<void> {
  const { items } = services;
  const letter: Mail = { ...mail, receivedAt: nowIso(services), read: false };
  await items.transact([{ put: mailItem(scope, claimId, letter), if: 'absent' }]);
  // A 999's `received` says nothing that a claim acts on; whatever else came was answered for when it came.
  const { content } = mail;
  if (content.kind === 'acknowledgement' && isMereReceipt(content.acknowledgement)) return;
  await answerMail(scope, services, claimId);
}

/** Ends the wait that the claim's mail answers, or starts the claim's next generation when none is running. */
export async function answerMail(scope: PracticeScope, services: Services, claimId: ClaimId): Promise<void> {
  const file = await readClaimFile(services.items, scope, claimId);
  if (file === undefined || !hasDecisiveMail(file)) return;
  if (file.wait !== undefined) await services.workflows.succeedTask(file.wait.token, {});
  else if (file.record.workflow === 'ended') await startNextGeneration(scope, services, file);
}

/** After a workflow has ended: mail that came while it was ending starts the next one. */
export async function startIfMailCame(scope: PracticeScope, services: Services, claimId: ClaimId): Promise<void> {
  if (!(await hasUnreadMail(services.items, scope, claimId))) return;
  const file = await readClaimFile(services.items, scope, claimId);
  if (file?.record.workflow === 'ended' && hasDecisiveMail(file)) await startNextGeneration(scope, services, file);
}

/** Raises the generation and says that it starts. Where somebody else was faster, the claim is looked at again. */
export async function startNextGeneration(scope: PracticeScope, services: Services, file: ClaimFile): Promise<void> {
  const { claimId } = file.record;
  const generation = file.record.generation + 1;
  const change = changeClaim(scope, file, nowIso(services));
  change.update({ generation, generationBegan: nowIso(services), workflow: 'running' });
  change.endWait();
  change.send(startMessage(services, scope, claimId, generation));
  try {
    await change.commit(services.items);
  } catch (problem) {
    if (!(problem instanceof ConcurrentChange)) throw problem;
    await answerMail(scope, services, claimId);
  }
}
