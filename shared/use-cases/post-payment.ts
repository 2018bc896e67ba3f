import type { Finding } from '../claims/index.ts';
import { balances, type JournalEntry, journalEntry } from '../ledger/index.ts';
import {
  type AdjudicationOutcome,
  adjudicationOutcome,
  type ClaimPayment,
  type CurrentAnswer,
  isExcessTakenBack,
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
import { openToPayers } from './left-with-payers.ts';
import { closeFollowUp } from './open-follow-up.ts';
import { remittanceOverdue, replacementTakenBack } from './overdue-reasons.ts';
import {
  adjudicationOf,
  answersOfItsPayer,
  answersVoid,
  inOrderOfDecision,
  isVoidRefused,
  type PaymentMail,
  paymentsOf,
} from './payment-mail.ts';
import { nowIso, type Services, todayIso } from './services.ts';
import { isReplacement, type ReplacementSaid, saidOfReplacement, tellVoidedClaim } from './tell-voided-claim.ts';
import {
  billedAgainEntry,
  isChargeTakenBack,
  isToBeVoided,
  nextVoidKey,
  type Standing,
  voidEntry,
  voidsInForce,
  voidThatStands,
} from './void-claim.ts';

export type PaymentOutcome =
  | 'paid'
  | 'denied'
  | 'partially-denied'
  /** Its void was accepted and nothing of it stands. */
  | 'voided'
  | 'waiting'
  | 'overdue'
  /** An acknowledgement came instead: a payer may still reject what it had accepted. */
  | 'acknowledgement-arrived';

const voidRefused: Finding = {
  code: 'void-refused',
  severity: 'error',
  message:
    'The payer has refused this void: the claim that it was to take back stands as it did. Correct what it was refused for, which sends it again, or have the payer take its payment back in another way.',
};

/** One entry for each payment. What an earlier payer of ours has answered is in the ledger and is not booked again. */
function book(
  file: ClaimFile,
  arrived: readonly PaymentMail[],
  known: readonly PaymentMail[],
  payersLeft: number,
): JournalEntry[] {
  return arrived.map((mail) => {
    const { attempt, remittanceId, paymentDate, payment: said } = mail.content;
    const payment = answersVoid(file, mail) ? withoutReasons(said) : said;
    const all = known.filter(({ content }) => content.attempt === attempt).map(({ content }) => content.payment);
    const others = all.filter((other) => !isReversal(other));
    const isLaterPayer = others.some((other) => payerTurn(other, others) < payerTurn(payment, others));
    const key = `payment#${remittanceId}#${String(payment.ordinal).padStart(6, '0')}`;
    const postings = paymentPostings(isLaterPayer ? withoutPriorPayer(payment) : payment, payersLeft);
    return { ...journalEntry(key, paymentDate, postings), attempt };
  });
}

/** A void bills nothing that could be adjusted, denied or laid on the patient: only what was paid for it is booked. */
function withoutReasons(payment: ClaimPayment): ClaimPayment {
  return { ...payment, adjustments: [], serviceLines: [] };
}

/** Reads the claim's payments, posts each as one entry beside its remittance, and says how the claim stands. */
export async function postPayment(
  scope: PracticeScope,
  services: Services,
  step: ClaimStep,
): Promise<PaymentOutcome | 'superseded'> {
  let said: ReplacementSaid | undefined;
  let isRefused = false;
  const outcome = await claimStep(scope, services, step, (file, change): PaymentOutcome => {
    const arrived = unreadMail(file, 'remittance').sort(inOrderOfDecision);
    if (file.wait !== undefined) change.endWait();
    change.markRead(unreadMail(file, 'void'));

    const known = paymentsOf(file);
    const adjudication = adjudicationOf(file, known);
    const { answers, payersNamed, payersLeft } = adjudication;
    const again = billedAgainEntry(file, todayIso(services));
    const booked = book(file, arrived, known, payersLeft);
    const entries = again === undefined ? booked : [again, ...booked];
    const journal = [...file.journal, ...entries];
    const { key, date } = entries.at(-1) ?? { key: '', date: todayIso(services) };
    const as = { ...adjudication, key: `superseded#${key}`, date };
    const superseded = supersede(journal, answers, as);
    const settled = superseded === undefined ? journal : [...journal, superseded];
    const outcome = outcomeOf(file, answers, settled);
    isRefused = isVoidRefused(file, known);
    const stands = standing(answers, outcome);
    const isVoid = !isRefused && isToBeVoided(file, stands, false);
    if (arrived.length === 0 && (again === undefined || isVoid)) {
      const without = withoutPayment(file, change, services);
      said = saidOfReplacement(file, stands, without);
      return without;
    }

    for (const entry of isVoid ? booked : entries) change.post(entry);
    if (payersNamed !== file.record.payersLeft) change.update({ payersLeft: payersNamed });
    noteArrived(scope, file, change, arrived);
    if (isVoid) {
      const taken = takeBack(file, change, [...file.journal, ...booked], as);
      said = saidOfReplacement(file, stands, taken);
      return taken;
    }
    if (again !== undefined) change.say('billed again', billedAgainBecause(file));
    if (superseded !== undefined) change.post(superseded);
    if (isRefused) {
      change.moveTo('denied', [voidRefused]);
      change.say('void refused');
      return 'denied';
    }
    const status = moveToOutcome(file, change, outcome, answers);
    said = saidOfReplacement(file, stands, outcome);
    return status;
  });
  if (isRefused) await tellVoidedClaim(scope, services, step.claimId, 'refused');
  else if (said !== undefined) await tellVoidedClaim(scope, services, step.claimId, said.what, said.answers);
  return outcome;
}

/** Notes with the claim, its submissions and the remittance that the payments are posted. */
function noteArrived(
  scope: PracticeScope,
  file: ClaimFile,
  change: ClaimChange,
  arrived: readonly PaymentMail[],
): void {
  for (const { content } of arrived) {
    change.also({ put: postedPaymentItem(scope, content, file.record.claimId), if: 'absent' });
    change.say('payment posted', placeOf(file, content));
  }
  change.markRead(arrived);
  settleSubmissions(file, change, arrived);
}

/** Moves the claim to what its answers come to, and ends the work that they have done. */
function moveToOutcome(
  file: ClaimFile,
  change: ClaimChange,
  outcome: AdjudicationOutcome | 'waiting',
  answers: readonly CurrentAnswer[],
): PaymentOutcome {
  if (outcome !== 'denied' && outcome !== 'partially-denied') closeFollowUp(file, change);
  if (outcome !== 'waiting') {
    change.moveTo(outcome);
    change.say(outcome);
    return outcome;
  }
  change.closeWork(file.work.filter(({ category }) => openToPayers.has(category)));
  change.moveTo('in-process');
  if (isReplacement(file) && answers.length === 0) {
    hold(change, 'overdue', [replacementTakenBack]);
    return 'overdue';
  }
  change.say('adjudicated in part');
  return outcome;
}

/** A payer that has taken back too much still owes an answer, where nothing was denied that a person is to see to. */
function outcomeOf(file: ClaimFile, answers: readonly CurrentAnswer[], journal: readonly JournalEntry[]) {
  const outcome = isWholeAnswered(file.record.claim, answers) ? adjudicationOutcome(journal) : 'waiting';
  const isOwed = isExcessTakenBack(answers) && balances(journal)['receivable:payer'] > 0;
  return outcome === 'paid' && isOwed ? 'waiting' : outcome;
}

/** Where in which remittance it stands, and our number there where that is not the one that was sent. */
function placeOf({ submissions }: ClaimFile, { attempt, remittanceId, payment }: PaymentMail['content']): string {
  const sent = submissions.find((submission) => submission.attempt === attempt)?.patientControlNumber;
  const named = payment.patientControlNumber.trim();
  return `remittance ${remittanceId}, claim ${payment.ordinal}${named === sent ? '' : `, under ${named}`}`;
}

/** What stands of the answers: a reversal that takes back nothing of them is none. */
function standing(answers: readonly CurrentAnswer[], outcome: PaymentOutcome): Standing {
  if (answers.every(({ payment }) => isReversal(payment))) return 'nothing';
  return outcome === 'denied' ? 'denied' : 'payment';
}

function billedAgainBecause(file: ClaimFile): string {
  if (voidsInForce(file).length === 0) return 'its void or replacement was refused after all';
  return 'the payer has taken back its answer to the claim that replaces it';
}

/**
 * Takes back the charge of a voided claim and all that its answers say beside what was paid. A payment that the payer
 * has not taken back leaves the claim in credit.
 */
function takeBack(
  file: ClaimFile,
  change: ClaimChange,
  journal: readonly JournalEntry[],
  as: Parameters<typeof supersede>[2],
): 'voided' | 'paid' {
  const superseded = supersede(journal, [], as);
  if (superseded !== undefined) change.post(superseded);
  const taken = voidEntry(file, as.date);
  if (taken !== undefined) change.post(taken);
  change.closeWork();
  const outcome = balances(journal).unapplied === 0 ? 'voided' : 'paid';
  const by = voidThatStands(file)?.voidedBy;
  if (taken !== undefined) change.say('charge taken back', by && `by claim ${by}`);
  else if (outcome === 'paid') change.say(outcome);
  change.moveTo(outcome);
  return outcome;
}

/** A payment says that its submission was adjudicated, whichever attempt it was, and gives the payer's number for it. */
function settleSubmissions(file: ClaimFile, change: ClaimChange, arrived: readonly PaymentMail[]): void {
  for (const submission of file.submissions) {
    const isOfAttempt = ({ content }: PaymentMail): boolean => content.attempt === submission.attempt;
    if (!arrived.some(isOfAttempt)) continue;
    // Not of a reversal, which may give the number of another claim, under which it came; nor of a payer after this one.
    const own = new Set(answersOfItsPayer(file, submission.attempt).map(({ mailId }) => mailId));
    const given = arrived.findLast(({ mailId }) => own.has(mailId));
    const theirs = given?.content.payment.payerClaimControlNumber;
    change.putSubmission({
      ...submission,
      status: 'adjudicated',
      ...(theirs === undefined ? {} : { assignedPayerClaimControlNumber: theirs }),
    });
  }
}

function withoutPayment(file: ClaimFile, change: ClaimChange, services: Services): PaymentOutcome {
  const { status } = file.record;
  if (status === 'voided') return status;
  const late = file.wait?.kind === 'remittance' && file.wait.due <= nowIso(services);
  const payments = paymentsOf(file);
  const adjudication = adjudicationOf(file, payments);
  const outcome = status === 'denied' ? status : 'waiting';
  const stands = standing(adjudication.answers, outcome);
  // A credit that it was left with by this is not taken for news.
  const isDone = status === 'paid' && isChargeTakenBack(file);
  if (!isDone && isToBeVoided(file, stands, late || status === 'overdue')) {
    const key = `superseded#${nextVoidKey(file)}`;
    return takeBack(file, change, file.journal, { ...adjudication, key, date: todayIso(services) });
  }
  if (status === 'paid' || status === 'denied' || status === 'partially-denied' || status === 'overdue') return status;
  if (unreadMail(file, 'acknowledgement').length > 0) return 'acknowledgement-arrived';
  if (!late) return 'waiting';
  hold(change, 'overdue', [remittanceOverdue(file, adjudication, payments)]);
  return 'overdue';
}
