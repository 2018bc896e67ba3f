/** What a record may hold: JSON. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json | undefined };

export type Change =
  | { readonly put: string; readonly value: Json }
  /** The whole transaction is refused when the key is taken. */
  | { readonly putIfAbsent: string; readonly value: Json }
  | { readonly delete: string }
  | { readonly putFile: string; readonly bytes: Uint8Array }
  | { readonly deleteFile: string };

interface StoredRecord {
  readonly key: string;
  readonly value: Json;
}

/** Where the simulator keeps what it knows: small records under sorted keys, and files. It shares it with nobody. */
export interface SimulatorStore {
  get(key: string): Promise<Json | undefined>;
  /** The first records whose keys begin with the prefix, in the order of their keys' characters (UTF-8). */
  list(prefix: string, limit?: number): Promise<readonly StoredRecord[]>;
  getFile(name: string): Promise<Uint8Array | undefined>;
  /** All changes, durable when it resolves, or none. */
  transact(changes: readonly Change[]): Promise<'done' | 'taken'>;
}
