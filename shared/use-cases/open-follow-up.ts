import type { Finding } from '../claims/index.ts';
import { type DenialCategory, type DeniedAmount, denialCategoryOf } from '../denials/index.ts';
import { type Account, balances, type JournalEntry } from '../ledger/index.ts';
import { asCents, type Cents, formatMoney } from '../money.ts';
import type { QueueName } from '../ports/index.ts';
import type { ClaimFile, PracticeScope, WorkCategory, WorkItem } from '../repositories/index.ts';
import { type ClaimStep, claimStep } from './claim-step.ts';
import { personDays } from './deadlines.ts';
import { paymentsOf } from './payment-mail.ts';
import { plusDays, type Services, todayIso } from './services.ts';

function categoryOf(file: ClaimFile): WorkCategory {
  if (file.record.status === 'denied') return 'denial';
  if (file.record.status === 'partially-denied') return 'partial-denial';
  return 'overdue';
}

/** What stands in follow-up, by group and reason (`CO-197`). */
function deniedSums(journal: readonly JournalEntry[]): ReadonlyMap<string, Cents> {
  const sums = new Map<string, Cents>();
  const inFollowUp: Account = 'receivable:follow-up';
  for (const { account, amount, reason = 'denied' } of journal.flatMap(({ postings }) => postings)) {
    if (account === inFollowUp) sums.set(reason, asCents((sums.get(reason) ?? 0) + amount));
  }
  return new Map([...sums].filter(([, sum]) => sum !== 0));
}

function denialReasons(sums: ReadonlyMap<string, Cents>): Finding[] {
  return [...sums].map(([reason, sum]) => ({
    code: `denied-${reason}`,
    severity: 'error',
    message: `The payer denied ${formatMoney(sum)} with ${reason}: correct what it was denied for, which sends it again, or leave it in follow-up.`,
  }));
}

/** The remark codes beside each group and reason, as the payer's latest answer with that reason has them. */
function remarksByReason(file: ClaimFile): ReadonlyMap<string, readonly string[]> {
  const latest = new Map<string, readonly string[]>();
  for (const { content } of paymentsOf(file)) {
    const { payment } = content;
    const ofPayment = new Map<string, string[]>();
    for (const { adjustments, remarkCodes } of [payment, ...payment.serviceLines]) {
      for (const { group, reasonCode } of adjustments) {
        const reason = `${group}-${reasonCode}`;
        ofPayment.set(reason, [...(ofPayment.get(reason) ?? payment.remarkCodes), ...remarkCodes]);
      }
    }
    for (const [reason, remarks] of ofPayment) latest.set(reason, remarks);
  }
  return latest;
}

function deniedAmounts(file: ClaimFile, sums: ReadonlyMap<string, Cents>): DeniedAmount[] {
  const remarks = remarksByReason(file);
  return [...sums].map(([reason, amount]) => ({
    reasonCode: reason.slice(reason.indexOf('-') + 1),
    remarkCodes: remarks.get(reason) ?? [],
    amount,
  }));
}

function queueFor(denialCategory: DenialCategory | undefined): QueueName {
  return denialCategory === undefined ? 'overdue' : `denial-${denialCategory}`;
}

/** Opens the work item for what was denied or never answered, and puts a notice on the queue of those whose work it is. */
export function openFollowUp(
  scope: PracticeScope,
  services: Services,
  step: ClaimStep,
): Promise<'opened' | 'superseded'> {
  return claimStep(scope, services, step, (file, change) => {
    const { record } = file;
    const category = categoryOf(file);
    const open = file.work.filter((item) => item.open);
    const isAnsweredLate = category !== 'overdue' && open.every((item) => item.category === 'overdue');
    if (open.length > 0 && !isAnsweredLate) return 'opened';
    // Whoever was to ask for an answer need not any more: it is other people's work now.
    change.closeWork();
    const workId = services.ids.derive(15, 'work', record.claimId, String(record.round), category);
    const common = {
      workId,
      category,
      openedAt: todayIso(services),
      due: plusDays(todayIso(services), personDays),
      open: true,
    };
    const sums = balances(file.journal);
    const denied = deniedSums(file.journal);
    const work: WorkItem =
      category === 'overdue'
        ? { ...common, amountCents: sums['receivable:payer'], reasons: record.reasons }
        : {
            ...common,
            denialCategory: denialCategoryOf(deniedAmounts(file, denied)),
            amountCents: sums['receivable:follow-up'],
            reasons: denialReasons(denied),
          };
    const { denialCategory } = work;
    change.openWork(work);
    change.moveTo(record.status, work.reasons);
    change.say('follow-up opened', denialCategory === undefined ? category : `${category}, ${denialCategory}`);
    change.send({
      kind: 'send',
      messageId: services.ids.derive(20, 'follow-up', workId),
      queue: queueFor(denialCategory),
      message: {
        id: workId,
        body: JSON.stringify({
          practiceId: scope.practiceId,
          claimId: record.claimId,
          workId,
          category,
          denialCategory,
        }),
      },
    });
    return 'opened';
  });
}
