import { createHash } from 'node:crypto';
import { allItems, type ItemKey, type Items, type Objects, type Write } from '../../shared/ports/index.ts';
import type { Change, Json, SimulatorStore } from '../../simulator/index.ts';

/** Somebody else has changed the store since it was opened: open it again and begin anew. */
export class SimulatorChanged extends Error {
  override readonly name = 'SimulatorChanged';
}

const partition = 'SIMULATOR';
const recordKey = (key: string): ItemKey => ({ pk: partition, sk: `R#${key}` });
const fileKey = (name: string): ItemKey => ({ pk: partition, sk: `F#${name}` });
const versionKey: ItemKey = { pk: partition, sk: 'VERSION' };
/** A transaction's writes beside the version's own. */
const writesAtOnce = 99;

/**
 * The simulator's store on the table and the object store. Whoever opens it works on one version of it: a transaction
 * raises the version under the condition that nobody else has, so that functions that run side by side never mix.
 * Transactions larger than the table's are stored whole as an object, which the version then names until it is applied:
 * whoever opens the store next applies what a crash left over.
 */
export async function storedSimulator({
  items,
  objects,
}: {
  readonly items: Items;
  readonly objects: Objects;
}): Promise<SimulatorStore> {
  let version = await settledVersion(items, objects);
  let last: Promise<unknown> = Promise.resolve();

  async function commit(writes: readonly Write[]): Promise<'done' | 'taken'> {
    if (writes.length <= writesAtOnce) {
      const outcome = await items.transact([raise(version), ...writes]);
      if (outcome === 'done') version += 1;
      else if (outcome.failedConditions.includes(0)) throw new SimulatorChanged('the simulator was changed meanwhile');
      return outcome === 'done' ? 'done' : 'taken';
    }
    for (const write of writes) {
      if ('put' in write && write.if === 'absent' && (await items.get(write.put)) !== undefined) return 'taken';
    }
    const text = JSON.stringify(writes.map(withoutCondition));
    const pending = `simulator/pending/${version}-${digest(text)}`;
    await objects.putIfAbsent(pending, text);
    const outcome = await items.transact([raise(version, pending)]);
    if (outcome !== 'done') throw new SimulatorChanged('the simulator was changed meanwhile');
    version = await settledVersion(items, objects);
    return 'done';
  }

  return {
    async get(key) {
      return (await items.get(recordKey(key)))?.['value'] as Json | undefined;
    },
    async list(prefix, limit) {
      const found: { key: string; value: Json }[] = [];
      const query = { pk: partition, beginsWith: `R#${prefix}`, consistent: true, ...(limit && { limit }) };
      for await (const { sk, value } of allItems(items, query)) {
        if (found.length === limit) break;
        found.push({ key: sk.slice(2), value: value as Json });
      }
      return found;
    },
    async getFile(name) {
      const file = await items.get(fileKey(name));
      return file && (await objects.get(String(file['objectKey'])));
    },
    transact(changes) {
      // One after the other: each raises the version that the one before it has left.
      const done = last.then(async () => commit(await Promise.all(changes.map((change) => writeOf(objects, change)))));
      last = done.catch(() => undefined);
      return done;
    },
  };
}

function raise(version: number, pending = ''): Write {
  return {
    put: { ...versionKey, schemaVersion: 1, version: version + 1, pending },
    if: version === 0 ? 'absent' : { version, pending: '' },
  };
}

async function writeOf(objects: Objects, change: Change): Promise<Write> {
  if ('put' in change) return { put: { ...recordKey(change.put), schemaVersion: 1, value: change.value as never } };
  if ('putIfAbsent' in change) {
    return { put: { ...recordKey(change.putIfAbsent), schemaVersion: 1, value: change.value as never }, if: 'absent' };
  }
  if ('delete' in change) return { delete: recordKey(change.delete) };
  if ('deleteFile' in change) return { delete: fileKey(change.deleteFile) };
  const objectKey = `simulator/files/${digest(change.bytes)}`;
  await objects.putIfAbsent(objectKey, change.bytes);
  return { put: { ...fileKey(change.putFile), schemaVersion: 1, objectKey } };
}

function withoutCondition(write: Write): Write {
  return 'put' in write ? { put: write.put } : write;
}

function digest(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** The store's version once nothing is left to apply. Applying again what somebody else applies too changes nothing. */
async function settledVersion(items: Items, objects: Objects): Promise<number> {
  const item = await items.get(versionKey);
  if (item === undefined) return 0;
  const { version, pending } = item as typeof item & { readonly version: number; readonly pending: string };
  if (pending === '') return version;
  const bytes = await objects.get(pending);
  if (bytes === undefined) throw new Error('the simulator has lost a transaction');
  const writes = JSON.parse(new TextDecoder().decode(bytes)) as Write[];
  for (let start = 0; start < writes.length; start += writesAtOnce) {
    // Under the version: what somebody else has written since is not overwritten by what came before it.
    const batch = writes.slice(start, start + writesAtOnce);
    const outcome = await items.transact([{ check: versionKey, if: { version } }, ...batch]);
    if (outcome !== 'done') return settledVersion(items, objects);
  }
  await items.transact([
    { put: { ...versionKey, schemaVersion: 1, version: version + 1, pending: '' }, if: { version } },
  ]);
  return settledVersion(items, objects);
}
