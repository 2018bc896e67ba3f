import { isUnprocessable } from '../denials/index.ts';
import type { JournalEntry } from '../ledger/index.ts';
import {
  apartFromDuplicates,
  type ClaimPayment,
  type CurrentAnswer,
  currentAnswers,
  isDuplicateDenial,
  isReversal,
  payerTurn,
  repeatedBy,
} from '../remittance/index.ts';
import type { ClaimFile, Mail, MailContent } from '../repositories/index.ts';
import { linePosition } from './line-position.ts';

export type PaymentMail = Mail & { readonly content: Extract<MailContent, { kind: 'remittance' }> };

function isPaymentMail(mail: Mail): mail is PaymentMail {
  return mail.content.kind === 'remittance';
}

/** By payment date, trace number and ordinal: the order in which the payer decided. */
export function inOrderOfDecision(left: PaymentMail, right: PaymentMail): number {
  const rank = ({ content }: PaymentMail): string =>
    [content.paymentDate, content.traceNumber, String(content.payment.ordinal).padStart(6, '0')].join('#');
  return rank(left) < rank(right) ? -1 : 1;
}

/** Every payment that came for the claim, read or not, in the order of decision. */
export function paymentsOf(file: ClaimFile): readonly PaymentMail[] {
  return file.mail.filter(isPaymentMail).sort(inOrderOfDecision);
}

/** Whether the payer's answers leave something decided: not all taken back, nor only told to be duplicates. */
function isStanding(payments: readonly PaymentMail[]): boolean {
  const charged = payments.reduce((sum, { content }) => sum + content.payment.charge, 0);
  return charged > 0 && payments.some(({ content }) => !isDuplicateDenial(content.payment));
}

/** What was said of one attempt: an answer that denies some lines as duplicates is two. */
function saidOf(attempt: number, payments: readonly PaymentMail[]): readonly ClaimPayment[] {
  return payments
    .filter(({ content }) => content.attempt === attempt)
    .flatMap(({ content }) => apartFromDuplicates({ ...content.payment, attempt }));
}

/**
 * The attempt whose adjudication counts: the latest that was adjudicated, unless it was taken back or only denied as a
 * duplicate of an earlier one. A rejection counts no more once it was adjudicated. 0 when nothing was.
 */
export function decidingAttempt(payments: readonly PaymentMail[]): number {
  const adjudicated = [...new Set(payments.map(({ content }) => content.attempt))].sort((one, other) => other - one);
  const decides = adjudicated.find((attempt) =>
    isStanding(payments.filter(({ content }) => content.attempt === attempt)),
  );
  return decides ?? adjudicated[0] ?? 0;
}

/** What was said of the attempt that counts, and of the lines that it denies as duplicates, what was said of them before. */
function decidingAnswers(attempt: number, payments: readonly PaymentMail[]): readonly ClaimPayment[] {
  const said = saidOf(attempt, payments);
  const before = payments.filter(({ content }) => content.attempt < attempt);
  if (before.length === 0) return said;
  const earlier = decidingAnswers(decidingAttempt(before), before);
  return [...earlier.flatMap((payment) => repeatedBy(said, payment)), ...said];
}

/** What the payers have decided of a claim. */
export interface Adjudication {
  /** The attempt whose adjudication counts; 0 when nothing was adjudicated. */
  readonly attempt: number;
  readonly answers: readonly CurrentAnswer[];
  /** Payers that the claim names and that have not answered yet. */
  readonly payersNamed: number;
  /** Those, or the one that the claim was forwarded to. */
  readonly payersLeft: number;
  /** Whether the last payer has sent the claim on to the next itself. */
  readonly isForwarded: boolean;
  /** Whether a person has said that no other payer is billed: what none has decided is the patient's. */
  readonly isShareSettled: boolean;
}

/** CLP02: forwarded to another payer. */
const forwarded: ReadonlySet<string> = new Set(['19', '20', '21']);

/** How many payers have answered an attempt after its first. */
function laterPayers(payments: readonly PaymentMail[]): number {
  const attempts = Map.groupBy(payments, ({ content }) => content.attempt);
  const later = [...attempts.values()].map((mail) => {
    const said = mail.map(({ content }) => content.payment).filter((payment) => !isReversal(payment));
    return new Set(said.map((payment) => payerTurn(payment, said))).size - 1;
  });
  return Math.max(0, ...later);
}

/** What the payer that an attempt was sent to has answered: those after it speak of the claim under numbers of their own. */
export function answersOfItsPayer(file: ClaimFile, attempt: number): readonly PaymentMail[] {
  const answers = paymentsOf(file).filter(({ content }) => content.attempt === attempt && !isReversal(content.payment));
  const payments = answers.map(({ content }) => content.payment);
  const turns = payments.map((payment) => payerTurn(payment, payments));
  return answers.filter((_, index) => turns[index] === Math.min(...turns));
}

/** Whether the payer has said last that it has not processed the attempt, of which it then knows nothing. */
export function isNotProcessed(file: ClaimFile, attempt: number): boolean {
  const last = answersOfItsPayer(file, attempt).at(-1)?.content.payment;
  if (last === undefined || last.paid !== 0) return false;
  return [last, ...last.serviceLines].some(({ remarkCodes }) => isUnprocessable(remarkCodes));
}

/** Whether the payment answers the claim sent as a void, which bills nothing. */
export function answersVoid({ submissions }: ClaimFile, { content }: PaymentMail): boolean {
  return submissions.some(
    ({ attempt, claimFrequencyCode }) => attempt === content.attempt && claimFrequencyCode === '8',
  );
}

/** Whether the payer has answered the claim, sent as a void, as one that it could pay: it has taken nothing back. */
export function isVoidRefused(file: ClaimFile, payments: readonly PaymentMail[]): boolean {
  const last = file.submissions.at(-1)?.attempt;
  const answers = payments.filter((payment) => payment.content.attempt === last && answersVoid(file, payment));
  return answers.reduce((sum, { content }) => sum + content.payment.charge, 0) > 0;
}

/** Of all payments that came, read or not: the same in whatever order they came. What is said of a void decides no charge. */
export function adjudicationOf(file: ClaimFile, all: readonly PaymentMail[]): Adjudication {
  const payments = all.filter((payment) => !answersVoid(file, payment));
  const attempt = decidingAttempt(payments);
  const answers = currentAnswers(file.record.claim, linePosition, decidingAnswers(attempt, payments));
  const newlyAnswered = laterPayers(payments) - laterPayers(payments.filter(({ read }) => read));
  const payersNamed = Math.max(file.record.payersLeft - newlyAnswered, 0);
  const last = Math.max(...answers.map(({ turn }) => turn));
  const isForwarded = answers.some(({ turn, payment }) => turn === last && forwarded.has(payment.statusCode));
  const isShareSettled = file.journal.some((entry) => isPatientShare(entry) && entry.attempt === attempt);
  const payersLeft = isForwarded && !isShareSettled ? Math.max(payersNamed, 1) : payersNamed;
  return { attempt, answers, payersNamed, payersLeft, isForwarded, isShareSettled };
}

const patientShare = 'patient-share#';

/** The key of the next entry with which a person says that no other payer is billed: by the round, or the next that is free. */
export function patientShareKey({ record, journal }: ClaimFile): string {
  const taken = new Set(journal.map(({ key }) => key));
  let number = record.round;
  while (taken.has(`${patientShare}${number}`)) number += 1;
  return `${patientShare}${number}`;
}

function isPatientShare({ key }: JournalEntry): boolean {
  return key.startsWith(patientShare);
}
