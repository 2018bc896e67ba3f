import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readUploads } from '../../local/commands/upload.ts';
import type { Home } from '../../local/home/home.ts';
import { claim837p } from '../../shared/guides/claim-837p/index.ts';
import { balances, whereTheMoneyStands } from '../../shared/ledger/index.ts';
import {
  claimFiles,
  fileRecords,
  labelled,
  practiceScopes,
  readListedClaim,
  readRemittanceFile,
  remittances,
} from '../../shared/repositories/index.ts';
import { type RunReport, runReport } from '../../shared/use-cases/index.ts';
import { readFile } from '../../shared/x12/index.ts';
import { takeIn, temporaryHome } from './run-home.ts';

interface ExpectedOutcome {
  readonly externalId?: string;
  readonly practice?: string;
  readonly status: string;
  readonly reasons: readonly string[];
}

const examples = join(import.meta.dirname, '../../examples');
const expected = JSON.parse(readFileSync(join(examples, 'expected-outcomes.json'), 'utf8')) as ExpectedOutcome[];
const setAside = new Set(['duplicate', 'conflict', 'refused']);

const uploads = await readUploads(
  ['encounters', 'claims'].flatMap((folder) =>
    readdirSync(join(examples, folder)).map((name) => join(examples, folder, name)),
  ),
);

async function objectsUnder(home: Home, prefix: string): Promise<Uint8Array[]> {
  const found: Uint8Array[] = [];
  for await (const { key } of home.services.objects.list(prefix)) {
    const bytes = await home.services.objects.get(key);
    if (bytes) found.push(bytes);
  }
  return found;
}

describe('the sample batch, from upload to where each claim ends', () => {
  let home: Home & Disposable;
  let report: RunReport;
  beforeAll(async () => {
    home = await temporaryHome();
    await takeIn(home, ...uploads);
    report = await runReport(home.services);
  });
  afterAll(() => home[Symbol.dispose]());

  test('every claim ends as examples/README.md says, for the reasons it gives', () => {
    const ended = report.claims.list.map(({ externalId, practice, status, reasons }) => ({
      externalId,
      practice,
      status,
      reasons: [...new Set(reasons.map(({ code }) => code))].sort(),
    }));
    type Named = { readonly externalId?: string | undefined };
    const byId = (one: Named, other: Named): number => String(one.externalId).localeCompare(String(other.externalId));
    expect(ended.sort(byId)).toEqual(
      expected
        .filter(({ status }) => !setAside.has(status))
        .map(({ externalId, practice, status, reasons }) => ({
          externalId,
          practice,
          status,
          reasons: [...reasons].sort(),
        }))
        .sort(byId),
    );
  });

  test('every record is a claim or set aside', () => {
    const count = (status: string): number => expected.filter((outcome) => outcome.status === status).length;
    expect(report.duplicates).toHaveLength(count('duplicate'));
    expect(report.conflicts).toHaveLength(count('conflict'));
    expect(report.refused).toHaveLength(count('refused'));
    const records = report.files.reduce((sum, { counts }) => sum + (counts?.records ?? 0), 0);
    expect(records).toBe(expected.length);
  });

  test('the ledger balances, entry by entry and as a whole, and explains every billed dollar', async () => {
    const entries = [];
    for (const scope of await practiceScopes(home.services.items)) {
      for await (const { journal } of claimFiles(home.services.items, scope)) entries.push(...journal);
      for await (const { remittanceId } of remittances(home.services.items, scope, 'all')) {
        entries.push(...((await readRemittanceFile(home.services.items, scope, remittanceId))?.journal ?? []));
      }
    }
    for (const { key, postings } of entries) {
      expect([key, postings.reduce((sum, { amount }) => sum + amount, 0)]).toEqual([key, 0]);
    }
    const { billed, ...others } = report.money;
    expect(Object.values(others).reduce((sum, amount) => sum + amount, 0)).toBe(billed);
    expect(report.ledgerImbalance).toBe(0);
    const charged = entries
      .filter(({ key }) => key === 'charge')
      .flatMap(({ postings }) => postings)
      .filter(({ account }) => account === 'receivable:payer')
      .reduce((sum, { amount }) => sum + amount, 0);
    expect(billed).toBe(charged);
  });

  test('what lists say of each claim’s money is what its entries say', async () => {
    for (const scope of await practiceScopes(home.services.items)) {
      for await (const { record, journal } of claimFiles(home.services.items, scope)) {
        const listed = await readListedClaim(home.services.items, scope, record.claimId);
        expect(listed).toEqual({ ...labelled(record), money: whereTheMoneyStands(balances(journal)) });
      }
    }
  });

  test('every remittance that was booked is posted to the last claim', async () => {
    for (const scope of await practiceScopes(home.services.items)) {
      for await (const { status, traceNumber } of remittances(home.services.items, scope, 'all')) {
        expect([traceNumber, status]).toEqual([traceNumber, 'posted']);
      }
    }
    expect(report.unapplied).toBe(0);
  });

  test('the one remittance that does not balance is quarantined and says by how much', async () => {
    const quarantined = (await fileRecords(home.services.items)).filter(({ status }) => status === 'quarantined');
    expect(quarantined.map(({ kind }) => kind)).toEqual(['835']);
    expect(quarantined[0]?.reason).toMatch(/come to \d+\.\d\d and not \d+\.\d\d \(BPR02\)/);
  });

  test('what we send is clean, and nothing is sent twice with other content', async () => {
    const sent = await objectsUnder(home, 'edi/out/');
    expect(sent.length).toBeGreaterThan(2);
    for (const bytes of sent) expect(readFile(bytes, [claim837p]).issues).toEqual([]);
    expect(await home.simulator.reports()).toMatchObject({
      duplicateIsa13OtherContent: [],
      duplicateClm01OtherContent: [],
      unreadableFiles: [],
    });
  });

  test('each patient who owes something has a statement for exactly that', async () => {
    for (const scope of await practiceScopes(home.services.items)) {
      for await (const { record, journal, statements } of claimFiles(home.services.items, scope)) {
        const owed = journal
          .flatMap(({ postings }) => postings)
          .filter(({ account }) => account === 'receivable:patient')
          .reduce((sum, { amount }) => sum + amount, 0);
        const billed = statements.at(-1)?.amountCents ?? 0;
        expect([record.claim.sourceId, billed]).toEqual([record.claim.sourceId, Math.max(owed, 0)]);
      }
    }
    expect((await objectsUnder(home, 'documents/statements/')).length).toBeGreaterThan(10);
  });

  test('the same uploads again change nothing', async () => {
    await takeIn(home, ...uploads);
    const again = await runReport(home.services);
    expect(again).toEqual(report);
  });
});
