import { describe, expect, test } from 'vitest';
import { correctClaim } from '../../shared/use-cases/index.ts';
import { biller, scope, theClaim } from './one-claim.ts';
import { inFull } from './payer-answers.ts';
import {
  closed,
  denial,
  inCredit,
  nothing,
  paid,
  paidBack,
  plays,
  type Row,
  reject,
  release,
  replaced,
  type Step,
  says,
  send,
  stands,
  takeBack,
  unbilled,
  voided,
} from './play-claims.ts';
import { temporaryHome } from './run-home.ts';

const rejected = { status: 'rejected', reasons: ['rejected-277ca'] };
const voidRefused = { status: 'denied', reasons: ['void-refused'], openWork: ['denial 0'], money: nothing };
const denied = {
  status: 'denied',
  reasons: ['denied-CO-50'],
  openWork: ['denial 20300'],
  money: { ...nothing, billed: 20_300, denied: 20_300 },
};

const refused = [says('A', '2026-05-09', denial), { A: denied }] as const;

describe('a claim whose void or replacement the payer rejects after it was accepted', () => {
  test.each<Row>([
    [
      'denied and voided, it is denied again',
      [
        refused,
        [takeBack('8', 'V', 'SILENT7', 'A'), { A: voided, V: unbilled }],
        [reject('V'), { A: denied, V: rejected }],
      ],
    ],
    [
      'denied and replaced, it is denied again',
      [refused, [replaced, { A: voided }], [reject('B'), { A: denied, B: rejected }]],
    ],
    [
      'paid and voided, it is paid again, until the void is accepted when it is sent anew',
      [
        paid,
        [takeBack('8', 'V', 'SILENT7', 'A'), { A: inCredit }],
        [reject('V'), { A: closed, V: rejected }],
        [release('V'), { A: inCredit, V: unbilled }],
        [reject('V'), { A: closed, V: rejected }],
      ],
    ],
    [
      'overdue and voided, it waits for an answer again',
      [
        [takeBack('8', 'V', 'SILENT7', 'A'), { A: voided }],
        [reject('V'), { A: { status: 'in-process', money: { ...nothing, billed: 20_300, open: 20_300 } } }],
        paid,
      ],
    ],
    [
      'paid and replaced, nothing had changed',
      [paid, [replaced, { A: closed }], [reject('B'), { A: closed, B: rejected }]],
    ],
  ])('%s', (_name, steps) => plays(steps));
});

describe('a void that the payer denies in a remittance', () => {
  test.each<Row>([
    [
      'is work, bills nothing, and the payment of the earlier claim stands',
      [
        paid,
        [takeBack('8', 'V', 'SILENT7', 'A'), { A: inCredit, V: unbilled }],
        [says('V', '2026-06-09', denial), { A: closed, V: voidRefused }],
        [release('V'), { A: inCredit, V: unbilled }],
      ],
    ],
    [
      'is work though nobody had acknowledged it',
      [
        paid,
        [takeBack('8', 'V', 'SILENTACK7', 'A'), { A: closed, V: { status: 'overdue' } }],
        [says('V', '2026-06-09', denial), { A: closed, V: voidRefused }],
      ],
    ],
    [
      'leaves the denial of the earlier claim as it was',
      [
        refused,
        [takeBack('8', 'V', 'SILENT7', 'A'), { A: voided }],
        [says('V', '2026-06-09', denial), { A: denied, V: voidRefused }],
      ],
    ],
  ])('%s', (_name, steps) => plays(steps));

  test('names the number of the earlier claim again when it is sent again', async () => {
    using home = await temporaryHome();
    await send('A', 'SILENT8')(home);
    await takeBack('8', 'V', 'SILENT7', 'A')(home);
    const ofA = (await theClaim(home, 'A')).submissions[0]?.assignedPayerClaimControlNumber;
    await says('V', '2026-06-09', denial)(home);
    await release('V')(home);
    const { submissions } = await theClaim(home, 'V');
    expect(submissions.map(({ payerClaimControlNumber }) => payerClaimControlNumber)).toEqual([ofA, ofA]);
  });
});

describe('a claim that is sent again as its own void', () => {
  const asVoid: Step = async (home) => {
    // The number that the payer gave it is known.
    const { record } = await theClaim(home, 'A');
    await correctClaim(scope, biller, home.services, record.claimId, ['claimFrequencyCode=8']);
    await home.time.run();
  };

  test.each<Row>([
    [
      'is denied again when the void is rejected after it was accepted',
      [refused, [asVoid, { A: voided }], [reject('A'), { A: denied }]],
    ],
    [
      'keeps its denied amount when the void is denied',
      [
        refused,
        [asVoid, { A: voided }],
        [says('A', '2026-06-09', denial), { A: { ...denied, reasons: ['void-refused'] } }],
      ],
    ],
  ])('%s', (_name, steps) => plays(steps));
});

describe('a claim that was replaced', () => {
  test.each<Row>([
    [
      'is in credit once its replacement is voided in turn',
      [
        paid,
        [replaced, { A: closed }],
        [takeBack('8', 'V', 'SILENT7', 'B'), { A: inCredit, B: voided, V: unbilled }],
        [paidBack, { A: voided, B: voided }],
      ],
    ],
    [
      'takes its first replacement with it when a second one is paid',
      [
        paid,
        [replaced, { A: closed }],
        [says('B', '2026-06-01', inFull), { A: inCredit, B: closed }],
        [takeBack('7', 'C', 'SILENT7', 'A'), { B: closed }],
        [says('C', '2026-07-01', inFull), { A: inCredit, B: inCredit, C: closed }],
        [paidBack, { A: voided, B: inCredit }],
        [says('B', '2026-08-02', inFull, true), { A: voided, B: voided, C: closed }],
      ],
    ],
    [
      'takes its first replacement with it, which nobody had acknowledged, when a second one is paid',
      [
        paid,
        [takeBack('7', 'B', 'SILENTACK9', 'A'), { A: closed }],
        [takeBack('7', 'C', 'SILENT7', 'A'), { A: closed }],
        [says('C', '2026-07-01', inFull), { A: inCredit, C: closed }],
        [says('B', '2026-06-01', inFull), { A: inCredit, B: inCredit, C: closed }],
      ],
    ],
    [
      'takes its replacement with it when it is voided',
      [
        paid,
        [replaced, { A: closed }],
        [says('B', '2026-06-01', inFull), { A: inCredit, B: closed }],
        [takeBack('8', 'V', 'SILENT7', 'A'), { A: inCredit, B: inCredit, V: unbilled }],
      ],
    ],
  ])('%s', (_name, steps) => plays(steps));
});

test('a payment that a payer keeps after it has accepted the void stays work with a due date', async () => {
  using home = await temporaryHome();
  await send('A', 'SILENT8')(home);
  await paid[0](home);
  await takeBack('8', 'V', 'SILENT7', 'A')(home);
  await home.time.advanceTo(new Date('2026-12-01T00:00:00Z'));
  expect(await stands(home, 'A')).toMatchObject(inCredit);
  const { record, wait } = await theClaim(home, 'A');
  expect(record.reasons[0]?.message).toMatch(
    /^The payer has accepted the claim that voids or replaces this one and has not/,
  );
  expect(wait).toMatchObject({ kind: 'person', due: expect.stringMatching(/^2026-12/) });
});
