import { describe, expect, test } from 'vitest';
import type { Home } from '../../local/home/home.ts';
import type { ClaimPayment } from '../../shared/remittance/index.ts';
import { runReport } from '../../shared/use-cases/index.ts';
import { theClaim } from './one-claim.ts';
import { answer, inFull, type LineAnswer, part, pay, reversal } from './payer-answers.ts';
import { closed, nothing, paidOnce, send, stands } from './play-claims.ts';
import { temporaryHome } from './run-home.ts';

/** What a payer says of the claim: of both lines or one (from 0), of the claim alone, with our line numbers or without. */
interface Said {
  readonly lines: readonly LineAnswer[];
  readonly status?: string;
  readonly line?: number;
  readonly atClaim?: true;
  readonly numbered?: true;
}

const back = (said: Said): Said => ({ ...said, status: '22' });
const atClaim = (said: Said): Said => ({ ...said, atClaim: true });
const first = (said: Said): Said => ({ ...said, line: 0 });
const second = (said: Said): Said => ({ ...said, line: 1 });
const numbered = (said: Said): Said => ({ ...said, numbered: true });

async function paymentOf(home: Home, { lines, status = '1', line, atClaim, numbered }: Said): Promise<ClaimPayment> {
  const whole = answer(await theClaim(home, 'A'), 1, status === '22' ? '1' : status, lines);
  const { serviceLines, ...payment } = line === undefined ? whole : part(whole, line);
  const unnumbered = serviceLines.map(({ providerControlNumber: _ours, ...each }) => each);
  const said: ClaimPayment = atClaim
    ? { ...payment, adjustments: serviceLines.flatMap(({ adjustments }) => adjustments), serviceLines: [] }
    : { ...payment, serviceLines: numbered ? serviceLines : unnumbered };
  return status === '22' ? reversal(said) : said;
}

type Remittance = readonly [paymentDate: string, ...said: readonly Said[]];

async function comes(home: Home, [paymentDate, ...said]: Remittance): Promise<void> {
  const payments = await Promise.all(said.map((each) => paymentOf(home, each)));
  await pay(home, await theClaim(home, 'A'), paymentDate, ...payments);
  expect((await runReport(home.services)).ledgerImbalance).toBe(0);
}

const lines = (...each: readonly (readonly [number, Readonly<Record<string, number>>])[]): readonly LineAnswer[] =>
  each.map(([paid, adjusted]) => ({ paid, adjusted }));

const full: Said = { lines: inFull };
const denies = (code: string): Said => ({
  lines: lines([0, { [code]: 16_500 }], [0, { [code]: 3_800 }]),
  status: '4',
});
/** 94.80 as well, and nothing for the patient. */
const forgiving: Said = { lines: lines([8_160, { 'CO-45': 8_340 }], [1_320, { 'CO-45': 2_480 }]) };
const more: Said = { lines: lines([8_680, { 'CO-45': 7_820 }], [1_320, { 'CO-45': 2_480 }]) };
const less: Said = {
  lines: lines([7_800, { 'CO-45': 6_300, 'PR-2': 2_400 }], [1_200, { 'CO-45': 2_150, 'PR-2': 450 }]),
};
const deductible: Said = {
  lines: lines([0, { 'CO-45': 6_300, 'PR-1': 10_200 }], [0, { 'CO-45': 2_150, 'PR-1': 1_650 }]),
};
const secondDenied: Said = { lines: lines([8_160, { 'CO-45': 6_300, 'PR-2': 2_040 }], [0, { 'CO-16': 3_800 }]) };
const secondPaid = (paid: number): Said => second({ lines: lines([0, {}], [paid, { 'CO-45': 3_800 - paid }]) });

const may: Remittance = ['2026-05-01', full];
const forgiven = { ...closed, money: { ...paidOnce, adjusted: 10_820, patient: 0 }, statements: [2_370, 0] };
const denied = (code: string) => ({
  status: 'denied',
  reasons: [`denied-${code}`],
  openWork: ['denial 20300'],
  money: { ...nothing, billed: 20_300, denied: 20_300 },
});
const partlyDenied = {
  status: 'partially-denied',
  reasons: ['denied-CO-97'],
  openWork: ['partial-denial 3800'],
  money: { ...paidOnce, paid: 8_160, adjusted: 6_300, denied: 3_800, patient: 2_040 },
  statements: [2_370, 2_040],
};
const secondSettled = (paid: number) => ({
  ...closed,
  money: { ...paidOnce, paid: 8_160 + paid, adjusted: 6_300 + 3_800 - paid, patient: 2_040 },
  statements: [2_370, 2_040],
});
const inAll100 = { ...closed, money: { ...nothing, billed: 20_300, paid: 10_000, adjusted: 10_300 } };

describe('of an answer that is taken back and corrected, the correction stands', () => {
  test.each<[string, readonly Remittance[], object]>([
    ['a line is denied', [may, ['2026-06-01', back(second(full)), second(denies('CO-97'))]], partlyDenied],
    [
      'a line that bears our number is denied',
      [
        ['2026-05-01', numbered(full)],
        ['2026-06-01', numbered(back(second(full))), numbered(second(denies('CO-97')))],
      ],
      partlyDenied,
    ],
    ['a line is paid less', [may, ['2026-06-01', back(second(full)), secondPaid(1_000)]], secondSettled(1_000)],
    [
      'a line is paid less, a month later',
      [may, ['2026-06-01', back(second(full))], ['2026-07-01', secondPaid(1_000)]],
      secondSettled(1_000),
    ],
    ['a line is paid more', [may, ['2026-06-01', back(second(full)), secondPaid(2_000)]], secondSettled(2_000)],
    [
      'a line is corrected before it is taken back',
      [may, ['2026-06-01', secondPaid(1_000), back(second(full))]],
      secondSettled(1_000),
    ],
    [
      'a denied line is paid',
      [
        ['2026-05-01', secondDenied],
        ['2026-06-01', back(second(secondDenied)), second(full)],
      ],
      { ...closed, statements: [2_040, 2_370] },
    ],
    ['the same is paid and nothing left to the patient', [may, ['2026-06-01', back(full), forgiving]], forgiven],
    ['likewise, taken back for other reasons', [may, ['2026-06-01', back(forgiving), forgiving]], forgiven],
    ['likewise, without lines', [may, ['2026-06-01', atClaim(back(full)), atClaim(forgiving)]], forgiven],
    [
      'a deductible, taken back without lines, is denied',
      [
        ['2026-05-01', deductible],
        ['2026-06-01', atClaim(back(deductible)), denies('CO-27')],
      ],
      { ...denied('CO-27'), statements: [11_850, 0] },
    ],
    [
      'a denial, taken back without lines, is denied for another reason',
      [
        ['2026-05-01', denies('CO-16')],
        ['2026-06-01', atClaim(back(denies('CO-16'))), denies('CO-29')],
      ],
      denied('CO-29'),
    ],
    [
      'parts are taken back as one',
      [
        ['2026-05-01', first(full)],
        ['2026-05-05', second(full)],
        ['2026-06-01', back(full), more],
      ],
      inAll100,
    ],
    [
      'parts are taken back as one, without lines',
      [
        ['2026-05-01', first(full)],
        ['2026-05-05', second(full)],
        ['2026-06-01', atClaim(back(full)), more],
      ],
      inAll100,
    ],
    [
      'one answer is taken back in parts',
      [may, ['2026-06-01', back(first(full)), back(second(full)), more]],
      { ...inAll100, statements: [2_370, 0] },
    ],
    [
      'one without lines is taken back in parts',
      [
        ['2026-05-01', atClaim(full)],
        ['2026-06-01', back(first(full)), back(second(full)), more],
      ],
      { ...inAll100, statements: [2_370, 0] },
    ],
    [
      'of one without lines a part is taken back, and denied',
      [
        ['2026-05-01', atClaim(full)],
        ['2026-06-01', back(second(full)), second(denies('CO-97'))],
      ],
      partlyDenied,
    ],
  ])('%s', async (_name, remittances, expected) => {
    using home = await temporaryHome();
    await send('A', 'SILENT8')(home);
    for (const remittance of remittances) await comes(home, remittance);
    expect(await stands(home, 'A')).toMatchObject(expected);
  });
});

describe('a reversal whose original has not come', () => {
  const taken: Remittance = ['2026-06-01', atClaim(back(full))];
  const corrected: Remittance = ['2026-06-15', less];
  const settled = { ...closed, money: { ...paidOnce, paid: 9_000, patient: 2_850 } };
  const awaited = { ...settled.money, paid: -480, open: 9_480 };

  test.each([
    [[taken, corrected, may]],
    [[taken, may, corrected]],
    [[may, taken, corrected]],
    [[may, corrected, taken]],
    [[corrected, may, taken]],
    [[corrected, taken, may]],
  ])('is settled by it, in whatever order they come (%#)', async (remittances) => {
    using home = await temporaryHome();
    await send('A', 'SILENT8')(home);
    for (const remittance of remittances) await comes(home, remittance);
    const { statements, ...rest } = await stands(home, 'A');
    expect(rest).toEqual(settled);
    expect(statements.at(-1)).toBe(2_850);
  });

  test('waits for it beside a correction; its time over, it is work, and the payment that then comes is posted', async () => {
    using home = await temporaryHome();
    await send('A', 'SILENT8')(home);
    for (const remittance of [taken, corrected]) await comes(home, remittance);
    expect(await stands(home, 'A')).toMatchObject({ status: 'in-process', money: awaited, statements: [] });
    await home.time.advanceTo(new Date('2026-12-01T00:00:00Z'));
    expect(await stands(home, 'A')).toMatchObject({
      status: 'overdue',
      reasons: ['excess-takeback'],
      openWork: ['overdue 9480'],
      money: awaited,
      statements: [2_850],
    });
    await comes(home, may);
    expect(await stands(home, 'A')).toEqual({ ...settled, statements: [2_850] });
  });

  test('is said beside a denial, which stays work', async () => {
    using home = await temporaryHome();
    await send('A', 'SILENT8')(home);
    await comes(home, ['2026-05-01', secondDenied]);
    await comes(home, ['2026-06-01', back(second(full))]);
    expect(await stands(home, 'A')).toMatchObject({
      status: 'partially-denied',
      reasons: ['denied-CO-16', 'excess-takeback'],
      openWork: ['partial-denial 3800', 'excess-takeback 1320'],
      money: { ...nothing, billed: 20_300, paid: 6_840, adjusted: 6_300, denied: 3_800, patient: 2_040, open: 1_320 },
    });
  });
});
