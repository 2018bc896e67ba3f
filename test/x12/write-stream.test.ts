import { expect, test } from 'vitest';
import { generate835 } from '../../bench/x12/generate-835.ts';
import { generate837P } from '../../bench/x12/generate-837p.ts';
import { claim837p } from '../../shared/guides/claim-837p/index.ts';
import { remittance835 } from '../../shared/guides/remittance-835/index.ts';
import { type Guide, type Loop, readFile, writeStream } from '../../shared/x12/index.ts';

/** A value whose streamed lists are streams, each of which says what is asked of it. */
function streamed(loop: Loop, value: Record<string, unknown>, asked: string[]): Record<string, unknown> {
  const lists = Object.entries(loop.parts).flatMap(([name, { of, streamed: isStreamed }]) =>
    isStreamed && 'parts' in of ? [[name, stream(of, value[name] as Record<string, unknown>[], asked)]] : [],
  );
  return { ...value, ...Object.fromEntries(lists) };
}

async function* stream(loop: Loop, list: readonly Record<string, unknown>[], asked: string[]) {
  for (const one of list) {
    asked.push(loop.id);
    yield streamed(loop, one, asked);
  }
}

async function* oneByOne<Value>(values: readonly Value[]): AsyncGenerator<Value> {
  yield* values;
}

test.each<[string, Guide, (claims: number) => Iterable<string>]>([
  ['837P', claim837p, generate837P],
  ['835', remittance835, generate835],
])(
  'an %s that comes as a stream is written as it would be whole, and no sooner than it comes',
  async (_, guide, of) => {
    const text = [...of(300)].join('');
    const [interchange] = readFile(text, [guide]).interchanges;
    const asked: string[] = [];
    const groups = interchange?.groups.map(({ header, transactions }) => ({
      header,
      transactions: oneByOne(
        transactions.map(({ controlNumber, value }) => {
          return { guide, controlNumber, value: streamed(guide, value as Record<string, unknown>, asked) };
        }),
      ),
    }));
    if (!interchange || !groups) throw new Error('nothing was read');
    const { header, delimiters } = interchange;
    const pieces: string[] = [];
    let askedFirst = 0;
    for await (const piece of writeStream({ header, delimiters, groups: oneByOne(groups) })) {
      askedFirst ||= asked.length;
      pieces.push(piece);
    }
    expect(pieces.join('')).toBe(text);
    expect(pieces.length).toBeGreaterThan(5);
    expect(askedFirst).toBeLessThan(asked.length / 5);
  },
);

test('a list that is too long or too short is refused where that is seen', async () => {
  const [interchange] = readFile([...generate835(3)].join(''), [remittance835]).interchanges;
  const [group] = interchange?.groups ?? [];
  const [transaction] = group?.transactions ?? [];
  if (!interchange || !group || !transaction) throw new Error('nothing was read');
  const [header] = (transaction.value as { headers: { claims: unknown[] }[] }).headers;
  const written = async (claims: unknown) => {
    const value = { ...(transaction.value as object), headers: [{ ...header, claims }] };
    const transactions = [{ guide: remittance835, controlNumber: '0001', value }];
    const groups = [{ header: group.header, transactions }];
    for await (const _ of writeStream({ header: interchange.header, groups }));
  };
  await expect(written(header?.claims)).resolves.toBeUndefined();
  await expect(written(oneByOne([]))).rejects.toThrow('cannot write 2000');
  await expect(written(oneByOne([1]))).rejects.toThrow('is no object');
  await expect(written(5)).rejects.toThrow('is no list');
});
