import { copyFileSync, existsSync, linkSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildOptions, build, type Plugin } from 'esbuild';

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

/** Our modules only define things: what a function does not use stays out of its bundle, whatever imports it beside. */
const withoutSideEffects: Plugin = {
  name: 'without-side-effects',
  setup({ onResolve, resolve }) {
    onResolve({ filter: /^\.{1,2}\// }, async ({ path, importer, resolveDir, kind, pluginData }) => {
      if (pluginData === resolved || importer.includes('node_modules')) return undefined;
      const found = await resolve(path, { importer, resolveDir, kind, pluginData: resolved });
      return { ...found, sideEffects: false };
    });
  },
};
const resolved = Symbol('resolved');

/** Puts something small in the place of modules that no function comes to use. */
const instead = (name: string, filter: RegExp, contents: string): Plugin => ({
  name,
  setup({ onResolve, onLoad }) {
    onResolve({ filter }, ({ path }) => ({ path, namespace: name }));
    onLoad({ filter: /.*/, namespace: name }, () => ({ contents }));
  },
});

/** Both are loaded only when they are needed. */
const withoutOtherCredentials = instead(
  'without-other-credentials',
  /^@aws-sdk\/credential-provider-(ini|login|process|sso|web-identity)$/,
  "throw new Error('on Lambda, credentials come from the environment');",
);
const withoutOtherFonts = instead(
  'without-other-fonts',
  /^#standard-fonts\/(Courier|Symbol|Times|ZapfDingbats|Helvetica(Bold)?Oblique)/,
  "throw new Error('documents are printed in Helvetica and Helvetica-Bold');",
);
const withoutFontFiles = instead(
  'without-font-files',
  /^fontkit$/,
  "export function create() { throw new Error('documents are printed in fonts that every PDF reader has'); }",
);

/**
 * A client of the SDK describes every operation of its service. Said to be without side effects, the descriptions of those
 * that a function does not call stay out of its bundle.
 */
const withoutOtherOperations: Plugin = {
  name: 'without-other-operations',
  setup({ onLoad }) {
    onLoad({ filter: /@aws-sdk[\\/]client-[a-z0-9-]+[\\/]dist-es[\\/]schemas[\\/]schemas_\d+\.js$/ }, ({ path }) => {
      const source = readFileSync(path, 'utf8');
      const description = /^((?:export )?var [\w$]+ = )(\[[\s\S]*?\]);$/gm;
      return { contents: source.replaceAll(description, '$1/* @__PURE__ */ (() => $2)();'), loader: 'js' };
    });
  },
};

/** pdfkit requires the metrics of its fonts at run time, from a package that a bundle no longer has beside it. */
const fontsInside: Plugin = {
  name: 'fonts-inside',
  setup({ onLoad }) {
    onLoad({ filter: /pdfkit[\\/]js[\\/]pdfkit\.node\.mjs$/ }, ({ path }) => {
      const source = readFileSync(path, 'utf8');
      const contents = source.replaceAll(/require\$1\('#standard-fonts\//g, "require('#standard-fonts/");
      if (contents === source)
        throw new Error(`${path} finds its fonts in another way than infra/bundle-functions.ts knows`);
      return { contents, loader: 'js' };
    });
  },
};

export const howToBundle = {
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  minify: true,
  sourcemap: 'linked',
  sourcesContent: false,
  mainFields: ['module', 'main'],
  // What is CommonJS in a bundle of modules asks for `require`.
  banner: {
    js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
  },
  plugins: [
    entries,
    withoutOtherOperations,
    withoutSideEffects,
    withoutOtherCredentials,
    withoutFontFiles,
    withoutOtherFonts,
    fontsInside,
  ],
  logLevel: 'error',
} as const satisfies BuildOptions;

/** Makes each function's code, in `dist/functions/<name>`. Throws where a function of the wiring has no handler. */
export async function bundleFunctions(names: readonly string[]): Promise<void> {
  for (const file of [...names.map((name) => `functions/${name}/handler.ts`), 'functions/on-lambda.ts']) {
    if (!existsSync(join(root, file))) throw new Error(`${file} is missing: infra/wiring.ts names its function`);
  }
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  await build({
    ...howToBundle,
    entryPoints: names.map((name) => ({ in: `function:${name}`, out: join(name, 'index') })),
    outdir: bundled,
    outExtension: { '.js': '.mjs' },
  });
}

/** A function's code with the files that it reads beside it, as a stage deploys it. Answers the folder. */
export function deployable(name: string, { name: stage, configuration, simulation }: BundledStage): string {
  const folder = join(root, 'dist', stage, name);
  mkdirSync(folder, { recursive: true });
  for (const file of ['index.mjs', 'index.mjs.map']) linkSync(join(bundled, name, file), join(folder, file));
  copyFileSync(join(root, configuration), join(folder, 'claimwright.json'));
  if (simulation !== undefined && name === 'simulate-clearinghouse') {
    copyFileSync(join(root, simulation), join(folder, 'simulation.json'));
  }
  return folder;
}
