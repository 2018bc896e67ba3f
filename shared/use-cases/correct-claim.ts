import { type ClaimId, correct, type FieldProblem, providerCorrections } from '../claims/index.ts';
import { balances } from '../ledger/index.ts';
import type { Write } from '../ports/index.ts';
import {
  type Actor,
  type ClaimChange,
  type ClaimFile,
  type ClaimRecord,
  ConcurrentChange,
  changeClaim,
  type Mail,
  mailItem,
  nextAttempt,
  type PracticeScope,
  unreadMail,
} from '../repositories/index.ts';
import { failed, ok, type Result } from '../result.ts';
import { billedServiceWrites } from './billed-services.ts';
import { chargeCorrection } from './charge.ts';
import { claimFile } from './claim-step.ts';
import { answerMail } from './deliver-mail.ts';
import { followCorrection } from './follow-correction.ts';
import { judgements } from './judgements.ts';
import { outgoingClaim } from './outgoing-claim.ts';
import { correctedIdentity } from './record-identity.ts';
import { nowIso, type Services, todayIso } from './services.ts';
import { isChargeTakenBack, voidThatStands } from './void-claim.ts';
import { isWaitingForPerson } from './waits-for-person.ts';

/** Why a person can't act on the claim now; undefined when he can. */
export function notNow(file: ClaimFile): FieldProblem | undefined {
  const { record } = file;
  if (isWaitingForPerson(file)) return undefined;
  return { field: 'status', message: `the claim is ${record.status}: it waits for nobody` };
}

/** Why nobody corrects a claim whose charge was taken back, and what to correct instead; undefined where it stands. */
export function takenBack(file: ClaimFile): FieldProblem | undefined {
  const { claimId, resumeAs } = file.record;
  if (!isChargeTakenBack(file) && resumeAs?.status !== 'voided') return undefined;
  const { voidedBy, what } = voidThatStands(file) ?? {};
  const by = voidedBy === undefined || voidedBy === claimId ? '' : ` by claim ${voidedBy}`;
  const isGone = by === '' || what === 'voided';
  const message = isGone
    ? `the claim is ${what === 'withdrawn' ? what : `voided${by}`}: bill its services in another claim`
    : `the claim is replaced${by}: correct that one`;
  return { field: 'status', message };
}

/** Nobody decides on what he has not seen. */
export function refuseUnlessSeen({ record }: ClaimFile, seenRevision: number | undefined): void {
  if (seenRevision === undefined || record.revision === seenRevision) return;
  throw new ConcurrentChange(`claim ${record.claimId} is not what was seen any more`);
}

export function userOf(actor: Actor): string {
  return actor.kind === 'person' ? actor.userId : 'pipeline';
}

/**
 * Corrects fields of a claim that waits for a person (`field=value`, as findings name them) and releases it: it is
 * checked anew and sent as this payer takes corrections.
 */
export async function correctClaim(
  scope: PracticeScope,
  actor: Actor,
  services: Services,
  claimId: ClaimId,
  corrections: readonly string[],
  seenRevision?: number,
): Promise<Result<'released', readonly FieldProblem[]>> {
  const file = await claimFile(scope, services, claimId);
  refuseUnlessSeen(file, seenRevision);
  const problem = takenBack(file) ?? notNow(file);
  if (problem !== undefined) return failed([problem]);
  const ofProviders = providerCorrections(file.record.claim, corrections, services.configuration.providers);
  const { claim: now } = await outgoingClaim(services.items, scope, file.record);
  const corrected = correct(now, [...corrections, ...ofProviders]);
  if (!corrected.ok) return corrected;
  const given = new Set(corrections.map(fieldOf));
  const { claim, follows } = await followCorrection(scope, services, file, corrected.value, given);
  const said = given.has('claimFrequencyCode') ? { frequencyGivenFor: nextAttempt(file) } : {};
  const what = [...given, ...ofProviders.map(fieldOf), ...follows].join(', ');
  await replaceClaim(scope, actor, services, file, { claim, ...said }, what);
  return ok('released');
}

function fieldOf(correction: string): string {
  return (correction.split('=', 1)[0] ?? '').trim();
}

/**
 * Puts the corrected claim in the place of the one that waits, books the difference in what it bills, notes the services
 * that it bills now, and releases it: all of it or nothing, with what else is written.
 */
export async function replaceClaim(
  scope: PracticeScope,
  actor: Actor,
  services: Services,
  file: ClaimFile,
  corrected: Pick<ClaimRecord, 'claim'> & Partial<Pick<ClaimRecord, 'payersLeft' | 'frequencyGivenFor'>>,
  what: string,
  also: readonly Write[] = [],
): Promise<void> {
  const { record } = file;
  const change = changeClaim(scope, file, nowIso(services));
  // What could not be read of its file was looked at by whoever corrects it.
  change.update({ ...corrected, ...(record.source.kind === '837' && { projection: 2 }), sourceFindings: [] });
  change.say(`corrected by ${userOf(actor)}`, what);
  const difference = chargeCorrection(file, corrected.claim, todayIso(services));
  if (difference !== undefined) change.post(difference);
  // It is scrubbed and sent anew in the next round.
  const next = { ...record, ...corrected, round: record.round + 1 };
  const billed = billedServiceWrites(scope, services.ids, next, record.claim);
  const known = await correctedIdentity(scope, services, record, corrected.claim);
  for (const write of [...billed, ...known, ...also]) change.also(write);
  putRelease(scope, actor, services, file, change, { corrected: true });
  await change.commit(services.items);
  await answerMail(scope, services, record.claimId);
}

/**
 * Lets a claim that waits for a person go on as it is. What its coverage check or its likeness to another claim held
 * it for is then taken as looked at; what would be rejected for certain holds it again.
 */
export async function releaseClaim(
  scope: PracticeScope,
  actor: Actor,
  services: Services,
  claimId: ClaimId,
  seenRevision?: number,
): Promise<Result<'released', readonly FieldProblem[]>> {
  const file = await claimFile(scope, services, claimId);
  refuseUnlessSeen(file, seenRevision);
  const problem = notNow(file);
  if (problem !== undefined) return failed([problem]);
  const judged = file.record.reasons.map(({ code }) => code).filter((code) => judgements.has(code));
  const change = changeClaim(scope, file, nowIso(services));
  // Nor does what could not be read of its file hold it again: whoever releases it has seen that.
  change.update({
    released: [...new Set([...file.record.released, ...judged])],
    sourceFindings: [],
    ...releasedCredit(file),
  });
  change.say(`released by ${userOf(actor)}`, judged.join(', ') || undefined);
  putRelease(scope, actor, services, file, change, { corrected: false });
  await change.commit(services.items);
  await answerMail(scope, services, claimId);
  return ok('released');
}

/** The credit that whoever releases the claim has seen. */
function releasedCredit({ record, journal }: ClaimFile): Pick<ClaimRecord, 'releasedCreditCents'> {
  const isSeen = record.reasons.some(({ code }) => code === 'patient-credit');
  return isSeen ? { releasedCreditCents: -balances(journal)['receivable:patient'] } : {};
}

/** Puts a release beside what was decided, unless one that says as much waits to be read. */
export function putRelease(
  scope: PracticeScope,
  actor: Actor,
  services: Services,
  file: ClaimFile,
  change: ClaimChange,
  what: { readonly corrected: boolean; readonly billsPatient?: true },
): void {
  if (unreadMail(file, 'release').some(({ content }) => content.corrected || !what.corrected)) return;
  const number = file.mail.filter(({ content: { kind } }) => kind === 'release').length + 1;
  const mailId = `release#${String(number).padStart(6, '0')}`;
  const content = { kind: 'release', userId: userOf(actor), ...what } as const;
  const letter: Mail = { mailId, receivedAt: nowIso(services), content, read: false };
  change.also({ put: mailItem(scope, file.record.claimId, letter), if: 'absent' });
}
