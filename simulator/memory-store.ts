import type { Change, Json, SimulatorStore } from './store.ts';

/** A store that is gone with its process, for tests and for trying things out. */
export function memoryStore(): SimulatorStore {
  // Values are kept as text, so that nobody changes what is stored by changing what was read.
  const records = new Map<string, string>();
  const files = new Map<string, Uint8Array>();
  let sorted: string[] | undefined = [];

  const sortedKeys = (): string[] => {
    sorted ??= [...records.keys()].sort();
    return sorted;
  };

  function put(key: string, value: Json): void {
    if (!records.has(key)) sorted = undefined;
    records.set(key, JSON.stringify(value));
  }

  function apply(change: Change): void {
    if ('put' in change) put(change.put, change.value);
    else if ('putIfAbsent' in change) put(change.putIfAbsent, change.value);
    else if ('delete' in change) {
      if (records.delete(change.delete)) sorted = undefined;
    } else if ('putFile' in change) files.set(change.putFile, change.bytes);
    else files.delete(change.deleteFile);
  }

  return {
    async get(key) {
      const text = records.get(key);
      return text === undefined ? undefined : (JSON.parse(text) as Json);
    },
    async list(prefix, limit = Number.POSITIVE_INFINITY) {
      const keys = sortedKeys();
      const found = [];
      for (let index = firstAtLeast(keys, prefix); index < keys.length && found.length < limit; index++) {
        const key = keys[index] ?? '';
        if (!key.startsWith(prefix)) break;
        found.push({ key, value: JSON.parse(records.get(key) ?? 'null') as Json });
      }
      return found;
    },
    async getFile(name) {
      return files.get(name);
    },
    async transact(changes) {
      if (changes.some((change) => 'putIfAbsent' in change && records.has(change.putIfAbsent))) return 'taken';
      for (const change of changes) apply(change);
      return 'done';
    },
  };
}

function firstAtLeast(keys: readonly string[], prefix: string): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((keys[middle] ?? '') < prefix) low = middle + 1;
    else high = middle;
  }
  return low;
}
