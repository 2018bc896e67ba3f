import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

/** From now on what was compiled once is not compiled again: half of the time in which a command starts. */
export function useCompileCache(): void {
  enableCompileCache(join(import.meta.dirname, '../node_modules/.cache/claimwright'));
}
