import { join } from 'node:path';
import { folderObjects, sqliteItems, sqliteQueues } from '../../local/adapters/index.ts';
import { announcedObjects } from '../../local/home/announced-objects.ts';
import { hmacIds } from '../../shared/adapters/index.ts';
import { type ClaimRecord, claimFiles, fileRecords, practiceScopes } from '../../shared/repositories/index.ts';
import {
  arrivalSchema,
  openClaims,
  receiveArrival,
  reportBatch,
  type Services,
  splitUpload,
} from '../../shared/use-cases/index.ts';
import { configuration } from '../claims/example.ts';
import { openUnsynced } from '../unsynced.ts';

/** A port that the test does not reach. */
function unused(): never {
  const refuse = (_target: object, name: string | symbol): never => {
    throw new Error(`${String(name)} is not expected to be used`);
  };
  return new Proxy({}, { get: refuse }) as never;
}

/** The services of a home in the folder, without workflows and clearinghouse: 2026-03-10, eight in the morning. */
export function storeIn(folder: string): { readonly services: Services; readonly close: () => void } {
  const database = openUnsynced(join(folder, 'claimwright.db'));
  const clock = { now: () => new Date('2026-03-10T08:00:00Z') };
  const queues = sqliteQueues(database, clock);
  const services: Services = {
    items: sqliteItems(database),
    objects: announcedObjects(folderObjects(join(folder, 'objects')), queues),
    queues,
    workflows: unused(),
    events: unused(),
    clearinghouse: unused(),
    secrets: unused(),
    clock,
    ids: hmacIds(Buffer.alloc(32, 7)),
    configuration,
  };
  return { services, close: () => database.close() };
}

/** Does what the home does with uploads that have arrived, until their claims are open. */
export async function openArrived(services: Services): Promise<void> {
  for (const { body, receipt } of await services.queues.receive('arrivals', 10)) {
    await receiveArrival(services, arrivalSchema.parse(JSON.parse(body)));
    await services.queues.acknowledge('arrivals', [receipt]);
  }
  for (const { fileId, status } of await fileRecords(services.items)) {
    if (status !== 'reading') continue;
    const { chunkKeys } = await splitUpload(services, fileId, 1);
    for (const key of chunkKeys) await openClaims(services, fileId, key);
    await reportBatch(services, fileId);
  }
}

/** Lets encounters arrive as one file, and opens their claims. */
export async function takeIn(services: Services, name: string, encounters: readonly object[]): Promise<void> {
  const objectKey = `inbox/${name}/encounters.json`;
  await services.objects.putIfAbsent(objectKey, JSON.stringify(encounters));
  await openArrived(services);
}

/** The claims, by the practice's own id. */
export async function claimsBySourceId({ items }: Services): Promise<ReadonlyMap<string, ClaimRecord>> {
  const claims = new Map<string, ClaimRecord>();
  for (const scope of await practiceScopes(items)) {
    for await (const { record } of claimFiles(items, scope)) claims.set(record.claim.sourceId, record);
  }
  return claims;
}
