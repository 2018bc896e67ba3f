import { describe, expect, test } from 'vitest';
import { acknowledgement999 } from '../../shared/guides/acknowledgement-999.ts';
import { readFile, rewrite, transactionsOf } from '../../shared/x12/index.ts';
import { type Change, changed, issuesOf, pointed } from './guide-faults.ts';
import { inEnvelope } from './in-envelope.ts';

const rejection = `
  AK1*HC*512*005010X222A1
  AK2*837*0001*005010X222A1
  IK5*A
  AK2*837*0002*005010X222A1
  IK3*NM1*8*2010*8
  CTX*CLM01:EH00000000000A101
  IK4*9*67*5
  IK4*4:2:1**I10
  CTX*SITUATIONAL TRIGGER*NM1*8*2010*3
  IK3*REF*57*2300*I6
  CTX*SITUATIONAL TRIGGER*CLM*43*2300*5:3
  CTX*CLM01:EH00000000000B101
  IK5*R*5*I5
  AK2*835*0003
  IK5*E*5
  AK9*P*3*3*2*1`;

describe('the 999', () => {
  test('is read whole and written back byte for byte', () => {
    const text = inEnvelope(acknowledgement999, rejection);
    const reading = readFile(text, [acknowledgement999]);
    expect(reading.issues).toEqual([]);
    expect(rewrite(reading)).toBe(text);
  });

  test('may list those alone that are not accepted', () => {
    const alone = `
      AK1*HC*512*005010X222A1
      AK2*837*0002*005010X222A1
      IK3*HI*22*2300*8
      IK4*2:2*1271*I12
      IK5*R*I5
      AK9*P*5*5*4`;
    expect(issuesOf(acknowledgement999, alone)).toEqual([]);
    expect(issuesOf(acknowledgement999, alone.replace('5*5*4', '5*5*3')).map(pointed)).toEqual([
      'rule-broken at AK904',
    ]);
  });

  test('names the claims at fault', () => {
    const [found] = transactionsOf(
      readFile(inEnvelope(acknowledgement999, rejection), [acknowledgement999]),
      acknowledgement999,
    );
    const { group, transactions, groupResult } = found?.transaction.value ?? {};
    expect(group).toEqual({ functionalId: 'HC', controlNumber: '512', version: '005010X222A1' });
    expect(transactions?.map(({ result }) => result.code)).toEqual(['A', 'R', 'E']);
    expect(transactions?.[1]?.segmentErrors).toEqual([
      {
        segment: { segmentId: 'NM1', position: 8, loop: '2010', error: '8' },
        triggers: [],
        businessUnit: { context: { name: 'CLM01', reference: 'EH00000000000A101' } },
        elementErrors: [
          { element: { at: { element: 9 }, dataElement: 67, error: '5' }, triggers: [] },
          {
            element: { at: { element: 4, component: 2, repetition: 1 }, error: 'I10' },
            triggers: [
              {
                context: { name: 'SITUATIONAL TRIGGER' },
                segmentId: 'NM1',
                position: 8,
                loop: '2010',
                at: { element: 3 },
              },
            ],
          },
        ],
      },
      {
        segment: { segmentId: 'REF', position: 57, loop: '2300', error: 'I6' },
        triggers: [
          {
            context: { name: 'SITUATIONAL TRIGGER' },
            segmentId: 'CLM',
            position: 43,
            loop: '2300',
            at: { element: 5, component: 3 },
          },
        ],
        businessUnit: { context: { name: 'CLM01', reference: 'EH00000000000B101' } },
        elementErrors: [],
      },
    ]);
    expect(groupResult).toEqual({ code: 'P', included: 3, received: 3, accepted: 2, errors: ['1'] });
  });

  test.each([
    ['lists nothing of a group that is accepted', 'AK1*HC*512\nAK9*A*3*3*3'],
    ['lists what is at fault of a group that is rejected', 'AK1*HC*512\nAK2*837*0002\nIK5*R*4\nAK9*R*2*3*0*5'],
  ])('%s', (_, body) => {
    const text = body.replace('AK1*HC*512\n', 'AK1*HC*512*005010X222A1\n');
    expect(issuesOf(acknowledgement999, text).map(pointed)).toEqual([]);
  });

  test.each([
    ['before the last answer', [['AK9'], ['AK2*835', 'AK9*P*3*3*2*1', 'AK2*835*0003']]],
    ['in the midst of one', [['AK9'], ['IK3*REF', 'AK9*P*3*3*2*1', 'IK3*REF*57*2300*I6']]],
    ['before the last answer and behind it', [['AK2*835', 'AK9*P*3*3*2*1', 'AK2*835*0003']]],
  ] as [where: string, changes: Change[]][])('finds a result of the group %s', (_, changes) => {
    const issues = issuesOf(acknowledgement999, changed(rejection, ...changes));
    expect(issues.map(pointed)).toEqual(['segment-misplaced at AK9']);
  });

  const faults: [fault: string, change: Change, expected: string[]][] = [
    ['no group answered', ['AK1'], ['segment-missing at AK1']],
    ['no result of a transaction set', ['IK5*A'], ['segment-missing at 2000/IK5']],
    ['no result of the group', ['AK9'], ['segment-missing at AK9']],
    ['a result twice', ['IK5*A', 'IK5*A', 'IK5*A'], ['segment-repeated at 2000/IK5']],
    ['a segment of the 997', ['IK5*A', 'IK5*A', 'AK5*A'], ['segment-unknown at 2000/AK5']],
    ['a short control number', ['AK2*837*0001', 'AK2*837*1'], ['element-too-short at 2000/AK202']],
    ['a code of the group', ['IK5*E', 'IK5*P*5'], ['code-invalid at 2000/IK501']],
    ['an unknown error of a segment', ['IK3*REF', 'IK3*REF*57*2300*I5'], ['code-invalid at 2100/IK304']],
    ['no error of an element', ['IK4*9', 'IK4*9*67'], ['element-missing at 2110/IK403']],
    ['a position that is no number', ['IK3*REF', 'IK3*REF*5A*2300*I6'], ['element-invalid at 2100/IK302']],
    ['no error of a segment', ['IK3*REF', 'IK3*REF*57*2300'], ['element-missing at 2100/IK304']],
    ['a context of no name', ['CTX*CLM01', 'CTX*CLM02:1'], ['segment-unexpected at 2100/CTX']],
    ['a claim without its number', ['CTX*CLM01', 'CTX*CLM01'], ['element-missing at 2100/CTX01-2']],
    [
      'a claim with a position',
      ['CTX*CLM01', 'CTX*CLM01:1*CLM*43'],
      ['element-not-used at 2100/CTX02', 'element-not-used at 2100/CTX03'],
    ],
    [
      'two claims at fault in one segment',
      ['CTX*CLM01', 'CTX*CLM01:1', 'CTX*CLM01:2'],
      ['segment-repeated at 2100/CTX'],
    ],
    [
      'a trigger without its segment',
      ['CTX*SIT', 'CTX*SITUATIONAL TRIGGER'],
      ['element-missing at 2110/CTX02', 'element-missing at 2110/CTX03'],
    ],
    ['the claim of an element', ['CTX*SIT', 'CTX*CLM01:1'], ['segment-misplaced at 2110/CTX']],
    [
      'eleven triggers of an element',
      ['CTX*SIT', ...Array(11).fill('CTX*SITUATIONAL TRIGGER*NM1*8')],
      ['segment-repeated at 2110/CTX'],
    ],
    ['elements at fault in a segment that is missing', ['IK3*NM1', 'IK3*NM1*8*2010*3'], ['rule-broken at 2100/IK304']],
    ['segments in another order', ['IK3*NM1', 'IK3*NM1*58*2010*8'], ['rule-broken at 2100/IK302']],
    ['errors of what is accepted', ['IK5*A', 'IK5*A*5'], ['rule-broken at 2000/IK502']],
    ['a rejection without its error', ['IK5*R', 'IK5*R'], ['rule-broken at 2000/IK502']],
    ['segments at fault in what is accepted', ['IK5*R', 'IK5*A'], ['rule-broken at 2000/IK501']],
    ['a rejection with segments at fault called accepted', ['IK5*R', 'IK5*A*5*I5'], ['rule-broken at 2000/IK501']],
    ['fewer accepted than are listed', ['AK9', 'AK9*P*3*3*1*1'], ['rule-broken at AK904']],
    ['fewer received than are listed', ['AK9', 'AK9*P*3*2*2*1'], ['rule-broken at AK903']],
    ['an accepted group with the error of a set', ['AK9', 'AK9*A*3*3*2*1'], ['rule-broken at AK901']],
    ['an accepted group of which one set is noted', ['AK9', 'AK9*E*3*3*2'], ['rule-broken at AK901']],
    [
      'a segment with element errors of which it tells none',
      ['IK4*9', 'IK3*HI*22*2300*8'],
      ['rule-broken at 2100/IK304'],
    ],
    ['a segment before the first', ['IK3*NM1', 'IK3*NM1*0*2010*8'], ['rule-broken at 2100/IK302']],
    ['a component before the first', ['IK4*4:2', 'IK4*4:0:1**I10'], ['rule-broken at 2110/IK401-2']],
    ['a trigger before the first segment', ['CTX*SIT', 'CTX*SITUATIONAL TRIGGER*NM1*0'], ['rule-broken at 2110/CTX03']],
    ['an error of a set twice', ['IK5*R', 'IK5*R*5*I5*5'], ['rule-broken at 2000/IK504']],
    ['an error of a group twice', ['AK9', 'AK9*P*3*3*2*1*1'], ['rule-broken at AK906']],
    ['a rejection in a group that is accepted', ['AK9', 'AK9*A*3*3*2'], ['rule-broken at AK901']],
    ['a group accepted in part and as a whole', ['AK9', 'AK9*P*3*3*3*1'], ['rule-broken at AK904']],
    ['a group rejected and accepted in part', ['AK9', 'AK9*R*3*3*2*1'], ['rule-broken at AK901']],
    ['transaction sets that are not listed', ['AK9', 'AK9*P*4*4*2*1'], ['rule-broken at AK903']],
    ['a count of the trailer that is not right', ['AK9', 'AK9*P*2*3*2'], ['rule-broken at AK905']],
    [
      'an error of a group that is accepted',
      ['AK9', 'AK9*A*3*3*3*1'],
      ['rule-broken at AK904', 'rule-broken at AK905', 'rule-broken at AK901'],
    ],
  ];
  test.each(faults)('finds %s', (_, change, expected) => {
    expect(issuesOf(acknowledgement999, changed(rejection, change)).map(pointed)).toEqual(expected);
  });
});
