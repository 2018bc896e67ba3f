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
import { betweenPayers, leftWithPayers } from './left-with-payers.ts';
import { linePosition } from './line-position.ts';
import { adjudicationOf, paymentsOf } from './payment-mail.ts';
import { plusDays, type Services, todayIso } from './services.ts';
import { isChargeTakenBack } from './void-claim.ts';
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
    const adjudication = adjudicationOf(file, posted);
    // A voided claim is billed to nobody any more.
    const isWithdrawn = isChargeTakenBack(file);
    const left = leftWithPayers(file, adjudication);
    change.closeWork(file.work.filter(({ category }) => betweenPayers.has(category) && category !== left?.reason.code));
    if (left !== undefined) {
      leaveToPerson(file, change, services, left.reason, left.amountCents);
      // What he owes beside a share that is not his is billed to him.
      if (!isWithdrawn && left.reason.code !== 'protected-share') return 'person';
    }
    const owed = balances(file.journal)['receivable:patient'];
    const { releasedCreditCents = 0 } = file.record;
    if (owed < -releasedCreditCents) {
      return leaveToPerson(file, change, services, patientCredit, -owed);
    }
    change.closeWork(file.work.filter(({ category }) => category === 'patient-credit'));
    // Billed after that, the patient may pay anew: a later credit is another one.
    if (owed >= 0 && releasedCreditCents > 0) change.update({ releasedCreditCents: 0 });
    const outcome = left !== undefined || isWaitingForPerson(file) ? 'person' : 'done';
    // Who was billed is told that nothing is owed any more.
    if (owed < 0 || owed === billedToPatient(file)) return outcome;

    const date = todayIso(services);
    const earlier = file.statements.at(-1);
    // What a crash cut off and is made on another day, or for another amount, is another document.
    const place = String(file.statements.length + 1);
    const statementId = services.ids.derive(15, 'statement', step.claimId, place, date, String(owed));
    const objectKey = `documents/statements/${statementId}.pdf`;
    const decisions = ownDecisions(adjudication.answers, adjudication.isShareSettled);
    const statement = buildStatement({
      practice: await practiceOf(scope, services),
      claim: file.record.claim,
      // What a payer still owes or has too much of a withdrawn charge is nothing to the patient.
      payments: isWithdrawn ? [] : decisions.map(({ payment }) => payment),
      isOfSeveralPayers: new Set(adjudication.answers.map(({ turn }) => turn)).size > 1,
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
    if (left === undefined && file.record.status === 'paid' && owed > 0) change.moveTo('patient-responsibility');
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
  reason: Finding & { readonly code: WorkCategory },
  amountCents: number,
): 'person' {
  const category = reason.code;
  const today = todayIso(services);
  const before = work.find((item) => item.open && item.category === category);
  if (before === undefined) {
    const workId = services.ids.derive(15, 'work', record.claimId, String(record.round), category);
    const due = plusDays(today, personDays);
    change.putWork({ workId, category, openedAt: today, due, amountCents, reasons: [reason], open: true });
    change.say('follow-up opened', category);
  } else if (before.amountCents !== amountCents) {
    change.putWork({ ...before, amountCents, reasons: [reason] });
  }
  if (record.status === 'paid' || record.status === 'patient-responsibility') change.moveTo('held', [reason]);
  // What stands in follow-up keeps its own reasons beside this one.
  else if (!record.reasons.some(({ code }) => code === reason.code)) {
    change.moveTo(record.status, [...record.reasons, reason]);
  }
  return 'person';
}

/** A payer has taken back more of the patient's share than it laid on him. What he has paid of it we do not know. */
const patientCredit = {
  code: 'patient-credit',
  severity: 'error',
  message:
    "Payers have taken back more of the patient's share than they laid on him: ask the payer whether that is right, refund to the patient what he has paid of it, tell him that he owes nothing, then release the claim.",
} as const satisfies Finding;
