import type { Finding } from '../claims/index.ts';
import { type Account, balances, type JournalEntry } from '../ledger/index.ts';
import { asCents, formatMoney } from '../money.ts';
import type { ClaimChange, ClaimFile, PracticeScope, WorkCategory, WorkItem } from '../repositories/index.ts';
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

/** Work that speaks of how the claim was answered: one item of it is open at a time. */
const followUp: readonly WorkCategory[] = ['denial', 'partial-denial', 'overdue'];

function openOf({ work }: ClaimFile): readonly WorkItem[] {
  return work.filter(({ open, category }) => open && followUp.includes(category));
}

/** Nothing is denied or overdue any more. */
export function closeFollowUp(file: ClaimFile, change: ClaimChange): void {
  change.closeWork(openOf(file));
}

/**
 * Opens the work item for what was denied or never answered, and puts a notice on the follow-up queue. What is open
 * already says from now on what the latest answer left.
 */
export function openFollowUp(
  scope: PracticeScope,
  services: Services,
  step: ClaimStep,
): Promise<'opened' | 'superseded'> {
  return claimStep(scope, services, step, (file, change) => {
    const { record } = file;
    const category = categoryOf(file);
    const reasons = category === 'overdue' ? record.reasons : denialReasons(file.journal);
    const sums = balances(file.journal);
    const amountCents = category === 'overdue' ? sums['receivable:payer'] : sums['receivable:follow-up'];
    if (record.reasons.length === 0) change.moveTo(record.status, reasons);
    const before = openOf(file);
    const same = before.find((work) => work.category === category);
    change.closeWork(before.filter((work) => work !== same));
    if (same !== undefined) {
      if (same.amountCents !== amountCents) change.openWork({ ...same, amountCents, reasons });
      return 'opened';
    }
    const workId = services.ids.derive(15, 'work', record.claimId, String(record.round), category);
    const today = todayIso(services);
    const due = plusDays(today, personDays);
    change.openWork({ workId, category, openedAt: today, due, amountCents, reasons, open: true });
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
