import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeText, encodeText, readFile, rewrite, transactionsOf, write } from '../../shared/x12/index.ts';
import { inEnvelope, smallClaims, smallFile } from './small-file.ts';
import { smallGuide } from './small-guide.ts';

function rewritten(text: string): string {
  const reading = readFile(text, [smallGuide]);
  expect(reading.issues).toEqual([]);
  return rewrite(reading);
}

const replaced = (from: string, to: string) => inEnvelope(smallClaims.map((line) => line.replace(from, to)));

describe('a clean file is rewritten as it was', () => {
  const texts: [what: string, text: string][] = [
    ['as it stands', smallFile],
    ['amounts with zeros', replaced('60*1*', '0060.00*01.0*')],
    [
      'counts with zeros',
      smallFile.replace('SE*37*', 'SE*0037*').replace('GE*1*5', 'GE*01*0005').replace('IEA*1*', 'IEA*00001*'),
    ],
    ['level numbers with zeros', replaced('HL*2*1*', 'HL*02*1*').replace('HL*3*2*', 'HL*3*02*')],
    [
      'segments of one position in another order',
      replaced('DTP*431*D8*20260101', 'DTP*304*D8*20260101~\nDTP*431*D8*20260101').replace('SE*37', 'SE*38'),
    ],
    ['CR LF', smallFile.replaceAll('\n', '\r\n')],
    ['line ends here and there', smallFile.replace('\n', '').replace('~\nHL', '~ \n\n HL')],
    ['white space around', `\uFEFF\n${smallFile}\n\n${smallFile.replaceAll('000000007', '000000008')}\u001A`],
    ['newlines as terminators', smallFile.replaceAll('~', '')],
    ['no padding', smallFile.replace('SENDER         ', 'SENDER').replace('          *ZZ', '*ZZ')],
  ];

  test.each(texts)('%s', (_, text) => {
    expect(rewritten(text)).toBe(text);
  });

  test.each([
    ['elements', replaced('LX*2', 'LX*2**').replace('SE*37*0001', 'SE*37*0001*')],
    ['components', replaced('11:B:7', '11:B:7::').replace('HC:85025*', 'HC:85025:::*')],
  ])('even with empty %s at the end, which are a fault', (_, text) => {
    const reading = readFile(text, [smallGuide]);
    expect(reading.issues.map(({ code }) => code)).toEqual(['element-not-used', 'element-not-used']);
    expect(rewrite(reading)).toBe(text);
  });

  test('whatever the delimiters are', () => {
    const marks = fc.uniqueArray(fc.constantFrom(...'*|~!^>:;+<=\\{}\u001C\u001D\u001E\u001F'), {
      minLength: 4,
      maxLength: 4,
    });
    fc.assert(
      fc.property(marks, fc.constantFrom('', '\n', '\r\n', '\r'), (chosen, lineEnd) => {
        const text = inEnvelope(smallClaims, '~').replace(/[*^:~]/g, (mark) => {
          const index = '*^:~'.indexOf(mark);
          return (chosen[index] ?? '') + (mark === '~' ? lineEnd : '');
        });
        expect(rewritten(text)).toBe(text);
      }),
    );
  });

  test('whatever its bytes are, save control characters', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 20 }), (bytes) => {
        const name = Buffer.from(bytes.filter((byte) => byte > 32 && !'*^:~'.includes(String.fromCharCode(byte))));
        if (name.length === 0 || /\p{Cc}/u.test(decodeText(name))) return;
        const [before = '', after = ''] = smallFile.split('PAYER');
        const file = Buffer.concat([Buffer.from(before), name, Buffer.from(after)]);
        expect(Buffer.from(encodeText(rewritten(decodeText(file)))).equals(file)).toBe(true);
      }),
    );
  });
});

describe('a change is written and costs nothing else', () => {
  const change = (text: string) => {
    const reading = readFile(text, [smallGuide]);
    const claims = transactionsOf(reading, smallGuide)[0]?.transaction.value.billing[0]?.subscribers[0]?.claims ?? [];
    const [first] = claims;
    if (!first) throw new Error('no claim');
    return { reading, claims, first };
  };

  test('in place', () => {
    const { reading, first } = change(smallFile);
    first.claim.number = 'C9';
    expect(rewrite(reading)).toBe(smallFile.replace('CLM*C1', 'CLM*C9'));
  });

  test('a copy of a segment is written canonically', () => {
    const { reading, first } = change(smallFile);
    const [line] = first.lines;
    if (!line?.adjustments[0]) throw new Error('no adjustment');
    line.adjustments[0] = { ...line.adjustments[0] };
    expect(rewrite(reading)).toBe(smallFile.replace('CAS*CO*45*10.00*1*253*0.50', 'CAS*CO*45*10*1*253*0.5'));
  });

  test('levels, their flags and counts follow', () => {
    const { reading } = change(smallFile);
    const subscriber = transactionsOf(reading, smallGuide)[0]?.transaction.value.billing[0]?.subscribers[0];
    subscriber?.patients.pop();
    const start = smallFile.indexOf('HL*3*');
    const expected = smallFile.slice(0, start) + smallFile.slice(smallFile.indexOf('SE*'));
    expect(rewrite(reading)).toBe(expected.replace('HL*2*1*22*1', 'HL*2*1*22*0').replace('SE*37', 'SE*28'));
  });

  test('a new segment stands in the guide’s order, on a line of its own', () => {
    const { reading, first } = change(smallFile);
    Object.assign(first, { payerControlNumber: { qualifier: 'F8', id: 'P1' } });
    expect(rewrite(reading)).toBe(
      smallFile.replace('REF*G1*AUTH~\n', 'REF*F8*P1~\nREF*G1*AUTH~\n').replace('SE*37', 'SE*38'),
    );
  });

  test('a list keeps the order that it has', () => {
    const { reading, claims } = change(smallFile);
    claims.reverse();
    const text = rewrite(reading);
    expect(text.indexOf('CLM*C2')).toBeLessThan(text.indexOf('CLM*C1'));
    expect(text.length).toBe(smallFile.length);
  });
});

test('JSON and back is written canonically', () => {
  const [interchange] = readFile(smallFile, [smallGuide]).interchanges;
  const [group] = interchange?.groups ?? [];
  if (!interchange || !group) throw new Error('nothing read');
  const value: unknown = JSON.parse(JSON.stringify(group.transactions[0]?.value));
  const text = write({
    header: interchange.header,
    delimiters: { lineEnd: '\n' },
    groups: [{ header: group.header, transactions: [{ guide: smallGuide, controlNumber: '0001', value }] }],
  });
  expect(text).toBe(smallFile.replace('10.00', '10').replace('0.50', '0.5').replace('40.00*1.0', '40*1'));
  expect(readFile(text, [smallGuide]).issues).toEqual([]);
});
