import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Infer, type Item, readFile, readItems, type Source, type StreamSummary } from '../../shared/x12/index.ts';
import { issueLines } from './issue-lines.ts';
import { enveloped, inEnvelope, smallClaims, smallFile } from './small-file.ts';
import { billing, claim, patient, smallGuide, subscriber } from './small-guide.ts';

async function all(source: Source): Promise<{ items: Item[]; summary: StreamSummary }> {
  const items: Item[] = [];
  const stream = readItems(source, [smallGuide]);
  for (;;) {
    const next = await stream.next();
    if (next.done) return { items, summary: next.value };
    items.push(next.value);
  }
}

async function* inPieces(bytes: Uint8Array, cuts: readonly number[]): AsyncGenerator<Uint8Array> {
  const ends = [...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].toSorted((a, b) => a - b);
  let start = 0;
  for (const end of ends) {
    yield bytes.subarray(start, end);
    start = end;
  }
}

/** Everything that can be compared. */
function seen({ items, summary }: Awaited<ReturnType<typeof all>>): unknown {
  return { items: items.map(({ within: _, ...item }) => item), summary };
}

test('items are the innermost each loops, with what is around them', async () => {
  const { items, summary } = await all(smallFile);
  expect(items.map((item) => item.within(claim)?.claim.number)).toEqual(['C1', 'C2', 'C3']);
  expect(items.map((item) => item.loop === claim)).toEqual([true, true, true]);
  expect(items.map((item) => item.within(patient)?.name.name.first)).toEqual([undefined, undefined, 'KIM']);
  expect(items[2]?.within(subscriber)).toMatchObject({ name: { name: { first: 'JO' } }, claims: [], patients: [] });
  expect(items[0]?.within(billing)?.subscribers).toEqual([]);
  expect(items[0]?.within(smallGuide)?.beginning).toEqual({ structure: '0019', time: '0304' });
  expect(items[1]).toMatchObject({
    guide: smallGuide,
    place: { line: 24, segment: 22, segmentId: 'CLM', loop: '2300' },
    interchange: { sender: 'SENDER' },
    group: { controlNumber: '5' },
    transaction: { controlNumber: '0001', version: '005010T1', set: '837' },
  });
  expect(summary).toEqual({ issues: [], interchanges: 1, groups: 1, transactions: 1, items: 3 });
});

test('items have the values of the whole file', async () => {
  const { items } = await all(smallFile);
  const value = readFile(smallFile, [smallGuide]).interchanges[0]?.groups[0]?.transactions[0]?.value;
  expect(items.map((item) => item.value)).toEqual([
    ...((value as Infer<typeof smallGuide>).billing[0]?.subscribers[0]?.claims ?? []),
    expect.anything(),
  ]);
});

test('what is wrong around an item comes with it, and what comes with none is left to the end', async () => {
  const wrong = smallClaims.with(2, 'NM1*85*3*CLINIC').with(6, 'N3*9 MAIN').with(8, 'DTP*431*D8*2026').concat('PLB*X');
  const { items, summary } = await all(inEnvelope(wrong).replace('GE*1', 'GE*2'));
  const around = ['code-invalid 2010AA/NM102 #4', 'loop-missing 2010BB/NM1 #9'];
  expect(items.map(({ issues }) => issueLines(issues))).toEqual([['date-invalid 2300/DTP03 #10'], [], []]);
  expect(items.map(({ surroundings }) => issueLines(surroundings))).toEqual([around, around, around]);
  expect(issueLines(summary.issues)).toEqual(['element-invalid PLB01 #37', 'envelope-count GE01']);
});

test('a cut file makes its last item faulty', async () => {
  const { items, summary } = await all(smallFile.slice(0, smallFile.indexOf('DTP*472*D8*20260103') + 12));
  expect(items.map(({ issues }) => issueLines(issues))).toEqual([[], [], ['envelope-cut-off SE #35']]);
  expect(issueLines(summary.issues)).toEqual(['envelope-cut-off ', 'envelope-cut-off ']);
});

const sources = [
  smallFile,
  `\uFEFF${smallFile.replaceAll('\n', '\r\n')}\r\n${smallFile.replace('DOE', 'DÖE€😀').replace('REF*G1*AUTH', 'K3*X')}`,
  `Dear VISA*, ${smallFile}what is ISA*this ${smallFile.replace('SE*37', 'SE*36')}`,
  smallFile.replace('REF*G1*AUTH', `REF*G1*${'A'.repeat(66_000)}`),
];

test('wherever the chunks are cut, the same items and issues come out', async () => {
  for (const source of sources) {
    const bytes = new TextEncoder().encode(source);
    const expected = seen(await all(source));
    expect(seen(await all(bytes))).toEqual(expected);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(), { maxLength: 40 }), async (cuts) => {
        expect(seen(await all(inPieces(bytes, cuts)))).toEqual(expected);
      }),
      { numRuns: 40 },
    );
  }
  const [first = ''] = sources.slice(1);
  const bytes = new TextEncoder().encode(first);
  expect(seen(await all(inPieces(bytes, [...bytes.keys()])))).toEqual(seen(await all(first)));
});

test('a file of any length takes the same memory', async () => {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  const heapUsed = () => {
    collect();
    return process.memoryUsage().heapUsed;
  };
  const claims = new TextEncoder().encode(
    smallClaims
      .slice(7, 20)
      .map((line) => `${line}~`)
      .join(''),
  );
  const [head = '', tail = ''] = inEnvelope(smallClaims, '~').split(/(?<=PAYER~).*(?=SE\*)/);
  async function* long(): AsyncGenerator<Uint8Array> {
    yield new TextEncoder().encode(head);
    for (let count = 0; count < 10_000; count++) yield claims;
    yield new TextEncoder().encode(tail);
  }
  let items = 0;
  let early = 0;
  for await (const { issues } of readItems(long(), [smallGuide])) {
    if (++items === 1000) early = heapUsed();
    if (issues.length > 0) throw new Error('a claim that is clean has issues');
  }
  expect(items).toBe(10_000);
  expect(heapUsed() - early).toBeLessThan(2_000_000);
});

test('an interchange without transaction sets has no items', async () => {
  expect(await all(enveloped([]))).toMatchObject({
    items: [],
    summary: { issues: [{ code: 'segment-missing' }], interchanges: 1, groups: 1, transactions: 0, items: 0 },
  });
});
