import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Home } from '../../local/home/home.ts';
import { balances, whereTheMoneyStands } from '../../shared/ledger/index.ts';
import { type ClaimFile, claimFiles } from '../../shared/repositories/index.ts';
import { correctClaim, releaseClaim, runReport, type Services } from '../../shared/use-cases/index.ts';
import { printedText } from '../documents/printed-text.ts';
import { biller, encounter, scope, theClaim } from './one-claim.ts';
import { answer, inFull, type LineAnswer, pay, reversal } from './payer-answers.ts';
import { takeIn, temporaryHome, uploadOf } from './run-home.ts';

const nothing = { billed: 0, paid: 0, adjusted: 0, denied: 0, patient: 0, writtenOff: 0, open: 0 };
const paidOnce = { ...nothing, billed: 20_300, paid: 9_480, adjusted: 8_450, patient: 2_370 };
const voided = { status: 'voided', workflow: 'ended', reasons: [], openWork: [], wait: undefined, money: nothing };
const denial: readonly LineAnswer[] = [
  { paid: 0, adjusted: { 'CO-50': 16_500 } },
  { paid: 0, adjusted: { 'CO-50': 3_800 } },
];

function stands({ record, journal, work, wait }: ClaimFile) {
  return {
    status: record.status,
    workflow: record.workflow,
    reasons: record.reasons.map(({ code }) => code),
    openWork: work.filter(({ open }) => open).map(({ category }) => category),
    wait: wait?.kind,
    money: whereTheMoneyStands(balances(journal)),
  };
}

/** The practice voids its claim E-…; the payer accepts that, and takes back what it has paid itself. */
async function voidClaim(home: Home, memberId: string): Promise<void> {
  const { record, submissions } = await theClaim(home, `E-${memberId}`);
  const theirs = submissions.findLast(({ assignedPayerClaimControlNumber: number }) => number !== undefined);
  const changes = {
    encounterId: 'VOID',
    payerId: record.claim.payer.payerId,
    claimFrequencyCode: '8',
    payerClaimControlNumber: theirs?.assignedPayerClaimControlNumber,
  };
  await takeIn(home, uploadOf('void', encounter(memberId, changes)));
  expect((await theClaim(home, 'VOID')).record.status).toBe('closed');
}

describe('a claim that a void takes back', () => {
  test.each(['PAID1', 'DENY502', 'PARTIAL973', 'SPLIT4', 'PAIDLATE5', 'SILENT6'])(
    'is voided once the payer has accepted that and taken its answer back (%s)',
    async (memberId) => {
      using home = await temporaryHome();
      await takeIn(home, uploadOf('one', encounter(memberId)));
      await voidClaim(home, memberId);
      expect(stands(await theClaim(home, `E-${memberId}`))).toEqual(voided);
      const { money, ledgerImbalance } = await runReport(home.services);
      expect([money, ledgerImbalance]).toEqual([nothing, 0]);
    },
  );

  type Step = readonly [happens: (home: Home, file: ClaimFile) => Promise<void>, then: object];
  const accepted = (home: Home) => voidClaim(home, 'SILENT8');
  const says = (date: string, statusCode: string, lines: readonly LineAnswer[]) => (home: Home, file: ClaimFile) =>
    pay(home, file, date, answer(file, 1, statusCode, lines));
  const takesBack = (home: Home, file: ClaimFile) =>
    pay(home, file, '2026-07-02', reversal(answer(file, 1, '1', inFull)));
  const credit = { status: 'held', reasons: ['credit-balance'], openWork: ['credit-balance'] };
  const asCredit = { ...credit, money: { ...nothing, paid: 9_480, open: -9_480 } };
  const asPaid = { status: 'closed', money: paidOnce };

  test.each<[string, readonly Step[]]>([
    [
      'the reversal comes after its acceptance',
      [
        [says('2026-05-11', '1', inFull), asPaid],
        [accepted, asCredit],
        [takesBack, voided],
      ],
    ],
    [
      'the reversal comes before its acceptance',
      [
        [says('2026-05-11', '1', inFull), asPaid],
        [takesBack, { status: 'in-process' }],
        [accepted, voided],
      ],
    ],
    ['the payer had not answered', [[accepted, voided]]],
    [
      'the payer had denied it',
      [
        [says('2026-05-11', '4', denial), { status: 'denied' }],
        [accepted, voided],
      ],
    ],
    [
      'the payer denies it afterwards',
      [
        [accepted, voided],
        [says('2026-05-11', '4', denial), voided],
      ],
    ],
    [
      'the payer pays it afterwards, and takes that back',
      [
        [accepted, voided],
        [says('2026-05-11', '1', inFull), asCredit],
        [takesBack, voided],
      ],
    ],
    [
      'the reversal overtakes the payment',
      [
        [accepted, voided],
        [takesBack, { money: { ...nothing, paid: -9_480, open: 9_480 } }],
        [says('2026-05-11', '1', inFull), voided],
      ],
    ],
  ])('%s', async (_name, steps) => {
    using home = await temporaryHome();
    await takeIn(home, uploadOf('one', encounter('SILENT8')));
    for (const [happens, then] of steps) {
      await happens(home, await theClaim(home, 'E-SILENT8'));
      expect(stands(await theClaim(home, 'E-SILENT8'))).toMatchObject(then);
    }
    await home.time.advanceTo(new Date('2027-06-01T00:00:00Z'));
    const { record, statements } = await theClaim(home, 'E-SILENT8');
    expect(record.status).toBe('voided');
    const billed = steps.some(([, then]) => then === asPaid) ? [2_370, 0] : [];
    expect(statements.map(({ amountCents }) => amountCents)).toEqual(billed);
  });

  test.each(['PAID1', 'DENY502', 'PARTIAL973', 'SILENT6'])(
    'is voided once a replacement stands for it (%s)',
    async (memberId) => {
      using home = await temporaryHome();
      await takeIn(home, uploadOf('one', encounter(memberId)));
      const { submissions } = await theClaim(home, `E-${memberId}`);
      const theirs = submissions.findLast(({ assignedPayerClaimControlNumber: number }) => number !== undefined);
      const changes = {
        encounterId: 'REPLACES',
        claimFrequencyCode: '7',
        payerClaimControlNumber: theirs?.assignedPayerClaimControlNumber,
      };
      await takeIn(home, uploadOf('replaces', encounter('PAIDANEW', changes)));
      await home.time.advanceTo(new Date('2026-12-01T00:00:00Z'));
      expect(stands(await theClaim(home, `E-${memberId}`))).toEqual(voided);
      const replacement = stands(await theClaim(home, 'REPLACES'));
      expect(replacement).toMatchObject({ status: 'closed', money: { billed: 20_300, denied: 0, open: 0 } });
      expect((await runReport(home.services)).money).toEqual(replacement.money);
    },
  );

  test('tells the patient that was billed that its charges are withdrawn', async () => {
    using home = await temporaryHome();
    await takeIn(home, uploadOf('one', encounter('PAID1')));
    await voidClaim(home, 'PAID1');
    const { statements } = await theClaim(home, 'E-PAID1');
    expect(statements.map(({ amountCents }) => amountCents)).toEqual([11_850, 0]);
    const page = await home.services.objects.get(statements[1]?.objectKey ?? '');
    const text = printedText(page ?? new Uint8Array()).replaceAll(/\s+/g, ' ');
    expect(text).toContain(`replaces statement ${statements[0]?.statementId} of `);
    expect(text).toContain('we have withdrawn its charges, and you owe nothing for them.');
    expect(text).toContain('Office visit $0.00 $0.00 $0.00 $0.00');
  });

  test('whose patient can not be told yet is set aside, not corrected, and tells him once released', async () => {
    const disk = { isFull: false };
    const wrap = (services: Services): Services => ({
      ...services,
      objects: {
        ...services.objects,
        putIfAbsent: (key, body) =>
          disk.isFull && key.startsWith('documents/')
            ? Promise.reject(new Error('the disk is full'))
            : services.objects.putIfAbsent(key, body),
      },
    });
    using home = await temporaryHome({ wrap });
    await takeIn(home, uploadOf('one', encounter('PAID1')));
    disk.isFull = true;
    await voidClaim(home, 'PAID1');
    const { record } = await theClaim(home, 'E-PAID1');
    expect([record.status, record.reasons[0]?.code]).toEqual(['held', 'step-failed']);
    const correction = await correctClaim(scope, biller, home.services, record.claimId, ['subscriber.memberId=PAID2']);
    expect(correction).toMatchObject({ ok: false, problem: [{ message: expect.stringContaining('is voided') }] });
    disk.isFull = false;
    await releaseClaim(scope, biller, home.services, record.claimId);
    await home.time.run();
    const after = await theClaim(home, 'E-PAID1');
    expect(stands(after)).toEqual(voided);
    expect(after.statements.map(({ amountCents }) => amountCents)).toEqual([11_850, 0]);
  });

  test('may be billed anew', async () => {
    using home = await temporaryHome();
    await takeIn(home, uploadOf('one', encounter('PAID1')));
    await voidClaim(home, 'PAID1');
    await takeIn(home, uploadOf('anew', encounter('PAID1', { encounterId: 'ANEW' })));
    expect(stands(await theClaim(home, 'ANEW'))).toMatchObject({
      status: 'closed',
      money: { billed: 20_300, open: 0 },
    });
  });

  test('is found by the number that the practice gave it, where the payer calls it otherwise', async () => {
    using home = await temporaryHome();
    const path = join(import.meta.dirname, '../../examples/claims/surgical-group.837');
    await takeIn(home, { path, bytes: readFileSync(path) });
    const ofPractice = async (frequency: string): Promise<ClaimFile> => {
      for await (const file of claimFiles(home.services.items, { practiceId: 'surgical-group' })) {
        const { sourceId, claimFrequencyCode } = file.record.claim;
        if (sourceId === 'MSG-3001' && claimFrequencyCode === frequency) return file;
      }
      throw new Error('there is no such claim');
    };
    const { status, submissions, claim } = { ...(await ofPractice('1')), ...(await ofPractice('1')).record };
    expect(status).toBe('closed');
    // The simulated payer knows a claim by all but the last digit.
    const theirs = `${submissions[0]?.assignedPayerClaimControlNumber?.slice(0, -1)}9`;
    const voids = readFileSync(path, 'latin1')
      .replace(/CLM\*MSG-3001\*290\*\*\*11:B:1(.*?~)/, `CLM*MSG-3001*290***11:B:8$1\nREF*F8*${theirs}~`)
      .replaceAll('MSG-', 'OTHER-')
      .replace('OTHER-3001', 'MSG-3001');
    expect(claim.sourceId).toBe('MSG-3001');
    await takeIn(home, { path: '/uploads/void.837', bytes: new TextEncoder().encode(voids) });
    expect(await ofPractice('8').then(stands)).toMatchObject({ status: 'closed' });
    expect(await ofPractice('1').then(stands)).toMatchObject({ status: 'voided', money: nothing });
  });
});
