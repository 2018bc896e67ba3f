import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadConfiguration } from '../../local/configuration/index.ts';
import type { Home } from '../../local/home/home.ts';
import { balances } from '../../shared/ledger/index.ts';
import { claimFiles, fileRecords, readRemittanceFile, remittances } from '../../shared/repositories/index.ts';
import { runReport, type Services } from '../../shared/use-cases/index.ts';
import { gather } from '../conformance/gather.ts';
import { encounter, scope } from './one-claim.ts';
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
