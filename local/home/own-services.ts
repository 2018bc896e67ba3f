import { join } from 'node:path';
import { hmacIds } from '../../shared/adapters/index.ts';
import type { Configuration } from '../../shared/claims/index.ts';
import type { Clock, Items } from '../../shared/ports/index.ts';
import { type LiveConfiguration, liveConfiguration, type Services } from '../../shared/use-cases/index.ts';
import { fileSecrets, folderObjects, inProcessEvents, type SqliteQueues, sqliteQueues } from '../adapters/index.ts';
import type { Database } from '../sqlite/database.ts';
import { announcedObjects } from './announced-objects.ts';

/** What each thread of a home has of its own: connections to the same files. */
export interface OwnServices extends Omit<Services, 'workflows' | 'clearinghouse'> {
  readonly queues: SqliteQueues;
  readonly configuration: LiveConfiguration;
}

export interface OwnServicesOptions {
  readonly folder: string;
  /** The home's `claimwright.db`, with the items in it. */
  readonly database: Database;
  readonly items: Items;
  readonly clock: Clock;
  /** Ids are made under it. */
  readonly key: Uint8Array;
  readonly configuration: Configuration;
  /** Told when the configuration was read anew. */
  readonly onConfigured?: () => Promise<void>;
}

export async function ownServices(options: OwnServicesOptions): Promise<OwnServices> {
  const { folder, database, items, clock, key, onConfigured } = options;
  const configuration = liveConfiguration(items, options.configuration, onConfigured);
  await configuration.refresh();
  const queues = sqliteQueues(database, clock);
  return {
    items,
    objects: announcedObjects(folderObjects(join(folder, 'objects')), queues),
    queues,
    events: inProcessEvents(() => undefined),
    clock,
    ids: hmacIds(key),
    secrets: fileSecrets(join(folder, 'secrets.json')),
    configuration,
  };
}
