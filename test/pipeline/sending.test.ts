import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { upload } from '../../local/commands/upload.ts';
import { loadConfiguration } from '../../local/configuration/index.ts';
import type { Home } from '../../local/home/home.ts';
import type { Page, Write } from '../../shared/ports/index.ts';
import { readTimeline } from '../../shared/repositories/index.ts';
import { runReport, type Services, transmitClaims } from '../../shared/use-cases/index.ts';
import { gather } from '../conformance/gather.ts';
import { encounter, scope, stands, theClaim } from './one-claim.ts';
import { takeIn, temporaryHome, uploadOf } from './run-home.ts';

async function ready(home: Home, memberId: string): Promise<void> {
  await upload(home, uploadOf(memberId, encounter(memberId)));
  await home.time.settle();
}

function gate() {
  const { promise, resolve } = Promise.withResolvers<void>();
  return {
    passed: promise,
    /** Lets the other through, then waits for it. */
    open(next?: Promise<void>) {
      resolve();
      return next;
    },
  };
}

/** Services that do something before each transaction and each file that is stored. */
function pausing(
  services: Services,
  before: { transact?: (writes: readonly Write[]) => unknown; store?: () => unknown },
) {
  const { items, objects } = services;
  return {
    ...services,
    items: {
      get: items.get.bind(items),
      query: items.query.bind(items),
      async transact(writes: readonly Write[]) {
        await before.transact?.(writes);
        return items.transact(writes);
      },
    },
    objects: {
      ...objects,
      async putIfAbsent(key: string, body: Uint8Array | string) {
        if (key.startsWith('edi/out/')) await before.store?.();
        return objects.putIfAbsent(key, body);
      },
    },
  } satisfies Services;
}

function puts(writes: readonly Write[], place: string, property: string): boolean {
  return writes.some(
    (write) => 'put' in write && write.put.sk.startsWith(place) && property in Object(write.put['body']),
  );
}

const closes = (writes: readonly Write[]): boolean =>
  writes.some((write) => 'put' in write && write.put.sk === 'TRANSMISSION' && write.put['status'] === 'closed');
const joins = (writes: readonly Write[]): boolean => puts(writes, 'SUBMISSION', 'transmissionId');

describe('sending', () => {
  test('two runs that overlap send each claim in one file, as it is stored', async () => {
    using home = await temporaryHome();
    const sent = new Map<string, Set<string>>();
    const { clearinghouse } = home.services;
    const services: Services = {
      ...home.services,
      clearinghouse: {
        ...clearinghouse,
        send(name, bytes) {
          sent.set(name, (sent.get(name) ?? new Set()).add(new TextDecoder().decode(bytes)));
          return clearinghouse.send(name, bytes);
        },
      },
    };
    await ready(home, 'PAID1');
    const [closing, joining, written, overtaken] = [gate(), gate(), gate(), gate()];
    const slow = transmitClaims(
      pausing(services, {
        transact: (writes) => (closes(writes) ? closing.open(joining.passed) : undefined),
        store: () => written.open(overtaken.passed),
      }),
    );
    await closing.passed;
    await ready(home, 'PAID2');
    // It joins the file of the other just when that is written.
    const fast = transmitClaims(
      pausing(services, { transact: (writes) => (joins(writes) ? joining.open(written.passed) : undefined) }),
    ).finally(() => overtaken.open());
    await Promise.all([slow, fast]);
    await home.time.run();

    for (const [name, contents] of sent) {
      const stored = await home.services.objects.get(`edi/out/${name}`);
      expect([...contents]).toEqual([new TextDecoder().decode(stored)]);
    }
    const claims = [...sent.values()].flatMap((each) => [...each]).flatMap((text) => text.match(/CLM\*\w+/g) ?? []);
    expect([claims.length, new Set(claims).size]).toEqual([2, 2]);
    expect(await home.simulator.reports()).toMatchObject({
      duplicateIsa13OtherContent: [],
      duplicateClm01OtherContent: [],
      resentIdenticalClaims: [],
      unreadableFiles: [],
    });
    expect((await runReport(home.services)).claims.byStatus).toEqual({ closed: 2 });
  });

  test('an index that still names what has left sends nothing again and uses up one number at most', async () => {
    using home = await temporaryHome();
    await ready(home, 'PAID1');
    const { items, configuration } = home.services;
    const stale = new Map<string, Page>();
    const lagging: Services = {
      ...home.services,
      items: {
        get: items.get.bind(items),
        transact: items.transact.bind(items),
        async query(query) {
          const page = stale.get(query.pk) ?? (await items.query(query));
          if (query.index === 'ready' && query.pk.includes('#SUBMIT#')) stale.set(query.pk, page);
          return page;
        },
      },
    };
    expect(await transmitClaims(lagging)).toEqual({ files: 1, submissions: 1 });
    const { submitter, receiver } = configuration.tradingPartners;
    const numbers = await items.query({ pk: `NUM#${submitter.id}#${receiver.id}` });
    expect(numbers.items[0]?.['last']).toBeLessThanOrEqual(2);
    await home.time.run();
    expect((await runReport(home.services)).claims.byStatus).toEqual({ closed: 1 });
    expect(await home.simulator.reports()).toMatchObject({ resentIdenticalFiles: [], resentIdenticalClaims: [] });
  });

  test('what cannot be written is held, and is not said to be sent', async () => {
    const configuration = await loadConfiguration(join(import.meta.dirname, '../../examples/claimwright.json'));
    const { tradingPartners } = configuration;
    const submitter = { ...tradingPartners.submitter, id: 'AB*CD' };
    const spoilt = { ...configuration, tradingPartners: { ...tradingPartners, submitter } };
    using home = await temporaryHome({ wrap: (services) => ({ ...services, configuration: spoilt }) });
    await ready(home, 'PAID1');
    expect(await transmitClaims(home.services)).toEqual({ files: 0, submissions: 0 });
    await home.time.settle();
    const { record, submissions } = await theClaim(home);
    expect(await stands(home)).toMatchObject({ status: 'rejected', reasons: ['cannot-be-written'] });
    expect(submissions).toMatchObject([{ status: 'rejected' }]);
    expect(submissions[0]).not.toHaveProperty('transmissionId');
    const timeline = await readTimeline(home.services.items, scope, record.claimId);
    expect(timeline.map(({ what }) => what)).not.toContain('sent');
  });

  test('another receiver in the configuration counts its numbers from one, beside those of the first', async () => {
    const configuration = await loadConfiguration(join(import.meta.dirname, '../../examples/claimwright.json'));
    const { tradingPartners } = configuration;
    const receiver = { ...tradingPartners.receiver, id: 'NEWHOUSE' };
    let current = configuration;
    using home = await temporaryHome({
      wrap: (services) => Object.defineProperty({ ...services }, 'configuration', { get: () => current }),
    });
    await takeIn(home, uploadOf('one', encounter('PAID1')));
    current = { ...configuration, tradingPartners: { ...tradingPartners, receiver } };
    await ready(home, 'PAID2');
    expect(await transmitClaims(home.services)).toEqual({ files: 1, submissions: 1 });
    const listed = await gather(home.services.objects.list('edi/out/'));
    const files = await Promise.all(listed.map(({ key }) => home.services.objects.get(key)));
    const headers = files.map((bytes) => new TextDecoder().decode(bytes).split('*'));
    expect(headers.map((isa) => [isa[8]?.trim(), Number(isa[13])]).sort()).toEqual([
      ['NEWHOUSE', 1],
      [tradingPartners.receiver.id, 1],
    ]);
  });
});

test('an encounter with more lines than an 837 takes is refused, and its neighbours go on', async () => {
  using home = await temporaryHome();
  const line = {
    serviceDate: '2026-03-03',
    procedureCode: '99213',
    charge: '1.00',
    units: 1,
    diagnosisCodePointers: [1],
  };
  const many = encounter('PAID2', { serviceLines: Array.from({ length: 51 }, () => line) });
  await takeIn(home, uploadOf('one', encounter('PAID1'), many, encounter('PAID3')));
  const { claims, refused } = await runReport(home.services);
  expect(claims.byStatus).toEqual({ closed: 2 });
  expect(refused).toEqual([
    expect.objectContaining({ place: 'line 2', reasons: ['serviceLines: Must have at most 50 entries.'] }),
  ]);
});
