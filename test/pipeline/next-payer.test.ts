import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readUploads, type Upload } from '../../local/commands/upload.ts';
import type { Home } from '../../local/home/home.ts';
import { balances, whereTheMoneyStands } from '../../shared/ledger/index.ts';
import { asCents, type Cents, sumCents } from '../../shared/money.ts';
import type { Adjustment } from '../../shared/remittance/index.ts';
import { type ClaimFile, claimFiles, readClaimFile } from '../../shared/repositories/index.ts';
import { deliverMail } from '../../shared/use-cases/deliver-mail.ts';
import { correctClaim, releaseClaim } from '../../shared/use-cases/index.ts';
import { biller } from './one-claim.ts';
import { acknowledge, pay, reversal } from './payer-answers.ts';
import { takeIn, temporaryHome } from './run-home.ts';

const scope = { practiceId: 'surgical-group' };
const [sample] = await readUploads([join(import.meta.dirname, '../../examples/claims/surgical-group.837')]);

const sampleMember = '6SL8OB9ZS13';

/** Of the sample, the one claim with two payers, in a transaction set of its own. */
function claimWithTwoPayers(memberId = sampleMember): Upload {
  if (sample === undefined) throw new Error('the sample is gone');
  const segments = new TextDecoder().decode(sample.bytes).replace(sampleMember, memberId).split('~\n');
  const first = segments.findIndex((segment) => segment.startsWith('ST*837*0002'));
  const level = (number: number) => segments.findIndex((one, at) => at > first && one.startsWith(`HL*${number}*`));
  const set = [...segments.slice(first, level(2)), 'HL*2*1*22*0', ...segments.slice(level(4) + 1, level(5))];
  const file = [...segments.slice(0, 2), ...set, `SE*${set.length + 1}*0002`, 'GE*1*318', 'IEA*1*000000318', ''];
  return { ...sample, bytes: new TextEncoder().encode(file.join('~\n')) };
}

const owed = 35_484;

/** A claim whose payer has answered and which names another payer; 287.34 were paid, 354.84 are left. */
async function heldForNextPayer(home: Home, memberId?: string): Promise<ClaimFile> {
  await takeIn(home, claimWithTwoPayers(memberId));
  for await (const file of claimFiles(home.services.items, scope)) {
    if (file.record.reasons.some(({ code }) => code === 'next-payer')) return file;
  }
  throw new Error('the sample has no claim with two payers');
}

async function again(home: Home, { record }: ClaimFile): Promise<ClaimFile> {
  const found = await readClaimFile(home.services.items, scope, record.claimId);
  if (found === undefined) throw new Error('the claim is gone');
  return found;
}

async function ends(home: Home, before: ClaimFile) {
  await home.time.run();
  const { record, journal, statements, submissions } = await again(home, before);
  return {
    status: record.status,
    workflow: record.workflow,
    changes: record.revision,
    reasons: record.reasons.map(({ code }) => code),
    attempts: submissions.length,
    billed: statements.map(({ amountCents }) => amountCents),
    money: whereTheMoneyStands(balances(journal)),
  };
}

async function openWork(home: Home, before: ClaimFile): Promise<string[]> {
  const { work } = await again(home, before);
  return work.flatMap(({ open, category }) => (open ? [category] : [])).toSorted();
}

function release(home: Home, { record }: ClaimFile) {
  return releaseClaim(scope, biller, home.services, record.claimId);
}

function firstPayment({ mail }: ClaimFile) {
  const [payment] = mail.flatMap(({ content }) => (content.kind === 'remittance' ? [content.payment] : []));
  if (payment === undefined) throw new Error('nobody has paid');
  return payment;
}

describe('a claim held for its next payer', () => {
  type Before = (home: Home, file: ClaimFile) => Promise<unknown>;
  test.each<[string, Before]>([
    [
      'an acceptance that comes after the payment',
      (home, file) => acknowledge(home, file, 1, { outcome: 'accepted', reasons: [] }),
    ],
    [
      'a reversal and the same payment again',
      (home, file) => pay(home, file, '2026-06-01', reversal(firstPayment(file)), firstPayment(file)),
    ],
    ['another release in the same moment', (home, file) => release(home, file)],
  ])('%s changes nothing: released, the patient is billed once', async (_name, before) => {
    using home = await temporaryHome();
    const file = await heldForNextPayer(home);
    await before(home, file);
    await release(home, file);
    const ended = await ends(home, file);
    // It does not go round and round on the way.
    expect(ended.changes - file.record.revision).toBeLessThan(20);
    expect(ended).toMatchObject({
      status: 'closed',
      workflow: 'ended',
      attempts: 1,
      billed: [owed],
      money: { paid: 28_734, patient: owed, open: 0 },
    });
  });

  test('is still held, and still reminded of, when its payment is corrected', async () => {
    using home = await temporaryHome();
    const file = await heldForNextPayer(home);
    await pay(home, file, '2026-06-01', reversal(firstPayment(file)), firstPayment(file));
    const held = { status: 'held', reasons: ['next-payer'], billed: [], money: { patient: 0, open: owed } };
    expect(await ends(home, file)).toMatchObject(held);
    await home.time.advanceTo(new Date('2027-06-01T00:00:00Z'));
    expect(await ends(home, file)).toMatchObject({ ...held, workflow: 'ended' });
  });

  test('a payment corrected right after the release is not billed twice', async () => {
    using home = await temporaryHome();
    const file = await heldForNextPayer(home);
    await release(home, file);
    await pay(home, file, '2026-06-01', reversal(firstPayment(file)), firstPayment(file));
    expect(await ends(home, file)).toMatchObject({
      status: 'closed',
      billed: [owed],
      money: { patient: owed, open: 0 },
    });
  });

  test.each([
    ['a part was denied', {}],
    ['a part was denied and the rest is the deductible', { 'PR-1': 18_734 }],
  ])('of which %s, released: the patient is billed, and the denial stays in follow-up', async (_what, more) => {
    using home = await temporaryHome();
    const file = await heldForNextPayer(home);
    const paid = firstPayment(file);
    const refused: Adjustment = { group: 'PR', reasonCode: '96', amount: asCents(10_000) };
    const rest = Object.values<number>(more).map(
      (amount): Adjustment => ({ group: 'PR', reasonCode: '1', amount: asCents(amount) }),
    );
    const unpaid = [refused, ...rest];
    const less = <Of extends { paid: Cents }>(of: Of): Of => ({
      ...of,
      paid: asCents(of.paid - sumCents(unpaid.map(({ amount }) => amount))),
    });
    const [first, ...others] = paid.serviceLines;
    if (first === undefined) throw new Error('the payment has no lines');
    const serviceLines = [{ ...less(first), adjustments: [...first.adjustments, ...unpaid] }, ...others];
    await pay(home, file, '2026-06-01', reversal(paid), { ...less(paid), serviceLines });
    const both = ['denied-PR-96', 'next-payer'];
    const before = await ends(home, file);
    expect(before).toMatchObject({ status: 'partially-denied', billed: [] });
    expect(before.reasons.toSorted()).toEqual(both);
    expect(await openWork(home, file)).toEqual(['next-payer', 'partial-denial']);
    await release(home, file);
    const { patient, open, denied: inFollowUp } = (await ends(home, file)).money;
    expect(await ends(home, file)).toMatchObject({
      status: 'partially-denied',
      reasons: ['denied-PR-96'],
      attempts: 1,
      billed: [patient],
    });
    expect([open, inFollowUp, patient > 0]).toEqual([0, refused.amount, true]);
    expect(await openWork(home, file)).toEqual(['partial-denial']);
  });

  test('is no longer to be billed to one that has answered, whatever that has denied', async () => {
    using home = await temporaryHome();
    const file = await heldForNextPayer(home);
    const paid = firstPayment(file);
    const charge = paid.charge;
    const settled: Adjustment = { group: 'OA', reasonCode: '23', amount: asCents(charge - owed) };
    const refused: Adjustment = { group: 'PR', reasonCode: '96', amount: asCents(owed) };
    const denial = { ...paid, statusCode: '2', paid: asCents(0), adjustments: [settled, refused], serviceLines: [] };
    await pay(home, file, '2026-06-01', { ...denial, payerClaimControlNumber: 'OF-THE-SECOND' });
    expect(await ends(home, file)).toMatchObject({ status: 'partially-denied', reasons: ['denied-PR-96'] });
    expect(await openWork(home, file)).toEqual(['partial-denial']);
    // What goes to the first one again names the number that this one has given.
    const { submissions } = await again(home, file);
    expect(submissions).toMatchObject([{ assignedPayerClaimControlNumber: paid.payerClaimControlNumber }]);
  });

  test('corrected, it is sent anew and nobody is billed', async () => {
    using home = await temporaryHome();
    const file = await heldForNextPayer(home);
    const corrections = ['priorAuthorizationNumber=PA1'];
    await correctClaim(scope, biller, home.services, file.record.claimId, corrections);
    expect(await ends(home, file)).toMatchObject({ status: 'held', reasons: ['next-payer'], attempts: 2, billed: [] });
  });

  test('of two attempts, only what the last left to the patient is his', async () => {
    using home = await temporaryHome();
    const file = await heldForNextPayer(home);
    await correctClaim(scope, biller, home.services, file.record.claimId, ['priorAuthorizationNumber=PA1']);
    await home.time.run();
    await release(home, file);
    // Both attempts were paid: the patient's share of the last is booked, and nobody is billed yet.
    expect(await ends(home, file)).toMatchObject({
      status: 'held',
      reasons: ['credit-balance'],
      billed: [],
      money: { paid: 80_108, patient: 12_844, open: -28_734 },
    });
    await pay(home, file, '2026-06-20', reversal(firstPayment(file)));
    expect(await ends(home, file)).toMatchObject({ status: 'closed', billed: [12_844], money: { open: 0 } });
  });
});

describe('a claim that was denied as a whole and names another payer', () => {
  const denied = { money: { denied: 345_000, open: 0 }, billed: [] };
  const inFollowUp = { ...denied, status: 'denied', reasons: ['denied-CO-96'], attempts: 1 };

  test('asks for the next one with all that it may pay; released, the denial stays in follow-up', async () => {
    using home = await temporaryHome();
    const file = await heldForNextPayer(home, 'DENY96-3013');
    expect(await ends(home, file)).toMatchObject({ ...inFollowUp, reasons: ['denied-CO-96', 'next-payer'] });
    const amounts = file.work.map(({ category, amountCents }) => [category, amountCents]).toSorted();
    expect(amounts).toEqual([
      ['denial', 345_000],
      ['next-payer', 345_000],
    ]);
    await release(home, file);
    expect(await ends(home, file)).toMatchObject(inFollowUp);
    expect(await openWork(home, file)).toEqual(['denial']);
  });

  test('released once more, it is sent to its payer again', async () => {
    using home = await temporaryHome();
    const file = await heldForNextPayer(home, 'DENY96-3013');
    await release(home, file);
    await home.time.run();
    await release(home, file);
    expect(await ends(home, file)).toMatchObject({ ...inFollowUp, attempts: 2 });
  });

  test('is overdue and no more than that while its payer is silent', async () => {
    using home = await temporaryHome();
    await takeIn(home, claimWithTwoPayers('SILENT3013'));
    for await (const file of claimFiles(home.services.items, scope)) {
      expect(await ends(home, file)).toMatchObject({ status: 'overdue', reasons: ['remittance-overdue'] });
      expect(await openWork(home, file)).toEqual(['overdue']);
    }
  });
});

test('a claim that is voided is not billed to the next payer', async () => {
  using home = await temporaryHome();
  const before = await heldForNextPayer(home);
  const { claimId } = before.record;
  const content = { kind: 'void', voidedBy: claimId, attempt: 1, what: 'replaced' } as const;
  await deliverMail(scope, home.services, claimId, { mailId: 'void', content });
  await pay(home, before, '2026-07-02', reversal(firstPayment(before)));
  expect(await ends(home, before)).toMatchObject({ status: 'voided', workflow: 'ended', reasons: [], billed: [] });
  expect(await openWork(home, before)).toEqual([]);
});
