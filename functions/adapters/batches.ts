import { SafeError } from '../../shared/safe-error.ts';

/** The most that a batch may have. */
interface BatchLimits {
  readonly entries: number;
  readonly bytes: number;
}

/** Cuts what is to be sent into batches. Throws a SafeError on an entry that is too large for any. */
export function batchesOf<Entry>(
  entries: readonly Entry[],
  bytesOf: (entry: Entry) => number,
  limits: BatchLimits,
): readonly (readonly Entry[])[] {
  const batches: Entry[][] = [];
  let open: Entry[] = [];
  let openBytes = 0;
  for (const entry of entries) {
    const bytes = bytesOf(entry);
    if (bytes > limits.bytes) throw new SafeError(`a message is over ${limits.bytes} bytes: send identifiers only`);
    if (open.length === 0 || open.length === limits.entries || openBytes + bytes > limits.bytes) {
      open = [];
      openBytes = 0;
      batches.push(open);
    }
    open.push(entry);
    openBytes += bytes;
  }
  return batches;
}
