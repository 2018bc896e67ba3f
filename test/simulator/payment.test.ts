import { describe, expect, test } from 'vitest';
import { type ClaimWords, claimsText } from './claims-text.ts';
import { type Answer, answersOf, play, said } from './play.ts';

const configuration = {
  defaults: {
    daysToAcknowledge: { from: 1, to: 1 },
    daysToPay: { from: 14, to: 14 },
    benefits: { deductible: '150.00', coinsurancePercent: 20 },
  },
};

function fileOf(controlNumber: number, ...claims: ClaimWords[]): string {
  return claimsText({ controlNumber, transactions: [claims] });
}

/** CLP segments with their CAS segments, the payer's numbers replaced by their last digit. */
function payments(answers: readonly Answer[]): string[] {
  return answersOf(answers, '835')
    .flatMap((answer) => said(answer, 'CLP', 'CAS'))
    .map((segment) => segment.replace(/\*12\*[A-Z2-7]{14}(\d)\*11\*/, '*12*#$1*'));
}

function payerNumber(answers: readonly Answer[], clm01: string): string {
  const claims = answersOf(answers, '277CA').flatMap((answer) => said(answer, 'TRN', 'REF'));
  return claims[claims.indexOf(`TRN*2*${clm01}`) + 1]?.split('*')[2] ?? '';
}

const original: ClaimWords = { number: 'CLAIM1', lines: [{ code: '99213', charge: '125.00' }] };
const corrected: ClaimWords = { number: 'CLAIM2', frequency: '7', lines: [{ code: '99214', charge: '200.00' }] };
const later = '2026-12-15T10:00:00.000Z';

async function numberOf(claim: ClaimWords): Promise<string> {
  const { answers } = await play({ files: [{ text: fileOf(1, claim) }], configuration });
  return payerNumber(answers, claim.number);
}

describe('a replacement', () => {
  test('reverses the claim that it replaces and is adjudicated anew', async () => {
    const replaces = await numberOf(original);
    const files = [{ text: fileOf(1, original) }, { text: fileOf(2, { ...corrected, replaces }), at: later }];
    const { answers } = await play({ files, configuration });
    expect(payments(answers)).toEqual([
      'CLP*CLAIM1*1*125*0*100*12*#1*1',
      'CAS*CO*45*25',
      'CAS*PR*1*100',
      'CLP*CLAIM1*22*-125*0**12*#1*1',
      'CAS*CO*45*-25',
      'CAS*PR*1*-100',
      'CLP*CLAIM2*1*200*8*152*12*#1*7',
      'CAS*CO*45*40',
      'CAS*PR*1*150**2*2',
    ]);
    expect(answersOf(answers, '835').flatMap((answer) => said(answer, 'REF'))).toContain(`REF*F8*${replaces}`);
  });

  test('that comes before the payment is paid after it', async () => {
    const replaces = await numberOf(original);
    const files = [
      { text: fileOf(1, original) },
      { text: fileOf(2, { ...corrected, replaces }), at: '2026-11-25T10:00:00.000Z' },
    ];
    const payers = [{ payerId: '60054', daysToPay: { from: 1, to: 1 } }];
    const quick = await play({ files, configuration: { ...configuration, payers } });
    const slow = await play({ files, configuration });
    for (const { answers } of [quick, slow]) {
      expect(payments(answers).filter((segment) => segment.startsWith('CLP'))).toEqual([
        'CLP*CLAIM1*1*125*0*100*12*#1*1',
        'CLP*CLAIM1*22*-125*0**12*#1*1',
        'CLP*CLAIM2*1*200*8*152*12*#1*7',
      ]);
    }
  });

  test('of a claim that was already replaced reverses what stands', async () => {
    const replaces = await numberOf(original);
    const second: ClaimWords = { ...corrected, number: 'CLAIM3', lines: [{ code: '99212', charge: '90.00' }] };
    const files = [
      { text: fileOf(1, original) },
      { text: fileOf(2, { ...corrected, replaces }, { ...second, replaces }), at: later },
    ];
    const { answers } = await play({ files, configuration });
    const claims = payments(answers).filter((segment) => segment.startsWith('CLP'));
    const paid = claims.map((segment) => Number(segment.split('*')[4]));
    expect(claims.filter((segment) => segment.includes('*22*'))).toHaveLength(2);
    // What stands is one of the two, as if it had been the first.
    const [, , , , last] = claims;
    expect(paid.reduce((sum, amount) => sum + amount, 0)).toBeCloseTo(Number(last?.split('*')[4]));
  });

  test('of an unknown claim is rejected in the 277CA', async () => {
    const { answers } = await play({
      files: [{ text: fileOf(1, { ...corrected, replaces: 'UNKNOWN' }) }],
      configuration,
    });
    expect(said(answersOf(answers, '277CA')[0], 'STC').at(-1)).toMatch(/^STC\*A7:464\*/);
    expect(answersOf(answers, '835')).toEqual([]);
  });
});

test('a void reverses the claim and nothing else', async () => {
  const replaces = await numberOf(original);
  const files = [
    { text: fileOf(1, original) },
    { text: fileOf(2, { ...original, number: 'CLAIM2', frequency: '8', replaces }), at: later },
  ];
  const { answers } = await play({ files, configuration });
  expect(payments(answers).filter((segment) => segment.startsWith('CLP'))).toEqual([
    'CLP*CLAIM1*1*125*0*100*12*#1*1',
    'CLP*CLAIM1*22*-125*0**12*#1*1',
  ]);
});

describe('a secondary claim', () => {
  const otherPayer = [
    'SBR*P*18*******MB',
    'AMT*D*60',
    'OI***Y***Y',
    'NM1*IL*1*SAMPLE*JANE****MI*1EG4TE5MK73',
    'NM1*PR*2*MEDICARE*****PI*MEDICARE1',
  ];
  const priorPayer = ['SVD*MEDICARE1*60*HC:99213**1', 'CAS*CO*45*40', 'CAS*PR*1*10**2*15', 'DTP*573*D8*20261110'];
  const ofClaim = ['CAS*CO*45*40', 'CAS*PR*2*25'];
  const free = { defaults: { daysToPay: { from: 14, to: 14 } } };
  const secondary: ClaimWords = { number: 'CLAIM1', sequence: 'S' };
  const charge = { code: '99213', charge: '125.00' };
  const rows: [says: string, claim: ClaimWords, expected: string[]][] = [
    [
      'pays what the first payer left',
      { ...secondary, otherPayer, lines: [{ ...charge, priorPayer }] },
      ['CLP*CLAIM1*2*125*25**12*#1*1', 'CAS*OA*23*100'],
    ],
    [
      'goes by the claim’s amounts when the lines have none',
      {
        ...secondary,
        otherPayer: otherPayer.flatMap((segment) => (segment === 'AMT*D*60' ? [...ofClaim, segment] : [segment])),
      },
      ['CLP*CLAIM1*2*125*25**12*#1*1', 'CAS*OA*23*100'],
    ],
    [
      'is denied when it does not say what the first payer paid',
      { ...secondary, otherPayer: otherPayer.filter((segment) => !segment.startsWith('AMT')) },
      ['CLP*CLAIM1*4*125*0**12*#1*1', 'CAS*CO*22*125'],
    ],
  ];
  test.each(rows)('%s', async (_, claim, expected) => {
    const { answers } = await play({ files: [{ text: fileOf(1, claim) }], configuration: free });
    expect(payments(answers)).toEqual(expected);
  });
});

describe('the deductible', () => {
  const visit = { code: '99213', charge: '125.00' };
  const early: ClaimWords = { number: 'ZZZ', lines: [{ ...visit, date: '20261102' }] };
  const late: ClaimWords = { number: 'AAA', lines: [{ ...visit, date: '20261105' }] };
  const lastYear: ClaimWords = { number: 'OLD', lines: [{ ...visit, date: '20251230' }] };
  const child: ClaimWords = { number: 'KID', dependent: 'TIM' };

  test('is used by the earlier service, whichever file came first', async () => {
    const one = await play({ files: [{ text: fileOf(1, early) }, { text: fileOf(2, late) }], configuration });
    const other = await play({ files: [{ text: fileOf(1, late) }, { text: fileOf(2, early) }], configuration });
    const claims = payments(one.answers);
    expect(claims).toEqual([
      'CLP*ZZZ*1*125*0*100*12*#1*1',
      'CAS*CO*45*25',
      'CAS*PR*1*100',
      'CLP*AAA*1*125*40*60*12*#1*1',
      'CAS*CO*45*25',
      'CAS*PR*1*50**2*10',
    ]);
    expect(payments(other.answers)).toEqual(claims);
  });

  test('is one’s own, and each year’s', async () => {
    const { answers } = await play({ files: [{ text: fileOf(1, early, lastYear, child) }], configuration });
    expect(payments(answers).filter((segment) => segment.startsWith('CAS*PR'))).toEqual(Array(3).fill('CAS*PR*1*100'));
  });
});

test('a service that comes too late is denied', async () => {
  const payers = [{ payerId: '60054', timelyFilingDays: 21 }];
  const inTime: ClaimWords = { number: 'INTIME', lines: [{ code: '99213', charge: '125.00', date: '20261102' }] };
  const tooLate: ClaimWords = { number: 'LATE', lines: [{ code: '99213', charge: '125.00', date: '20261101' }] };
  const { answers } = await play({ files: [{ text: fileOf(1, inTime, tooLate) }], configuration: { payers } });
  expect(payments(answers)).toEqual([
    'CLP*LATE*4*125*0**12*#1*1',
    'CAS*CO*29*125',
    'CLP*INTIME*1*125*100**12*#1*1',
    'CAS*CO*45*25',
  ]);
});

test('what is taken back is taken off the next payment when it was more than this one', async () => {
  const takeback: ClaimWords = { number: 'CLAIM1', memberId: 'TAKEBACK' };
  const free = { defaults: { daysToPay: { from: 14, to: 14 } } };
  const files = [
    { text: fileOf(1, takeback) },
    { text: fileOf(2, { number: 'CLAIM2', memberId: 'OTHER' }), at: '2026-12-28T10:00:00.000Z' },
  ];
  const { answers } = await play({ files, configuration: free });
  expect(answersOf(answers, '835').map((answer) => said(answer, 'BPR')[0]?.split('*')[2])).toEqual(['100', '0', '0']);
  expect(answersOf(answers, '835').flatMap((answer) => said(answer, 'PLB'))).toEqual([
    expect.stringMatching(/\*WO:[A-Z2-7]{14}1\*100\*FB:\d+\*-100$/),
    expect.stringMatching(/\*FB:\d+\*100$/),
  ]);
});
