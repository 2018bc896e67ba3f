import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findIssues, type Issue, readFile, readStream, type StreamEvent } from '../../shared/x12/index.ts';
import { enveloped, inEnvelope, smallClaims, smallFile } from './small-file.ts';
import { smallGuide } from './small-guide.ts';

async function eventsOf(text: string): Promise<StreamEvent[]> {
  const events: StreamEvent[] = [];
  for await (const event of readStream(text, [smallGuide])) events.push(event);
  return events;
}

function issuesIn(events: readonly StreamEvent[]): Issue[] {
  return events.flatMap((event) =>
    event.kind === 'item' ? event.item.issues : event.kind === 'issue' ? [event.issue] : [],
  );
}

const inOrder = (issues: readonly Issue[]) => issues.map((issue) => JSON.stringify(issue)).sort();

test('envelopes open, items pass, transaction sets close', async () => {
  const events = await eventsOf(`${smallFile}${enveloped([]).replaceAll('000000007', '000000008')}`);
  expect(events.map(({ kind }) => kind).join(' ')).toBe(
    'interchange group item item item transaction interchange group issue',
  );
  expect(events[0]).toMatchObject({ interchange: { header: { sender: 'SENDER' } }, place: { line: 1, offset: 0 } });
  expect(events[5]).toMatchObject({
    transaction: { set: '837', controlNumber: '0001', guide: smallGuide, value: { beginning: { structure: '0019' } } },
    place: { interchange: 1, group: 1, transaction: 1 },
  });
});

test.each([
  ['a header', smallClaims.with(0, 'BHT*9999*0304')],
  ['a level around items, found before them', smallClaims.with(2, 'NM1*85*3*CLINIC')],
  ['a level around items, found after them', smallClaims.with(4, 'HL*2*1*22*0')],
  ['an item', smallClaims.with(8, 'DTP*431*D8*2026')],
  ['what has no place', [...smallClaims, 'PLB*X']],
  ['all of it', smallClaims.map((text) => text.slice(0, -1))],
])('each issue passes once: %s', async (_name, segments) => {
  const text = inEnvelope(segments);
  const { issues } = readFile(text, [smallGuide]);
  expect(issues).not.toEqual([]);
  expect(inOrder(issuesIn(await eventsOf(text)))).toEqual(inOrder(issues));
});

test('the issues of a stream are those of the whole file, whatever is wrong with it', async () => {
  const index = fc.nat(smallClaims.length - 1);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(index, index), { minLength: 1, maxLength: 5 }), async (moves) => {
      const segments = [...smallClaims];
      for (const [from, to] of moves) segments.splice(to, 0, ...segments.splice(from, 1));
      const text = inEnvelope(segments);
      const issues = inOrder(readFile(text, [smallGuide]).issues);
      expect(inOrder(issuesIn(await eventsOf(text)))).toEqual(issues);
      expect(inOrder(findIssues(text, [smallGuide]))).toEqual(issues);
    }),
    { numRuns: 100 },
  );
});
