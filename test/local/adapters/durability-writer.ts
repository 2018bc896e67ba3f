import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { folderObjects, sqliteItems, sqliteQueues, virtualClock } from '../../../local/adapters/index.ts';
import { openDatabase } from '../../../local/sqlite/database.ts';

// Writes until it is killed, and says a line for each promise that has resolved. Run by durability.test.ts.
const [, , folder = '', round = ''] = process.argv;
const database = openDatabase(join(folder, 'home.sqlite'));
const items = sqliteItems(database);
const objects = folderObjects(join(folder, 'objects'));
const clock = virtualClock(database, new Date(0));
const queues = sqliteQueues(database, clock);

const nobodyWakes = new Int32Array(new SharedArrayBuffer(4));

/** At once, so that a line is out before anything else happens; where nobody reads, it waits. */
function say(...words: readonly (string | number)[]): void {
  for (;;) {
    try {
      writeSync(1, `${words.join(' ')}\n`);
      return;
    } catch (problem) {
      if ((problem as NodeJS.ErrnoException).code !== 'EAGAIN') throw problem;
      Atomics.wait(nobodyWakes, 0, 0, 1);
    }
  }
}

async function forever(name: string, step: (id: string, number: number) => Promise<unknown>): Promise<never> {
  for (let number = 0; ; number += 1) {
    const id = `${round}-${number}`;
    await step(id, number);
    say(name, id);
  }
}

const item = (id: string, sk: string) => ({ put: { pk: id, sk, schemaVersion: 1, duePk: 'due', dueSk: id } });

// The thread of files has begun, so that there is an object to lose.
await objects.putIfAbsent(`begun/${round}`, '');
await Promise.all([
  forever('item', (id) => items.transact([item(id, 'a'), item(id, 'b')])),
  forever('deleted', async (id) => {
    await items.transact([item(id, 'c')]);
    await items.transact([{ delete: { pk: id, sk: 'c' }, if: 'present' }]);
  }),
  forever('object', (id, number) =>
    objects.putIfAbsent(`edi/${number % 3}/${id}`, id.repeat(1 + ((number * 997) % 9999))),
  ),
  forever('object', (id) => objects.putIfAbsent(`text/${round}/${id}`, id)),
  forever('message', (id) => queues.send('arrivals', [{ id, body: id }])),
  forever('received', async () => {
    const [message] = await queues.receive('arrivals', 1);
    if (message === undefined) return await nextTurn();
    await queues.acknowledge('arrivals', [message.receipt]);
    say('acknowledged', message.id);
  }),
  forever('clock', async () => {
    const nextMs = clock.now().getTime() + 1;
    await clock.advanceTo(new Date(nextMs));
    say('time', nextMs);
  }),
]);
