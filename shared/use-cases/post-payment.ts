import type { Finding } from '../claims/index.ts';
import { type JournalEntry, journalEntry } from '../ledger/index.ts';
import {
  adjudicatedLines,
  adjudicationOutcome,
  type ClaimPayment,
  paymentPostings,
  withdrawSuperseded,
  withoutPriorPayer,
} from '../remittance/index.ts';
import {
  type ClaimChange,
  type ClaimFile,
  type PracticeScope,
  postedPaymentItem,
  unreadMail,
} from '../repositories/index.ts';
import { type ClaimStep, claimStep } from './claim-step.ts';
import { hold } from './hold.ts';
import { linePosition } from './line-position.ts';
import { decidingAttempt, inOrderOfDecision, type PaymentMail, paymentsOf } from './payment-mail.ts';
import { nowIso, type Services } from './services.ts';

export type PaymentOutcome =
  | 'paid'
  | 'denied'
  | 'partially-denied'
  | 'waiting'
  | 'overdue'
  /** An acknowledgement came instead: a payer may still reject what it had accepted. */
  | 'acknowledgement-arrived';

const nobodyPaid: Finding = {
  code: 'remittance-overdue',
  severity: 'error',
  message:
    'The payer accepted this claim and has not answered in time: ask for its status; release the claim to send it again.',
};

/** CLP02: processed as secondary or tertiary, and forwarded to another payer. */
const afterAnotherPayer: ReadonlySet<string> = new Set(['2', '3', '20', '21']);
const forwarded: ReadonlySet<string> = new Set(['19', '20', '21']);

/** How many payers are left after this answer: a forwarded claim has one more to come, a later payer's answer is one less. */
function payersLeftAfter({ content: { payment } }: PaymentMail, payersLeft: number, isLaterPayer: boolean): number {
  const left = isLaterPayer ? Math.max(payersLeft - 1, 0) : payersLeft;
  return forwarded.has(payment.statusCode) ? Math.max(left, 1) : left;
}

interface Booking {
  readonly entries: readonly JournalEntry[];
  readonly payersLeft: number;
}

/** One entry for each payment. What an earlier payer of ours has answered is in the ledger and is not booked again. */
function book(file: ClaimFile, arrived: readonly PaymentMail[]): Booking {
  const entries: JournalEntry[] = [];
  let { payersLeft } = file.record;
  for (const mail of arrived) {
    const { attempt, remittanceId, paymentDate, payment } = mail.content;
    const earlier = [...file.journal, ...entries].some((entry) => entry.attempt === attempt);
    const isLaterPayer = earlier && afterAnotherPayer.has(payment.statusCode);
    payersLeft = payersLeftAfter(mail, payersLeft, isLaterPayer);
    const key = `payment#${remittanceId}#${String(payment.ordinal).padStart(6, '0')}`;
    const postings = paymentPostings(isLaterPayer ? withoutPriorPayer(payment) : payment, payersLeft);
    entries.push({ ...journalEntry(key, paymentDate, postings), attempt });
  }
  return { entries, payersLeft };
}

/** Whether the payer has answered for every line, or for the whole charge under codes that we did not send. */
function isWholeAnswered({ record: { claim } }: ClaimFile, payments: readonly ClaimPayment[]): boolean {
  const answered = adjudicatedLines(claim, linePosition, payments);
  const charged = payments.reduce((sum, { charge }) => sum + charge, 0);
  return answered.size === claim.serviceLines.length || charged >= claim.totalCharge;
}

/** Reads the claim's payments, posts each as one entry beside its remittance, and says how the claim stands. */
export function postPayment(
  scope: PracticeScope,
  services: Services,
  step: ClaimStep,
): Promise<PaymentOutcome | 'superseded'> {
  return claimStep(scope, services, step, (file, change) => {
    const arrived = unreadMail(file, 'remittance').sort(inOrderOfDecision);
    if (file.wait !== undefined) change.endWait();
    if (arrived.length === 0) return withoutPayment(file, change, nowIso(services));

    const { entries, payersLeft } = book(file, arrived);
    for (const entry of entries) change.post(entry);
    if (payersLeft !== file.record.payersLeft) change.update({ payersLeft });
    for (const { content } of arrived) {
      change.also({ put: postedPaymentItem(scope, content, step.claimId), if: 'absent' });
      change.say('payment posted', `remittance ${content.remittanceId}, claim ${content.payment.ordinal}`);
    }
    change.markRead(arrived);
    settleSubmissions(file, change, arrived);

    const known = paymentsOf(file);
    const deciding = decidingAttempt(file, known);
    const booked = [...file.journal, ...entries];
    const withdrawn = withdrawSuperseded(booked, deciding, entries.at(-1));
    for (const entry of withdrawn) change.post(entry);
    const decided = known.filter(({ content }) => content.attempt === deciding).map(({ content }) => content.payment);
    if (!isWholeAnswered(file, decided)) {
      change.moveTo('in-process');
      change.say('adjudicated in part');
      return 'waiting';
    }
    const outcome = adjudicationOutcome([...booked, ...withdrawn]);
    change.moveTo(outcome);
    change.say(outcome);
    return outcome;
  });
}

/** A payment says that its submission was adjudicated, whichever attempt it was, and gives the payer's number for it. */
function settleSubmissions(file: ClaimFile, change: ClaimChange, arrived: readonly PaymentMail[]): void {
  for (const submission of file.submissions) {
    const answer = arrived.findLast(({ content }) => content.attempt === submission.attempt);
    if (answer === undefined) continue;
    const theirs = answer.content.payment.payerClaimControlNumber;
    change.putSubmission({
      ...submission,
      status: 'adjudicated',
      ...(theirs === undefined ? {} : { assignedPayerClaimControlNumber: theirs }),
    });
  }
}

function withoutPayment(file: ClaimFile, change: ClaimChange, now: string): PaymentOutcome {
  const { status } = file.record;
  if (status === 'paid' || status === 'denied' || status === 'partially-denied' || status === 'overdue') return status;
  if (unreadMail(file, 'acknowledgement').length > 0) return 'acknowledgement-arrived';
  const late = file.wait?.kind === 'remittance' && file.wait.due <= now;
  if (!late) return 'waiting';
  hold(change, 'overdue', [nobodyPaid]);
  return 'overdue';
}
