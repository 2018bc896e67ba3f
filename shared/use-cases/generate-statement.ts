import { buildStatement } from '../accounts/index.ts';
import type { Finding } from '../claims/index.ts';
import { balances } from '../ledger/index.ts';
import { formatMoney } from '../money.ts';
import { ownDecisions } from '../remittance/index.ts';
import {
  billedToPatient,
  type ClaimChange,
  type ClaimFile,
  enrolledPractices,
  type PracticeScope,
  type WorkCategory,
} from '../repositories/index.ts';
import { SafeError } from '../safe-error.ts';
import { type ClaimStep, claimStep } from './claim-step.ts';
import { personDays, statementDays } from './deadlines.ts';
import { linePosition } from './line-position.ts';
import { awaitForwarded, billNextPayer } from './next-payer.ts';
import { adjudicationOf, paymentsOf } from './payment-mail.ts';
import { plusDays, type Services, todayIso } from './services.ts';
import { isChargeTakenBack, isReplacementAdjudicated } from './void-claim.ts';
import { isWaitingForPerson } from './waits-for-person.ts';

/** Whether somebody must still act on the claim: on its denied lines, or to bill the next payer. */
export type StatementOutcome = 'done' | 'person';

/**
 * Bills the patient for deductible, coinsurance and copayment once no payer is left, or tells him that a voided claim asks
 * nothing of him any more: stores the statement and keeps its record. The same claim state gives the same document.
 */
export function generateStatement(
  scope: PracticeScope,
  services: Services,
  step: ClaimStep,
): Promise<StatementOutcome | 'superseded'> {
  return claimStep(scope, services, step, async (file, change) => {
    const posted = paymentsOf(file).filter(({ read }) => read);
    const { answers, payersLeft, isForwarded } = adjudicationOf(file, posted);
    const sums = balances(file.journal);
    const forNext = Math.max(sums['receivable:payer'], 0);
    const nextPayer = isForwarded ? awaitForwarded : billNextPayer;
    // A voided claim is billed to nobody any more.
    const isWithdrawn = isChargeTakenBack(file);
    if (payersLeft > 0 && !isWithdrawn) return leaveToPerson(file, change, services, 'next-payer', nextPayer, forNext);
    const balance = leftWithPayer(file, sums['receivable:payer']);
    change.closeWork(file.work.filter(({ category }) => settledByPayer.has(category) && category !== balance?.code));
    if (balance !== undefined) {
      leaveToPerson(file, change, services, balance.code, balance, Math.abs(sums['receivable:payer']));
      if (!isWithdrawn) return 'person';
    }
    const owed = sums['receivable:patient'];
    const { releasedCreditCents = 0 } = file.record;
    if (owed < -releasedCreditCents) {
      return leaveToPerson(file, change, services, 'patient-credit', patientCredit, -owed);
    }
    change.closeWork(file.work.filter(({ category }) => category === 'patient-credit'));
    // Billed after that, the patient may pay anew: a later credit is another one.
    if (owed >= 0 && releasedCreditCents > 0) change.update({ releasedCreditCents: 0 });
    const outcome = balance !== undefined || isWaitingForPerson(file) ? 'person' : 'done';
    // Who was billed is told that nothing is owed any more.
    if (owed < 0 || owed === billedToPatient(file)) return outcome;

    const date = todayIso(services);
    const earlier = file.statements.at(-1);
    // What a crash cut off and is made on another day, or for another amount, is another document.
    const place = String(file.statements.length + 1);
    const statementId = services.ids.derive(15, 'statement', step.claimId, place, date, String(owed));
    const objectKey = `documents/statements/${statementId}.pdf`;
    const statement = buildStatement({
      practice: await practiceOf(scope, services),
      claim: file.record.claim,
      // What a payer still owes or has too much of a withdrawn charge is nothing to the patient.
      payments: isWithdrawn ? [] : ownDecisions(answers).map(({ payment }) => payment),
      isOfSeveralPayers: new Set(answers.map(({ turn }) => turn)).size > 1,
      positionOf: linePosition,
      journal: isWithdrawn ? [] : file.journal,
      statementNumber: statementId,
      statementDate: date,
      dueDate: plusDays(date, statementDays),
      replaces: earlier && { statementNumber: earlier.statementId, statementDate: earlier.date },
    });
    // The PDF library is heavy and not every run has somebody to bill.
    const { renderStatement } = await import('../documents/index.ts');
    await services.objects.putIfAbsent(objectKey, await renderStatement(statement));
    change.putStatement({ statementId, date, amountCents: owed, objectKey });
    // With denied lines still in follow-up the claim waits for them; the patient's share does not.
    if (file.record.status === 'paid' && owed > 0) change.moveTo('patient-responsibility');
    change.say('statement generated', `${statementId}: ${formatMoney(owed)}`);
    return outcome;
  });
}

async function practiceOf({ practiceId }: PracticeScope, { items }: Services) {
  const practice = (await enrolledPractices(items)).find((each) => each.practiceId === practiceId);
  if (practice === undefined) throw new SafeError(`practice ${practiceId} is not enrolled`);
  return practice;
}

/** Opens the work that a finding asks for, once, and holds a claim that was paid for it. */
function leaveToPerson(
  { record, work }: ClaimFile,
  change: ClaimChange,
  services: Services,
  category: WorkCategory,
  reason: Finding,
  amountCents: number,
): 'person' {
  const today = todayIso(services);
  const before = work.find((item) => item.open && item.category === category);
  if (before === undefined) {
    const workId = services.ids.derive(15, 'work', record.claimId, String(record.round), category);
    const due = plusDays(today, personDays);
    change.openWork({ workId, category, openedAt: today, due, amountCents, reasons: [reason], open: true });
    change.say('follow-up opened', category);
  } else if (before.amountCents !== amountCents) {
    change.openWork({ ...before, amountCents, reasons: [reason] });
  }
  if (record.status === 'paid' || record.status === 'patient-responsibility') change.moveTo('held', [reason]);
  // What stands in follow-up keeps its own reasons beside this one.
  else if (!record.reasons.some(({ code }) => code === reason.code)) {
    change.moveTo(record.status, [...record.reasons, reason]);
  }
  return 'person';
}

/** More was paid and adjusted than was billed, as when two attempts were paid: nobody is billed until that is settled. */
const creditBalance = {
  code: 'credit-balance',
  severity: 'error',
  message:
    'Payers have paid and adjusted more than was billed: find out which payment was one too many and refund it. The claim waits until the payer reverses it in a remittance.',
} as const satisfies Finding;

/** The same where the charge was taken back for that. */
const notTakenBack = {
  ...creditBalance,
  message:
    'The payer has accepted the claim that voids or replaces this one and has not taken back what it paid: ask the payer to take it back, or refund it. The claim waits until the payer reverses it in a remittance.',
} as const satisfies Finding;

/** The same where the payer has answered a replacement of the claim: the service is billed there. */
const paidTwice = {
  ...creditBalance,
  message:
    'Paid twice: the payer has answered the claim that replaces this one and has not taken back what it paid for this one. Have it taken back, or refund it. The claim waits until the payer reverses it in a remittance.',
} as const satisfies Finding;

/** The other way round: nothing is billed any more, and a payment was taken back twice. */
const excessTakeback = {
  code: 'excess-takeback',
  severity: 'error',
  message:
    'The payer has taken back more than it had paid for this claim, whose charge is withdrawn: ask it to pay that back. The claim waits until it does so in a remittance.',
} as const satisfies Finding;

/** What is left between us and the payer that somebody must ask it for, if anything. */
function leftWithPayer(file: ClaimFile, open: number) {
  if (open > 0) return isChargeTakenBack(file) ? excessTakeback : undefined;
  if (open === 0) return undefined;
  if (isReplacementAdjudicated(file)) return paidTwice;
  return isChargeTakenBack(file) ? notTakenBack : creditBalance;
}

/** Work that ends when the books say so. */
const settledByPayer: ReadonlySet<WorkCategory> = new Set(['credit-balance', 'excess-takeback', 'next-payer']);

/** A payer has taken back more of the patient's share than it laid on him. What he has paid of it we do not know. */
const patientCredit: Finding = {
  code: 'patient-credit',
  severity: 'error',
  message:
    "Payers have taken back more of the patient's share than they laid on him: ask the payer whether that is right, refund to the patient what he has paid of it, tell him that he owes nothing, then release the claim.",
};
