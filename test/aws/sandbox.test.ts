import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readUploads, type Upload } from '../../local/commands/upload.ts';
import type { Home } from '../../local/home/home.ts';
import { letTimePass, takeThroughSandbox } from '../../local/sandbox/deployed-sandbox.ts';
import { patientOf } from '../../shared/claims/index.ts';
import { type Account, balances } from '../../shared/ledger/index.ts';
import type { Items } from '../../shared/ports/index.ts';
import { type ClaimFile, claimFiles, fileRecords, practiceScopes } from '../../shared/repositories/index.ts';
import { type RunReport, runReport, type Services, verifyAudit } from '../../shared/use-cases/index.ts';
import type { Subscription } from '../../shared/webhooks/index.ts';
import { stageNamed, synthesise } from '../infra/templates.ts';
import { encounter } from '../pipeline/one-claim.ts';
import { takeIn, temporaryHome, uploadOf } from '../pipeline/run-home.ts';
import { ok, type Receiver, receiver } from '../webhooks/receiver.ts';
import { practices, subscribed, Wall } from '../webhooks/subscribed.ts';
import { reachable } from './aws-fetch.ts';
import { type Deployment, deploySandbox } from './deployment.ts';
import { executions, logLines, queueMessages, type Said } from './everything-said.ts';
import { grantedPolicies } from './granted-policies.ts';
import { hearEvents } from './heard-events.ts';
import { grantsOf, isAllowed, observedPermissions, unused } from './observed-permissions.ts';
import {
  type Ask,
  acceptConflict,
  askForCoverage,
  askingAs,
  firstOf,
  followLinks,
  listed,
  posting,
  releaseOne,
  settleWork,
  uploadByLink,
} from './people-at-work.ts';
import { explains, singleReasons, unusedGrants } from './unused-grants.ts';

const examples = join(import.meta.dirname, '../../examples');
const today = '2026-11-25';

interface Ended {
  readonly status: string;
  readonly reasons: readonly string[];
  readonly ledger: Readonly<Record<Account, number>>;
  readonly statements: readonly number[];
}

async function* everyClaim(items: Items): AsyncGenerator<ClaimFile> {
  for (const scope of await practiceScopes(items)) yield* claimFiles(items, scope);
}

/** How each claim ended, by practice and the practice's own id. */
async function endings({ items }: Services): Promise<ReadonlyMap<string, Ended>> {
  const found: [string, Ended][] = [];
  for await (const { record, journal, statements } of everyClaim(items)) {
    const name = `${record.practiceId} ${record.claim.sourceId} ${record.claimId}`;
    found.push([
      name,
      {
        status: record.status,
        reasons: record.reasons.map(({ code }) => code).sort(),
        ledger: balances(journal),
        statements: statements.map(({ amountCents }) => amountCents),
      },
    ]);
  }
  return new Map(found.sort(([one], [other]) => (one < other ? -1 : 1)));
}

const counts = ({ duplicates, conflicts, refused, problems, money, unapplied, ledgerImbalance }: RunReport) => ({
  duplicates: duplicates.length,
  conflicts: conflicts.length,
  refused: refused.length,
  problems: problems.length,
  ...{ money, unapplied, ledgerImbalance },
});

/** Written on a MiniStack of ours alone. */
const observed = process.env['OBSERVED_PERMISSIONS'];

describe('the sandbox, deployed', () => {
  let sandbox: Deployment;
  let endHearing: () => Promise<void>;
  let home: Home & Disposable;
  let uploads: readonly Upload[];
  const nothing = (): void => undefined;

  beforeAll(async () => {
    const files = ['encounters', 'claims'].flatMap((folder) =>
      readdirSync(join(examples, folder)).map((name) => join(examples, folder, name)),
    );
    uploads = await readUploads(files);
    home = await temporaryHome();
    await takeIn(home, ...uploads);
    sandbox = await deploySandbox();
    endHearing = await hearEvents(sandbox.environment['EVENT_BUS_NAME'] ?? '');
    await takeThroughSandbox(sandbox.services, uploads, today, nothing);
  }, 600_000);
  afterAll(async () => {
    home[Symbol.dispose]();
    await endHearing();
    await sandbox.destroy();
  }, 300_000);

  test('takes every claim of the sample to where the one-machine home takes it, with the same ledger', async () => {
    const [there, here] = [await endings(sandbox.services), await endings(home.services)];
    expect(Object.fromEntries(there)).toEqual(Object.fromEntries(here));
    expect(here.size).toBeGreaterThan(50);
  });

  test('sets the same records aside, and every dollar stands in the same place', async () => {
    expect(counts(await runReport(sandbox.services))).toEqual(counts(await runReport(home.services)));
  });

  test('the ids of the practice that were seeded as canaries, and all that identifies people, are said nowhere', async () => {
    const canaries = await canariesOf(sandbox.services, uploads);
    const claimIds = [...(await endings(sandbox.services)).keys()].map((name) => name.slice(-15));
    expect(canaries.length).toBeGreaterThan(200);
    const machines = Object.values(JSON.parse(sandbox.environment['MACHINES'] ?? '{}') as Record<string, string>);
    const leaks: string[] = [];
    const spoken = new Set<string>();
    for await (const { where, text } of everythingSaid(machines)) {
      for (const canary of canaries) if (text.includes(canary)) leaks.push(`${canary} in ${where}`);
      // Our own ids are said everywhere: whoever finds none of them there has not looked.
      if (claimIds.some((claimId) => text.includes(claimId))) spoken.add(where.split(' ', 1)[0] ?? '');
    }
    expect(leaks).toEqual([]);
    expect([...spoken].sort()).toEqual(['event', 'execution', 'history', 'log', 'queue']);
  });

  describe('once people and programs have acted', () => {
    let ask: Ask;
    let there: Receiver;
    let subscription: Subscription;
    let uploaded: string;
    let released: string;

    beforeAll(async () => {
      const { services } = sandbox;
      const again = uploadOf('again', encounter('HT10009999', { encounterId: 'AGAIN-1' }));
      const objectKey = 'inbox/said five times.ndjson';
      await services.objects.putIfAbsent(objectKey, again.bytes);
      const body = JSON.stringify({ objectKey, from: 'practice' });
      const repeats = Array.from({ length: 4 }, (_, repeat) => ({ id: `AGAIN${repeat}`, body }));
      await services.queues.send('arrivals', repeats);
      there = await receiver(ok);
      // As if its address had been let.
      subscription = await subscribed(services, new Wall(), { url: there.url, practices });
      ask = await askingAs(sandbox, 'ehr');
      await ask(202, '/encounters', posting(encounter('HT10008888', { encounterId: 'BY-API-1' })));
      uploaded = await uploadByLink(ask, uploadOf('x', encounter('HT10006666', { encounterId: 'BY-LINK-1' })).bytes);
      await settleWork(ask);
      released = await releaseOne(ask);
      await letTimePass(services, { until: 'people' }, nothing);
    }, 300_000);
    afterAll(() => there[Symbol.asyncDispose]());

    async function endingOf(sourceId: string) {
      const found = [...(await endings(sandbox.services))].filter(([name]) => name.includes(sourceId));
      return found.map(([name, { status }]) => ({ claimId: name.slice(-15), status }));
    }

    test('an upload whose event came five times is one batch', async () => {
      const files = (await fileRecords(sandbox.services.items)).filter(({ name }) => name === 'said five times.ndjson');
      expect(files).toHaveLength(1);
      expect(await endingOf('AGAIN-1')).toHaveLength(1);
    });

    test('the API answers as on one machine', async () => {
      expect((await fetch(reachable(`${sandbox.apiUrl}/claims`))).status).toBe(401);
      const shown: unknown[] = [];
      for await (const claim of listed(ask, '/claims', 'claims')) shown.push(claim);
      expect(shown).toHaveLength((await endings(sandbox.services)).size);
      expect(await endingOf('BY-API-1')).toMatchObject([{ status: 'closed' }]);
      expect(await askForCoverage(ask)).toBe('active');
      expect(await acceptConflict(ask)).toMatch(/^(correction|new-claim)$/);
      expect((await ask(200, '/batches?status=quarantined')).body).toMatchObject({ batches: expect.any(Array) });
      const audited = await verifyAudit(sandbox.services);
      expect(audited).toMatchObject({ ok: true, value: { faults: [] } });
      expect(audited.ok && audited.value.records).toBeGreaterThan(3);
    });

    test('a file that was put by a link became a claim, whose files and statements are read by links', async () => {
      expect((await ask(200, uploaded)).body).toMatchObject({ status: 'arrived' });
      const [claim] = await endingOf('BY-LINK-1');
      expect(claim?.status).toBe('closed');
      const answers = await followLinks(ask, claim?.claimId ?? '');
      expect(answers.length).toBeGreaterThan(3);
      expect([...new Set(answers)]).toEqual([200]);
    });

    test('a claim that waited for a person was taken up again', async () => {
      const taken = expect.objectContaining({ what: 'taken up again after a person released it' });
      const timeline = expect.arrayContaining([taken]);
      expect((await ask(200, `/claims/${released}/timeline`)).body).toMatchObject({ timeline });
    });

    test('no webhook leads to the machine itself: neither API nor sender lets it, and what is owed is kept', async () => {
      await ask(422, '/webhooks', posting({ url: there.url }));
      const webhook = `/webhooks/${subscription.subscriptionId}`;
      const owed = (which: string) => ask<{ deliveries: { attempts: number }[] }>(200, `${webhook}/deliveries${which}`);
      const tried = async () => (await owed('?status=pending')).body.deliveries.find(({ attempts }) => attempts > 0);
      await expect.poll(tried, { timeout: 90_000, interval: 1000 }).toMatchObject({
        ...{ status: 'pending', problem: 'not-allowed', nextAttemptAt: expect.any(String) },
        data: { practiceId: 'family-medicine' },
      });
      expect((await owed('?status=failed')).body.deliveries).toEqual([]);
      await ask(204, webhook, { method: 'DELETE' });
      expect(there.heard).toEqual([]);
    });

    test('what nothing in the sample calls does its work, too', async () => {
      const { functions } = sandbox.services.sandbox();
      const isWithPerson = ({ record, wait }: ClaimFile) => record.status === 'held' && wait?.kind === 'person';
      const { record } = await firstOf(everyClaim(sandbox.services.items), isWithPerson);
      const { practiceId, claimId, generation } = record;
      const failing = { practiceId, claimId, generation, error: 'Tried' };
      expect(await functions.call('set-aside-claim', failing)).toEqual({ outcome: 'held' });
      const read = (await fileRecords(sandbox.services.items)).find(({ from }) => from === 'practice');
      expect(await functions.call('quarantine-upload', { fileId: read?.fileId, error: 'Tried' })).toEqual({});
      expect(await functions.call('reconcile-remittances', {})).toEqual({ remittances: 0 });
      // Its schedule comes every five minutes, which may be after the last test.
      expect(await functions.call('dispatch-outbox', {})).toEqual({ messages: expect.any(Number) });
    });
  });

  // Last: all that came before was observed.
  describe.runIf(observed)('each function', () => {
    const policies = grantedPolicies(synthesise(stageNamed('sandbox')));
    const asked = () => observedPermissions(observed ?? '');

    test('was let do by its role in the template all that it asked for', async () => {
      const refused = [];
      for (const one of asked()) {
        const byTemplate = await isAllowed(policies.get(one.functionName) ?? [], one);
        if (!byTemplate || one.decision !== 'Allow') refused.push(one);
      }
      expect(refused).toEqual([]);
      // Who sees nothing refuses nothing.
      const seen = new Set(asked().map(({ functionName }) => functionName));
      expect([...policies.keys()].filter((name) => !seen.has(name))).toEqual([]);
      const mayDo = (name: string, action: string, resource: string, partition = '') => {
        const functionName = `claimwright-sandbox-${name}`;
        const statements = policies.get(functionName) ?? [];
        return isAllowed(statements, { functionName, action, resource, partition });
      };
      expect(await mayDo('scrub-claim', 's3:GetObject', 'arn:aws:s3:::any-bucket/key')).toBe(false);
      const table = 'arn:aws:dynamodb:us-east-1:000000000000:table/claimwright-sandbox-claims';
      const auditing = ['api', 'scrub-claim'].map((name) => mayDo(name, 'dynamodb:PutItem', table, 'AUDIT#'));
      expect(await Promise.all(auditing)).toEqual([true, false]);
    });

    test('uses all that it is granted, or there is a reason', () => {
      const left = unused(grantsOf(policies), asked());
      expect(left.filter((grant) => !unusedGrants.some((reason) => explains(reason, grant)))).toEqual([]);
      const reasons = unusedGrants.filter(({ byChance }) => byChance === undefined).flatMap(singleReasons);
      expect(reasons.filter((reason) => !left.some((grant) => explains(reason, grant)))).toEqual([]);
    });
  });
});

async function* everythingSaid(machines: readonly string[]): AsyncGenerator<Said> {
  yield* logLines();
  yield* executions(machines);
  yield* queueMessages();
}

/** What identifies somebody in the sample: names, birth dates, member ids, streets, encounter ids and file names. */
async function canariesOf({ items }: Services, uploads: readonly Upload[]): Promise<string[]> {
  const found = new Set(uploads.map(({ path }) => path.slice(path.lastIndexOf('/') + 1)));
  for await (const { record } of everyClaim(items)) {
    const { claim } = record;
    found.add(claim.sourceId);
    found.add(claim.subscriber.memberId);
    for (const person of [claim.subscriber, patientOf(claim)]) {
      found.add(person.lastName);
      found.add(person.dateOfBirth ?? '');
    }
  }
  return [...found].filter((text) => text.length > 4);
}
