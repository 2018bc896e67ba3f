import { join } from 'node:path';
import type { Services } from '../../shared/use-cases/index.ts';
import { folderObjects, sqliteItems } from '../adapters/index.ts';
import { refuseUnlessHome } from '../home/home-folder.ts';
import { openDatabase } from '../sqlite/database.ts';

/** A home that is only looked at: it may be at work meanwhile. */
export interface ShownHome extends Pick<Services, 'items' | 'objects'> {
  /** The path of an object. */
  pathOf(key: string): string;
  close(): void;
}

/** Opens the store without the home's lock; throws a SafeError when there is none. */
export function openShownHome(folder: string): ShownHome {
  refuseUnlessHome(folder);
  const database = openDatabase(join(folder, 'claimwright.db'));
  const objects = join(folder, 'objects');
  return {
    items: sqliteItems(database),
    objects: folderObjects(objects),
    pathOf: (key) => join(objects, key),
    close: () => database.close(),
  };
}
