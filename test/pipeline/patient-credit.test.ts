import { describe, expect, test } from 'vitest';
import { reportSummary } from '../../local/commands/report-text.ts';
import { showText } from '../../local/commands/show-text.ts';
import type { Home } from '../../local/home/home.ts';
import { balances, whereTheMoneyStands } from '../../shared/ledger/index.ts';
import { claimDetails } from '../../shared/use-cases/claim-view.ts';
import { releaseClaim, remediesOf, runReport } from '../../shared/use-cases/index.ts';
import { biller, encounter, scope, theClaim } from './one-claim.ts';
import { answer, inFull, type LineAnswer, pay, reversal } from './payer-answers.ts';
import { takeIn, temporaryHome, uploadOf } from './run-home.ts';

/** As in full, and as much of the first line given back to the patient instead of 20.40 laid on him. */
const givingBack = (cents: number): readonly LineAnswer[] => [
  { paid: 10_200 + cents, adjusted: { 'CO-45': 6_300, 'PR-2': -cents } },
  { paid: 1_650, adjusted: { 'CO-45': 2_150 } },
];
const givesBack = givingBack(1_000);
/** The same of the first line, and the second is denied. */
const deniesToo: readonly LineAnswer[] = [
  { paid: 11_200, adjusted: { 'CO-45': 6_300, 'PR-2': -1_000 } },
  { paid: 0, adjusted: { 'CO-50': 3_800 } },
];
const whole = { billed: 20_300, adjusted: 8_450, denied: 0, writtenOff: 0, open: 0 };
const credit = { ...whole, paid: 12_850, patient: 0, patientCredit: -1_000 };
const inCredit = { status: 'held', reasons: ['patient-credit'], openWork: ['patient-credit 1000'], money: credit };

async function stands(home: Home) {
  const { record, journal, work } = await theClaim(home, 'E-SILENT8');
  return {
    status: record.status,
    reasons: record.reasons.map(({ code }) => code),
    openWork: work.filter(({ open }) => open).map(({ category, amountCents }) => `${category} ${amountCents}`),
    money: whereTheMoneyStands(balances(journal)),
  };
}

async function release(home: Home): Promise<void> {
  const { record } = await theClaim(home, 'E-SILENT8');
  expect(await releaseClaim(scope, biller, home.services, record.claimId)).toMatchObject({ ok: true });
  await home.time.run();
}

/** One patient owes 23.70, another has a credit of 10.00. */
async function twoPatients(home: Home) {
  await takeIn(home, uploadOf('two', encounter('SILENT8'), encounter('SILENT9')));
  const other = await theClaim(home, 'E-SILENT9');
  await pay(home, other, '2026-05-08', answer(other, 1, '1', inFull));
  const file = await theClaim(home, 'E-SILENT8');
  await pay(home, file, '2026-05-09', answer(file, 1, '1', givesBack));
  return file;
}

describe('a patient of whose share more was taken back than laid on him', () => {
  test('has a credit, which is work and lowers nobody’s debt', async () => {
    using home = await temporaryHome();
    await twoPatients(home);
    expect(await stands(home)).toEqual(inCredit);
    const report = await runReport(home.services);
    expect(report.money).toMatchObject({ billed: 40_600, patient: 2_370, patientCredit: -1_000, open: 0 });
    const { billed, ...others } = report.money;
    expect(Object.values(others).reduce((sum, amount) => sum + amount, 0)).toBe(billed);
    expect(reportSummary(report)).toMatch(/owed by patients +23\.70\n +owed to patients, as credits +-10\.00\n/);
    const view = { ...claimDetails(await theClaim(home, 'E-SILENT8')), timeline: [], files: [] };
    expect(showText(view, (key) => key)).toContain('+ -10.00 owed to the patient');
  });

  test.each<[string, number, object]>([
    ['what his spending account has paid is no more than he owed: he owes nothing', 2_040, { status: 'closed' }],
    ['it is more: the rest is a credit', 3_040, inCredit],
  ])('%s', async (_name, cents, expected) => {
    using home = await temporaryHome();
    await takeIn(home, uploadOf('one', encounter('SILENT8')));
    const file = await theClaim(home, 'E-SILENT8');
    const fromAccount: readonly LineAnswer[] = [
      { paid: 8_160 + cents, adjusted: { 'CO-45': 6_300, 'PR-1': 2_040, 'PR-187': -cents } },
      { paid: 1_650, adjusted: { 'CO-45': 2_150 } },
    ];
    await pay(home, file, '2026-05-09', answer(file, 1, '1', fromAccount));
    const stood = { status: 'closed', reasons: [], openWork: [], money: { ...whole, paid: 11_850, patient: 0 } };
    expect(await stands(home)).toEqual({ ...stood, ...expected });
  });

  test('a person has refunded it: the claim closes', async () => {
    using home = await temporaryHome();
    await twoPatients(home);
    const { record } = await theClaim(home, 'E-SILENT8');
    expect(await remediesOf(home.services.items, record)).toEqual({ canCorrect: true, canRelease: true });
    await release(home);
    expect(await stands(home)).toEqual({ status: 'closed', reasons: [], openWork: [], money: credit });
    expect((await theClaim(home, 'E-SILENT8')).submissions).toHaveLength(1);
  });

  test.each([
    ['grows after it was refunded: it holds the claim again', true, 3_000, 'held', ['patient-credit 3000']],
    ['grows before it is refunded: its work says how much', false, 3_000, 'held', ['patient-credit 3000']],
    ['is said again after it was refunded: it holds nothing', true, 1_000, 'closed', []],
    ['shrinks after it was refunded: it holds nothing', true, 500, 'closed', []],
  ])('that %s', async (_name, isRefunded, cents, status, openWork) => {
    using home = await temporaryHome();
    const file = await twoPatients(home);
    if (isRefunded) await release(home);
    const anew = answer(file, 1, '1', givingBack(cents));
    await pay(home, file, '2026-05-20', reversal(answer(file, 1, '1', givesBack)), anew);
    expect(await stands(home)).toMatchObject({ status, openWork, money: { patientCredit: -cents } });
    if (status === 'held') await release(home);
    expect(await stands(home)).toMatchObject({ status: 'closed', openWork: [] });
  });

  test('that comes again after he was billed is another one', async () => {
    using home = await temporaryHome();
    const file = await twoPatients(home);
    await release(home);
    const [back, full] = [answer(file, 1, '1', givesBack), answer(file, 1, '1', inFull)];
    await pay(home, file, '2026-05-20', reversal(back), full);
    expect(await stands(home)).toMatchObject({ status: 'closed', money: { patient: 2_370 } });
    await pay(home, file, '2026-05-21', reversal(full), back);
    expect(await stands(home)).toEqual(inCredit);
  });

  test('that stands beside a denial is released alone: nothing is sent again, and the denial stays in follow-up', async () => {
    using home = await temporaryHome();
    await takeIn(home, uploadOf('one', encounter('SILENT8')));
    const file = await theClaim(home, 'E-SILENT8');
    await pay(home, file, '2026-05-09', answer(file, 1, '1', deniesToo));
    const before = await stands(home);
    expect(before).toMatchObject({ status: 'partially-denied', reasons: ['denied-CO-50', 'patient-credit'] });
    expect(before.openWork.toSorted()).toEqual(['partial-denial 3800', 'patient-credit 1000']);
    const remedies = await remediesOf(home.services.items, (await theClaim(home, 'E-SILENT8')).record);
    expect(remedies).toEqual({ canCorrect: true, canRelease: true });
    await release(home);
    const after = { ...before, reasons: ['denied-CO-50'], openWork: ['partial-denial 3800'] };
    expect(await stands(home)).toEqual(after);
    expect((await theClaim(home, 'E-SILENT8')).submissions).toHaveLength(1);
    await release(home);
    expect((await theClaim(home, 'E-SILENT8')).submissions).toHaveLength(2);
  });

  test('the payer decides anew: he is billed', async () => {
    using home = await temporaryHome();
    const file = await twoPatients(home);
    await pay(home, file, '2026-05-20', reversal(answer(file, 1, '1', givesBack)), answer(file, 1, '1', inFull));
    expect(await stands(home)).toEqual({
      status: 'closed',
      reasons: [],
      openWork: [],
      money: { ...whole, paid: 9_480, patient: 2_370 },
    });
    const { statements } = await theClaim(home, 'E-SILENT8');
    expect(statements.map(({ amountCents }) => amountCents)).toEqual([2_370]);
  });
});
