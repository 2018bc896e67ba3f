import { copyFileSync, existsSync, linkSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { howToBundle } from './how-to-bundle.ts';

/** The repository. */
const root = join(import.meta.dirname, '..');
/** Each function's code, without what a stage lays beside it. */
export const bundled = join(root, 'dist', 'functions');

export interface BundledStage {
  readonly name: string;
  /** Laid beside each function's code. */
  readonly configuration: string;
  readonly simulation?: string;
}

/** The virtual module that a function's bundle begins with. */
const entry = (name: string): string => `
  import { createHandler } from './functions/${name}/handler.ts';
  import { onLambda } from './functions/on-lambda.ts';
  export const handler = onLambda(createHandler);
`;

const entries: Plugin = {
  name: 'entries',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^function:/ }, ({ path }) => ({
      path: path.slice('function:'.length),
      namespace: 'function',
    }));
    onLoad({ filter: /.*/, namespace: 'function' }, ({ path }) => ({
      contents: entry(path),
      loader: 'ts',
      resolveDir: root,
    }));
  },
};

/** Makes each function's code, in `dist/functions/<name>`. Throws where a function of the wiring has no handler. */
export async function bundleFunctions(names: readonly string[]): Promise<void> {
  for (const file of [...names.map((name) => `functions/${name}/handler.ts`), 'functions/on-lambda.ts']) {
    if (!existsSync(join(root, file))) throw new Error(`${file} is missing: infra/wiring.ts names its function`);
  }
  rmSync(bundled, { recursive: true, force: true });
  await build({
    ...howToBundle,
    plugins: [entries, ...howToBundle.plugins],
    entryPoints: names.map((name) => ({ in: `function:${name}`, out: join(name, 'index') })),
    outdir: bundled,
    outExtension: { '.js': '.mjs' },
  });
}

/** A function's code with the files that it reads beside it, as a stage deploys it. Answers the folder. */
export function deployable(name: string, { name: stage, configuration, simulation }: BundledStage): string {
  const folder = join(root, 'dist', stage, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const file of ['index.mjs', 'index.mjs.map']) linkSync(join(bundled, name, file), join(folder, file));
  copyFileSync(join(root, configuration), join(folder, 'claimwright.json'));
  if (simulation !== undefined && name === 'simulate-clearinghouse') {
    copyFileSync(join(root, simulation), join(folder, 'simulation.json'));
  }
  return folder;
}
