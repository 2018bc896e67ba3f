import type { Finding } from '../claims/index.ts';
import { type Account, balances, type JournalEntry } from '../ledger/index.ts';
import { asCents, formatMoney } from '../money.ts';
import type { ClaimFile, PracticeScope, WorkCategory, WorkItem } from '../repositories/index.ts';
import { type ClaimStep, claimStep } from './claim-step.ts';
import { personDays } from './deadlines.ts';
import { plusDays, type Services, todayIso } from './services.ts';

function categoryOf(file: ClaimFile): WorkCategory {
  if (file.record.status === 'denied') return 'denial';
  if (file.record.status === 'partially-denied') return 'partial-denial';
  return 'overdue';
}

/** Group and reason of every amount that stands in follow-up, with its sum. */
function denialReasons(journal: readonly JournalEntry[]): Finding[] {
  const sums = new Map<string, number>();
  const inFollowUp: Account = 'receivable:follow-up';
  for (const { account, amount, reason = 'denied' } of journal.flatMap(({ postings }) => postings)) {
    if (account === inFollowUp) sums.set(reason, (sums.get(reason) ?? 0) + amount);
  }
  return [...sums]
    .filter(([, sum]) => sum !== 0)
    .map(([reason, sum]) => ({
      code: `denied-${reason}`,
      severity: 'error',
      message: `The payer denied ${formatMoney(asCents(sum))} with ${reason}: correct what it was denied for, which sends it again, or leave it in follow-up.`,
    }));
}

/** Opens the work item for what was denied or never answered, and puts a notice on the follow-up queue. */
export function openFollowUp(
  scope: PracticeScope,
  services: Services,
  step: ClaimStep,
): Promise<'opened' | 'superseded'> {
  return claimStep(scope, services, step, (file, change) => {
    const { record } = file;
    if (file.work.some(({ open }) => open)) return 'opened';
    const category = categoryOf(file);
    const denied = denialReasons(file.journal);
    const workId = services.ids.derive(15, 'work', record.claimId, String(record.round), category);
    const sums = balances(file.journal);
    const work: WorkItem = {
      workId,
      category,
      openedAt: todayIso(services),
      due: plusDays(todayIso(services), personDays),
      amountCents: category === 'overdue' ? sums['receivable:payer'] : sums['receivable:follow-up'],
      reasons: category === 'overdue' ? record.reasons : denied,
      open: true,
    };
    change.openWork(work);
    change.moveTo(record.status, work.reasons);
    change.say('follow-up opened', category);
    change.send({
      kind: 'send',
      messageId: services.ids.derive(20, 'follow-up', workId),
      queue: 'follow-up',
      message: {
        id: workId,
        body: JSON.stringify({ practiceId: scope.practiceId, claimId: record.claimId, workId, category }),
      },
    });
    return 'opened';
  });
}
