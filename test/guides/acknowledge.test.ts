import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { acknowledge, interchangeAcknowledgement } from '../../shared/guides/acknowledge.ts';
import { acknowledgement999 } from '../../shared/guides/acknowledgement-999.ts';
import { claim837p } from '../../shared/guides/claim-837p/index.ts';
import { eligibilityResponse271 } from '../../shared/guides/eligibility-271.ts';
import { type Group, type InterchangeAcknowledgement, readFile } from '../../shared/x12/index.ts';
import { sample } from '../sample.ts';
import { answer, answered } from './answer-999.ts';
import { everyGuide, written } from './every-guide.ts';
import { filledValue } from './filled-value.ts';
import { type Change, changed } from './guide-faults.ts';
import { inEnvelope } from './in-envelope.ts';
import { twoPayers837p } from './two-payers-837p.ts';

const file = inEnvelope(claim837p, twoPayers837p);
const head = ['AK1*HC*7*005010X222A1', 'AK2*837*0001*005010X222A1'];
const rejected = 'AK9*R*1*1*0';

test('a group without faults is accepted', () => {
  expect(answer(file)).toEqual([...head, 'IK5*A', 'AK9*A*1*1*1']);
});

/** That it is the second claim's. */
const second = 'CTX*CLM01:AAAAAAAAAAAAAAA02';

describe('a fault of a transaction set', () => {
  const faults: [fault: string, changes: Change[], notes: string[]][] = [
    [
      'a segment unknown to the guide',
      [['REF*G1', 'REF*G1*AUTH-9001', 'ZZZ*1']],
      ['IK3*ZZZ*26*2300*1', 'CTX*CLM01:AAAAAAAAAAAAAAA01', 'IK5*R*5'],
    ],
    [
      'a segment of the standard that the guide does not use',
      [['REF*G1', 'REF*G1*AUTH-9001', 'CL1*1*1*01']],
      ['IK3*CL1*26*2300*I4', 'CTX*CLM01:AAAAAAAAAAAAAAA01', 'IK5*R*I5'],
    ],
    ['a segment missing that the standard itself requires', [['BHT*']], ['IK3*BHT*2**3', 'IK5*R*5']],
    ['a required segment missing before', [['DTP*472*D8*20260112']], ['IK3*DTP*54*2400*I8', second, 'IK5*R*I5']],
    [
      'a segment after its place',
      [['AMT*F5', 'AMT*F5*20', 'DTP*431*D8*20260101']],
      ['IK3*DTP*50*2300*7', second, 'IK5*R*5'],
    ],
    [
      'a segment before its claim',
      [
        ['AMT*F5', 'AMT*F5*20'],
        ['PWK*OZ', 'CLM*AAAAAAAAAAAAAAA02*100***11:B:7*Y*A*Y*Y**AA:::IL', 'DTP*439*D8*20260110'],
        ['CLM*AAAAAAAAAAAAAAA02', 'PWK*OZ*EL***AC*ATT-1'],
        ['DTP*439'],
      ],
      ['IK3*PWK*46*2300*7', second, 'IK5*R*5'],
    ],
    ['a segment too many', [['AMT*F5', 'AMT*F5*20', 'AMT*F5*21']], ['IK3*AMT*50*2300*5', second, 'IK5*R*5']],
    [
      'a loop too many, before any claim',
      [['NM1*87', 'NM1*87*2', 'N3*PO BOX 77', 'N4*CHICAGO*IL*60680', 'NM1*87*2']],
      ['IK3*NM1*16*2010*4', 'IK5*R*5'],
    ],
    [
      'an id in small letters, told as it came',
      [['REF*G1', 'ref*G1*AUTH-9001']],
      ['IK3*ref*25*2300*1', 'CTX*CLM01:AAAAAAAAAAAAAAA01', 'IK5*R*5'],
    ],
    [
      'an id that the 999 has no room for',
      [['REF*G1', 'REF-G1*AUTH-9001']],
      ['IK3*00*25*2300*1', 'CTX*CLM01:AAAAAAAAAAAAAAA01', 'IK5*R*5'],
    ],
    [
      'one of a pair missing, its separator left',
      [['NM1*IL*1*MORGAN', 'NM1*IL*1*MORGAN*ALEX*Q***MI*']],
      ['IK3*NM1*18*2010*8', 'IK4*9**2', 'IK5*R*5'],
    ],
    [
      'elements at fault',
      [['CLM*BBBBBBBBBBBBBBB01', 'CLM*BBBBBBBBBBBBBBB01*150***11:B*Y*Q*Y*Y']],
      ['IK3*CLM*65*2300*8', 'CTX*CLM01:BBBBBBBBBBBBBBB01', 'IK4*5:3**1', 'IK4*7**I6', 'IK5*R*5'],
    ],
    [
      'an element that the guide does not use',
      [['SBR*P*18', 'SBR*P*18*GRP100*ACME TOOLS**1***CI']],
      ['IK3*SBR*17*2000*8', 'IK4*6**I10', 'IK5*R*I5'],
    ],
    [
      'an element too long, which is not repeated to anyone',
      [['REF*EI', 'REF*EI*36-0000001-AND-MORE-THAN-FIFTY-CHARACTERS-IN-ALL-OF-THIS']],
      ['IK3*REF*11*2010*8', 'IK4*2**5', 'IK5*R*5'],
    ],
    [
      'elements that exclude each other, and one that another needs',
      [['N4*CHICAGO', 'N4*CHICAGO*IL*60680****IL']],
      ['IK3*N4*10*2010*8', 'IK4*7**10', 'IK4*4**2', 'IK5*R*5'],
    ],
    [
      'a date that does not exist',
      [['DTP*472*D8*20260216', 'DTP*472*D8*20260230']],
      ['IK3*DTP*36*2400*8', 'CTX*CLM01:AAAAAAAAAAAAAAA01', 'IK4*3**8', 'IK5*R*5'],
    ],
    [
      'a claim whose number has blanks and a slash',
      [['CLM*BBBBBBBBBBBBBBB01', 'CLM*4001/1339 B*150***11:B:1*Y*Q*Y*Y']],
      ['IK3*CLM*65*2300*8', 'CTX*CLM01:4001/1339 B', 'IK4*7**I6', 'IK5*R*I5'],
    ],
    [
      'a situation that asks for more',
      [['REF*F8']],
      ['IK3*REF*50*2300*I6', 'CTX*SITUATIONAL TRIGGER*CLM*46*2300*5:3', second, 'IK5*E*I5'],
    ],
    [
      'a sum that does not come out',
      [['CLM*AAAAAAAAAAAAAAA02*100', 'CLM*AAAAAAAAAAAAAAA02*101***11:B:7*Y*A*Y*Y**AA:::IL']],
      ['IK3*CLM*46*2300*8', second, 'IK4*2**I12', 'IK5*E*I5'],
    ],
  ];
  test.each(faults)('%s', (_, changes, notes) => {
    const accepted = notes.at(-1)?.startsWith('IK5*E');
    expect(answer(inEnvelope(claim837p, changed(twoPayers837p, ...changes)))).toEqual([
      ...head,
      ...notes,
      accepted ? 'AK9*E*1*1*1' : rejected,
    ]);
  });

  test('rejects as much as its reader wants', () => {
    const text = inEnvelope(claim837p, changed(twoPayers837p, ['REF*F8']));
    expect(answer(text, { rejecting: ['syntax', 'requirement', 'situation'] })).toContain('IK5*R*I5');
  });
});

test.each([
  ['that has another value', 'EB*1', 'EB*1*******2', 'IK3*EB*10*2110*8', 'IK4*8**I12'],
  ['that is missing', 'INS*Y*18*001*25', 'INS*Y*18*001', 'IK3*INS*9*2100*8', 'IK4*4**I9'],
  ['on which a situation insists', 'EB*1', 'EB*B', 'IK3*EB*10*2110*8', 'IK4*7**I9'],
])('a rule at an element %s', (_, from, to, segmentNote, elementNote) => {
  const body = `
    BHT*0022*11*EL20260302*20260302*0816
    HL*1**20*1
    NM1*PR*2*EXAMPLE HEALTH PLAN*****PI*EX001
    HL*2*1*21*1
    NM1*1P*2*EXAMPLE PRACTICE*****FI*999999999
    HL*3*2*22*0
    NM1*IL*1*EXAMPLE*PAT****MI*MEMBER0001
    INS*Y*18*001*25
    EB*1`;
  const { interchanges } = readFile(inEnvelope(eligibilityResponse271, body.replace(from, to)), [
    eligibilityResponse271,
  ]);
  const notes = answered(interchanges.flatMap(({ groups }) => groups)).split('~\n');
  expect(notes.filter((segment) => /^IK[34]/.test(segment))).toEqual([segmentNote, elementNote]);
});

test('a group of 999s is answered by none', () => {
  const text = written(acknowledgement999, [filledValue(acknowledgement999)]);
  expect(readFile(text, []).interchanges[0]?.groups.map((group) => acknowledge(group))).toEqual([undefined]);
});

/** A valid file of a guide, with segments taken out and others put in their place. */
function spliced(text: string): fc.Arbitrary<string> {
  const segments = text.split('~\n');
  const anySegment = fc.oneof(
    fc.constantFrom(...segments, 'ST*1', 'GS*', 'SE', 'GE*9*9', 'IEA', 'X', 'ISA*00', `REF*${'A'.repeat(66_000)}`),
    fc.string(),
    fc.array(fc.string(), { maxLength: 99 }).map((elements) => elements.join('*')),
    // An element of a segment changed.
    fc.tuple(fc.constantFrom(...segments), fc.nat(9), fc.string({ maxLength: 12 })).map(([segment, at, instead]) =>
      segment
        .split('*')
        .map((element, index) => (index === at ? instead : element))
        .join('*'),
    ),
  );
  const edit = fc.tuple(fc.nat(segments.length - 1), fc.nat(3), fc.array(anySegment, { maxLength: 2 }));
  return fc
    .array(edit, { maxLength: 4 })
    .map((edits) =>
      edits.reduce<string[]>((now, [at, count, instead]) => now.toSpliced(at, count, ...instead), segments).join('~\n'),
    );
}

const rejecting = ['syntax', 'requirement'];

function expectSoundAnswer(group: Group): void {
  const answer = acknowledge(group);
  if (!answer) {
    expect(group.header.functionalId).toBe('FA');
    return;
  }
  const acknowledgement = written(acknowledgement999, [answer]);
  expect(readFile(acknowledgement, [acknowledgement999]).issues).toEqual([]);
  // No data comes back, which may be PHI.
  expect(acknowledgement).not.toMatch(/IK4\*[^*~]*\*[^*~]*\*[^*~]*\*/);
  const { groupResult, transactions } = answer;
  const isRejected = groupResult.code === 'R';
  const sound = group.transactions.filter(
    ({ guide, issues }) => guide && !issues.some(({ level }) => rejecting.includes(level)),
  );
  expect(groupResult.received).toBe(group.transactions.length);
  expect(groupResult.accepted).toBe(isRejected ? 0 : sound.length);
  if (!isRejected) expect(transactions).toHaveLength(group.transactions.length);
  const clean = group.issues.length === 0 && group.transactions.every(({ issues }) => issues.length === 0);
  expect(groupResult.code === 'A').toBe(clean);
}

function expectSoundNote(acknowledgement: InterchangeAcknowledgement): void {
  const text = written(acknowledgement999, [], { acknowledgements: [acknowledgement] });
  const { interchanges, issues } = readFile(text, [acknowledgement999]);
  expect(issues).toEqual([]);
  expect(interchanges[0]?.acknowledgements).toEqual([acknowledgement]);
}

test.each(everyGuide.map((guide) => [guide.name, guide] as const))(
  '%s: whatever is read, the 999 and the TA1 that answer it have no fault, and repeat no data',
  (_, guide) => {
    const valid = written(guide, [filledValue(guide), filledValue(guide)], { delimiters: { lineEnd: '\n' } });
    fc.assert(
      fc.property(spliced(valid), (text) => {
        for (const interchange of readFile(text, everyGuide).interchanges) {
          for (const group of interchange.groups) expectSoundAnswer(group);
          const note = interchangeAcknowledgement(interchange);
          if (note) expectSoundNote(note);
          else expect(interchange.issues.length === 0 || interchange.groups.length === 0).toBe(true);
        }
      }),
      { numRuns: sample(20, 400) },
    );
  },
);
