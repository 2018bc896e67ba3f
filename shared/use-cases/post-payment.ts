import type { Finding } from '../claims/index.ts';
import { type JournalEntry, journalEntry } from '../ledger/index.ts';
import {
  adjudicationOutcome,
  isReversal,
  isWholeAnswered,
  payerTurn,
  paymentPostings,
  supersede,
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
import { closeFollowUp } from './open-follow-up.ts';
import { adjudicationOf, inOrderOfDecision, type PaymentMail, paymentsOf } from './payment-mail.ts';
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

/** One entry for each payment. What an earlier payer of ours has answered is in the ledger and is not booked again. */
function book(arrived: readonly PaymentMail[], known: readonly PaymentMail[], payersLeft: number): JournalEntry[] {
  return arrived.map(({ content: { attempt, remittanceId, paymentDate, payment } }) => {
    const said = known.filter(({ content }) => content.attempt === attempt).map(({ content }) => content.payment);
    const others = said.filter((other) => !isReversal(other));
    const isLaterPayer = others.some((other) => payerTurn(other, others) < payerTurn(payment, others));
    const key = `payment#${remittanceId}#${String(payment.ordinal).padStart(6, '0')}`;
    const postings = paymentPostings(isLaterPayer ? withoutPriorPayer(payment) : payment, payersLeft);
    return { ...journalEntry(key, paymentDate, postings), attempt };
  });
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

    const known = paymentsOf(file);
    const { attempt, answers, payersNamed, payersLeft } = adjudicationOf(file, known);
    const entries = book(arrived, known, payersLeft);
    for (const entry of entries) change.post(entry);
    if (payersNamed !== file.record.payersLeft) change.update({ payersLeft: payersNamed });
    for (const { content } of arrived) {
      change.also({ put: postedPaymentItem(scope, content, step.claimId), if: 'absent' });
      change.say('payment posted', `remittance ${content.remittanceId}, claim ${content.payment.ordinal}`);
    }
    change.markRead(arrived);
    settleSubmissions(file, change, arrived);

    const { key, date } = entries.at(-1) ?? { key: '', date: nowIso(services).slice(0, 10) };
    const as = { key: `superseded#${key}`, date, attempt, payersLeft };
    const superseded = supersede([...file.journal, ...entries], answers, as);
    if (superseded !== undefined) change.post(superseded);
    if (!isWholeAnswered(file.record.claim, answers)) {
      closeFollowUp(file, change);
      change.moveTo('in-process');
      change.say('adjudicated in part');
      return 'waiting';
    }
    const outcome = adjudicationOutcome([
      ...file.journal,
      ...entries,
      ...(superseded === undefined ? [] : [superseded]),
    ]);
    if (outcome === 'paid') closeFollowUp(file, change);
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
