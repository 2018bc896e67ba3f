import { describe, expect, test } from 'vitest';
import type { Home } from '../../local/home/home.ts';
import { releaseClaim } from '../../shared/use-cases/index.ts';
import { printedText } from '../documents/printed-text.ts';
import { biller, encounter, release, scope, stands, theClaim } from './one-claim.ts';
import {
  acknowledge,
  answer,
  asDuplicate,
  inFull,
  type LineAnswer,
  pay,
  rejectedIn277,
  reversal,
} from './payer-answers.ts';
import { takeIn, temporaryHome, uploadOf } from './run-home.ts';

const paidOnce = { billed: 20_300, paid: 9_480, adjusted: 8_450, denied: 0, patient: 2_370, writtenOff: 0, open: 0 };
const lateMay = new Date('2026-05-10T00:00:00Z');

/** A claim that was sent a second time after its payer had kept silent. */
async function sentTwice(home: Home) {
  await takeIn(home, uploadOf('one', encounter('SILENT8')));
  const { claimId } = (await theClaim(home)).record;
  expect(await releaseClaim(scope, biller, home.services, claimId)).toMatchObject({ ok: true });
  await home.time.settle();
  await home.time.advanceTo(lateMay);
  const file = await theClaim(home);
  expect(file.submissions).toHaveLength(2);
  return file;
}

describe('a claim that was sent twice', () => {
  type Said = readonly [attempt: number, statusCode: string, lines: readonly LineAnswer[]] | 'rejected';
  test.each<[string, readonly Said[], string]>([
    [
      'the first is paid late, the second denied as a duplicate',
      [
        [1, '1', inFull],
        [2, '4', asDuplicate],
      ],
      'adjudicated',
    ],
    [
      'the second is denied as a duplicate, then the first is paid',
      [
        [2, '4', asDuplicate],
        [1, '1', inFull],
      ],
      'adjudicated',
    ],
    ['the second is rejected in the 277CA, then the first is paid', ['rejected', [1, '1', inFull]], 'rejected'],
    ['the first is paid, then the second is rejected in the 277CA', [[1, '1', inFull], 'rejected'], 'acknowledged'],
  ])('%s: it is paid once and closed', async (_name, said, second) => {
    using home = await temporaryHome();
    const file = await sentTwice(home);
    for (const [index, each] of said.entries()) {
      if (each === 'rejected') await acknowledge(home, file, 2, rejectedIn277);
      else await pay(home, file, `2026-05-1${index + 1}`, answer(file, ...each));
    }
    await home.time.run();
    expect(await stands(home)).toMatchObject({ status: 'closed', reasons: [], openWork: [], money: paidOnce });
    const after = await theClaim(home);
    expect(after.statements.map(({ amountCents }) => amountCents)).toEqual([2_370]);
    expect(after.submissions.map(({ status }) => status)).toEqual(['adjudicated', second]);
  });

  test.each([1, 2])(
    'both are paid: nobody is billed more until the payer has taken one back (attempt %i)',
    async (reversed) => {
      using home = await temporaryHome();
      const file = await sentTwice(home);
      await pay(home, file, '2026-05-11', answer(file, 1, '1', inFull));
      await pay(home, file, '2026-05-20', answer(file, 2, '1', inFull));
      await home.time.run();
      expect(await stands(home)).toMatchObject({
        status: 'held',
        reasons: ['credit-balance'],
        openWork: ['credit-balance'],
        money: { ...paidOnce, paid: 18_960, open: -9_480 },
      });
      await pay(home, file, '2026-06-02', reversal(answer(file, reversed, '1', inFull)));
      await home.time.run();
      expect(await stands(home)).toMatchObject({ status: 'closed', reasons: [], openWork: [], money: paidOnce });
      expect((await theClaim(home)).statements.map(({ amountCents }) => amountCents)).toEqual([2_370]);
    },
  );
});

test('a patient who was billed gets a statement that nothing is owed, once the payer pays it all', async () => {
  using home = await temporaryHome();
  await takeIn(home, uploadOf('one', encounter('SILENT8')));
  const file = await theClaim(home);
  await pay(home, file, '2026-05-08', answer(file, 1, '1', inFull));
  const all = inFull.map(({ paid, adjusted: { 'PR-2': share = 0, ...rest } }) => ({
    paid: paid + share,
    adjusted: rest,
  }));
  await pay(home, file, '2026-05-20', reversal(answer(file, 1, '1', inFull)), answer(file, 1, '1', all));
  await home.time.run();
  const { record, statements } = await theClaim(home);
  expect([record.status, statements.map(({ amountCents }) => amountCents)]).toEqual(['closed', [2_370, 0]]);
  const [first, last] = statements;
  const page = await home.services.objects.get(last?.objectKey ?? '');
  expect(printedText(page ?? new Uint8Array())).toContain(`replaces statement ${first?.statementId} of `);
});

describe('a payer that forwards the claim to the next', () => {
  const afterTheFirst: readonly LineAnswer[] = [
    { paid: 2_040, adjusted: { 'OA-23': 14_460 } },
    { paid: 330, adjusted: { 'OA-23': 3_470 } },
  ];
  test.each<[string, readonly LineAnswer[], object]>([
    ['the next pays what is left', afterTheFirst, { ...paidOnce, paid: 11_850, patient: 0 }],
    [
      'the next names as its own what the first has paid and written off',
      [
        { paid: 2_040, adjusted: { 'CO-45': 14_460 } },
        { paid: 330, adjusted: { 'CO-45': 3_470 } },
      ],
      { ...paidOnce, paid: 11_850, patient: 0 },
    ],
    [
      'the next leaves a part to the patient',
      [
        { paid: 1_040, adjusted: { 'OA-23': 14_460, 'PR-2': 1_000 } },
        { paid: 330, adjusted: { 'OA-23': 3_470 } },
      ],
      { ...paidOnce, paid: 10_850, patient: 1_000 },
    ],
  ])('%s', async (_name, next, money) => {
    using home = await temporaryHome();
    await takeIn(home, uploadOf('one', encounter('SILENT8')));
    const file = await theClaim(home);
    await pay(home, file, '2026-05-08', answer(file, 1, '19', inFull));
    expect(await stands(home)).toMatchObject({
      reasons: ['next-payer'],
      money: { ...paidOnce, patient: 0, open: 2_370 },
    });
    expect((await theClaim(home)).statements).toEqual([]);
    await pay(home, file, '2026-05-20', answer(file, 1, '2', next));
    await home.time.run();
    expect(await stands(home)).toMatchObject({ status: 'closed', reasons: [], openWork: [], money });
  });

  test('the next never answers: once a person has said so, the patient owes what the first left to him', async () => {
    using home = await temporaryHome();
    await takeIn(home, uploadOf('one', encounter('SILENT8')));
    const file = await theClaim(home);
    await pay(home, file, '2026-05-08', answer(file, 1, '19', inFull));
    expect((await theClaim(home)).record.reasons[0]?.message).toContain('has forwarded the claim to another one');
    await release(home);
    expect(await stands(home)).toMatchObject({ status: 'closed', openWork: [], money: paidOnce });
    expect((await theClaim(home)).submissions).toHaveLength(1);
  });
});
