import { createHash } from 'node:crypto';
import { readFile, realpath } from 'node:fs/promises';
import { basename } from 'node:path';
import { type Configuration, servicePeriod } from '../../shared/claims/index.ts';
import { identifyFile } from '../../shared/exchange/index.ts';
import { SafeError } from '../../shared/safe-error.ts';
import { fileIdOf, storeArrival, uploadRecords } from '../../shared/use-cases/index.ts';
import type { Home } from '../home/home.ts';
import { isHome } from '../home/home-folder.ts';

/** A file on the way into the inbox. */
export interface Upload {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Reads the files; throws a SafeError naming the first that can't be read. */
export async function readUploads(paths: readonly string[]): Promise<readonly Upload[]> {
  return Promise.all(
    paths.map(async (path) => {
      try {
        return { path: await realpath(path), bytes: await readFile(path) };
      } catch (problem) {
        throw new SafeError(`${path} can't be read: ${whyNot(path, problem)}`, problem);
      }
    }),
  );
}

function whyNot(path: string, problem: unknown): string {
  const code = problem instanceof Error && 'code' in problem ? problem.code : undefined;
  if (code === 'EISDIR' && isHome(path)) return `it is a data folder; say so with --data ${path}`;
  if (code === 'EISDIR') return 'it is a folder; name the files in it';
  if (code === 'ENOENT') return 'there is none of this name';
  return 'check its name and permissions';
}

/**
 * The newest day of service in the files, as an ISO date. Days beyond `today` are slips of the pen unless there are no
 * others; undefined when the files name no day.
 */
export async function newestServiceDate(
  configuration: Configuration,
  uploads: readonly Upload[],
  today: string,
): Promise<string | undefined> {
  let newest: string | undefined;
  const rank = (day: string) => `${day <= today ? 1 : 0} ${day}`;
  const isBetter = (day: string) => day !== '' && (newest === undefined || rank(day) > rank(newest));
  for (const { bytes } of uploads) {
    const { kind } = identifyFile(bytes);
    if (kind !== '837p' && kind !== 'encounters-json' && kind !== 'encounters-ndjson') continue;
    const parts = kind === 'encounters-ndjson' ? linesNaming(isBetter, bytes) : [bytes];
    try {
      for (const part of parts) {
        for await (const record of uploadRecords(configuration, { kind }, part)) {
          const day = record.ok ? servicePeriod(record.claim).to : '';
          if (isBetter(day)) newest = day;
        }
      }
    } catch {
      // What can't be read names no day; its own turn says why.
    }
  }
  return newest;
}

/** The lines with a day that is wanted in them, whatever day it is: most have none, and need not be read. */
function* linesNaming(isWanted: (day: string) => boolean, bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0, end = 0; at < bytes.length; at = end + 1) {
    end = bytes.indexOf(10, at);
    if (end < 0) end = bytes.length;
    const line = bytes.subarray(at, end);
    const text = Buffer.from(line).toString('latin1');
    // A backslash may stand for any character.
    if (text.includes('\\') || (text.match(/\d{4}-\d\d-\d\d/g) ?? []).some(isWanted)) yield line;
  }
}

/**
 * Puts a file into the inbox. The same file from the same place again is the same arrival, so
 * that a run that was cut off can be begun again.
 */
export async function upload({ services }: Home, file: Upload): Promise<void> {
  const { path, bytes } = file;
  await storeArrival(services, inboxKey(services.ids, file), basename(path), bytes);
}

/** Under which id the file is known once it was received. */
export function uploadedFileId({ services: { ids } }: Home, file: Upload): string {
  return fileIdOf(ids, inboxKey(ids, file), file.bytes);
}

function inboxKey(ids: Home['services']['ids'], { path, bytes }: Upload): string {
  return `inbox/${ids.derive(20, 'upload', path, createHash('sha256').update(bytes).digest('hex'))}`;
}
