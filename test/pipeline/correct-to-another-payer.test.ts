import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Home } from '../../local/home/home.ts';
import { readTimeline } from '../../shared/repositories/index.ts';
import { correctClaim } from '../../shared/use-cases/index.ts';
import { biller, correct, encounter, scope, stands, theClaim } from './one-claim.ts';
import { takeIn, temporaryHome, uploadOf } from './run-home.ts';

/** How an attempt of a claim left: its frequency code, the number that it names, and its payer. */
async function left(home: Home, externalId: string, attempt: number, of = scope) {
  const { submissions } = await theClaim(home, externalId, of);
  const { transmissionId, patientControlNumber } = submissions[attempt - 1] ?? {};
  const text = new TextDecoder().decode(await home.services.objects.get(`edi/out/${transmissionId}.837`));
  const place = text.indexOf(`CLM*${patientControlNumber}*`);
  const payer = text.slice(text.lastIndexOf('NM1*PR*', place), place).split('~', 1)[0]?.split('*') ?? [];
  const [clm = '', ...segments] = text.slice(place, text.indexOf('LX*1~', place)).split('~');
  return {
    frequency: clm.split('*')[5]?.split(':')[2],
    names: segments.find((segment) => segment.startsWith('REF*F8*'))?.slice('REF*F8*'.length),
    payer: `${payer[3]} (${payer[9]})`,
  };
}

async function numberOf(home: Home, externalId: string, attempt = 1): Promise<string> {
  const number = (await theClaim(home, externalId)).submissions[attempt - 1]?.assignedPayerClaimControlNumber;
  expect(number).toBeDefined();
  return number ?? '';
}

const { subscriber: person } = encounter('') as { readonly subscriber: object };
const denied = async (home: Home, changes: object = {}): Promise<void> => {
  await takeIn(home, uploadOf('one', encounter('DENY50', { encounterId: 'A', ...changes })));
  expect(await stands(home)).toMatchObject({ status: 'denied', attempts: ['1 adjudicated'] });
};
const toBlueLantern = ['payer.payerId=BLANT', 'subscriber.memberId=PAID7'];
const original = { frequency: '1', names: undefined };
const paid = { status: 'closed', reasons: [], openWork: [], attempts: ['1 adjudicated', '1 adjudicated'] };

describe('a denied claim that is corrected to another payer', () => {
  test.each<[string, object, readonly string[], string]>([
    ['is an original there, under the name that is configured', {}, toBlueLantern, 'BLUE LANTERN HEALTH (BLANT)'],
    ['whatever name it came with', { payerName: 'Hollowtree' }, toBlueLantern, 'BLUE LANTERN HEALTH (BLANT)'],
    ['but for a name that is given', {}, ['payer.name=Lantern', ...toBlueLantern], 'LANTERN (BLANT)'],
    ['or where none is known', {}, ['payer.payerId=OTHER', 'subscriber.memberId=P7'], 'HOLLOWTREE HEALTH PLAN (OTHER)'],
  ])('%s', async (_name, changes, corrections, payer) => {
    using home = await temporaryHome();
    await denied(home, changes);
    await correct(home, ...corrections);
    expect(await left(home, 'A', 2)).toEqual({ ...original, payer });
    expect(await stands(home)).toMatchObject(paid);
  });

  test('likewise when it came as an 837', async () => {
    using home = await temporaryHome();
    const path = join(import.meta.dirname, '../../examples/claims/surgical-group.837');
    await takeIn(home, { path, bytes: readFileSync(path) });
    const group = { practiceId: 'surgical-group' };
    const { status, claimId } = (await theClaim(home, 'MSG-3005', group)).record;
    expect(status).toBe('denied');
    await correctClaim(group, biller, home.services, claimId, toBlueLantern);
    await home.time.run();
    expect(await left(home, 'MSG-3005', 2, group)).toEqual({ ...original, payer: 'BLUE LANTERN HEALTH (BLANT)' });
    expect((await theClaim(home, 'MSG-3005', group)).record.status).toBe('closed');
  });

  test('says in its timeline what has changed', async () => {
    using home = await temporaryHome();
    await denied(home);
    await correct(home, ...toBlueLantern);
    const timeline = await readTimeline(home.services.items, scope, (await theClaim(home)).record.claimId);
    const detail = 'payer.payerId, subscriber.memberId, payer.name';
    expect(timeline).toContainEqual(expect.objectContaining({ what: 'corrected by biller', detail }));
  });

  test('replaces there what that payer has answered, and at the first one what that one has', async () => {
    using home = await temporaryHome();
    await denied(home);
    await correct(home, 'payer.payerId=BLANT');
    expect(await left(home, 'A', 2)).toMatchObject(original);
    await correct(home, 'priorAuthorizationNumber=PA1');
    const names = await numberOf(home, 'A', 2);
    expect(await left(home, 'A', 3)).toEqual({ frequency: '7', names, payer: 'BLUE LANTERN HEALTH (BLANT)' });
    await correct(home, 'payer.payerId=HTREE', 'subscriber.memberId=PAID7');
    const first = await numberOf(home, 'A');
    expect(await left(home, 'A', 4)).toEqual({
      frequency: '7',
      names: first,
      payer: 'HOLLOWTREE HEALTH PLAN (HTREE)',
    });
    expect(await stands(home)).toMatchObject({ status: 'closed', openWork: [] });
  });
});

describe('a replacement that came as a claim of its own', () => {
  /** LATER, which replaces a claim that its payer has paid. */
  async function replaced(home: Home, changes: object): Promise<string> {
    await takeIn(home, uploadOf('earlier', encounter('PAID1', { encounterId: 'EARLIER' })));
    const payerClaimControlNumber = await numberOf(home, 'EARLIER');
    const replacement = { encounterId: 'LATER', claimFrequencyCode: '7', payerClaimControlNumber, ...changes };
    await takeIn(home, uploadOf('later', encounter('DENY50', replacement)));
    return payerClaimControlNumber;
  }

  async function correctLater(home: Home, ...corrections: readonly string[]): Promise<void> {
    const { claimId } = (await theClaim(home, 'LATER')).record;
    expect(await correctClaim(scope, biller, home.services, claimId, corrections)).toMatchObject({ ok: true });
    await home.time.run();
  }

  test('is an original at another payer', async () => {
    using home = await temporaryHome();
    await replaced(home, {});
    const earlier = await theClaim(home, 'EARLIER');
    await correctLater(home, ...toBlueLantern);
    expect(await left(home, 'LATER', 2)).toEqual({ ...original, payer: 'BLUE LANTERN HEALTH (BLANT)' });
    expect((await theClaim(home, 'LATER')).record).toMatchObject({ status: 'closed', reasons: [] });
    // What the first payer has said of the claim that was replaced there stands.
    expect(await theClaim(home, 'EARLIER')).toEqual(earlier);
  });

  test('stays one when it is corrected to the payer whose number it names', async () => {
    using home = await temporaryHome();
    const names = await replaced(home, { payerId: 'BLANT' });
    expect((await theClaim(home, 'LATER')).record.status).toBe('rejected');
    await correctLater(home, 'payer.payerId=HTREE', 'subscriber.memberId=PAID7');
    expect(await left(home, 'LATER', 2)).toEqual({ frequency: '7', names, payer: 'HOLLOWTREE HEALTH PLAN (HTREE)' });
    expect((await theClaim(home, 'LATER')).record.status).toBe('closed');
  });

  test('names the number that is given for the other payer', async () => {
    using home = await temporaryHome();
    await replaced(home, {});
    await correctLater(home, ...toBlueLantern, 'claimFrequencyCode=7', 'payerClaimControlNumber=BL1');
    expect(await left(home, 'LATER', 2)).toMatchObject({ frequency: '7', names: 'BL1' });
    expect((await theClaim(home, 'LATER')).record.status).toBe('rejected');
  });

  test('is held where it shall stay one and names no number', async () => {
    using home = await temporaryHome();
    await replaced(home, {});
    await correctLater(home, ...toBlueLantern, 'claimFrequencyCode=7');
    const { record } = await theClaim(home, 'LATER');
    expect(record).toMatchObject({ status: 'held', reasons: [{ code: 'payer-claim-control-number-missing' }] });
  });

  test('leaves as an original when a person says so', async () => {
    using home = await temporaryHome();
    await replaced(home, {});
    await correctLater(home, 'claimFrequencyCode=1', 'subscriber.memberId=PAID7');
    expect(await left(home, 'LATER', 2)).toMatchObject(original);
  });
});

test('a claim that its payer has not processed leaves as a new one, and names what was processed before', async () => {
  using home = await temporaryHome();
  await denied(home, { subscriber: { ...person, memberId: 'DENY16' } });
  const [reason] = (await theClaim(home)).record.reasons;
  expect(reason).toMatchObject({ code: 'denied-CO-16', remarkCodes: ['MA130', 'M51'] });
  expect(reason?.message).toMatch(/^The payer denied 203\.00 with CO-16 \(MA130, M51\): .* leaves as a new claim\.$/);
  await correct(home, 'subscriber.memberId=DENY50');
  expect(await left(home, 'A', 2)).toMatchObject(original);
  await correct(home, 'subscriber.memberId=DENY16');
  const names = await numberOf(home, 'A', 2);
  expect(await left(home, 'A', 3)).toMatchObject({ frequency: '7', names });
  await correct(home, 'subscriber.memberId=PAID7');
  expect(await left(home, 'A', 4)).toMatchObject({ frequency: '7', names });
});

describe('a frequency code that a person gives', () => {
  test('is obeyed, once', async () => {
    using home = await temporaryHome();
    await denied(home);
    await correct(home, 'claimFrequencyCode=1');
    expect(await left(home, 'A', 2)).toMatchObject(original);
    expect(await stands(home)).toMatchObject({ status: 'denied', attempts: ['1 adjudicated', '1 adjudicated'] });
    await correct(home, 'subscriber.memberId=PAID7');
    expect(await left(home, 'A', 3)).toMatchObject({ frequency: '7', names: await numberOf(home, 'A', 2) });
    expect(await stands(home)).toMatchObject({ status: 'closed' });
  });

  test('is obeyed by the claim that leaves, though it was held before', async () => {
    using home = await temporaryHome();
    await denied(home);
    await correct(home, 'claimFrequencyCode=1', 'totalCharge=1.00');
    expect(await stands(home)).toMatchObject({ status: 'held', attempts: ['1 adjudicated'] });
    await correct(home, 'totalCharge=203.00', 'subscriber.memberId=PAID7');
    expect(await left(home, 'A', 2)).toMatchObject(original);
    expect(await stands(home)).toMatchObject(paid);
  });

  test('names the number that the payer has given it', async () => {
    using home = await temporaryHome();
    await denied(home);
    await correct(home, 'claimFrequencyCode=7', 'subscriber.memberId=PAID7');
    expect(await left(home, 'A', 2)).toMatchObject({ frequency: '7', names: await numberOf(home, 'A') });
    expect(await stands(home)).toMatchObject({ status: 'closed' });
  });

  test('is held when it replaces and no number is known', async () => {
    using home = await temporaryHome();
    await takeIn(home, uploadOf('one', encounter('REJ277A7', { encounterId: 'A' })));
    await correct(home, 'claimFrequencyCode=7');
    expect(await stands(home)).toMatchObject({ status: 'held', reasons: ['payer-claim-control-number-missing'] });
  });
});
