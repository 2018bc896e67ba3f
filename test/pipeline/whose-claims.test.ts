import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Upload } from '../../local/commands/upload.ts';
import { loadConfiguration } from '../../local/configuration/index.ts';
import type { Home } from '../../local/home/home.ts';
import {
  type ClaimFile,
  claimFiles,
  enrolledPractices,
  expectBatch,
  type PracticeScope,
} from '../../shared/repositories/index.ts';
import { acceptConflict, correctClaim, fileIdOf, releaseClaim, runReport } from '../../shared/use-cases/index.ts';
import { gather } from '../conformance/gather.ts';
import { type ClaimWords, claimsText } from '../simulator/claims-text.ts';
import { biller, encounter } from './one-claim.ts';
import { takeIn, temporaryHome, uploadOf } from './run-home.ts';

const right = '1000003016';
/** Its last two digits are exchanged: the check digit is wrong. */
const wrong = '1000003061';
const missing = '';
/** Right by its check digit, and no practice's. */
const nobodys = '1999999984';
const behavioral = '1000002018';

const ofGroup = '780010003';
const ofNobody = '123456789';

/** An 837 of a practice under a tax id, with a claim for each NPI. */
function upload(taxId: string, ...npis: readonly string[]): Upload {
  const claims = npis.map((npi, index): ClaimWords => {
    const lines = [{ code: '99213', charge: '125.00', date: '20260302' }];
    return { number: `CLM-${index}`, memberId: `PAID${index}`, payerId: 'HTREE', npi, lines };
  });
  const text = claimsText({ controlNumber: 1, transactions: [claims] })
    .replaceAll('REF*EI*123456789', `REF*EI*${taxId}`)
    .replaceAll('*XX*~', '~');
  return { path: '/uploads/claims.837', bytes: Buffer.from(text) };
}

async function claimsOf({ services: { items } }: Home, scope: PracticeScope): Promise<readonly ClaimFile[]> {
  return gather(claimFiles(items, scope));
}

/** Each practice with its claims. */
async function booksOf(home: Home): Promise<Readonly<Record<string, readonly string[]>>> {
  const books: Record<string, string[]> = {};
  for (const practice of await enrolledPractices(home.services.items)) {
    const claims = await claimsOf(home, practice);
    books[practice.practiceId.replace(/^tax-.*/, 'tax')] = claims.map(({ record: { status, reasons } }) =>
      [status, ...reasons.map(({ code }) => code)].join(' '),
    );
  }
  return books;
}

async function setAside(home: Home) {
  const { claims, duplicates, conflicts, refused, money } = await runReport(home.services);
  return {
    claims: claims.total,
    duplicates: duplicates.length,
    conflicts: conflicts.length,
    refused: refused.length,
    billed: money.billed,
  };
}
const once = { claims: 1, duplicates: 0, conflicts: 0, refused: 0, billed: 12_500 };

async function correct(home: Home, npi: string): Promise<void> {
  for (const practice of await enrolledPractices(home.services.items)) {
    for (const { record } of await claimsOf(home, practice)) {
      if (record.status !== 'held') continue;
      const corrections = [`billingProvider.npi=${npi}`];
      const corrected = await correctClaim(practice, biller, home.services, record.claimId, corrections);
      expect(corrected).toMatchObject({ ok: true });
    }
  }
  await home.time.run();
}

async function accept(home: Home): Promise<string> {
  const [fileId = '', ordinal] = (await runReport(home.services)).conflicts[0]?.record?.split('-') ?? [];
  const accepted = await acceptConflict(biller, home.services, fileId, Number(ordinal));
  await home.time.run();
  return accepted.ok ? accepted.value.as : 'refused';
}

/** All practices are of one tax id. */
async function sharing(): Promise<Home & Disposable> {
  const configuration = await loadConfiguration(join(import.meta.dirname, '../../examples/claimwright.json'));
  const practices = configuration.practices.map((practice) => ({
    ...practice,
    billingProvider: { ...practice.billingProvider, taxId: ofGroup },
  }));
  return temporaryHome({ configuration: { ...configuration, practices } });
}

describe('a claim whose billing NPI is wrong is of the practice that its tax id names', () => {
  test.each([
    ['its check digit is wrong', wrong, 'npi-invalid'],
    ['it is missing', missing, 'field-missing'],
    ['it is another one', nobodys, 'billing-npi-not-of-practice'],
  ])('%s: held there; the file that is mended says the same claim, and corrects it', async (_name, npi, reason) => {
    using home = await temporaryHome();
    await takeIn(home, upload(ofGroup, npi));
    expect(await booksOf(home)).toEqual({ 'surgical-group': [`held ${reason}`] });
    await takeIn(home, upload(ofGroup, right));
    expect(await booksOf(home)).toEqual({ 'surgical-group': [`held ${reason}`] });
    expect(await setAside(home)).toEqual({ ...once, conflicts: 1 });
    expect(await accept(home)).toBe('correction');
    expect(await booksOf(home)).toEqual({ 'surgical-group': ['closed'] });
    expect(await setAside(home)).toEqual(once);
  });

  test.each([
    ['wrong', wrong],
    ['missing', missing],
    ['another one', nobodys],
  ])('%s, and corrected here: the file that is mended says what is here already', async (_name, npi) => {
    using home = await temporaryHome();
    await takeIn(home, upload(ofGroup, npi));
    await correct(home, right);
    await takeIn(home, upload(ofGroup, right));
    expect(await booksOf(home)).toEqual({ 'surgical-group': ['closed'] });
    expect(await setAside(home)).toEqual({ ...once, duplicates: 1 });
  });

  test('of a practice that nobody configured: it has no NPI until one is right', async () => {
    using home = await temporaryHome();
    await takeIn(home, upload(ofNobody, wrong));
    expect(await booksOf(home)).toEqual({ tax: ['held npi-invalid'] });
    expect((await enrolledPractices(home.services.items))[0]?.billingProvider.npi).toBeUndefined();
    await takeIn(home, upload(ofNobody, nobodys));
    expect(await booksOf(home)).toEqual({ tax: ['held npi-invalid'] });
    expect(await accept(home)).toBe('correction');
    expect(await booksOf(home)).toEqual({ tax: ['closed'] });
    expect(await setAside(home)).toEqual(once);
  });

  test.each([
    ['that has sent something before', [upload(ofNobody, nobodys), upload(ofNobody, nobodys, wrong)]],
    ['that is in the same file', [upload(ofNobody, nobodys, wrong)]],
  ])('of a practice %s', async (_name, uploads) => {
    using home = await temporaryHome();
    await takeIn(home, ...uploads);
    const books = await booksOf(home);
    expect(Object.keys(books)).toEqual([`npi-${nobodys}`]);
    expect(books[`npi-${nobodys}`]?.toSorted()).toEqual(['closed', 'held npi-invalid']);
  });

  test('and so is one that comes after it in the same file, with an NPI that is right', async () => {
    using home = await temporaryHome();
    await takeIn(home, upload(ofNobody, wrong, nobodys));
    expect((await booksOf(home))['tax']?.toSorted()).toEqual(['closed', 'held npi-invalid']);
  });
});

test('released, a claim is billed under another NPI of its practice', async () => {
  using home = await temporaryHome();
  await takeIn(home, upload(ofGroup, nobodys));
  const scope = { practiceId: 'surgical-group' };
  const [{ record } = { record: undefined }] = await claimsOf(home, scope);
  expect(record?.reasons[0]?.message).toContain(right);
  if (record === undefined) throw new Error('no claim');
  await releaseClaim(scope, biller, home.services, record.claimId);
  await home.time.run();
  expect(await booksOf(home)).toEqual({ 'surgical-group': ['closed'] });
});

test('corrected to the NPI of another practice, a claim is held: it stays where it came', async () => {
  using home = await temporaryHome();
  await takeIn(home, upload(ofGroup, wrong));
  await correct(home, behavioral);
  expect(await booksOf(home)).toEqual({ 'surgical-group': ['held billing-npi-not-of-practice'] });
});

describe('where a tax id is of several practices', () => {
  test.each([
    ['wrong', wrong],
    ['missing', missing],
  ])('a claim whose NPI is %s is refused, and taken when it is mended', async (_name, npi) => {
    using home = await sharing();
    await takeIn(home, upload(ofGroup, npi));
    expect(await booksOf(home)).toEqual({});
    const { refused } = await runReport(home.services);
    expect(refused).toMatchObject([{ reasons: [expect.stringMatching(/^billingProvider.npi: .* several practices/)] }]);
    await takeIn(home, upload(ofGroup, right));
    expect(await booksOf(home)).toEqual({ 'surgical-group': ['closed'] });
  });
});

describe('of encounters of practices that nobody configured', () => {
  const billingProvider = {
    organizationName: 'Elsewhere Clinic',
    npi: nobodys,
    taxId: ofNobody,
    address: { address1: '2 Other Road', city: 'Elsewhere', state: 'OH', postalCode: '450990002' },
  };
  const held = (practiceId: string, npi = nobodys) =>
    encounter('PAID1', { practiceId, totalCharge: '1.00', billingProvider: { ...billingProvider, npi } });

  test('an NPI has one set of books', async () => {
    using home = await temporaryHome();
    await takeIn(
      home,
      uploadOf('first', held('elsewhere'), held('elsewher'), held('family', behavioral)),
      uploadOf('second', held('else-where'), held('elsewhere')),
    );
    expect(await booksOf(home)).toEqual({ elsewhere: ['held total-charge-differs'] });
    const { refused, duplicates } = await runReport(home.services);
    const reason = (id: string) =>
      `practiceId: Is not a configured practice, and billingProvider.npi is that of ${id}: send that id.`;
    const reasons = ['elsewhere', 'behavioral-health', 'elsewhere'].map((id) => [reason(id)]);
    expect(refused.map((each) => each.reasons)).toEqual(reasons);
    expect(duplicates).toHaveLength(1);
  });
});

describe('whoever may send for some practices alone', () => {
  /** Takes the upload as one that was sent for these practices. */
  async function sentFor(home: Home, practiceIds: readonly string[], { path, bytes }: Upload): Promise<void> {
    const key = `inbox/${home.services.ids.derive(20, 'upload', path, Buffer.from(bytes).toString('hex'))}`;
    const fileId = fileIdOf(home.services.ids, key, bytes);
    await expectBatch(home.services.items, { fileId, practiceIds, receivedAt: '2026-03-21T08:00:00.000Z' });
    await home.services.objects.putIfAbsent(key, bytes);
    await home.time.run();
  }

  test('sends no claim to another one by its tax id', async () => {
    using home = await temporaryHome();
    await sentFor(home, ['family-medicine'], upload(ofGroup, wrong));
    expect(await booksOf(home)).toEqual({});
    expect(await setAside(home)).toMatchObject({ claims: 0, refused: 1 });
  });

  test('sends to his own by its tax id', async () => {
    using home = await temporaryHome();
    await sentFor(home, ['surgical-group'], upload(ofGroup, wrong));
    await sentFor(home, [`npi-${nobodys}`], upload(ofNobody, nobodys));
    await sentFor(home, [`npi-${nobodys}`], upload(ofNobody, nobodys, wrong));
    const books = await booksOf(home);
    expect(books['surgical-group']).toEqual(['held npi-invalid']);
    expect(books[`npi-${nobodys}`]?.toSorted()).toEqual(['closed', 'held npi-invalid']);
  });

  test('sends to his own by a tax id that others have too', async () => {
    using home = await sharing();
    await sentFor(home, ['surgical-group'], upload(ofGroup, wrong));
    expect(await booksOf(home)).toEqual({ 'surgical-group': ['held npi-invalid'] });
  });

  test('gets no claim of another one by saying its tax id', async () => {
    using home = await temporaryHome();
    await sentFor(home, [`npi-${nobodys}`], upload(ofNobody, nobodys));
    await takeIn(home, upload(ofNobody, '', wrong));
    expect(await booksOf(home)).toMatchObject({
      [`npi-${nobodys}`]: ['closed'],
      tax: [expect.anything(), expect.anything()],
    });
  });
});
