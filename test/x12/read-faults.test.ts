import { describe, expect, test } from 'vitest';
import { readFile, readItems, transactionsOf } from '../../shared/x12/index.ts';
import { issueLines } from './issue-lines.ts';
import { inEnvelope, smallClaims, smallFile } from './small-file.ts';
import { smallGuide } from './small-guide.ts';

/** Takes out the nth line (counted from the BHT as 0) and puts others in its place. */
function changed(line: string, nth: number, ...instead: string[]): string[] {
  const at = smallClaims.flatMap((text, index) => (text === line ? [index] : []))[nth] ?? Number.NaN;
  if (Number.isNaN(at)) throw new Error(`no line ${line}`);
  return smallClaims.toSpliced(at, 1, ...instead);
}

const faults: [what: string, line: string, nth: number, instead: string[], issues: string[]][] = [
  // Segments
  ['a required segment missing', 'HI*ABK:J20*ABF:R05', 0, [], ['segment-missing 2300/HI #12']],
  ['a required segment missing at the end', 'DTP*472*D8*20260103', 0, [], ['segment-missing 2400/DTP #36']],
  ['a required loop missing', 'NM1*PR*2*PAYER', 0, [], ['loop-missing 2010BB/NM1 #8']],
  [
    'a required loop missing before another of its position',
    'NM1*IL*1*DOE*JO*MI*M1',
    0,
    [],
    ['loop-missing 2010BA/NM1 #7'],
  ],
  ['an opening segment missing', 'NM1*77*2*LAB', 0, [], ['segment-missing 2310C/NM1 #32']],
  ['a line number missing', 'LX*1', 2, [], ['segment-missing 2400/LX #34']],
  ['a line number missing between lines', 'LX*2', 0, [], ['segment-missing 2400/LX #18']],
  ['a claim without CLM', 'CLM*C3*0**11::1', 0, [], ['segment-missing 2300/CLM #30']],
  ['a claim without CLM after another', 'CLM*C2*12.5**11:B:7', 0, [], ['segment-missing 2300/CLM #22']],
  ['a level without HL', 'HL*2*1*22*1', 0, [], ['segment-missing 2000B/HL #6']],
  ['the top level without HL', 'HL*1**20*1', 0, [], ['segment-missing 2000A/HL #3']],
  [
    'a segment of a line before all lines',
    'CLM*C2*12.5**11:B:7',
    0,
    ['CLM*C2*12.5**11:B:7', 'DTP*472*D8*20260102'],
    ['segment-unexpected 2300/DTP #23'],
  ],
  ['a loop of another place', 'LX*2', 0, ['NM1*QC*1*DOE*KIM', 'LX*2'], ['segment-unexpected 2400/NM1 #18']],
  ['a segment the guide does not know', 'REF*G1*AUTH', 0, ['K3*X'], ['segment-unknown 2300/K3 #11']],
  [
    'a segment that may not stand here',
    'REF*G1*AUTH',
    0,
    ['REF*G1*AUTH', 'BHT*0019'],
    ['segment-misplaced 2300/BHT #12'],
  ],
  [
    'a segment twice',
    'DTP*431*D8*20260101',
    0,
    ['DTP*431*D8*20260101', 'DTP*431*D8*20260102'],
    ['segment-repeated 2300/DTP #11'],
  ],
  ['a segment too often', 'REF*G1*AUTH', 0, ['REF*G1*A', 'REF*G1*B', 'REF*G1*C'], ['segment-repeated 2300/REF #13']],
  [
    'a loop twice',
    'NM1*82*1*ROE**XX*99',
    0,
    ['NM1*82*1*ROE**XX*99', 'NM1*82*1*POE**XX*98', 'REF*G2*1'],
    ['loop-repeated 2310B/NM1 #14'],
  ],
  [
    'a loop too often',
    'DTP*472*D8*20260103',
    0,
    [
      'DTP*472*D8*20260103',
      'LX*2',
      'SV1*HC:99211*0*1',
      'DTP*472*D8*20260103',
      'LX*3',
      'SV1*HC:99211*0*1',
      'DTP*472*D8*20260103',
      'LX*4',
      'SV1*HC:99211*0*1',
      'DTP*472*D8*20260103',
    ],
    ['loop-repeated 2400/LX #43'],
  ],
  [
    'segments of one position in any order',
    'DTP*431*D8*20260101',
    0,
    ['DTP*304*D8*20260101', 'DTP*431*D8*20260101'],
    [],
  ],
  ['a segment too late in its loop', 'REF*6R*L2', 0, ['CAS*CO*45*1', 'REF*6R*L2'], ['segment-misplaced 2400/REF #22']],
  ['a segment too late in an outer loop', 'LX*2', 0, ['REF*F8*P1', 'LX*2'], ['segment-misplaced 2400/REF #18']],
  ['a loop too late', 'LX*2', 0, ['NM1*77*2*LAB', 'N3*2 MAIN', 'LX*2'], ['segment-misplaced 2310C/NM1 #18']],
  [
    'the one use there may be, with another code',
    'DTP*472*D8*20260101',
    0,
    ['DTP*473*D8*20260101'],
    ['code-invalid 2400/DTP01 #16'],
  ],
  ['one of several uses, with another code', 'REF*G1*AUTH', 0, ['REF*ZZ*AUTH'], ['segment-unexpected 2300/REF #11']],
  [
    'a loop with another code passes over all of it',
    'NM1*82*1*ROE**XX*99',
    0,
    ['NM1*ZZ*1*ROE', 'N3*1 MAIN', 'REF*G2*1'],
    ['segment-unexpected 2300/NM1 #13'],
  ],
  // Elements
  ['an element missing', 'CLM*C2*12.5**11:B:7', 0, ['CLM**12.5**11:B:7'], ['element-missing 2300/CLM01 #22']],
  ['a component missing', 'CLM*C2*12.5**11:B:7', 0, ['CLM*C2*12.5**:B:7'], ['element-missing 2300/CLM04-1 #22']],
  ['an unused element', 'CLM*C2*12.5**11:B:7', 0, ['CLM*C2*12.5*X*11:B:7'], ['element-not-used 2300/CLM03 #22']],
  ['one element too many', 'LX*2', 0, ['LX*2*3*4'], ['element-not-used 2400/LX02 #18']],
  [
    'one component too many',
    'CLM*C2*12.5**11:B:7',
    0,
    ['CLM*C2*12.5**11:B:7:X'],
    ['element-not-used 2300/CLM04-4 #22'],
  ],
  ['empty elements at the end', 'LX*2', 0, ['LX*2**'], ['element-not-used 2400/LX02 #18']],
  ['a segment of nothing', 'HI*ABK:J20*ABF:R05', 0, ['HI'], ['element-missing 2300/HI01 #12']],
  [
    'empty components at the end',
    'CLM*C2*12.5**11:B:7',
    0,
    ['CLM*C2*12.5**11:B:7:'],
    ['element-not-used 2300/CLM04-4 #22'],
  ],
  [
    'a level without levels below and no child flag',
    'HL*3*2*23*0',
    0,
    ['HL*3*2*23'],
    ['hierarchy-broken 2000C/HL04 #28'],
  ],
  ['a level with levels below and no child flag', 'HL*1**20*1', 0, ['HL*1**20'], ['hierarchy-broken 2000A/HL04 #3']],
  ['too short', 'NM1*IL*1*DOE*JO*MI*M1', 0, ['NM1*IL*1*DOE*J*MI*M1'], ['element-too-short 2010BA/NM104 #7']],
  ['too long', 'NM1*IL*1*DOE*JO*MI*M1', 0, ['NM1*IL*1*DOE*JO*MI*M1234567890'], ['element-too-long 2010BA/NM106 #7']],
  ['digits alone count', 'SV1*HC:85025*40.00*1.0', 0, ['SV1*HC:85025*40*-1.234'], []],
  ['too many digits', 'SV1*HC:85025*40.00*1.0', 0, ['SV1*HC:85025*40*1.2345'], ['element-too-long 2400/SV103 #19']],
  ['a space at the end', 'NM1*IL*1*DOE*JO*MI*M1', 0, ['NM1*IL*1*DOE *JO*MI*M1'], ['element-invalid 2010BA/NM103 #7']],
  ['a space before', 'HI*ABK:J20*ABF:R05', 0, ['HI*ABK: J20*ABF:R05'], ['element-invalid 2300/HI01-2 #12']],
  ['a space that makes the shortest length', 'NM1*IL*1*DOE*JO*MI*M1', 0, ['NM1*IL*1*DOE*J *MI*M1'], []],
  ['only spaces', 'NM1*IL*1*DOE*JO*MI*M1', 0, ['NM1*IL*1*  *JO*MI*M1'], ['element-invalid 2010BA/NM103 #7']],
  ['a line break inside', 'NM1*IL*1*DOE*JO*MI*M1', 0, ['NM1*IL*1*D\nOE*JO*MI*M1'], ['element-invalid 2010BA/NM103 #7']],
  ['a tab inside', 'NM1*IL*1*DOE*JO*MI*M1', 0, ['NM1*IL*1*D\tE*JO*MI*M1'], ['element-invalid 2010BA/NM103 #7']],
  ['a control character at the end', 'N3*1 MAIN', 0, ['N3*1 MAIN\x01'], ['element-invalid 2010AA/N301 #5']],
  ['a bell in a component', 'HI*ABK:J20*ABF:R05', 0, ['HI*ABK:J20*ABF:R\x0705'], ['element-invalid 2300/HI02-2 #12']],
  ['a deletion in a code', 'DTP*431*D8*20260101', 0, ['DTP*431*D8\x7f*20260101'], ['element-invalid 2300/DTP02 #10']],
  ['a control character beyond ASCII', 'N3*2 MAIN', 0, ['N3*2 \x85MAIN'], ['element-invalid 2310C/N301 #33']],
  ['no money', 'SV1*HC:85025*40.00*1.0', 0, ['SV1*HC:85025*4O*1'], ['element-invalid 2400/SV102 #19']],
  [
    'money of a tenth of a cent',
    'SV1*HC:85025*40.00*1.0',
    0,
    ['SV1*HC:85025*40.001*1'],
    ['element-invalid 2400/SV102 #19'],
  ],
  ['no number', 'SV1*HC:85025*40.00*1.0', 0, ['SV1*HC:85025*40*1E2'], ['element-invalid 2400/SV103 #19']],
  [
    'a number of more digits than are exact',
    'SV1*HC:85025*40.00*1.0',
    0,
    ['SV1*HC:85025*40*12345678901234567890'],
    ['element-too-long 2400/SV103 #19'],
  ],
  ['no whole number', 'LX*2', 0, ['LX*2.0'], ['element-invalid 2400/LX01 #18']],
  ['a code outside its list', 'CLM*C2*12.5**11:B:7', 0, ['CLM*C2*12.5**11:B:9'], ['code-invalid 2300/CLM04-3 #22']],
  [
    'an optional code outside its list',
    'NM1*IL*1*DOE*JO*MI*M1',
    0,
    ['NM1*IL*1*DOE*JO*ZZ*M1'],
    ['code-invalid 2010BA/NM105 #7'],
  ],
  ['no day', 'DTP*431*D8*20260101', 0, ['DTP*431*D8*20260229'], ['date-invalid 2300/DTP03 #10']],
  [
    'a day where a range is due',
    'DTP*472*RD8*20260101-20260102',
    0,
    ['DTP*472*RD8*20260101'],
    ['date-invalid 2400/DTP03 #20'],
  ],
  ['no time', 'BHT*0019*0304', 0, ['BHT*0019*2460'], ['time-invalid BHT02 #2']],
  ['both or none', 'NM1*PR*2*PAYER', 0, ['NM1*PR*2*PAYER**PI'], ['condition-broken 2010BB/NM106 #8']],
  ['a repetition where none may be', 'NM1*PR*2*PAYER', 0, ['NM1*PR*2*PAY^ER'], ['element-repeated 2010BB/NM103 #8']],
  ['components where none may be', 'NM1*PR*2*PAYER', 0, ['NM1*PR*2*PAY:ER'], ['element-invalid 2010BB/NM103 #8']],
  [
    'too many repetitions',
    'SV1*HC:99213:25*60*1*1^2',
    0,
    ['SV1*HC:99213:25*60*1*1^2^3'],
    ['element-repeated 2400/SV104 #15'],
  ],
  ['a gap in a series', 'HI*ABK:J20*ABF:R05', 0, ['HI*ABK:J20**ABF:R05'], ['element-missing 2300/HI02 #12']],
  [
    'a member of a series in part',
    'CAS*CO*45*10.00*1*253*0.50',
    0,
    ['CAS*CO*45*10.00*1*253'],
    ['element-missing 2400/CAS06 #17'],
  ],
  // Hierarchy
  ['a level number out of order', 'HL*2*1*22*1', 0, ['HL*5*1*22*1'], ['hierarchy-broken 2000B/HL01 #6']],
  ['another parent', 'HL*3*2*23*0', 0, ['HL*3*1*23*0'], ['hierarchy-broken 2000C/HL02 #28']],
  ['a parent at the top', 'HL*1**20*1', 0, ['HL*1*1*20*1'], ['hierarchy-broken 2000A/HL02 #3']],
  ['a child flag without a child', 'HL*3*2*23*0', 0, ['HL*3*2*23*1'], ['hierarchy-broken 2000C/HL04 #28']],
  ['a child without its flag', 'HL*2*1*22*1', 0, ['HL*2*1*22*0'], ['hierarchy-broken 2000B/HL04 #6']],
  ['a level of no kind', 'HL*3*2*23*0', 0, ['HL*3*2*99*0'], ['code-invalid 2000C/HL03 #28']],
  ['a level of another kind, told by what follows', 'HL*2*1*22*1', 0, ['HL*2*1*20*1'], ['code-invalid 2000B/HL03 #6']],
  // Rules
  ['a rule', 'REF*F8*P2', 0, [], ['rule-broken 2300/CLM #22']],
  ['a balance', 'SV1*HC:85025*40.00*1.0', 0, ['SV1*HC:85025*41*1.0'], ['rule-broken 2300/CLM02 #9']],
];

describe('each fault is one issue', () => {
  test.each(faults)('%s', (_, line, nth, instead, issues) => {
    const reading = readFile(inEnvelope(changed(line, nth, ...instead)), [smallGuide]);
    expect(issueLines(reading.issues)).toEqual(issues);
  });
});

test.each(faults)('in a stream too, and no other claim pays for it: %s', async (_, line, nth, instead, issues) => {
  const text = inEnvelope(changed(line, nth, ...instead));
  const found: string[] = [];
  const values: unknown[] = [];
  const items = readItems(text, [smallGuide]);
  for (let next = await items.next(); ; next = await items.next()) {
    if (next.done) {
      found.push(...issueLines(next.value.issues));
      break;
    }
    found.push(...issueLines(next.value.issues));
    if (next.value.issues.length === 0) values.push(next.value.value);
    const surroundings = issueLines(next.value.surroundings).filter((one) => !found.includes(one));
    found.push(...surroundings);
  }
  expect(found.toSorted()).toEqual(issues.toSorted());
  const clean: unknown[] = [];
  for await (const item of readItems(smallFile, [smallGuide])) clean.push(item.value);
  expect(clean).toHaveLength(3);
  expect(values.length).toBeGreaterThanOrEqual(2);
  // Without an issue the change was harmless; with one, what is clean is what it always was.
  if (issues.length > 0) for (const value of values) expect(clean).toContainEqual(value);
});

test('messages name the element and never what stands there', () => {
  const secret = 'SECRET9';
  for (const [index, segment] of smallClaims.entries()) {
    const elements = segment.split('*');
    for (let at = 1; at < elements.length; at++) {
      const text = inEnvelope(smallClaims.with(index, elements.with(at, secret).join('*')));
      for (const { message } of readFile(text, [smallGuide]).issues) {
        expect(message).not.toContain(secret);
        expect(message).toMatch(/^[A-Z].*\.$/);
      }
    }
  }
});

test('a clean file has no issues and values of the types of the guide', () => {
  const reading = readFile(smallFile, [smallGuide]);
  expect(reading.issues).toEqual([]);
  const [found] = transactionsOf(reading, smallGuide);
  const [first, second] = found?.transaction.value.billing[0]?.subscribers[0]?.claims ?? [];
  expect(found?.transaction.clean).toBe(true);
  expect(first?.claim).toEqual({
    number: 'C1',
    charge: 10000,
    facility: { place: '11', qualifier: 'B', frequency: '1' },
    assignment: 'A',
  });
  expect(first?.diagnoses.diagnoses).toEqual([
    { qualifier: 'ABK', code: 'J20' },
    { qualifier: 'ABF', code: 'R05' },
  ]);
  expect(first?.lines[0]).toEqual({
    number: { number: 1 },
    service: {
      procedure: { qualifier: 'HC', code: '99213', modifiers: ['25'] },
      charge: 6000,
      units: 1,
      pointers: [1, 2],
    },
    serviceDate: { qualifier: '472', format: 'D8', period: '20260101' },
    adjustments: [
      {
        group: 'CO',
        adjustments: [
          { reason: '45', amount: 1000, quantity: 1 },
          { reason: '253', amount: 50 },
        ],
      },
    ],
  });
  expect(second?.payerControlNumber).toEqual({ qualifier: 'F8', id: 'P2' });
  expect(second && 'rendering' in second).toBe(false);
});
