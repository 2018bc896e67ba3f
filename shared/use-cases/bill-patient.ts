import type { ClaimId, FieldProblem } from '../claims/index.ts';
import { type JournalEntry, journalEntry, transfer } from '../ledger/index.ts';
import { asCents, type Cents, formatMoney } from '../money.ts';
import { billPatient as keyPrefix } from '../remittance/index.ts';
import {
  type Actor,
  type ClaimChange,
  type ClaimFile,
  changeClaim,
  type PracticeScope,
  unreadMail,
} from '../repositories/index.ts';
import { failed, ok, type Result } from '../result.ts';
import { claimFile } from './claim-step.ts';
import { notNow, putRelease, refuseUnlessSeen, takenBack, userOf } from './correct-claim.ts';
import { answerMail } from './deliver-mail.ts';
import { deniedSums, followUpOf } from './open-follow-up.ts';
import { adjudicationOf, paymentsOf } from './payment-mail.ts';
import { nowIso, type Services } from './services.ts';

/** What was denied and laid on the patient (PR), by group and reason. */
function laidOnPatient({ journal }: Pick<ClaimFile, 'journal'>): readonly (readonly [reason: string, sum: Cents])[] {
  return [...deniedSums(journal)].filter(([reason, sum]) => reason.startsWith('PR-') && sum > 0);
}

/** Why the patient can't be billed for what was denied, and what to do instead; undefined where he can be. */
export function notBillable(file: ClaimFile): FieldProblem | undefined {
  const problem = takenBack(file) ?? notNow(file);
  if (problem !== undefined) return problem;
  const { status, reasons } = file.record;
  const isDenied = status === 'denied' || status === 'partially-denied';
  if (!isDenied || laidOnPatient(file).length === 0) {
    return { field: 'status', message: 'nothing that was denied was laid on the patient (PR)' };
  }
  // A protected share is no part of what is billed, and stays open.
  const other = reasons.find(({ code }) => !code.startsWith('denied-') && code !== 'protected-share');
  if (other === undefined) return undefined;
  return { field: 'status', message: `the claim waits for ${other.code} too: settle that first` };
}

/**
 * Bills the patient for what was denied and laid on him, of a claim that waits for a person. The rest of the denial stays
 * in follow-up. Again, before it is done: it is under way.
 */
export async function billPatient(
  scope: PracticeScope,
  actor: Actor,
  services: Services,
  claimId: ClaimId,
  seenRevision?: number,
): Promise<Result<'billed', readonly FieldProblem[]>> {
  const file = await claimFile(scope, services, claimId);
  refuseUnlessSeen(file, seenRevision);
  const [asked] = unreadMail(file, 'release');
  const problem = notBillable(file);
  if (problem !== undefined) return failed([problem]);
  if (asked !== undefined && asked.content.billsPatient !== true) {
    return failed([{ field: 'status', message: 'the claim has just been released' }]);
  }
  const change = changeClaim(scope, file, nowIso(services));
  change.say(`billed to the patient by ${userOf(actor)}`);
  putRelease(scope, actor, services, file, change, { corrected: false, billsPatient: true });
  if (asked === undefined) await change.commit(services.items);
  await answerMail(scope, services, claimId);
  return ok('billed');
}

/** The entry, and what is left to do: nothing, or the rest of the denial. */
export function moveToPatient(file: ClaimFile, change: ClaimChange, date: string): void {
  const laid = laidOnPatient(file);
  const posted = paymentsOf(file).filter(({ read }) => read);
  const number = file.journal.filter(({ key }) => key.startsWith(keyPrefix)).length + 1;
  const postings = laid.flatMap(([reason, sum]) => transfer(sum, 'receivable:follow-up', 'receivable:patient', reason));
  const { attempt } = adjudicationOf(file, posted);
  const entry: JournalEntry = { ...journalEntry(`${keyPrefix}${number}`, date, postings), attempt };
  change.post(entry);
  const sum = asCents(laid.reduce((total, [, amount]) => total + amount, 0));
  change.say(
    'the patient owes what was denied and laid on him',
    `${formatMoney(sum)}, ${laid.map(([why]) => why).join(', ')}`,
  );
  const left = followUpOf({ ...file, journal: [...file.journal, entry] }, 'partial-denial');
  if (left.amountCents === 0) {
    change.closeWork();
    change.moveTo('paid');
    return;
  }
  for (const work of file.work) {
    if (work.open && work.denialCategory !== undefined) change.putWork({ ...work, ...left });
  }
  change.moveTo('partially-denied', left.reasons);
}
