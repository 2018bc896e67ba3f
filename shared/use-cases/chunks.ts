import {
  type ChunkLine,
  type ChunkRecord,
  claimOfIdentity,
  type FileRecord,
  firstOfChunk,
  ordinalOf,
} from '../repositories/index.ts';
import { SafeError } from '../safe-error.ts';
import type { Services } from './services.ts';

/**
 * Writes records as chunks, a hundred ordinals each whatever is refused among them. A chunk is named by what it says too:
 * a reading that makes something else of a record has a chunk of its own.
 */
export function chunkCutter({ objects, ids }: Pick<Services, 'objects' | 'ids'>, fileId: string) {
  const chunkKeys: string[] = [];
  let records: ChunkRecord[] = [];

  async function cut(): Promise<void> {
    const [first] = records;
    if (first === undefined) return;
    const text = records.map((record) => `${JSON.stringify(record)}\n`).join('');
    const key = `batches/${fileId}/${ordinalOf(firstOfChunk(first.ordinal))}-${ids.derive(10, 'chunk', text)}.ndjson`;
    if ((await objects.putIfAbsent(key, text)) === 'exists-different') {
      throw new SafeError(`the chunk ${key} is not what its name says`);
    }
    chunkKeys.push(key);
    records = [];
  }

  return {
    chunkKeys,
    cut,
    /** Ends the chunk in hand when a record of this ordinal begins the next one. */
    async cutBefore(ordinal: number): Promise<void> {
      const [first] = records;
      if (first !== undefined && firstOfChunk(first.ordinal) !== firstOfChunk(ordinal)) await cut();
    },
    add(record: ChunkRecord): void {
      records.push(record);
    },
  };
}

export const isChunkLine = (record: ChunkRecord): record is ChunkLine =>
  record.kind !== 'refused' && record.kind !== 'problem';

/** The records of a chunk that `splitUpload` wrote. */
async function chunkRecords({ objects }: Services, chunkKey: string): Promise<readonly ChunkRecord[]> {
  const bytes = await objects.get(chunkKey);
  if (bytes === undefined) throw new SafeError(`there is no chunk ${chunkKey}`);
  const lines = new TextDecoder().decode(bytes).split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as ChunkRecord);
}

/** Those of its records that can become claims. */
export async function chunkLines(services: Services, chunkKey: string): Promise<readonly ChunkLine[]> {
  return (await chunkRecords(services, chunkKey)).filter(isChunkLine);
}

/**
 * The records of a chunk as they stand. One of which an earlier reading has opened a claim is what it was then, whatever
 * this reading makes of it.
 */
export async function standingRecords(
  services: Services,
  file: FileRecord,
  chunkKey: string,
): Promise<readonly ChunkRecord[]> {
  const records = await chunkRecords(services, chunkKey);
  if (file.readings === 1) return records;
  const opened = await openedBefore(services, file, chunkKey);
  return records.map((record) => opened.get(record.ordinal) ?? record);
}

async function openedBefore(
  services: Services,
  { fileId }: FileRecord,
  chunkKey: string,
): Promise<ReadonlyMap<number, ChunkLine>> {
  const opened = new Map<number, ChunkLine>();
  const [range = ''] = chunkKey.split('-', 1);
  const first = Number(range.slice(-8));
  for await (const { key } of services.objects.list(`batches/${fileId}/`)) {
    // Chunks without a hash are of before they were fixed ranges, and may hold records of this one.
    const mayHold = key.startsWith(`${range}-`) || !key.includes('-');
    if (key === chunkKey || !mayHold) continue;
    const lines = (await chunkLines(services, key)).filter(({ ordinal }) => firstOfChunk(ordinal) === first);
    const isOpened = await Promise.all(
      lines.map(async ({ practice: { practiceId }, identity, ordinal }) => {
        const holder = await claimOfIdentity(services.items, { practiceId }, identity);
        return holder?.fileId === fileId && holder.ordinal === ordinal;
      }),
    );
    for (const [index, line] of lines.entries()) if (isOpened[index]) opened.set(line.ordinal, line);
  }
  return opened;
}
