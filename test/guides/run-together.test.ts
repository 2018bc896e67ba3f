import { describe, expect, test } from 'vitest';
import { claim837i } from '../../shared/guides/claim-837i/index.ts';
import { claim837p } from '../../shared/guides/claim-837p/index.ts';
import { remittance835 } from '../../shared/guides/remittance-835/index.ts';
import { type Guide, readFile, readItems, readValues } from '../../shared/x12/index.ts';
import { issueLine, issueLines } from '../x12/issue-lines.ts';
import { answer } from './answer-999.ts';
import { inEnvelope } from './in-envelope.ts';
import { oneCheck835 } from './one-check-835.ts';
import { twoPayers837p } from './two-payers-837p.ts';
import { twoStays837i } from './two-stays-837i.ts';

const file = inEnvelope(claim837p, twoPayers837p);
const segments = file.split('~\n');

/** The file with what is left between the segment that begins so and the next one, in the place of its terminator and line end. */
function joined(beginning: string, left = ''): string {
  const at = segments.findLastIndex((segment) => segment.startsWith(beginning));
  return segments.toSpliced(at, 2, `${segments[at]}${left}${segments[at + 1]}`).join('~\n');
}

describe('a segment that has run together with the next one is one issue', () => {
  test.each<[string, string, string, string, string]>([
    ['a service', 'SV1*HC:99213:25', '', '2400/SV107 #35', 'SV107: the DTP'],
    ['one of which a line end is left', 'SV1*HC:99213:25', '\n', '2400/SV107 #35', 'SV107: the DTP'],
    ['one that has room for it', 'CLM*AAAAAAAAAAAAAAA01', '', '2300/CLM09 #24', 'CLM09: the REF'],
    ['a level', 'HL*2*', '', '2000B/HL04 #16', 'HL04: the SBR'],
    ['a claim with the next one', 'REF*XZ', '\r\n', '2410/REF02 #45', 'REF02: the CLM'],
    ['a claim with the next level', 'DTP*472*D8*20260112', '', '2400/DTP03 #54', 'DTP03: the HL'],
    ['the last one', 'DTP*573', '', '2430/DTP03 #88', 'DTP03: the SE'],
  ])('%s', (_, beginning, left, at, says) => {
    const text = joined(beginning, left);
    const { issues } = readFile(text, [claim837p]);
    expect(issueLines(issues)).toEqual([`element-invalid ${at}`]);
    expect(issues[0]?.message).toBe(
      `The segment terminator is likely missing in ${says} segment that is next begins there.`,
    );
    expect(readValues(text, [claim837p]).issues).toEqual(issues);
  });

  test.each<[string, Guide, string]>([
    ['837P', claim837p, twoPayers837p],
    ['837I', claim837i, twoStays837i],
    ['835', remittance835, oneCheck835],
  ])('wherever that is in an %s', (_, guide, body) => {
    const lines = inEnvelope(guide, body).split('~\n');
    for (let at = 3; at < lines.length - 4; at++) {
      // What follows this one may be its next element as well.
      if (lines[at] === 'NM1*QC*1*PEREZ*MATEO') continue;
      const text = lines.toSpliced(at, 2, `${lines[at]}${lines[at + 1]}`).join('~\n');
      const { issues } = readFile(text, [guide]);
      expect(
        issues.map(({ code, place }) => [code, place.segment]),
        `${lines[at]}`,
      ).toEqual([['element-invalid', at - 1]]);
    }
  });
});

test('what has run together is read as the two that it is', async () => {
  const whole = readFile(file, [claim837p]).interchanges[0]?.groups[0]?.transactions[0]?.value;
  const read = readFile(joined('REF*XZ', '\r\n'), [claim837p]).interchanges[0]?.groups[0]?.transactions[0]?.value;
  expect(read).toEqual(whole);
  const faults: string[][] = [];
  for await (const { issues, surroundings } of readItems(joined('REF*XZ'), [claim837p]))
    faults.push([...issues, ...surroundings].map(issueLine));
  expect(faults).toEqual([['element-invalid 2410/REF02 #45'], [], []]);
});

test('the second is found where it begins', () => {
  const text = joined('REF*XZ', '\r\n').replace('REF*F8*NM-CCN-1~\n', '');
  const place = readFile(text, [claim837p]).issues.find(({ code }) => code === 'rule-broken')?.place;
  expect(place?.segmentId).toBe('CLM');
  expect(text.slice(place?.offset).startsWith('CLM*AAAAAAAAAAAAAAA02')).toBe(true);
  expect(text.slice(0, place?.offset).split(/\r\n|\n/).length).toBe(place?.line);
});

test.each<[string, string, string, string[]]>([
  ['are two', 'SE*89', 'SE*89', ['element-invalid 2400/REF02 #37']],
  ['are one', 'SE*89', 'SE*88', ['element-invalid 2400/REF02 #37']],
  ['are three', 'SE*89', 'SE*90', ['element-invalid 2400/REF02 #37', 'envelope-count SE01 #88']],
])('by SE01 they %s', (_, from, to, expected) => {
  expect(issueLines(readFile(joined('REF*6R*LINE-1').replace(from, to), [claim837p]).issues)).toEqual(expected);
});

test.each<[string, string, string, string[]]>([
  [
    'a name that ends like an id',
    'NM1*DN*1*OKAFOR*NGOZI****XX*1777777776',
    'NM1*DN*1*ROSE*NGOZI****XX*1777777776*X',
    ['element-not-used 2310A/NM110 #28'],
  ],
  ['one that is an id', 'N4*CHICAGO*IL*60614~', 'N4*HONOLULU*HI*96801*XX~', ['rule-broken 2010BA/N404 #20']],
])('%s is no other segment', (_, from, to, expected) => {
  expect(file).toContain(from);
  expect(issueLines(readFile(file.replace(from, to), [claim837p]).issues)).toEqual(expected);
});

test('a city that ends like a segment that may not come yet is no other one', () => {
  const text = inEnvelope(remittance835, oneCheck835.replace('N4*MADISON*WI*537010000', 'N4*GDLX*92'));
  const codes = readFile(text, [remittance835]).issues.map(({ code }) => code);
  expect(new Set(codes)).toEqual(new Set(['rule-broken']));
});

test('a 999 says that the element holds what it may not', () => {
  expect(answer(joined('REF*6R*LINE-1'))).toEqual([
    'AK1*HC*7*005010X222A1',
    'AK2*837*0001*005010X222A1',
    'IK3*REF*37*2400*8',
    'CTX*CLM01:AAAAAAAAAAAAAAA01',
    'IK4*2**6',
    'IK5*R*5',
    'AK9*R*1*1*0',
  ]);
});
