import { type Account, type JournalEntry, journalEntry, type Posting } from '../ledger/index.ts';
import { asCents } from '../money.ts';

/** What was paid stays paid, whichever submission it was paid for. */
const cash: Account = 'unapplied';

const prefix = 'superseded#';

/** What an attempt's adjudication still says beside its payments, by account and reason. */
function standing(entries: readonly JournalEntry[]): Posting[] {
  const sums = new Map<string, Posting>();
  for (const { account, amount, reason } of entries.flatMap(({ postings }) => postings)) {
    if (account === cash || account === 'receivable:payer') continue;
    const key = `${account} ${reason ?? ''}`;
    const sum = asCents((sums.get(key)?.amount ?? 0) + amount);
    sums.set(key, { account, amount: sum, ...(reason === undefined ? {} : { reason }) });
  }
  return [...sums.values()].filter(({ amount }) => amount !== 0);
}

/**
 * One attempt's adjudication counts, as a rule the latest's: what those of the others adjusted,
 * denied or laid on the patient goes back to the payer's account, in one entry for each attempt, whether or not the
 * payer reverses them too, and in whatever order the two come.
 */
export function withdrawSuperseded(
  entries: readonly JournalEntry[],
  decidingAttempt: number,
  because: JournalEntry | undefined,
): JournalEntry[] {
  if (because === undefined) return [];
  const attempts = new Set(entries.flatMap(({ attempt }) => (attempt === undefined ? [] : [attempt])));
  return [...attempts].flatMap((attempt) => {
    const all = entries.filter((entry) => entry.attempt === attempt);
    // Of the attempt that counts, what was withdrawn before is put back.
    const left = standing(attempt === decidingAttempt ? all.filter(({ key }) => key.startsWith(prefix)) : all);
    if (left.length === 0) return [];
    const postings = left.flatMap(({ account, amount, reason }): Posting[] => {
      const why = reason === undefined ? {} : { reason };
      return [
        { account, amount: asCents(-amount), ...why },
        { account: 'receivable:payer', amount, ...why },
      ];
    });
    return [{ ...journalEntry(`${prefix}${attempt}#${because.key}`, because.date, postings), attempt }];
  });
}
