import { describe, expect, test } from 'vitest';
import { scenarios } from '../../simulator/index.ts';
import { type ClaimWords, claimsText } from './claims-text.ts';
import { type Answer, answersOf, play, said } from './play.ts';

const configuration = { defaults: { daysToAcknowledge: { from: 2, to: 2 }, daysToPay: { from: 14, to: 14 } } };

const twoLines = [
  { code: '99213', charge: '125.00' },
  { code: '87880', charge: '40.00' },
];

/** What a claim of such a member is answered with, beside a neighbour to whom nothing happens. */
async function answersTo(memberId: string): Promise<readonly Answer[]> {
  const claim: ClaimWords = { number: 'CLAIM1', memberId, lines: twoLines };
  const neighbour: ClaimWords = { number: 'CLAIM2', memberId: 'MEMBER2', npi: '1999999992' };
  const text = claimsText({ controlNumber: 1, transactions: [[claim], [neighbour]] });
  const { answers } = await play({ files: [{ text }], configuration });
  return answers;
}

/** The answers of a kind in which the claim is named. */
function about(answers: readonly Answer[], kind: string): Answer[] {
  return answersOf(answers, kind).filter(({ text }) => text.includes('*CLAIM1*') || text.includes('*CLAIM1~'));
}

const days = (answers: readonly Answer[]) => answers.map(({ at }) => at.slice(0, 10));

/** The segments of the claim in a 277CA. */
function statusOf(answers: readonly Answer[]): string | undefined {
  const [answer] = about(answers, '277CA');
  const segments = said(answer, 'TRN', 'STC');
  return segments[segments.indexOf('TRN*2*CLAIM1') + 1];
}

const accepted = 'STC*A2:20:PR*20261125*WQ*165';

type Expectation = (answers: readonly Answer[]) => void;

function isDenied(cas: string[], remarks: string[], patientResponsibility = ''): Expectation {
  return (answers) => {
    const [answer] = about(answers, '835');
    const responsibility = patientResponsibility === '' ? '' : `*${patientResponsibility}`;
    expect(said(answer, 'CLP')[0]).toMatch(
      new RegExp(`^CLP\\*CLAIM1\\*4\\*165\\*0\\*${responsibility.slice(1)}\\*12\\*`),
    );
    expect(said(answer, 'CAS')).toEqual(cas);
    expect(said(answer, 'MOA', 'LQ')).toEqual(remarks);
    expect(said(answer, 'BPR')[0]).toMatch(/^BPR\*H\*0\*C\*NON/);
  };
}

function isRejected(status: string): Expectation {
  return (answers) => {
    expect(statusOf(answers)).toBe(`STC*${status}*20261125*U*165`);
    expect(about(answers, '835')).toEqual([]);
  };
}

const rows: [code: string, memberId: string, expectation: Expectation][] = [
  [
    'PAID',
    'PAID',
    (answers) => {
      expect(statusOf(answers)).toBe(accepted);
      const [answer, ...others] = about(answers, '835');
      expect(others).toEqual([]);
      expect(answer?.at).toBe('2026-12-07T13:00:00.000Z');
      expect(said(answer, 'BPR')[0]).toMatch(/^BPR\*I\*132\*C\*ACH\*CCP\*/);
      expect(said(answer, 'CLP')[0]).toMatch(/^CLP\*CLAIM1\*1\*165\*132\*\*12\*[A-Z2-7]{14}1\*11\*1$/);
      expect(said(answer, 'SVC', 'CAS', 'REF', 'AMT').slice(2)).toEqual([
        'AMT*AU*132',
        'SVC*HC:99213*125*100**1',
        'CAS*CO*45*25',
        'REF*6R*LINE1',
        'AMT*B6*100',
        'SVC*HC:87880*40*32**1',
        'CAS*CO*45*8',
        'REF*6R*LINE2',
        'AMT*B6*32',
      ]);
    },
  ],
  ['DENY', 'DENY50-7', isDenied(['CAS*CO*50*125', 'CAS*CO*50*40'], ['MOA***N115', 'LQ*HE*N115', 'LQ*HE*N115'])],
  ['DENY', 'DENYPR96', isDenied(['CAS*PR*96*125', 'CAS*PR*96*40'], ['LQ*HE*N130', 'LQ*HE*N130'], '165')],
  ['DENY', 'DENY16', isDenied(['CAS*CO*16*125', 'CAS*CO*16*40'], ['MOA***MA130', 'LQ*HE*M51', 'LQ*HE*M51'])],
  [
    'PARTIAL',
    'PARTIAL97',
    (answers) => {
      const [answer] = about(answers, '835');
      expect(said(answer, 'CLP')[0]).toMatch(/^CLP\*CLAIM1\*1\*165\*100\*\*/);
      expect(said(answer, 'CAS', 'LQ')).toEqual(['CAS*CO*45*25', 'CAS*CO*97*40', 'LQ*HE*M15']);
    },
  ],
  [
    'REJ999',
    'REJ999-1',
    (answers) => {
      const [answer] = answersOf(answers, '999');
      expect(answer?.at).toBe('2026-11-23T16:00:00.000Z');
      expect(said(answer, 'AK2', 'IK3', 'CTX', 'IK4', 'IK5', 'AK9')).toEqual([
        'AK2*837*0001*005010X222A1',
        'IK3*CLM*18*2300*8',
        'CTX*CLM01:CLAIM1',
        'IK4*1**I12',
        'IK5*R*I5',
        'AK2*837*0002*005010X222A1',
        'IK5*A',
        'AK9*P*2*2*1',
      ]);
      expect(statusOf(answers)).toBeUndefined();
      expect(about(answers, '835')).toEqual([]);
      expect(answers.some(({ text }) => text.includes('CLP*CLAIM2*1*'))).toBe(true);
    },
  ],
  ['REJ277', 'REJ277', isRejected('A3:33:IL')],
  ['REJ277A6', 'REJ277A6', isRejected('A6:254')],
  ['REJ277A7', 'REJ277A7', isRejected('A7:164:IL')],
  ['INACTIVE', 'INACTIVE', isDenied(['CAS*PR*27*125', 'CAS*PR*27*40'], [], '165')],
  ['LAPSED', 'LAPSED', isDenied(['CAS*PR*27*125', 'CAS*PR*27*40'], [], '165')],
  ['NOTFOUND', 'NOTFOUND', isRejected('A3:33:IL')],
  [
    'SILENTACK',
    'SILENTACK',
    (answers) => {
      expect(answersOf(answers, '999')).toHaveLength(1);
      expect(answers.some(({ text }) => text.includes('CLAIM1'))).toBe(false);
    },
  ],
  [
    'SILENT',
    'SILENT',
    (answers) => {
      expect(statusOf(answers)).toBe(accepted);
      expect(about(answers, '835')).toEqual([]);
    },
  ],
  [
    'UNBALANCED',
    'UNBALANCED',
    (answers) => {
      const [answer] = about(answers, '835');
      expect(said(answer, 'CLP')).toHaveLength(1);
      expect(said(answer, 'CLP')[0]).toContain('CLAIM1*1*165*132*');
      expect(said(answer, 'BPR')[0]).toMatch(/^BPR\*I\*142\*/);
      expect(said(answer, 'PLB')).toEqual([]);
    },
  ],
  [
    'SPLIT',
    'SPLIT',
    (answers) => {
      const parts = about(answers, '835');
      expect(days(parts)).toEqual(['2026-12-07', '2026-12-10']);
      expect(
        parts.flatMap((part) => said(part, 'CLP', 'MOA', 'SVC').map((text) => text.replace(/[A-Z2-7]{14}/, ''))),
      ).toEqual([
        'CLP*CLAIM1*1*125*100**12*1*11*1',
        'MOA***MA15',
        'SVC*HC:99213*125*100**1',
        'CLP*CLAIM1*1*40*32**12*2*11*1',
        'MOA***MA15',
        'SVC*HC:87880*40*32**1',
      ]);
    },
  ],
  [
    'REVERSE',
    'REVERSE',
    (answers) => {
      const [paid, corrected] = about(answers, '835');
      expect(days([paid, corrected].filter((one) => one !== undefined))).toEqual(['2026-12-07', '2026-12-28']);
      const number = said(paid, 'CLP')[0]?.split('*')[7] ?? '';
      expect(said(corrected, 'CLP', 'SVC', 'CAS', 'PLB', 'BPR').slice(1)).toEqual([
        `CLP*CLAIM1*22*-165*-132**12*${number}*11*1`,
        'SVC*HC:99213*-125*-100**1',
        'CAS*CO*45*-25',
        'SVC*HC:87880*-40*-32**1',
        'CAS*CO*45*-8',
        `CLP*CLAIM1*1*165*118.8**12*${number.slice(0, -1)}3*11*1`,
        'SVC*HC:99213*125*90**1',
        'CAS*CO*45*35',
        'SVC*HC:87880*40*28.8**1',
        'CAS*CO*45*11.2',
        expect.stringMatching(/^PLB\*1234567893\*20261231\*FB:\d+\*-13\.2$/),
      ]);
      expect(said(corrected, 'BPR')[0]).toMatch(/^BPR\*H\*0\*C\*NON/);
      expect(said(corrected, 'REF')).toContain(`REF*F8*${number}`);
    },
  ],
  [
    'TWICE',
    'TWICE',
    (answers) => {
      const [once, again] = about(answers, '835');
      expect(days([once, again].filter((one) => one !== undefined))).toEqual(['2026-12-07', '2026-12-09']);
      expect(again?.text).toBe(once?.text);
      expect(again?.name).not.toBe(once?.name);
      expect(said(once, 'CLP')).toHaveLength(1);
    },
  ],
  [
    'EARLY',
    'EARLY',
    (answers) => {
      expect(days(about(answers, '835'))).toEqual(['2026-11-24']);
      expect(days(about(answers, '277CA'))).toEqual(['2026-11-25']);
    },
  ],
  [
    'TAKEBACK',
    'TAKEBACK',
    (answers) => {
      const [paid] = about(answers, '835');
      const number = said(paid, 'CLP')[0]?.split('*')[7] ?? '';
      const takeback = answersOf(answers, '835').find(({ text }) => text.includes('*WO:'));
      expect(takeback?.at).toBe('2027-01-04T13:00:00.000Z');
      expect(said(takeback, 'CLP')).toEqual([]);
      expect(said(takeback, 'PLB')).toEqual([
        expect.stringMatching(new RegExp(`^PLB\\*1234567893\\*20271231\\*WO:${number}\\*132\\*FB:\\d+\\*-132$`)),
      ]);
    },
  ],
];

describe('a scenario', () => {
  test.each(rows)('%s (%s)', async (_, memberId, expectation) => {
    expectation(await answersTo(memberId));
  });

  test('has a row here', () => {
    expect(new Set(rows.map(([code]) => code))).toEqual(new Set(scenarios.map(({ code }) => code)));
  });

  test('may be a payer’s', async () => {
    const text = claimsText({ controlNumber: 1, transactions: [[{ number: 'CLAIM1', payerId: 'P1' }]] });
    const payers = [{ payerId: 'P1', name: 'PAYER ONE', scenario: 'REJ277A7' }];
    const { answers } = await play({ files: [{ text }], configuration: { payers } });
    expect(said(answersOf(answers, '277CA')[0], 'STC').at(-1)).toMatch(/^STC\*A7:164:IL/);
  });

  test('of the neighbour is not his', async () => {
    for (const [, memberId] of rows) {
      const answers = await answersTo(memberId);
      expect(answers.filter(({ text }) => text.includes('CLP*CLAIM2*1*125*100*'))).toHaveLength(1);
    }
  });
});
