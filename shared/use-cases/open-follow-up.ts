import type { Finding } from '../claims/index.ts';
import { type DenialCategory, type DeniedAmount, denialAdvice, denialCategoryOf } from '../denials/index.ts';
import { isSame } from '../exchange/index.ts';
import { type Account, balances, type JournalEntry } from '../ledger/index.ts';
import { asCents, type Cents, formatMoney } from '../money.ts';
import type { QueueName } from '../ports/index.ts';
import type { ClaimChange, ClaimFile, PracticeScope, WorkCategory, WorkItem } from '../repositories/index.ts';
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
export function deniedSums(journal: readonly JournalEntry[]): ReadonlyMap<string, Cents> {
  const sums = new Map<string, Cents>();
  const inFollowUp: Account = 'receivable:follow-up';
  for (const { account, amount, reason = 'denied' } of journal.flatMap(({ postings }) => postings)) {
    if (account === inFollowUp) sums.set(reason, asCents((sums.get(reason) ?? 0) + amount));
  }
  return new Map([...sums].filter(([, sum]) => sum !== 0));
}

function denialReasons(denied: readonly ReasonDenied[]): Finding[] {
  return denied.map(({ reason, amount, ...why }) => {
    const { remarkCodes } = why;
    const remarks = remarkCodes.length === 0 ? '' : ` (${remarkCodes.join(', ')})`;
    return {
      code: `denied-${reason}`,
      severity: 'error',
      ...(remarkCodes.length === 0 ? {} : { remarkCodes }),
      message: `The payer denied ${formatMoney(amount)} with ${reason}${remarks}${denialAdvice(why)}`,
    };
  });
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

/** A denied amount under its group and reason (`CO-197`). */
interface ReasonDenied extends DeniedAmount {
  readonly reason: string;
}

function deniedAmounts(file: ClaimFile): ReasonDenied[] {
  const remarks = remarksByReason(file);
  return [...deniedSums(file.journal)].map(([reason, amount]) => ({
    reason,
    reasonCode: reason.slice(reason.indexOf('-') + 1),
    remarkCodes: [...new Set(remarks.get(reason))],
    amount,
  }));
}

function queueFor(denialCategory: DenialCategory | undefined): QueueName {
  return denialCategory === undefined ? 'overdue' : `denial-${denialCategory}`;
}

/** What there is to do: which work, for how much, and why. */
export function followUpOf(
  file: ClaimFile,
  category: WorkCategory,
): Pick<WorkItem, 'category' | 'denialCategory' | 'amountCents' | 'reasons'> {
  const sums = balances(file.journal);
  if (category === 'overdue') {
    // What was denied of an earlier attempt is asked for anew.
    const amountCents = sums['receivable:payer'] + sums['receivable:follow-up'];
    return { category, amountCents, reasons: file.record.reasons };
  }
  const denied = deniedAmounts(file);
  return {
    category,
    denialCategory: denialCategoryOf(denied),
    amountCents: sums['receivable:follow-up'],
    // A void that is refused has no sums that would say why.
    reasons: denied.length === 0 ? file.record.reasons : denialReasons(denied),
  };
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

/** Work that has ended and is to be done again is other work, of which a notice goes out anew. */
function nextWorkId({ record, work }: ClaimFile, { ids }: Services, category: WorkCategory): string {
  const ended = work.filter((item) => item.category === category).length;
  const again = ended === 0 ? [] : [String(ended)];
  return ids.derive(15, 'work', record.claimId, String(record.round), category, ...again);
}

/**
 * Opens the work item for what was denied or never answered, and puts a notice on the queue of those whose work it is.
 * What is open already says from now on what the latest answer left.
 */
export function openFollowUp(
  scope: PracticeScope,
  services: Services,
  step: ClaimStep,
): Promise<'opened' | 'superseded'> {
  return claimStep(scope, services, step, (file, change) => {
    const { record } = file;
    const category = categoryOf(file);
    const work = followUpOf(file, category);
    if (record.reasons.length === 0) change.moveTo(record.status, work.reasons);
    const before = openOf(file);
    const same = before.find((item) => item.category === category);
    change.closeWork(before.filter((item) => item !== same));
    const { denialCategory } = work;
    const isSameWork = same !== undefined && same.denialCategory === denialCategory;
    if (same !== undefined && !isSame({ ...same, ...work }, same)) change.putWork({ ...same, ...work });
    if (isSameWork) return 'opened';
    const workId = same?.workId ?? nextWorkId(file, services, category);
    if (same === undefined) {
      const today = todayIso(services);
      change.putWork({ workId, ...work, openedAt: today, due: plusDays(today, personDays), open: true });
    }
    change.say('follow-up opened', denialCategory === undefined ? category : `${category}, ${denialCategory}`);
    change.send({
      kind: 'send',
      messageId: services.ids.derive(20, 'follow-up', workId, denialCategory ?? ''),
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
