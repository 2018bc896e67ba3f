import { describe, expect, test } from 'vitest';
import { findIssues, type Issue, readFile, readItems } from '../../shared/x12/index.ts';
import { issueLines } from './issue-lines.ts';
import { inEnvelope, smallClaims, smallFile } from './small-file.ts';
import { smallGuide } from './small-guide.ts';

/** The example with what stands before the claim of a number. */
function before(number: string, ...segments: string[]): string[] {
  const at = smallClaims.findIndex((segment) => segment.startsWith(`CLM*${number}*`));
  return smallClaims.toSpliced(at, 0, ...segments);
}

/** The example with that many segments behind the CLM of a claim before it, and another CLM or none. */
function late(number: string, count: number, clm?: string): string[] {
  const at = smallClaims.findIndex((segment) => segment.startsWith(`CLM*${number}*`));
  const opener = clm ?? smallClaims[at] ?? '';
  return smallClaims.toSpliced(
    at,
    count + 1,
    ...smallClaims.slice(at + 1, at + 1 + count),
    ...(opener ? [opener] : []),
  );
}

/** The example with a segment behind one that begins so. */
function behind(segment: string, nth: number, ...more: string[]): string[] {
  const at = smallClaims.flatMap((one, index) => (one.startsWith(segment) ? [index] : []))[nth] ?? Number.NaN;
  return smallClaims.toSpliced(at + 1, 0, ...more);
}

/** Of each claim whether it has an issue, and the issues of all. */
async function read(text: string): Promise<{ faulty: boolean[]; issues: Issue[] }> {
  const faulty: boolean[] = [];
  for await (const { issues, surroundings } of readItems(text, [smallGuide])) {
    faulty.push(issues.length + surroundings.length > 0);
  }
  const { issues } = readFile(text, [smallGuide]);
  expect(findIssues(text, [smallGuide])).toEqual(issues);
  return { faulty, issues };
}

type Row = [what: string, segments: string[], issues: string[], faulty: boolean[]];

describe('what stands before the segment that opens its claim is a fault of that claim', () => {
  const rows: Row[] = [
    ['in the second claim', late('C2', 1), ['segment-early 2300/REF #22'], [false, true, false]],
    ['in the first', late('C1', 1), ['segment-early 2300/DTP #9'], [true, false, false]],
    ['one that must come', late('C3', 1), ['segment-early 2300/HI #30'], [false, false, true]],
    ['two of them', late('C2', 2), ['segment-early 2300/REF #22', 'segment-early 2300/HI #23'], [false, true, false]],
    [
      'of an innermost loop, where it may be too late',
      before('C2', 'REF*6R*L3'),
      ['segment-repeated 2400/REF #22'],
      [true, false, false],
    ],
    ['one that nothing opens', before('C2', 'BHT*0019'), ['segment-misplaced 2400/BHT #22'], [true, false, false]],
  ];
  test.each(rows)('%s', async (_, segments, issues, faulty) => {
    const found = await read(inEnvelope(segments));
    expect(issueLines(found.issues)).toEqual(issues);
    expect(found.faulty).toEqual(faulty);
  });

  test('so its neighbours are read as they are', async () => {
    const clean: unknown[] = [];
    for await (const { value } of readItems(smallFile, [smallGuide])) clean.push(value);
    const values: unknown[] = [];
    for await (const { value } of readItems(inEnvelope(late('C2', 1)), [smallGuide])) values.push(value);
    expect([values[0], values[2]]).toEqual([clean[0], clean[2]]);
    expect(values[1]).toMatchObject({ claim: { number: 'C2' } });
  });
});

test('no more of them wait than a claim may have', async () => {
  const many = before('C2', ...Array<string>(75).fill('REF*G1*A'));
  const { issues, faulty } = await read(inEnvelope(many));
  const early = issues.filter(({ code }) => code === 'segment-early');
  expect(early.map(({ place }) => place.segment)).toEqual(Array.from({ length: 25 }, (_, at) => 72 + at));
  expect(issues.slice(0, 50).map(({ code }) => code)).toEqual(Array(50).fill('segment-misplaced'));
  expect(faulty).toEqual([true, true, false]);
});

describe('a claim without CLM is one issue, whatever comes first', () => {
  const rows: Row[] = [
    ['one that may come', late('C2', 0, ''), ['segment-missing 2300/CLM #22'], [false, true, false]],
    ['several', late('C1', 0, ''), ['segment-missing 2300/CLM #9'], [true, false, false]],
    [
      'one several times',
      before('C3', 'REF*G1*A', 'REF*G1*B').toSpliced(30, 1),
      ['segment-missing 2300/CLM #30'],
      [false, false, true],
    ],
  ];
  test.each(rows)('%s', async (_, segments, issues, faulty) => {
    const found = await read(inEnvelope(segments));
    expect(issueLines(found.issues)).toEqual(issues);
    expect(found.faulty).toEqual(faulty);
  });
});

describe('an HL between whole parts is one issue', () => {
  const beforeLevel = (number: string, level: string) =>
    smallClaims.toSpliced(
      smallClaims.findIndex((segment) => segment.startsWith(`HL*${number}*`)),
      0,
      level,
    );
  const rows: Row[] = [
    [
      'before a level, of its number',
      beforeLevel('3', 'HL*3*1*22*0'),
      ['segment-unexpected 2000B/HL #28'],
      [false, false, false],
    ],
    [
      'before a level, of no number',
      beforeLevel('3', 'HL*9*9*22*0'),
      ['segment-unexpected 2000B/HL #28'],
      [false, false, false],
    ],
    [
      'before a level, of no code',
      beforeLevel('3', 'HL*9*2*99*0'),
      ['segment-unexpected 2000B/HL #28'],
      [false, false, false],
    ],
    // Whose claim it is may be in doubt.
    ['before a claim', before('C2', 'HL*9*9*23*0'), ['segment-unexpected 2000B/HL #22'], [false, true, true]],
    ['before a claim, of no code', before('C2', 'HL*3'), ['segment-unexpected 2000B/HL #22'], [false, true, true]],
  ];
  test.each(rows)('%s', async (_, segments, issues, faulty) => {
    const found = await read(inEnvelope(segments));
    expect(issueLines(found.issues)).toEqual(issues);
    expect(found.faulty).toEqual(faulty);
  });
});

describe('an HL in the midst of a claim is one issue of it', () => {
  const rows: Row[] = [
    ['before its lines', behind('HI*', 0, 'HL*3*1*22*0'), ['segment-unexpected 2300/HL #13'], [true, false, false]],
    ['in a loop', behind('NM1*77', 0, 'HL*4*3*23*0'), ['segment-unexpected 2310C/HL #33'], [false, false, true]],
    ['in a line', behind('SV1*', 0, 'HL*3*2*23*0'), ['segment-unexpected 2400/HL #16'], [true, false, false]],
    [
      'of no number and no parent',
      behind('HI*', 0, 'HL*9*9*22*0'),
      ['segment-unexpected 2300/HL #13'],
      [true, false, false],
    ],
  ];
  test.each(rows)('%s', async (_, segments, issues, faulty) => {
    const found = await read(inEnvelope(segments));
    expect(issueLines(found.issues)).toEqual(issues);
    expect(found.faulty).toEqual(faulty);
  });

  test('the levels after it may be numbered on from it', async () => {
    const segments = behind('HI*', 0, 'HL*3*1*22*0').map((one) => one.replace('HL*3*2*23', 'HL*4*2*23'));
    expect(issueLines((await read(inEnvelope(segments))).issues)).toEqual(['segment-unexpected 2300/HL #13']);
  });

  test('a level whose next segment is missing is none', async () => {
    const segments = smallClaims.toSpliced(smallClaims.indexOf('NM1*QC*1*DOE*KIM'), 1);
    expect(issueLines((await read(inEnvelope(segments))).issues)).toEqual(['loop-missing 2010CA/NM1 #29']);
  });
});
