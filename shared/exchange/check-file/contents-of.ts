import { type Cents, formatMoney, sumCents } from '../../money.ts';
import type { Interchange } from '../../x12/index.ts';
import type { FileContents } from './file-check.ts';
import { type Summary, summaryOf } from './transaction-summary.ts';

type Contents = Summary & { readonly version?: string };

/** What a file holds, summed up by kind, version, sender and receiver. */
export function contentsOf(interchanges: readonly Interchange[]): readonly FileContents[] {
  const found = Map.groupBy(interchanges.flatMap(contentsOfInterchange), ({ what, version, from, to }) =>
    JSON.stringify([what, version, from, to]),
  );
  return [...found.values()].flatMap(summedUp);
}

function contentsOfInterchange({ header, acknowledgements, groups }: Interchange): Contents[] {
  const ends = { from: header.sender, to: header.receiver };
  const rejected = acknowledgements.filter(({ code }) => code === 'R').length;
  const counts = { interchanges: acknowledgements.length, rejected };
  const ofTransactions = groups
    .flatMap(({ transactions }) => transactions)
    .map((transaction): Contents => {
      const { from, to, ...summary } = summaryOf(transaction);
      return { ...summary, ...versionOf(transaction.version), from: from || ends.from, to: to || ends.to };
    });
  return acknowledgements.length === 0
    ? ofTransactions
    : [{ what: 'TA1 interchange acknowledgement', ...ends, counts }, ...ofTransactions];
}

/** Where the file is at fault, anything may stand in the version's place. */
function versionOf(version: string): Pick<Contents, 'version'> {
  return /^\d{6}X\d{3}([A-Z]\d)?$/.test(version) ? { version } : {};
}

function summedUp(all: readonly Contents[]): FileContents[] {
  const [first] = all;
  if (first === undefined) return [];
  const { what, version, from, to, amount } = first;
  const names = Object.keys(first.counts);
  const counts = names.map((name) => [name, all.reduce((sum, each) => sum + (each.counts[name] ?? 0), 0)] as const);
  const cents: Cents[] = all.flatMap((each) => (each.amount === undefined ? [] : [each.amount.cents]));
  return [
    {
      what,
      ...(version && { version }),
      ...(from && { from }),
      ...(to && { to }),
      counts: Object.fromEntries(counts),
      ...(amount && { amount: { of: amount.of, value: formatMoney(sumCents(cents)) } }),
    },
  ];
}
