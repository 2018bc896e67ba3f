import { addDays, at, type Day, dayOf, type Instant, weekday } from '../calendar.ts';
import { choose, derive } from '../choice.ts';
import { type Context, effectsOf } from '../context.ts';
import { keys } from '../keys.ts';
import { acknowledgementHour, planPayment } from '../plan.ts';
import type { ClaimRecord, Job, KnownClaim, ReceivedFile, Route, ToAcknowledge } from '../records.ts';
import { report } from '../reports.ts';
import type { ClaimStatusCode, Effects } from '../scenarios.ts';
import type { Work } from '../work.ts';
import { type BilledClaimRecord, claimRecord, nameOf } from './claim-record.ts';
import type { ReadTransaction } from './examine.ts';
import { claimsOf } from './read-claims.ts';

interface Arrival {
  readonly now: Date;
  readonly file: string;
  readonly route: Route;
  readonly accepted: readonly ReadTransaction[];
  readonly rejected: readonly ReadTransaction[];
}

/** Puts the claims of a file where their 277CA and their payment run find them. */
export async function takeInClaims(context: Context, work: Work, arrival: Arrival): Promise<void> {
  const { file, route, accepted, rejected } = arrival;
  const receivedOn = dayOf(arrival.now);
  for (const { value } of rejected) {
    // Their numbers are taken all the same.
    for (const claim of claimsOf(value)) {
      await takeNumber(work, claimRecord(claim, { route, receivedOn, seed: context.seed }));
    }
  }
  if (accepted.length === 0) return;
  const received: ReceivedFile = { route, receivedOn, transactions: accepted.map(({ value }) => sentBy(value)) };
  work.put(keys.received(file), received);
  const acknowledgements = new Map<string, Job>();
  for (const [transaction, { value, unbalanced }] of accepted.entries()) {
    let number = 0;
    for (const claim of claimsOf(value)) {
      const billed = claimRecord(claim, { route, receivedOn, seed: context.seed });
      const record = await takeIn(context, work, billed, unbalanced.has(number));
      const due = acknowledgementDue(context, record, receivedOn);
      if (due !== undefined) {
        const list = derive(20, file, record.payer.id, due);
        acknowledgements.set(list, { kind: 'acknowledge-claims', due, file, payer: record.payer, list });
        const entry: ToAcknowledge = { transaction, root: record.root };
        work.put(keys.toAcknowledge(list, transaction, number), entry);
      }
      number++;
    }
  }
  for (const [list, job] of acknowledgements) work.put(keys.due(job.due, job.kind, list), job);
}

function sentBy({ transaction, submitter: { name } }: ReadTransaction['value']): ReceivedFile['transactions'][number] {
  return { reference: transaction.reference, submitter: { name: nameOf(name), id: name.id } };
}

/** The claim as it is kept: a claim that came before is what it was then. */
async function takeIn(
  context: Context,
  work: Work,
  billed: BilledClaimRecord,
  unbalanced: boolean,
): Promise<ClaimRecord> {
  const { root } = billed;
  await takeNumber(work, billed);
  const earlier = await work.get<ClaimRecord>(keys.claim(root));
  if (earlier) return earlier;
  const effects = effectsOf(context, billed.memberId, billed.payer.id);
  const replaces = await replacedClaim(work, billed);
  const rejection = rejectionOf(billed, effects, replaces, unbalanced);
  const { originalReference, ...kept } = billed;
  const record: ClaimRecord = {
    ...kept,
    ...(replaces && { replaces: replaces.root }),
    ...(rejection && { rejection }),
  };
  const adjudicated = rejection === undefined && effects.silence === undefined;
  const planned = adjudicated ? planPayment(context, work, record, replaces) : record;
  work.putIfAbsent(keys.claim(root), planned);
  return planned;
}

/** Notes that a patient control number came with a claim, and whether it came before. */
async function takeNumber(work: Work, { root, route, patientControlNumber: clm01 }: BilledClaimRecord): Promise<void> {
  const key = keys.patientControlNumber(route.sender, clm01);
  const known = await work.get<KnownClaim>(key);
  if (!known) work.putIfAbsent(key, { root } satisfies KnownClaim);
  else if (known.root === root) report(work, 'resentIdenticalClaims', root, { clm01 });
  else report(work, 'duplicateClm01OtherContent', root, { clm01 });
}

const changesAnother = ['7', '8'];

async function replacedClaim(work: Work, billed: BilledClaimRecord): Promise<ClaimRecord | undefined> {
  if (!changesAnother.includes(billed.claimFrequencyCode)) return undefined;
  // The last digit tells the parts of a claim apart.
  const root = billed.originalReference?.slice(0, -1) ?? '';
  const claim = await work.get<ClaimRecord>(keys.claim(root));
  return claim?.payer.id === billed.payer.id ? claim : undefined;
}

function rejectionOf(
  billed: BilledClaimRecord,
  effects: Effects,
  replaces: ClaimRecord | undefined,
  unbalanced: boolean,
): ClaimStatusCode | undefined {
  if (effects.rejectedIn277) return effects.rejectedIn277;
  // The claim is out of balance.
  if (unbalanced) return { category: 'A7', status: '400' };
  // The payer's number for the claim that is to be replaced is not known.
  if (!replaces && changesAnother.includes(billed.claimFrequencyCode)) return { category: 'A7', status: '464' };
  return undefined;
}

/** All claims of a payer that came on one day are answered on one day, but for those that are paid before that. */
function acknowledgementDue(context: Context, claim: ClaimRecord, receivedOn: Day): Instant | undefined {
  const { payer, memberId, paymentDue } = claim;
  const effects = effectsOf(context, memberId, payer.id);
  if (effects.silence === 'before-277') return undefined;
  const days = choose(context.behaviourOf(payer.id).daysToAcknowledge, context.seed, payer.id, receivedOn, '277CA');
  const due = at(weekday(addDays(receivedOn, days)), acknowledgementHour);
  if (!effects.paidBefore277 || paymentDue === undefined) return due;
  const paid: Day = dayOf(new Date(paymentDue));
  const afterPayment = at(weekday(addDays(paid, 1)), acknowledgementHour);
  return due > afterPayment ? due : afterPayment;
}
