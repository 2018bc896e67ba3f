import { rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import { howToBundle } from './how-to-bundle.ts';

const root = join(import.meta.dirname, '..');

/** The program and its threads. What they find by its place is two folders below the root, as these files come to be. */
const entryPoints = [
  'local/program.ts',
  'local/home/thread/functions-thread.js',
  'local/sqlite/logs-thread.js',
  'local/adapters/object-files/files-thread.js',
].map((source) => ({ in: join(root, source), out: basename(source).replace(/\.[jt]s$/, '') }));

/** Makes the one-machine program's bundle in `dist/program` of the folder, with the times of the sources that it is made of. */
export async function bundleProgram(folder: string): Promise<void> {
  const outdir = join(folder, 'dist', 'program');
  rmSync(outdir, { recursive: true, force: true });
  const { metafile } = await build({
    ...howToBundle,
    absWorkingDir: root,
    entryPoints,
    outdir,
    splitting: true,
    // Its stacks are read by people. Constants stand where they are used: what is compared a million times is not looked up.
    minify: false,
    minifySyntax: true,
    sourcemap: false,
    metafile: true,
    external: ['swagger-ui-dist'],
  });
  const sources = Object.keys(metafile.inputs).filter((path) => /^(local|functions|shared|simulator)\//.test(path));
  const changed = sources.map((path) => [path, Math.round(statSync(join(root, path)).mtimeMs)] as const);
  writeFileSync(join(outdir, 'sources.json'), JSON.stringify(Object.fromEntries(changed)));
}

if (import.meta.main) await bundleProgram(root);
