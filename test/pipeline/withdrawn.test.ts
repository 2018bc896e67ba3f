import { describe, expect, test } from 'vitest';
import type { Home } from '../../local/home/home.ts';
import { balances, whereTheMoneyStands } from '../../shared/ledger/index.ts';
import { readTimeline } from '../../shared/repositories/index.ts';
import {
  acceptConflict,
  awaitMail,
  correctClaim,
  releaseClaim,
  runReport,
  type Services,
  withdrawClaim,
} from '../../shared/use-cases/index.ts';
import { biller, encounter, scope, theClaim } from './one-claim.ts';
import { acknowledge, answer, inFull, pay, rejectedIn277, reversal } from './payer-answers.ts';
import { takeIn, temporaryHome, uploadOf } from './run-home.ts';

const nothing = { billed: 0, paid: 0, adjusted: 0, denied: 0, patient: 0, writtenOff: 0, open: 0 };
const undiagnosed = { diagnosisCodes: [] };
const voided = { status: 'voided', workflow: 'ended', reasons: [], wait: undefined, openWork: [], money: nothing };

async function stands(home: Home, externalId?: string) {
  const { record, journal, work, wait } = await theClaim(home, externalId);
  return {
    status: record.status,
    workflow: record.workflow,
    reasons: record.reasons.map(({ code }) => code),
    wait: wait?.kind,
    openWork: work.filter(({ open }) => open).map(({ category }) => category),
    money: whereTheMoneyStands(balances(journal)),
  };
}

async function withdraw(home: Home, externalId?: string) {
  const { claimId } = (await theClaim(home, externalId)).record;
  const said = await withdrawClaim(scope, biller, home.services, claimId);
  await home.time.run();
  return said;
}

describe('a claim that no payer has', () => {
  test.each<[name: string, memberId: string, changes: object, attempts: number]>([
    ['is withdrawn when our checks hold it', 'PAID1', undiagnosed, 0],
    ['or its coverage', 'INACTIVE3', {}, 0],
    ['or its payer has rejected it', 'REJ2774', {}, 1],
    ['also when it is a void, which bills nothing', 'PAID1', { ...undiagnosed, claimFrequencyCode: '8' }, 0],
  ])('%s', async (_name, memberId, changes, attempts) => {
    using home = await temporaryHome();
    await takeIn(home, uploadOf('one', encounter(memberId, changes)));
    expect(await withdraw(home)).toEqual({ ok: true, value: 'withdrawn' });
    expect(await stands(home)).toEqual(voided);
    const { money, ledgerImbalance } = await runReport(home.services);
    expect([money, ledgerImbalance]).toEqual([nothing, 0]);
    const { record, submissions } = await theClaim(home);
    expect(submissions).toHaveLength(attempts);
    const timeline = await readTimeline(home.services.items, scope, record.claimId);
    expect(timeline.map(({ what }) => what)).toContain('withdrawn by biller');

    // Whoever does it again finds it done; it can be corrected and released no more.
    expect(await withdraw(home)).toEqual({ ok: true, value: 'withdrawn' });
    const corrected = await correctClaim(scope, biller, home.services, record.claimId, ['diagnoses[0].code=J02.9']);
    expect(corrected).toMatchObject({ problem: [{ message: expect.stringMatching(/^the claim is withdrawn: bill/) }] });
    expect(await releaseClaim(scope, biller, home.services, record.claimId)).toMatchObject({ ok: false });
    expect(await stands(home)).toEqual(voided);
  });

  test('frees its services for another that bills them', async () => {
    using home = await temporaryHome();
    await takeIn(home, uploadOf('one', encounter('PAID1', { ...undiagnosed, encounterId: 'WRONG' })));
    await takeIn(home, uploadOf('two', encounter('PAID1', { encounterId: 'RIGHT' })));
    expect(await stands(home, 'RIGHT')).toMatchObject({
      reasons: ['service-already-billed', 'service-already-billed'],
    });
    await withdraw(home, 'WRONG');
    const { claimId } = (await theClaim(home, 'RIGHT')).record;
    // What is corrected here does not mark the service as done again.
    await correctClaim(scope, biller, home.services, claimId, ['priorAuthorizationNumber=PA1']);
    await home.time.run();
    expect(await stands(home, 'RIGHT')).toMatchObject({ status: 'closed', money: { billed: 20_300, open: 0 } });
    expect(await stands(home, 'WRONG')).toEqual(voided);
  });

  test('is billed anew by what its practice sends in its place, once that is accepted', async () => {
    using home = await temporaryHome();
    await takeIn(home, uploadOf('one', encounter('PAID1', undiagnosed)));
    await withdraw(home);
    await takeIn(home, uploadOf('again', encounter('PAID1', undiagnosed)), uploadOf('mended', encounter('PAID1')));
    const { claims, duplicates, conflicts } = await runReport(home.services);
    expect([claims.total, duplicates.length, conflicts.length]).toEqual([1, 1, 1]);
    const [fileId = '', ordinal] = conflicts[0]?.record?.split('-') ?? [];
    expect(await acceptConflict(biller, home.services, fileId, Number(ordinal))).toMatchObject({
      value: { as: 'new-claim' },
    });
    await home.time.run();
    const after = await runReport(home.services);
    expect([after.claims.byStatus, after.money.billed]).toEqual([{ voided: 1, closed: 1 }, 20_300]);
  });

  test('is a credit when its payer pays it all the same, until that is taken back', async () => {
    using home = await temporaryHome();
    await takeIn(home, uploadOf('one', encounter('REJ2774')));
    await withdraw(home);
    const file = await theClaim(home);
    await pay(home, file, '2026-07-02', answer(file, 1, '1', inFull));
    expect(await stands(home)).toMatchObject({
      status: 'held',
      reasons: ['credit-balance'],
      money: { ...nothing, paid: 9_480, open: -9_480 },
    });
    expect((await theClaim(home)).record.reasons[0]?.message).toMatch(/^The claim was withdrawn here, and the payer/);
    expect(await withdraw(home)).toMatchObject({
      problem: [{ message: expect.stringMatching(/^the claim is withdrawn/) }],
    });
    await pay(home, file, '2026-07-09', reversal(answer(file, 1, '1', inFull)));
    expect(await stands(home)).toEqual(voided);
  });

  test('says so when its payer accepts it all the same, and stays withdrawn', async () => {
    using home = await temporaryHome();
    await takeIn(home, uploadOf('one', encounter('REJ2774')));
    await withdraw(home);
    const file = await theClaim(home);
    await acknowledge(home, file, 1, { outcome: 'accepted', reasons: [] });
    await acknowledge(home, file, 1, rejectedIn277);
    expect(await stands(home)).toEqual(voided);
    const timeline = await readTimeline(home.services.items, scope, file.record.claimId);
    expect(timeline.at(-1)?.what).toBe('accepted by the payer after it was rejected');
  });

  test('and that is withdrawn before its wait has begun does not wait', async () => {
    using home = await temporaryHome();
    await takeIn(home, uploadOf('one', encounter('PAID1', undiagnosed)));
    const { record } = await theClaim(home);
    await withdrawClaim(scope, biller, home.services, record.claimId);
    const ended: string[] = [];
    const workflows = {
      ...home.services.workflows,
      succeedTask: (token: string) => {
        ended.push(token);
        return Promise.resolve('accepted' as const);
      },
    };
    const step = { claimId: record.claimId, generation: record.generation, kind: 'person', token: 'T2' } as const;
    await awaitMail(scope, { ...home.services, workflows }, step);
    expect(ended).toEqual(['T2']);
    expect((await theClaim(home)).wait?.token).not.toBe('T2');
  });
});

test('a claim whose steps keep failing is withdrawn', async () => {
  const wrap = (services: Services): Services => ({
    ...services,
    items: {
      ...services.items,
      query: (asked) =>
        asked.pk.includes('#V#') ? Promise.reject(new Error('the disk is gone')) : services.items.query(asked),
    },
  });
  using home = await temporaryHome({ wrap });
  await takeIn(home, uploadOf('one', encounter('PAID1')));
  expect(await stands(home)).toMatchObject({ status: 'held', reasons: ['step-failed'] });
  expect(await withdraw(home)).toMatchObject({ ok: true });
  expect(await stands(home)).toEqual(voided);
});

test.each(['SILENT6', 'DENY502', 'PARTIAL973'])(
  'a claim that a payer has, or may have, is not (%s)',
  async (memberId) => {
    using home = await temporaryHome();
    await takeIn(home, uploadOf('one', encounter(memberId)));
    const before = await stands(home);
    expect(await withdraw(home)).toMatchObject({
      problem: [{ field: 'status', message: expect.stringContaining('claimFrequencyCode=8') }],
    });
    expect(await stands(home)).toEqual(before);
  },
);

test('nor is one that waits for nobody', async () => {
  using home = await temporaryHome();
  await takeIn(home, uploadOf('one', encounter('PAID1')));
  expect(await withdraw(home)).toMatchObject({ problem: [{ message: 'the claim is closed: it waits for nobody' }] });
});
