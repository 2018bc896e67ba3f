import type { Group, Interchange, Transaction } from './envelope.ts';
import { FileReader } from './file-reader.ts';
import type { Issue } from './issue.ts';
import { remember } from './memory.ts';
import type { Guide } from './notation.ts';
import type { ReadOptions } from './read-options.ts';
import { bytesOf } from './text-encoding.ts';

/** A whole file, read. */
export interface Reading {
  readonly interchanges: Interchange[];
  /** Everything that is wrong with it, in the order of the file. */
  readonly issues: Issue[];
}

/**
 * Reads a whole file into memory, so that it can be changed and written as it came. Never throws on what it holds: what is
 * wrong is in the issues.
 */
export function readFile(source: string | Uint8Array, guides: readonly Guide[], options: ReadOptions = {}): Reading {
  return readWhole(source, guides, options, true);
}

/**
 * The same reading in less time, for whoever only looks at it: values share what the file says again, and do not remember
 * how it was written, which `rewrite` and the 999 of a fault ask for.
 */
export function readValues(source: string | Uint8Array, guides: readonly Guide[], options: ReadOptions = {}): Reading {
  return readWhole(source, guides, options, false);
}

function readWhole(
  source: string | Uint8Array,
  guides: readonly Guide[],
  options: ReadOptions,
  remembers: boolean,
): Reading {
  const interchanges: Interchange[] = [];
  const issues: Issue[] = [];
  const reader = new FileReader(guides, options, {
    remembers,
    interchange: (interchange) => void interchanges.push(interchange),
    issue: (issue) => void issues.push(issue),
  });
  for (const _ of reader.read(bytesOf(source)));
  const end = reader.end();
  const reading: Reading = { interchanges, issues: issues.toSorted((a, b) => a.place.offset - b.place.offset) };
  remember(reading, end);
  return reading;
}

/** A transaction set with the envelopes around it. */
export interface FoundTransaction<Value> {
  readonly interchange: Interchange;
  readonly group: Group;
  readonly transaction: Transaction<Value> & { readonly value: Value };
}

/** The transaction sets that a guide read, typed. */
export function transactionsOf<Value>(reading: Reading, guide: Guide<Value>): FoundTransaction<Value>[] {
  const isOfGuide = (transaction: Transaction): transaction is Transaction<Value> & { readonly value: Value } =>
    transaction.guide === guide && transaction.value !== undefined;
  return reading.interchanges.flatMap((interchange) =>
    interchange.groups.flatMap((group) =>
      group.transactions.filter(isOfGuide).map((transaction) => ({ interchange, group, transaction })),
    ),
  );
}
