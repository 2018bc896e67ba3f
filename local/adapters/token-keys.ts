import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { keepKey, readKey } from './key-file.ts';

/** The keys that tokens are signed with: one a month, each in its own file of the folder. */
export interface TokenKeys {
  /** This month's; made when there is none yet. */
  current(now: Date): { readonly month: string; readonly key: KeyObject };
  /** The key of a month whose tokens may still hold: this one or the one before. */
  of(month: string, now: Date): KeyObject | undefined;
}

const monthOf = (date: Date): string => date.toISOString().slice(0, 7);
const monthBefore = (now: Date): string => monthOf(new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1)));

/** Files are looked at each time: whoever deletes them ends every token that was signed with them. */
export function tokenKeys(folder: string): TokenKeys {
  const pathOf = (month: string): string => join(folder, `tokens-${month}.key`);
  const known = new Map<string, { readonly mark: string; readonly key: KeyObject }>();

  /** The same object for as long as the file is the same. */
  function read(month: string): KeyObject | undefined {
    const path = pathOf(month);
    const file = statSync(path, { throwIfNoEntry: false });
    const mark = `${file?.ino} ${file?.ctimeMs}`;
    const kept = known.get(month);
    if (kept?.mark === mark) return kept.key;
    const bytes = readKey(path);
    if (bytes === undefined) return undefined;
    const key = createSecretKey(bytes);
    known.set(month, { mark, key });
    return key;
  }

  function forgetOlderThan(month: string): void {
    for (const name of readdirSync(folder)) {
      const [, kept] = /^tokens-(\d{4}-\d\d)\.key$/.exec(name) ?? [];
      if (kept !== undefined && kept < month) rmSync(pathOf(kept), { force: true });
    }
  }

  return {
    current(now) {
      const month = monthOf(now);
      const found = read(month);
      if (found !== undefined) return { month, key: found };
      keepKey(pathOf(month), randomBytes(32));
      forgetOlderThan(monthBefore(now));
      const made = read(month);
      if (made === undefined) throw new Error(`${pathOf(month)} could not be read`);
      return { month, key: made };
    },
    of(month, now) {
      return month === monthOf(now) || month === monthBefore(now) ? read(month) : undefined;
    },
  };
}
