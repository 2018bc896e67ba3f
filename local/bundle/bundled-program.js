import { readFileSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';

const repository = join(import.meta.dirname, '../..');

/**
 * The program's modules in a few files, as `infra/bundle-program.ts` made them of the sources: found and read in a third of
 * the time. Undefined when there are none, or when a source is no longer the one that was bundled: then the sources run.
 * Where the program is installed as a package, Node runs no TypeScript, and the bundle is all there is.
 */
export function bundledProgram(root = repository) {
  const program = join(root, 'dist/program/program.js');
  if (root.includes(`${sep}node_modules${sep}`)) return program;
  try {
    /** When each was last changed, in whole milliseconds, by its path from the root. */
    const sources = JSON.parse(readFileSync(join(root, 'dist/program/sources.json'), 'utf8'));
    const isSame = ([path, changed]) => Math.round(statSync(join(root, path)).mtimeMs) === changed;
    return Object.entries(sources).every(isSame) ? program : undefined;
  } catch (problem) {
    if (problem.code === 'ENOENT') return undefined;
    throw problem;
  }
}
