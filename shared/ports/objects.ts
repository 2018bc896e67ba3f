export interface ObjectSummary {
  readonly key: string;
  readonly bytes: number;
}

/**
 * The object store: EDI, uploads, chunks and documents. Keys are paths of our own ids (`archive/…`), never names that
 * somebody gave. What is stored under a key never changes. The home announces what is put under `inbox/` and
 * `clearinghouse/` on the queue `arrivals`, at least once.
 */
export interface Objects {
  /** Stores the bytes unless the key is taken; the same bytes again are `exists`, others are `exists-different`. */
  putIfAbsent(key: string, body: Uint8Array | string): Promise<'put' | 'exists' | 'exists-different'>;
  /**
   * The whole object; undefined when there is none. `version`: the version of an object that others may overwrite, as
   * the inbox's; the newest when left out.
   */
  get(key: string, version?: string): Promise<Uint8Array | undefined>;
  /** The object in pieces, for what may be large; undefined when there is none. */
  stream(key: string): Promise<AsyncIterable<Uint8Array> | undefined>;
  /** Keys that begin with the prefix, in order. */
  list(prefix: string): AsyncIterable<ObjectSummary>;
}
