import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { generate835 } from '../../bench/x12/generate-835.ts';
import { generate837P } from '../../bench/x12/generate-837p.ts';
import type { ClaimLoop } from '../../shared/guides/claim-837p/index.ts';
import {
  encodeText,
  type Guide,
  type Reading,
  readFile,
  readStream,
  readValues,
  type StreamEvent,
} from '../../shared/x12/index.ts';
import { an, decimal, each, el, guide, id, loop, many, one, opt, repeat, segment } from '../../shared/x12/notation.ts';
import { UnitReader } from '../../shared/x12/units/unit-reader.ts';
import { everyGuide } from '../guides/every-guide.ts';
import { sample } from '../sample.ts';
import { enveloped } from './generate/subject.ts';
import { carriers, mutantsAt } from './generate/subjects.ts';
import { isa, smallFile } from './small-file.ts';
import { smallGuide } from './small-guide.ts';

/** Faults a guide. */
const numRuns = sample(4, 400);
/** Of the subjects of a guide. */
const oneIn = sample(5, 1);

/** All that a stream says, in a form in which any difference shows: absent is not undefined, and the order counts. */
async function said(text: string, guides: readonly Guide[]): Promise<string[]> {
  const events: string[] = [];
  for await (const event of readStream(text, guides)) events.push(JSON.stringify(shown(event), replacer));
  return events;
}

function shown(event: StreamEvent): unknown {
  if (event.kind === 'interchange' || event.kind === 'group') return event.kind;
  if (event.kind === 'transaction') return { ...event.transaction, guide: event.transaction.guide?.set };
  if (event.kind === 'issue') return event;
  const { guide, loop, within, ...item } = event.item;
  const around = Object.values(guide.parts).map(({ of }) => ('parts' in of ? within(of) : undefined));
  const { value, ...rest } = item;
  return { value, ...rest, loop: loop.id, around: [within(guide), ...around] };
}

function replacer(_key: string, value: unknown): unknown {
  return value === undefined || Object.is(value, -0) ? `not JSON: ${value === undefined}` : value;
}

/** The same without the reader of units. */
async function saidCarefully(text: string, guides: readonly Guide[]): Promise<string[]> {
  const take = vi.spyOn(UnitReader.prototype, 'take').mockReturnValue({ segments: 0, waits: false });
  try {
    return await said(text, guides);
  } finally {
    take.mockRestore();
  }
}

/** An item may leave before what the segment after it is found to break: items are in order, and the rest is the same. */
async function expectAgreement(text: string, guides: readonly Guide[]): Promise<void> {
  const [units, careful] = [await said(text, guides), await saidCarefully(text, guides)];
  const isItem = (event: string) => event.startsWith('{"value"');
  const rest = (events: readonly string[]) => events.filter((event) => !isItem(event)).toSorted();
  for (const [some, others] of [
    [units.filter(isItem), careful.filter(isItem)],
    [rest(units), rest(careful)],
  ] as const) {
    const differs = others.findIndex((event, index) => event !== some[index]);
    expect(some[differs]).toBe(others[differs]);
    expect(some.length).toBe(others.length);
  }
  expect(shownWhole(readValues(text, guides))).toBe(shownWhole(readFile(text, guides)));
}

function shownWhole(reading: Reading): string {
  const isGuide = (value: unknown) =>
    typeof value === 'object' && value !== null && 'functionalId' in value && 'parts' in value;
  return JSON.stringify(reading, (key, value) => (isGuide(value) ? (value as Guide).name : replacer(key, value)), 1);
}

/** How many segments are read as units. */
async function takenAsUnits(text: string, guides: readonly Guide[]): Promise<number> {
  const take = vi.spyOn(UnitReader.prototype, 'take');
  try {
    for await (const _ of readStream(text, guides));
    return take.mock.results.reduce((sum, { value }) => sum + (value as { segments: number }).segments, 0);
  } finally {
    take.mockRestore();
  }
}

describe.each(everyGuide.map((guide) => [guide.name, guide] as const))('%s', (_, guide) => {
  const subjects = [...carriers(guide)];
  /** The segments of a subject, and the same with a fault. */
  const mutant = fc.constantFrom(...subjects).chain((subject) => {
    const faults = [...mutantsAt(subject, subject.index)].map(({ segments }) => [subject.segments, segments] as const);
    return fc.constantFrom(...(faults.length > 0 ? faults : [[subject.segments, subject.segments] as const]));
  });

  test('what is right is read as a unit just as it is read segment by segment', async () => {
    const tried = subjects.filter((_, at) => at % oneIn === 0);
    for (const { segments } of tried) await expectAgreement(enveloped(guide, segments), [guide]);
  });

  test('and whatever is wrong is said the same', async () => {
    await fc.assert(
      fc.asyncProperty(mutant, ([, wrong]) => expectAgreement(enveloped(guide, wrong), [guide])),
      { numRuns },
    );
  });

  test('also where most of it is known from before', async () => {
    await fc.assert(
      fc.asyncProperty(mutant, ([right, wrong]) =>
        expectAgreement(enveloped(guide, right, right, wrong, right), [guide]),
      ),
      { numRuns },
    );
  });
});

test.each([
  ['837P', generate837P, everyGuide],
  ['835', generate835, everyGuide],
] as const)('all but the start of a clean %s is read as units, over many windows', async (_, generate, guides) => {
  const text = [...generate(400)].join('');
  await expectAgreement(text, guides);
  const segments = text.split('~').length;
  expect(await takenAsUnits(text, guides)).toBeGreaterThan(segments - 30);
});

test('what opens items and comes twice is said the same', async () => {
  const text = [...generate835(2)].join('').replace(/LX\*[^~]*~/, '$&$&');
  await expectAgreement(text, everyGuide);
});

test('a rule is told where its part first stood, though it comes again out of place', async () => {
  const again = 'NM1*IL*1*DOE*JO*MI*M1~';
  const text = smallFile.replace('HC:85025*', 'HC:85025:25:26:27*').replace('REF*6R*L2~', `REF*6R*L2~\n${again}`);
  const told = readFile(text, [smallGuide]).issues.find(({ message }) => message.includes('at most 4 claims'));
  expect(told?.place.line).toBe(text.slice(0, text.indexOf(again)).split('\n').length);
  await expectAgreement(text, [smallGuide]);
});

test('what is cut, spliced or of other characters is said the same', async () => {
  const files = [[...generate837P(30)].join(''), [...generate835(30)].join(''), smallFile];
  const piece = fc.oneof(
    fc.constant(''),
    fc.string({ maxLength: 5, unit: 'binary' }),
    fc.constantFrom('~', '*', ':', '^', '\n', ' ', '-', '0', '~HL*9*1*22*1~', '~SE*1*0001~', '~ST*837*1~', '~CLM*X*1~'),
  );
  const splice = fc.record({ at: fc.nat(), length: fc.nat(80), from: fc.nat(), taken: fc.nat(80), piece });
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...files),
      fc.array(splice, { minLength: 1, maxLength: 4 }),
      async (file, splices) => {
        let text = file;
        for (const { at, length, from, taken, piece: put } of splices) {
          const start = at % text.length;
          const source = from % file.length;
          text = text.slice(0, start) + put + file.slice(source, source + taken) + text.slice(start + length);
        }
        await expectAgreement(text, [...everyGuide, smallGuide]);
      },
    ),
    { numRuns: numRuns * 2 },
  );
});

test('a segment that was given up leaves nothing behind for the next of its kind', async () => {
  // First a day that there is not; then none of the answers of which one must be there.
  const answers = ['FRM*1*Y**20260230', 'FRM*1'];
  const text = [...generate837P(4)]
    .join('')
    .replace(/REF\*6R\*(\d)L1~\n/g, (line, claim) => `${line}LQ*UT*484~\n${answers[claim % 2]}~\n`);
  await expectAgreement(text, everyGuide);
});

test('what is known holds where the circumstances are the same, and no further', async () => {
  const [text] = [[...generate837P(40)].join('')];
  const interchange = text.slice(0, text.indexOf('IEA*'));
  // Written before the days of service, which then lie ahead; then by other delimiters, for which a colon is text.
  const earlier = interchange.replace('*20260320*1815*318*X*', '*20260110*1815*318*X*');
  const others = `${interchange.replaceAll(':', '>')}IEA*1*000000318~\n`;
  const groups = [interchange, earlier.slice(earlier.indexOf('GS*')), interchange.slice(interchange.indexOf('GS*'))];
  await expectAgreement(`${groups.join('')}IEA*3*000000318~\n${others}`, everyGuide);
  expect((await said(`${groups.join('')}IEA*3*000000318~\n`, everyGuide)).join('')).toContain('"code":"rule-broken"');
});

test('what the file says again is the same object, from the third time on', async () => {
  const specialties = new Set<unknown>();
  for await (const event of readStream([...generate837P(60)].join(''), everyGuide)) {
    if (event.kind === 'item') specialties.add((event.item.value as ClaimLoop).renderingProvider?.specialty);
  }
  // Not always two: another segment may take its place in memory.
  expect(specialties.size).toBeLessThan(10);
});

test('of two segments of a head that are the same, the one at fault is told', async () => {
  const text = [...generate837P(1000)]
    .join('')
    .replaceAll(
      '~\nPER*IC*DANA WELLS*TE*3125550142~\n',
      '~\nREF*G2*1~\nREF*G2*1~\nNM1*87*2~\nN3*9 MILL RD~\nN4*FERNBANK*OH*450991410~\n',
    );
  await expectAgreement(text, everyGuide);
});

test('a guide may give names that are no identifiers', async () => {
  const QTY = segment('QTY', [el('the "quantity"', decimal(1, 15)), opt('its `unit`', id("A'", 'B`'))]);
  const item = loop("1-'item'", { 'its\nquantity': one(QTY), default: many(2, QTY) });
  const odd = guide(
    { set: '270', functionalId: 'HS', version: '005010X279A1', reads: ['005010X279A1'], name: 'Odd' },
    { items: each(item) },
  );
  const text = `${isa}~GS*HS*SENDER*RECEIVER*20260201*0915*1*X*005010X279A1~ST*270*0001*005010X279A1~QTY*5*A'~QTY*7~SE*4*0001~GE*1*1~IEA*1*000000007~`;
  await expectAgreement(text, [odd]);
  const values: unknown[] = [];
  for await (const event of readStream(text, [odd])) if (event.kind === 'item') values.push(event.item.value);
  expect(values).toEqual([
    { 'its\nquantity': { 'the "quantity"': 5, 'its `unit`': "A'" }, default: [{ 'the "quantity"': 7 }] },
  ]);
});

test.each([
  ['text', el('text', an(1, 70_000)), 'A'.repeat(9000)],
  ['least text', el('text', an(1100, 9000)), 'A'.repeat(1200)],
  ['list', repeat('texts', 70_000, an(1, 1)), 'A^B^C'],
])('a guide may let a %s be as long as it likes', async (_, field, element) => {
  const item = loop('1', { message: one(segment('MSG', [field])) });
  const long = guide(
    { set: '270', functionalId: 'HS', version: '005010X279A1', reads: ['005010X279A1'], name: 'Long' },
    { items: each(item) },
  );
  const text = `${isa}~GS*HS*SENDER*RECEIVER*20260201*0915*1*X*005010X279A1~ST*270*0001*005010X279A1~MSG*${element}~SE*3*0001~GE*1*1~IEA*1*000000007~`;
  await expectAgreement(text, [long]);
  expect((await said(text, [long])).filter((event) => event.includes('"issue"'))).toEqual([]);
});

test('lines and byte offsets are right with any line ends and beyond ASCII', async () => {
  for (const lineEnd of ['', '\n', '\r\n', '\r', ' \n\n']) {
    const text = smallFile.replace(/~\s*/g, `~${lineEnd}`).replace('CLINIC', 'KLINIK Ü');
    await expectAgreement(text, [smallGuide]);
    for await (const event of readStream(text, [smallGuide])) {
      if (event.kind !== 'item') continue;
      const { offset, line } = event.item.place;
      const before = new TextDecoder().decode(encodeText(text).subarray(0, offset));
      expect(text.slice(before.length)).toMatch(/^CLM/);
      expect(line).toBe(before.split(/\r\n|\n|\r/).length);
    }
  }
});
