import type { Finding } from '../claims/index.ts';
import { isExcessTakenBack, isWholeAnswered } from '../remittance/index.ts';
import type { ClaimFile } from '../repositories/index.ts';
import type { Adjudication, PaymentMail } from './payment-mail.ts';
import { remittanceUnapplied } from './unapplied-answer.ts';

/** Why a claim is overdue, by what the payer has said of it. */
const overdue = {
  nothing:
    'The payer accepted this claim and has not answered in time: ask for its status; release the claim to send it again.',
  part: 'The payer has answered for a part of this claim, and not in time for the rest: ask what became of that. Released, the claim is sent again as a whole.',
  'sent again':
    'The payer has not answered in time what was sent last of this claim; its answer to what was sent before stands until then. Ask for the status of what was sent last; release the claim to send it again.',
  'taken back':
    'The payer has taken its answer back and not given another in time: ask for the status of the claim; release the claim to send it again.',
  excess:
    'The payer has taken back more than it has paid for this claim, and not answered in time: ask it to pay that back, and for the status of the claim.',
} as const;

function isUnanswered({ submissions }: ClaimFile, payments: readonly PaymentMail[]): boolean {
  const last = submissions.at(-1)?.attempt;
  return payments.every(({ content }) => content.attempt !== last);
}

function saidSoFar(file: ClaimFile, { answers }: Adjudication, payments: readonly PaymentMail[]): keyof typeof overdue {
  if (isExcessTakenBack(answers)) return 'excess';
  if (answers.length > 0) return isUnanswered(file, payments) ? 'sent again' : 'part';
  return payments.length > 0 ? 'taken back' : 'nothing';
}

/** Of a claim that is answered otherwise: nothing but money is left to ask for. */
const excessTakeback: Finding = {
  code: 'excess-takeback',
  severity: 'error',
  message:
    'The payer has answered this claim, and taken back more than it has paid for it: ask it to pay that back, or for the remittance that says what it took back. The claim waits until it comes.',
};

export function remittanceOverdue(
  file: ClaimFile,
  adjudication: Adjudication,
  payments: readonly PaymentMail[],
): Finding {
  const { answers } = adjudication;
  const unapplied = remittanceUnapplied(file);
  if (unapplied !== undefined) return unapplied;
  if (isExcessTakenBack(answers) && isWholeAnswered(file.record.claim, answers)) return excessTakeback;
  return {
    code: 'remittance-overdue',
    severity: 'error',
    message: overdue[saidSoFar(file, adjudication, payments)],
  };
}

/** Of a replacement at once: what the payer has paid for the earlier claim counts again, and may be what it means. */
export const replacementTakenBack: Finding = {
  code: 'replacement-taken-back',
  severity: 'error',
  message:
    'The payer has taken back its answer to this replacement and given no other: what it has paid for the earlier claim counts again, where it has not taken that back too. Ask it which of the two it pays; release the claim to send it again.',
};
