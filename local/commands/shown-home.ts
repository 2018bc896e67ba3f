import { join } from 'node:path';
import { hmacIds } from '../../shared/adapters/index.ts';
import type { Services } from '../../shared/use-cases/index.ts';
import { folderObjects, sqliteItems } from '../adapters/index.ts';
import { type HomeAccess, homeAccess } from '../home/home-access.ts';
import { refuseUnlessHome } from '../home/home-folder.ts';
import { foundKey } from '../home/kept-key.ts';
import { homeSettings } from '../home/settings.ts';
import { openDatabase } from '../sqlite/database.ts';

/** A home that is only looked at: it may be at work meanwhile. */
export interface ShownHome extends Pick<Services, 'items' | 'objects' | 'ids'> {
  readonly access: HomeAccess;
  /** The path of an object. */
  pathOf(key: string): string;
  close(): void;
}

/** Opens the store without the home's lock; throws a SafeError when there is none. */
export function openShownHome(folder: string): ShownHome {
  refuseUnlessHome(folder);
  const database = openDatabase(join(folder, 'claimwright.db'));
  const items = sqliteItems(database);
  homeSettings(database);
  const key = foundKey(database, folder);
  const objects = join(folder, 'objects');
  const ids = hmacIds(key);
  return {
    items,
    objects: folderObjects(objects),
    ids,
    access: homeAccess(folder, key, { items, ids }),
    pathOf: (object) => join(objects, object),
    close: () => database.close(),
  };
}
