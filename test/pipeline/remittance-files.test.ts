import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadConfiguration } from '../../local/configuration/index.ts';
import type { Home } from '../../local/home/home.ts';
import { balances } from '../../shared/ledger/index.ts';
import { claimFiles, fileRecords, readRemittanceFile, remittances } from '../../shared/repositories/index.ts';
import { runReport, type Services } from '../../shared/use-cases/index.ts';
import { gather } from '../conformance/gather.ts';
import { correct, encounter, release, scope, theClaim } from './one-claim.ts';
import { clp, fromClearinghouse, remittance835 } from './payer-answers.ts';
import { takeIn, temporaryHome, uploadOf } from './run-home.ts';

async function booked(home: Home) {
  const all = await gather(remittances(home.services.items, scope, 'all'));
  return Promise.all(all.map(({ remittanceId }) => readRemittanceFile(home.services.items, scope, remittanceId)));
}

/** Services with which two files look for their trace number at the same time. */
function atOnce({ items, ...services }: Services): Services {
  const both = Promise.withResolvers<void>();
  let looking = 0;
  return {
    ...services,
    items: {
      query: items.query.bind(items),
      transact: items.transact.bind(items),
      async get(key) {
        const found = await items.get(key);
        if (!key.pk.startsWith('TRACE#')) return found;
        looking += 1;
        if (looking === 2) both.resolve();
        await both.promise;
        return found;
      },
    },
  };
}

describe('files of remittances', () => {
  test('of two with the same trace number that say different things, one is booked and the other set aside', async () => {
    using home = await temporaryHome();
    await takeIn(home, uploadOf('one', encounter('SILENT1'), encounter('SILENT2')));
    const claims = await gather(claimFiles(home.services.items, scope));
    const [first = '', second = ''] = claims.map(({ submissions }) => submissions[0]?.patientControlNumber);
    const services = atOnce(home.services);
    await Promise.all([
      fromClearinghouse(home, 'FIRST', remittance835('TR1', 100, clp(first, 100)), services),
      fromClearinghouse(home, 'SECOND', remittance835('TR1', 150, clp(second, 150)), services),
    ]);
    await home.time.settle();
    const { files, unapplied, money, claims: ended, ledgerImbalance } = await runReport(home.services);
    const answers = files.filter(({ kind }) => kind === '835');
    expect(answers.map(({ status }) => status).sort()).toEqual(['quarantined', 'read']);
    expect(answers.find(({ status }) => status === 'quarantined')?.reason).toMatch(/ask the payer which one counts/);
    expect([unapplied, ledgerImbalance, ended.byStatus]).toEqual([0, 0, { closed: 1, overdue: 1 }]);
    expect([10_000, 15_000]).toContain(money.paid);
    expect((await booked(home)).map((file) => [file?.record.status, file?.posted.length])).toEqual([['posted', 1]]);
  });

  test('one that pays claims of two practices under one tax id books to each what its claims were paid', async () => {
    const configuration = await loadConfiguration(join(import.meta.dirname, '../../examples/claimwright.json'));
    const taxId = configuration.practices[0]?.billingProvider.taxId ?? '';
    const practices = configuration.practices.map((practice) => ({
      ...practice,
      billingProvider: { ...practice.billingProvider, taxId },
    }));
    using home = await temporaryHome({ configuration: { ...configuration, practices } });
    const other = { practiceId: 'behavioral-health' };
    const elsewhere = { ...other, renderingProvider: { npi: '1000002117' } };
    await takeIn(home, uploadOf('one', encounter('SILENT1')), uploadOf('two', encounter('SILENT2', elsewhere)));
    const claims = await Promise.all(
      [scope, other].map((practice) => gather(claimFiles(home.services.items, practice))),
    );
    const [ours = '', theirs = ''] = claims.map(([file]) => file?.submissions[0]?.patientControlNumber);
    const loops = [...clp(ours, 100), ...clp(theirs, 150), ...clp('OLD1', 10)];
    await fromClearinghouse(home, 'SHARED', remittance835('TR2', 260, loops));
    await home.time.settle();
    const report = await runReport(home.services);
    expect([report.unapplied, report.money.paid, report.ledgerImbalance]).toEqual([1_000, 25_000, 0]);
    expect(report.claims.byStatus).toEqual({ closed: 2 });
    const shares = [scope, other].map(async (practice) => {
      const [record] = await gather(remittances(home.services.items, practice, 'all'));
      const file = await readRemittanceFile(home.services.items, practice, record?.remittanceId ?? '');
      return [record?.status, balances(file?.journal ?? []).cash, file?.posted.map(({ paidCents }) => paidCents)];
    });
    expect(await Promise.all(shares)).toEqual([
      ['posted', 11_000, [10_000]],
      ['posted', 15_000, [15_000]],
    ]);
  });

  test('one that pays for hundreds of claims that are not ours is booked, and each of them is listed', async () => {
    using home = await temporaryHome();
    await takeIn(home, uploadOf('one', encounter('SILENT1')));
    const loops = Array.from({ length: 300 }, (_, index) => [
      `CLP*OLD${1_000 + index}*1*10*10**12*X${index}`,
      'NM1*QC*1*P*S',
    ]);
    await fromClearinghouse(home, 'MANY', remittance835('TR300', 3_000, loops.flat()));
    await home.time.settle();
    const file = (await fileRecords(home.services.items)).find(({ kind }) => kind === '835');
    expect(file).toMatchObject({ status: 'read' });
    const [remittance] = await booked(home);
    expect(remittance?.unapplied.map(({ ordinal }) => ordinal)).toEqual(loops.map((_, index) => index + 1));
    expect(new Set(remittance?.unapplied.map(({ reason }) => reason))).toEqual(new Set(['unknown-claim']));
    expect((await runReport(home.services)).unapplied).toBe(300_000);
  });
});

describe('whose claim a payment is for', () => {
  const other = { practiceId: 'behavioral-health' };
  const atOther = { ...other, renderingProvider: { npi: '1000002117' } };
  /** Cash and what is unapplied of it in the books of both practices, and what is said of the unapplied. */
  const booksOf = async ({ services: { items } }: Home) =>
    Promise.all(
      [scope, other].map(async (practice) => {
        const all = await gather(remittances(items, practice, 'all'));
        const files = await Promise.all(
          all.map(({ remittanceId }) => readRemittanceFile(items, practice, remittanceId)),
        );
        const { cash } = balances(files.flatMap((file) => file?.journal ?? []));
        const status = files.every((file) => file?.record.status === 'posted') ? 'posted' : 'posting';
        return [cash, files.flatMap((file) => file?.unapplied.map(({ reason }) => reason) ?? []), status];
      }),
    );

  test.each<[string, string[], [number, string[]][]]>([
    [
      'by its NPI and tax id',
      ['N1*PE*X*XX*1000001010', 'REF*TJ*780010001'],
      [
        [25_000, ['other-payee']],
        [0, []],
      ],
    ],
    [
      'that nobody knows',
      ['N1*PE*X*XX*1999999984', 'REF*TJ*999999999'],
      [
        [10_000, []],
        [15_000, []],
      ],
    ],
    [
      'by the NPI of another and its own tax id',
      ['N1*PE*X*XX*1000002018', 'REF*TJ*78-0010001'],
      [
        [10_000, []],
        [15_000, []],
      ],
    ],
    [
      'by another’s NPI and tax id',
      ['N1*PE*X*XX*1000002018', 'REF*TJ*780010002'],
      [
        [0, []],
        [25_000, ['other-payee']],
      ],
    ],
    [
      'by another’s NPI alone',
      ['N1*PE*X*XX*1000002018'],
      [
        [0, []],
        [25_000, ['other-payee']],
      ],
    ],
  ])('a payee named %s', async (_name, payee, books) => {
    using home = await temporaryHome();
    await takeIn(home, uploadOf('one', encounter('SILENT1')), uploadOf('two', encounter('SILENT2', atOther)));
    const claims = await Promise.all(
      [scope, other].map((practice) => gather(claimFiles(home.services.items, practice))),
    );
    const [ours = '', theirs = ''] = claims.map(([file]) => file?.submissions[0]?.patientControlNumber);
    const file = remittance835('TR3', 250, [...clp(ours, 100), ...clp(theirs, 150)], payee);
    await fromClearinghouse(home, 'PAYEE', file);
    await home.time.settle();
    // Once more in another file: what was booked stays as it was.
    await fromClearinghouse(home, 'AGAIN', file);
    await home.time.settle();
    expect(await booksOf(home)).toEqual(books.map((each) => [...each, 'posted']));
  });
});

test('a claim that is corrected to the NPI of another practice, and released, is paid, and its cash is in its own books', async () => {
  using home = await temporaryHome();
  const atOther = { practiceId: 'behavioral-health', renderingProvider: { npi: '1000002117' } };
  await takeIn(
    home,
    uploadOf('one', encounter('PAID1', { totalCharge: '1.00', payerId: 'MINDW' })),
    uploadOf('two', encounter('PAID2', atOther)),
  );
  await correct(home, 'billingProvider.npi=1000002018', 'totalCharge=203.00');
  await release(home);
  const { unapplied, ledgerImbalance, claims } = await runReport(home.services);
  expect([unapplied, ledgerImbalance, claims.byStatus]).toEqual([0, 0, { closed: 2 }]);
  const { journal } = await theClaim(home);
  const cash = (await booked(home)).map((file) => balances(file?.journal ?? []).cash);
  expect(cash).toEqual([balances(journal).unapplied]);
  expect(cash[0]).toBeGreaterThan(0);
});
