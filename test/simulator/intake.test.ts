import { describe, expect, test } from 'vitest';
import { ClaimStatusNotSupported, memoryStore, openSimulator } from '../../simulator/index.ts';
import { type ClaimWords, claimsText } from './claims-text.ts';
import { answersOf, bytesOf, play, said } from './play.ts';

const claim: ClaimWords = { number: 'CLAIM1' };
const good = claimsText({ controlNumber: 7, transactions: [[claim], [{ number: 'CLAIM2' }]] });

describe('a file is acknowledged', () => {
  const rows: [says: string, text: string, expected: string[]][] = [
    ['accepted', good, ['AK2*837*0001*005010X222A1', 'IK5*A', 'AK2*837*0002*005010X222A1', 'IK5*A', 'AK9*A*2*2*2']],
    [
      'with a TA1 when one is asked for',
      claimsText({ controlNumber: 7, transactions: [[claim]], acknowledgementRequested: true }),
      ['TA1*000000007*261123*1200*A*000', 'AK2*837*0001*005010X222A1', 'IK5*A', 'AK9*A*1*1*1'],
    ],
    [
      'with a TA1 alone when the envelope is at fault',
      good.replace('IEA*1*000000007', 'IEA*1*000000008'),
      ['TA1*000000007*261123*1200*R*001'],
    ],
    [
      'a transaction set without a required segment',
      good.replace('HI*ABK:J069~', ''),
      [
        'AK2*837*0001*005010X222A1',
        'IK3*HI*19*2300*I8',
        'CTX*CLM01:CLAIM1',
        'IK5*R*4*I5',
        'AK2*837*0002*005010X222A1',
        'IK5*A',
        'AK9*P*2*2*1',
      ],
    ],
    [
      'a bad date',
      good.replace('DTP*472*D8*20261102', 'DTP*472*D8*20261302'),
      [
        'AK2*837*0001*005010X222A1',
        'IK3*DTP*24*2400*8',
        'CTX*CLM01:CLAIM1',
        'IK4*3**8',
        'IK5*R*5',
        'AK2*837*0002*005010X222A1',
        'IK5*A',
        'AK9*P*2*2*1',
      ],
    ],
  ];
  test.each(rows)('%s', async (_, text, expected) => {
    const { answers } = await play({ files: [{ text }] });
    const [first] = answers;
    expect(first?.at).toBe('2026-11-23T16:00:00.000Z');
    expect(said(first, 'TA1', 'AK2', 'IK3', 'CTX', 'IK4', 'IK5', 'AK9')).toEqual(expected);
    const accepted = expected.filter((segment) => segment.startsWith('IK5*A')).length;
    const paid = answersOf(answers, '835').flatMap((answer) => said(answer, 'CLP'));
    expect(paid).toHaveLength(accepted);
  });

  test('not when it is no X12, which is reported', async () => {
    const { answers, simulator } = await play({ files: [{ text: 'Dear Sirs', name: 'letter.txt' }] });
    expect(answers).toEqual([]);
    expect((await simulator.reports()).unreadableFiles).toEqual([{ name: 'letter.txt' }]);
  });

  test('and a claim whose charges do not add up is rejected in the 277CA alone', async () => {
    const text = claimsText({ controlNumber: 1, transactions: [[claim, { number: 'CLAIM2', total: '999.00' }]] });
    const { answers } = await play({ files: [{ text }] });
    expect(said(answers[0], 'IK5')).toEqual([expect.stringMatching(/^IK5\*E/)]);
    const statuses = said(answersOf(answers, '277CA')[0], 'STC').slice(2);
    expect(statuses).toEqual([expect.stringMatching(/^STC\*A2:20:PR/), expect.stringMatching(/^STC\*A7:400\*/)]);
  });
});

describe('what comes again', () => {
  test('is harmless when it is the same', async () => {
    const once = await play({ files: [{ text: good }] });
    const again = await play({
      files: [{ text: good }, { text: good }, { text: good, at: '2026-12-24T00:00:00.000Z' }],
    });
    expect(again.answers).toEqual(once.answers);
    const { resentIdenticalFiles, ...others } = await again.simulator.reports();
    expect(resentIdenticalFiles.map(({ isa13 }) => isa13)).toEqual(['000000007', '000000007']);
    expect(Object.values(others).flat()).toEqual([]);
  });

  test('is reported and rejected when an ISA13 has other content', async () => {
    const other = claimsText({ controlNumber: 7, transactions: [[{ number: 'CLAIM3' }]] });
    const { answers, simulator } = await play({ files: [{ text: good }, { text: other }] });
    expect(said(answersOf(answers, 'TA1')[0], 'TA1')).toEqual(['TA1*000000007*261123*1200*R*025']);
    expect(answers.some(({ text }) => text.includes('CLAIM3'))).toBe(false);
    expect((await simulator.reports()).duplicateIsa13OtherContent).toEqual([
      { isa13: '000000007', names: ['claims-0.837', 'claims-1.837'] },
    ]);
  });

  test('is paid once when a claim comes again as it was', async () => {
    const again = claimsText({ controlNumber: 8, transactions: [[claim]] });
    const { answers, simulator } = await play({
      files: [{ text: good }, { text: again, at: '2026-11-26T10:00:00.000Z' }],
    });
    const paid = answersOf(answers, '835').flatMap((answer) => said(answer, 'CLP'));
    expect(paid.filter((segment) => segment.startsWith('CLP*CLAIM1*'))).toHaveLength(1);
    const reports = await simulator.reports();
    expect(reports.resentIdenticalClaims).toEqual([{ clm01: 'CLAIM1' }]);
    expect(reports.duplicateClm01OtherContent).toEqual([]);
    expect(answersOf(answers, '277CA')).toHaveLength(2);
  });

  test('is reported when a CLM01 has other content', async () => {
    const other = claimsText({ controlNumber: 8, transactions: [[{ ...claim, memberId: 'SOMEONE' }]] });
    const { simulator } = await play({ files: [{ text: good }, { text: other }] });
    expect((await simulator.reports()).duplicateClm01OtherContent).toEqual([{ clm01: 'CLAIM1' }]);
  });

  test('is paid when it is the neighbour of a claim that the 999 rejected', async () => {
    const first = claimsText({ controlNumber: 1, transactions: [[claim, { number: 'CLAIM2', memberId: 'REJ999' }]] });
    const second = claimsText({ controlNumber: 2, transactions: [[claim]] });
    const third = claimsText({ controlNumber: 3, transactions: [[{ number: 'CLAIM2', memberId: 'MEMBER2' }]] });
    const { answers, simulator } = await play({
      files: [
        { text: first },
        { text: second, at: '2026-11-24T09:00:00.000Z' },
        { text: third, at: '2026-11-24T10:00:00.000Z' },
      ],
    });
    const paid = answersOf(answers, '835').flatMap((answer) => said(answer, 'CLP'));
    expect(paid.filter((segment) => segment.startsWith('CLP*CLAIM1*1*125*100'))).toHaveLength(1);
    const reports = await simulator.reports();
    expect(reports.resentIdenticalClaims).toEqual([{ clm01: 'CLAIM1' }]);
    // Corrected, it should have had a number of its own.
    expect(reports.duplicateClm01OtherContent).toEqual([{ clm01: 'CLAIM2' }]);
  });
});

test('a file is offered until it is said to be collected', async () => {
  const now = { instant: '2026-11-23T15:00:00.000Z' };
  const clock = { now: () => new Date(now.instant) };
  const simulator = openSimulator({ store: memoryStore(), clock, seed: 1, configuration: {} });
  await simulator.send('a.837', bytesOf(good));
  expect(await simulator.collect()).toEqual([]);
  now.instant = (await simulator.nextDue())?.toISOString() ?? '';
  const offered = await simulator.collect();
  expect(offered).toHaveLength(1);
  expect(await simulator.collect()).toEqual(offered);
  await simulator.collected(offered.map(({ name }) => name));
  await simulator.collected(['not a name', ...offered.map(({ name }) => name)]);
  expect(await simulator.collect()).toEqual([]);
});

test('a claim status inquiry is not answered yet', async () => {
  const { simulator } = await play({ files: [] });
  await expect(simulator.askClaimStatus('ISA')).rejects.toBeInstanceOf(ClaimStatusNotSupported);
});
