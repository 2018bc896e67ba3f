import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// What a process leaves when it is killed is in the system's memory either way, and memory is faster than a disk.
const place = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** A new folder, for whoever makes it to remove. */
export function temporaryFolder(): string {
  return mkdtempSync(join(place, 'claimwright-crash-'));
}

/** Progress that nobody sees. */
export const silent = { update() {}, stop() {} };
