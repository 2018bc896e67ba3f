import type { Change, Json, SimulatorStore } from './store.ts';

/** Changes that belong together: they are seen by what reads through here at once, and by all others when committed. */
export interface Work {
  get<Value>(key: string): Promise<Value | undefined>;
  put(key: string, value: object | number): void;
  /** What is committed is refused when the key was taken before. */
  putIfAbsent(key: string, value: object | number): void;
  delete(key: string): void;
  putFile(name: string, bytes: Uint8Array): void;
  deleteFile(name: string): void;
  /** `taken`: somebody else was faster; nothing is stored and the work is to be done anew. */
  commit(): Promise<'done' | 'taken'>;
}

export function beginWork(store: SimulatorStore): Work {
  const records = new Map<string, Json | undefined>();
  const absent = new Set<string>();
  const files = new Map<string, Uint8Array | undefined>();

  function changes(): Change[] {
    const ofRecords = Array.from(records, ([key, value]): Change => {
      if (value === undefined) return { delete: key };
      return absent.has(key) ? { putIfAbsent: key, value } : { put: key, value };
    });
    const ofFiles = Array.from(files, ([name, bytes]): Change => {
      return bytes === undefined ? { deleteFile: name } : { putFile: name, bytes };
    });
    return [...ofRecords, ...ofFiles];
  }

  return {
    // The store is the simulator's own: what is under a key has the type that was put there.
    async get<Value>(key: string) {
      return (records.has(key) ? records.get(key) : await store.get(key)) as Value | undefined;
    },
    put(key, value) {
      records.set(key, value as Json);
    },
    putIfAbsent(key, value) {
      absent.add(key);
      records.set(key, value as Json);
    },
    delete(key) {
      records.set(key, undefined);
    },
    putFile(name, bytes) {
      files.set(name, bytes);
    },
    deleteFile(name) {
      files.set(name, undefined);
    },
    async commit() {
      const all = changes();
      return all.length === 0 ? 'done' : store.transact(all);
    },
  };
}
