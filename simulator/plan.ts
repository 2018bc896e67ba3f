import { addDays, at, type Day, dayOf, type Instant, weekday } from './calendar.ts';
import { choose, derive } from './choice.ts';
import { type Context, effectsOf } from './context.ts';
import { keys } from './keys.ts';
import type { ClaimRecord, Job, ToPay } from './records.ts';
import type { Work } from './work.ts';

/** Of the day on which they are due, in UTC. */
export const acknowledgementHour = 12;
const paymentHour = 13;

function dayOfPayment(due: Instant): Day {
  return dayOf(new Date(due));
}

/** All claims that a payer got on one day are paid on one day; a replacement not before the claim that it replaces. */
function paymentDay(context: Context, claim: ClaimRecord, replaces: ClaimRecord | undefined): Day {
  const { payer, receivedOn, memberId } = claim;
  const { paidBefore277 } = effectsOf(context, memberId, payer.id);
  const days = choose(context.behaviourOf(payer.id).daysToPay, context.seed, payer.id, receivedOn, '835');
  const day = weekday(addDays(receivedOn, paidBefore277 ? 1 : days));
  if (replaces?.paymentDue === undefined) return day;
  const afterOriginal = weekday(addDays(dayOfPayment(replaces.paymentDue), 1));
  return day > afterOriginal ? day : afterOriginal;
}

/** Puts a claim into the payment run of its first 835. */
export function planPayment(
  context: Context,
  work: Work,
  claim: ClaimRecord,
  replaces: ClaimRecord | undefined,
): ClaimRecord {
  const day = paymentDay(context, claim, replaces);
  const planned: ClaimRecord = { ...claim, paymentDue: at(day, paymentHour) };
  joinRun(context, work, planned, day, 'adjudicate');
  return planned;
}

/** Puts a later step of a claim into a payment run `days` after another. */
export function planStep(
  context: Context,
  work: Work,
  claim: ClaimRecord,
  after: { readonly due: Instant; readonly days: number },
  step: ToPay['step'],
): void {
  joinRun(context, work, claim, weekday(addDays(dayOfPayment(after.due), after.days)), step);
}

/**
 * A run is what a payer pays a payee on one day, by one route. A claim that spoils its file, or whose file comes twice,
 * has one to itself.
 */
function joinRun(context: Context, work: Work, claim: ClaimRecord, day: Day, step: ToPay['step']): void {
  const { payer, payee, route, memberId, root } = claim;
  const { unbalanced, deliveredAgainAfterDays } = effectsOf(context, memberId, payer.id);
  const alone = step === 'adjudicate' && (unbalanced || deliveredAgainAfterDays !== undefined) ? root : '';
  const payeeId = payee.npi ?? payee.taxId;
  const due = at(day, paymentHour);
  const run = [due, payer.id, payeeId, derive(8, JSON.stringify(route)), alone].join(' ');
  const job: Job = { kind: 'pay', due, run, alone: alone !== '' };
  work.put(keys.due(due, job.kind, run), job);
  work.put(keys.toPay(run, [...claim.order, step]), { root, step } satisfies ToPay);
}
