import { acknowledge } from '../../shared/guides/acknowledge.ts';
import type { Acknowledgement999 } from '../../shared/guides/acknowledgement-999.ts';
import { type Claim837P, claim837p, claimLoop } from '../../shared/guides/claim-837p/index.ts';
import {
  type Interchange,
  type Issue,
  type Place,
  type Reading,
  readItems,
  type Transaction,
  transactionsOf,
} from '../../shared/x12/index.ts';
import { type Context, effectsOf } from '../context.ts';
import { wholeValue } from '../whole-value.ts';
import { type ClaimInPlace, claimsOf } from './read-claims.ts';

/** A transaction set whose claims can be read. */
export interface ReadTransaction {
  readonly value: Claim837P;
  /** The claims, by their number from 0, whose charges do not add up. */
  readonly unbalanced: ReadonlySet<number>;
}

export interface ExaminedGroup {
  readonly answer: Acknowledgement999;
  readonly accepted: readonly ReadTransaction[];
  /** Those that can be read and that the 999 rejects all the same. */
  readonly rejected: readonly ReadTransaction[];
}

type Ordinals = Required<Pick<Place, 'interchange' | 'group' | 'transaction'>>;

/** Says of each group what its 999 says, and which of its transaction sets go on. */
export async function examineGroups(
  context: Context,
  bytes: Uint8Array,
  interchange: Interchange,
  interchangeOrdinal: number,
): Promise<ExaminedGroup[]> {
  let known: Places | undefined;
  const places = async () => {
    known ??= await findClaimPlaces(bytes);
    return known;
  };
  const examined: ExaminedGroup[] = [];
  for (const [groupIndex, group] of interchange.groups.entries()) {
    const read: (ReadTransaction | undefined)[] = [];
    for (const [index, transaction] of group.transactions.entries()) {
      const value = wholeValue(claim837p, transaction);
      if (!value) {
        read.push(undefined);
        continue;
      }
      const ordinals = { interchange: interchangeOrdinal, group: groupIndex + 1, transaction: index + 1 };
      read.push({ value, unbalanced: await unbalancedClaims(transaction, ordinals, places) });
      const faults = await scenarioFaults(context, value, ordinals, places);
      const issues = [...transaction.issues, ...faults];
      if (faults.length > 0) group.transactions[index] = { ...transaction, clean: false, issues };
    }
    const answer = acknowledge(group);
    if (answer) examined.push(judge(answer, read));
  }
  return examined;
}

function judge(answer: Acknowledgement999, read: readonly (ReadTransaction | undefined)[]): ExaminedGroup {
  const isRejected = (index: number) =>
    answer.groupResult.code === 'R' || answer.transactions[index]?.result.code === 'R';
  return {
    answer,
    accepted: read.filter((_, index) => !isRejected(index)).filter((one) => one !== undefined),
    rejected: read.filter((_, index) => isRejected(index)).filter((one) => one !== undefined),
  };
}

/** Where the claims stand, by transaction set and in their order. Values know nothing of it, and few files are asked. */
type Places = (ordinals: Partial<Ordinals>) => readonly Place[];

async function findClaimPlaces(bytes: Uint8Array): Promise<Places> {
  const byTransaction = new Map<string, Place[]>();
  const keyOf = ({ interchange, group, transaction }: Partial<Ordinals>) => `${interchange} ${group} ${transaction}`;
  for await (const item of readItems(bytes, [claim837p])) {
    if (item.within(claimLoop) === undefined) continue;
    const key = keyOf(item.place);
    const list = byTransaction.get(key) ?? [];
    byTransaction.set(key, list);
    list.push(item.place);
  }
  return (ordinals) => byTransaction.get(keyOf(ordinals)) ?? [];
}

/** A claim that the 999 is to reject, as an issue at its place. */
async function scenarioFaults(
  context: Context,
  claims: Claim837P,
  ordinals: Ordinals,
  places: () => Promise<Places>,
): Promise<Issue[]> {
  const wanted = Array.from(claimsOf(claims), (claim) => isToBeRejected(context, claim));
  if (!wanted.includes(true)) return [];
  const found = (await places())(ordinals);
  return found
    .filter((_, number) => wanted[number])
    .map((place) => ({
      code: 'rule-broken',
      level: 'requirement',
      place: { ...place, element: 1 },
      message: 'The simulated payer rejects this claim in the 999.',
    }));
}

/** Whether a claim of a file is one that the 999 is to reject. */
export function rejectsAny(context: Context, reading: Reading): boolean {
  for (const { transaction } of transactionsOf(reading, claim837p)) {
    for (const claim of claimsOf(transaction.value)) if (isToBeRejected(context, claim)) return true;
  }
  return false;
}

function isToBeRejected(context: Context, { subscriber }: ClaimInPlace): boolean {
  const { subscriberName, payer } = subscriber;
  return effectsOf(context, subscriberName.name.id ?? '', payer.name.id).rejectedIn999 === true;
}

async function unbalancedClaims(
  transaction: Transaction,
  ordinals: Ordinals,
  places: () => Promise<Places>,
): Promise<Set<number>> {
  const faults = transaction.issues.filter(({ level }) => level === 'balance');
  if (faults.length === 0) return new Set();
  const found = (await places())(ordinals);
  const numbers = faults.map(({ place }) => found.findLastIndex(({ offset }) => offset <= place.offset));
  return new Set(numbers.filter((number) => number >= 0));
}
