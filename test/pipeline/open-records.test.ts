import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Home } from '../../local/home/home.ts';
import { fileRecords, setAsideRecords } from '../../shared/repositories/index.ts';
import { acceptConflict, dismissRecord, runReport } from '../../shared/use-cases/index.ts';
import { gather } from '../conformance/gather.ts';
import { biller, encounter } from './one-claim.ts';
import { takeIn, temporaryHome, uploadOf } from './run-home.ts';

const right = encounter('PAID1');
const wrong = encounter('PAID1', { placeOfServiceCode: '' });

/** The file, place and id of each record that is refused and open, and how many conflicts are. */
async function open({ services }: Home) {
  const { refused, conflicts } = await runReport(services);
  return {
    refused: refused.map(({ file, place, externalId }) => `${file}, ${place}: ${externalId}`),
    conflicts: conflicts.length,
  };
}

async function dismissFirst(home: Home): Promise<void> {
  const { refused, conflicts, problems } = await runReport(home.services);
  const [fileId = '', ordinal] = [...refused, ...conflicts, ...problems][0]?.record?.split('-') ?? [];
  for (const _ of [1, 2])
    expect(await dismissRecord(home.services, fileId, Number(ordinal))).toMatchObject({ ok: true });
}

const first = 'first.ndjson, encounter 1: E-PAID1';

describe('a record that was refused', () => {
  test('is listed by the id of its practice until it is taken', async () => {
    using home = await temporaryHome();
    await takeIn(home, uploadOf('first', wrong));
    expect(await open(home)).toEqual({ refused: [first], conflicts: 0 });
    await takeIn(home, uploadOf('second', right));
    expect(await open(home)).toEqual({ refused: [], conflicts: 0 });
    expect((await runReport(home.services)).claims.total).toBe(1);
    expect((await fileRecords(home.services.items))[0]?.counts).toMatchObject({ refused: 1 });
  });

  test('that is refused again is listed once, where it came last', async () => {
    using home = await temporaryHome();
    await takeIn(home, uploadOf('first', wrong));
    await takeIn(home, uploadOf('second', wrong, encounter('PAID2')));
    expect((await open(home)).refused).toEqual(['second.ndjson, line 1: E-PAID1']);
  });

  test('after its claim is open, until the conflict that it was to be is there in its place, and then accepted', async () => {
    using home = await temporaryHome();
    await takeIn(home, uploadOf('zeroth', encounter('PAID1', { diagnosisCodes: [] })));
    await takeIn(home, uploadOf('first', wrong));
    expect(await open(home)).toEqual({ refused: [first], conflicts: 0 });
    await takeIn(home, uploadOf('second', right));
    expect(await open(home)).toEqual({ refused: [], conflicts: 1 });
    const [fileId = '', ordinal] = (await runReport(home.services)).conflicts[0]?.record?.split('-') ?? [];
    expect(await acceptConflict(biller, home.services, fileId, Number(ordinal))).toMatchObject({ ok: true });
    expect(await open(home)).toEqual({ refused: [], conflicts: 0 });
    expect(await dismissRecord(home.services, fileId, Number(ordinal))).toMatchObject({ ok: false });
  });

  test('is settled by the same that had come before, once that comes again', async () => {
    using home = await temporaryHome();
    await takeIn(home, uploadOf('zeroth', right));
    await takeIn(home, uploadOf('first', wrong));
    expect((await open(home)).refused).toEqual([first]);
    await takeIn(home, uploadOf('second', right));
    expect((await open(home)).refused).toEqual([]);
  });

  test('is open whatever another practice sends under its id', async () => {
    using home = await temporaryHome();
    await takeIn(home, uploadOf('first', wrong));
    const others = encounter('PAID1', { practiceId: 'behavioral-health', payerId: 'MINDW' });
    await takeIn(home, uploadOf('second', others));
    expect((await open(home)).refused).toEqual([first]);
  });

  test('and can not be told whose it is, is open until it is dismissed', async () => {
    using home = await temporaryHome();
    await takeIn(home, {
      path: '/uploads/first.ndjson',
      bytes: Buffer.from(`${JSON.stringify(right)}\n{"encounterId": `),
    });
    expect((await open(home)).refused).toEqual(['first.ndjson, line 2: undefined']);
    await dismissFirst(home);
    expect((await open(home)).refused).toEqual([]);
  });

  test('and a conflict are dismissed, and stand in their batch as they were', async () => {
    using home = await temporaryHome();
    await takeIn(home, uploadOf('zeroth', right));
    await takeIn(home, uploadOf('first', encounter('PAID2', { placeOfServiceCode: '' })));
    await takeIn(home, uploadOf('second', encounter('PAID1', { diagnosisCodes: [] })));
    expect(await open(home)).toEqual({ refused: ['first.ndjson, encounter 1: E-PAID2'], conflicts: 1 });
    await dismissFirst(home);
    await dismissFirst(home);
    expect(await open(home)).toEqual({ refused: [], conflicts: 0 });
    const files = await fileRecords(home.services.items);
    const kept = await Promise.all(files.map(({ fileId }) => gather(setAsideRecords(home.services.items, fileId))));
    expect(
      kept.flat().map(({ kind, dismissed, practiceId, sourceId }) => [kind, dismissed, practiceId, sourceId]),
    ).toEqual([
      ['refused', true, 'family-medicine', 'E-PAID2'],
      ['conflict', true, 'family-medicine', 'E-PAID1'],
    ]);
  });
});

test('a claim of an 837 that was refused is found by its CLM01, and settled when that comes right', async () => {
  using home = await temporaryHome();
  const whole = readFileSync(join(import.meta.dirname, '../../examples/claims/surgical-group.837'), 'utf8');
  const chargeless = whole.replace(/CLM\*MSG-3002\*[^*]+\*/, 'CLM*MSG-3002**');
  await takeIn(home, { path: '/uploads/first.837', bytes: Buffer.from(chargeless) });
  const [refused, ...others] = (await runReport(home.services)).refused;
  expect([refused?.externalId, others]).toEqual(['MSG-3002', []]);
  await takeIn(home, { path: '/uploads/second.837', bytes: Buffer.from(whole) });
  expect((await runReport(home.services)).refused).toEqual([]);
});

test('a duplicate, and a record that is none, can not be dismissed', async () => {
  using home = await temporaryHome();
  await takeIn(home, uploadOf('first', right, right));
  const [file] = await fileRecords(home.services.items);
  for (const ordinal of [1, 2]) {
    expect(await dismissRecord(home.services, file?.fileId ?? '', ordinal)).toMatchObject({ ok: false });
  }
});
