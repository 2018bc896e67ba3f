import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Delimiters,
  encodeText,
  type Guide,
  type Issue,
  readFile,
  readItems,
  rewrite,
} from '../../shared/x12/index.ts';
import { everyGuide, written } from '../guides/every-guide.ts';
import { sample } from '../sample.ts';
import { fixesOf } from './generate/fixes.ts';
import { itemsOf, layout } from './generate/layout.ts';
import { repaired } from './generate/repaired.ts';
import { evenly, valuesOf } from './generate/valid-values.ts';

/** Transactions a guide. */
const numRuns = sample(6, 80);

type Value = Record<string, unknown>;

/** What is not a rule's: not every rule has a fix for what was drawn. */
function ofTables(issues: readonly Issue[]): readonly Issue[] {
  return issues.filter(({ code }) => code !== 'rule-broken');
}

function readValue(guide: Guide, text: string | Uint8Array): Value {
  const reading = readFile(text, [guide]);
  expect(ofTables(reading.issues)).toEqual([]);
  return reading.interchanges[0]?.groups[0]?.transactions[0]?.value as Value;
}

/** A value without the numbers of its levels, which follow from the nesting. */
function unnumbered(guide: Guide, value: Value): Value {
  const copy = structuredClone(value);
  for (const { of, value: level } of layout(guide, copy)) {
    if (of.id === 'HL') for (const name of ['id', 'parent', 'hasChildren']) delete level[name];
  }
  return copy;
}

const marks = fc.uniqueArray(fc.constantFrom(...'*|~!^>:;+<=\\{}\u001C\u001D\u001E\u001F'), {
  minLength: 4,
  maxLength: 4,
});
const delimiters = fc
  .tuple(marks, fc.constantFrom('', '\n', '\r\n', '\r'))
  .map(([[element = '', repetition = '', component = '', segment = ''], lineEnd]): Delimiters => {
    return { element, repetition, component, segment, lineEnd };
  });

async function* inChunks(bytes: Uint8Array, cuts: readonly number[]) {
  const ends = [...cuts.map((cut) => cut % bytes.length), bytes.length].toSorted((a, b) => a - b);
  let start = 0;
  for (const end of ends) {
    yield bytes.subarray(start, end);
    start = end;
  }
}

test.each(everyGuide.map((guide) => [guide.name, guide] as const))(
  '%s: whatever its tables and rules allow is read as it was written, whole, cut and with any delimiters',
  async (_, guide) => {
    const drawn = fc.constantFrom(0.03, 0.1, 0.2).chain((chance) => valuesOf(guide, evenly(chance)));
    let drawnSoFar = 0;
    let clean = 0;
    const cuts = fc.array(fc.nat(), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(drawn, delimiters, cuts, async (raw, others, cut) => {
        const { value, ...mended } = repaired(guide, raw, fixesOf(guide));
        drawnSoFar++;
        if (mended.clean) clean++;
        const text = written(guide, [value]);
        const read = readValue(guide, text);
        expect(unnumbered(guide, read)).toEqual(value);
        expect(rewrite(readFile(text, [guide]))).toBe(text);
        expect(written(guide, [structuredClone(read)])).toBe(text);
        expect(readValue(guide, written(guide, [value], { delimiters: others }))).toEqual(read);

        const items: unknown[] = [];
        const stream = readItems(inChunks(encodeText(text), cut), [guide]);
        let next = await stream.next();
        for (; !next.done; next = await stream.next()) {
          expect(ofTables([...next.value.issues, ...next.value.surroundings])).toEqual([]);
          items.push(next.value.value);
        }
        expect(ofTables(next.value.issues)).toEqual([]);
        expect(items).toEqual(itemsOf(guide, read));
      }),
      { numRuns },
    );
    // Where rules come that nothing here puts right, add a fix. Of few, chance may leave hardly any.
    expect(clean / drawnSoFar).toBeGreaterThan(sample(0, 0.25));
  },
);
