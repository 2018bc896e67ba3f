import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeText, readFile, readItems, rewrite } from '../../shared/x12/index.ts';
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
    { numRuns: 500 },
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

test('time grows with the length of the file alone', async () => {
  const nasty: [what: string, piece: string][] = [
    ['unknown segments', 'ZZ*1~'],
    ['claims without a place', 'CLM*X*1**11::1~'],
    ['levels of no kind', 'HL*9*1*99*1~'],
    ['levels out of place', 'HL*9*1*23*1~'],
    ['loops out of place', 'NM1*82*1*A**XX*99~'],
    ['loops of no kind', 'NM1*ZZ*1~'],
    ['transaction sets without end', 'ST*837*0001*005010T1~'],
    ['interchanges without end', smallFile.slice(0, smallFile.indexOf('GS'))],
    ['lines without number', 'SV1*HC:1*1*1~'],
    ['names without loop', 'N3*1~'],
    ['patients', 'HL*3*2*23*0~CLM*C3*0~'],
    ['junk', 'ISA*'],
    ['blanks', '                '],
    ['repetitions', '^^^^^^^^'],
    ['elements', '********'],
  ];
  const start = smallFile.slice(0, smallFile.indexOf('REF*6R'));
  for (const [what, piece] of nasty) {
    const text = start + piece.repeat(Math.ceil(150_000 / piece.length));
    const before = performance.now();
    readFile(text, [smallGuide]);
    for await (const _ of readItems(text, [smallGuide]));
    expect(performance.now() - before, what).toBeLessThan(4000);
  }
});
