import { allItems, type Items } from '../../shared/ports/index.ts';
import type { JobLog } from '../../shared/timekeeping/index.ts';

const partition = 'JOBS';

/** The jobs' log in the table. */
export function storedJobLog(items: Items): JobLog {
  const key = (name: string) => ({ pk: partition, sk: name });

  async function note(name: string, isBegun: boolean, ranAtMs: number | undefined): Promise<void> {
    const ranAt = ranAtMs === undefined ? {} : { ranAtMs };
    await items.transact([{ put: { ...key(name), schemaVersion: 1, isBegun, ...ranAt } }]);
  }
  async function ranAt(name: string): Promise<number | undefined> {
    const last = (await items.get(key(name)))?.['ranAtMs'];
    return typeof last === 'number' ? last : undefined;
  }

  return {
    ranAt,
    begin: async (name) => note(name, true, await ranAt(name)),
    end: (name, ranAtMs) => note(name, false, ranAtMs),
    async begun() {
      const names: string[] = [];
      for await (const item of allItems(items, { pk: partition, consistent: true })) {
        if (item['isBegun'] === true) names.push(item.sk);
      }
      return names;
    },
  };
}
