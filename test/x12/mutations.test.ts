import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeText, readFile, readItems, rewrite } from '../../shared/x12/index.ts';
import { sample } from '../sample.ts';
import { inEnvelope, smallClaims, smallFile } from './small-file.ts';
import { smallGuide } from './small-guide.ts';

/** A cut, a splice or a swap of the file's own pieces: what wrong files are made of. */
const mutation = fc.record({
  at: fc.nat(smallFile.length),
  length: fc.nat(60),
  from: fc.nat(smallFile.length),
  taken: fc.nat(60),
  text: fc.oneof(
    fc.constant(''),
    fc.string({ maxLength: 5, unit: 'binary' }),
    fc.constantFrom('~', '*', ':', '^', 'ISA*', '~HL*9*1*22*1~', '~SE*1*0001~', '~ST*837*1~'),
  ),
});

test('nothing that is done to a file makes reading throw, and all that is reported lies in the file', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(mutation, { minLength: 1, maxLength: 6 }), async (mutations) => {
      let text = smallFile;
      for (const { at, length, from, taken, text: put } of mutations) {
        text = text.slice(0, at) + put + text.slice(from, from + taken) + text.slice(at + length);
      }
      const reading = readFile(text, [smallGuide]);
      const bytes = encodeText(text).length;
      for (const { place, message } of reading.issues) {
        expect(place.offset).toBeLessThanOrEqual(bytes);
        expect(message).toMatch(/^[A-Z].*\.$/s);
      }
      const stream = readItems(text, [smallGuide]);
      for (let next = await stream.next(); !next.done; next = await stream.next())
        expect(next.value.place.loop).toBeTruthy();
      // A file without issues is rewritten as it is, whatever was done to it.
      if (reading.issues.length === 0) expect(rewrite(reading)).toBe(text);
    }),
    { numRuns: sample(60, 2000) },
  );
});

test('segments left out, doubled or moved never throw, and never cost another subscriber’s claims', () => {
  const index = fc.nat(smallClaims.length - 1);
  const second = smallClaims
    .slice(4, 26)
    .map((line) => line.replace('HL*2*1*22*1', 'HL*4*1*22*0').replace('CLM*C', 'CLM*D'));
  const clean = readFile(inEnvelope([...smallClaims, ...second]), [smallGuide]);
  expect(clean.issues).toEqual([]);
  fc.assert(
    fc.property(fc.integer({ min: 5, max: 33 }), index, (from, to) => {
      const broken = smallClaims.toSpliced(from, 1);
      if (to > 4 && to < 33) broken.splice(to, 0, smallClaims[from] ?? '');
      const lines = broken.some((line) => line.startsWith('HL*3')) ? broken : undefined;
      if (!lines) return;
      const reading = readFile(inEnvelope([...lines, ...second]), [smallGuide]);
      const valueIn = (read: typeof clean) =>
        read.interchanges[0]?.groups[0]?.transactions[0]?.value as
          | { billing: { subscribers: unknown[] }[] }
          | undefined;
      expect(valueIn(reading)?.billing[0]?.subscribers.at(-1)).toEqual(valueIn(clean)?.billing[0]?.subscribers.at(-1));
    }),
  );
});

const start = smallFile.slice(0, smallFile.indexOf('REF*6R'));
const isa = smallFile.slice(0, smallFile.indexOf('GS'));
const level = (number: number) => `HL*${number}*${number - 1}*22*1~`;

/** Files that are nothing but one thing, over and over. `bench:linear` times others like them. */
const nasty: Readonly<Record<string, (length: number) => string>> = {
  'unknown segments': of('ZZ*1~'),
  'claims without a place': of('CLM*X*1**11::1~'),
  'levels of no kind': of('HL*9*1*99*1~'),
  'levels out of place': of('HL*9*1*23*1~'),
  'levels ever deeper': (length) => start + Array.from({ length: length / 14 }, (_, at) => level(at + 3)).join(''),
  'loops out of place': of('NM1*82*1*A**XX*99~'),
  'loops of no kind': of('NM1*ZZ*1~'),
  'transaction sets without end': of('ST*837*0001*005010T1~'),
  'interchanges without end': of(isa),
  'whole interchanges': (length) => smallFile.repeat(Math.ceil(length / smallFile.length)),
  'lines without number': of('SV1*HC:1*1*1~'),
  'lines of one claim': of('LX*1~SV1*HC:1*1*1~DTP*472*D8*20260103~'),
  patients: of('HL*3*2*23*0~CLM*C3*0~'),
  junk: of('ISA*'),
  blanks: of('                '),
  repetitions: of('^^^^^^^^'),
  elements: of('********'),
  'tiny segments': of('~'),
  'one segment without end': (length) => `${start}REF*6R*${'A'.repeat(length)}`,
  'no segment at all': (length) => 'A'.repeat(length),
  'an envelope alone': (length) => isa + 'A'.repeat(length),
};

function of(piece: string): (length: number) => string {
  return (length) => start + piece.repeat(Math.ceil(length / piece.length));
}

test.each(Object.entries(nasty))('%s: read to the end, and what is said lies in the file', async (_, file) => {
  const text = file(20_000);
  for (const { place } of readFile(text, [smallGuide]).issues) expect(place.offset).toBeLessThanOrEqual(text.length);
  for await (const { place } of readItems(text, [smallGuide])) expect(place.loop).toBeTruthy();
});
