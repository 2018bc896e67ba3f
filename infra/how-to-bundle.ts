import { readFileSync } from 'node:fs';
import type { BuildOptions, Plugin } from 'esbuild';

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
        throw new Error(`${path} finds its fonts in another way than infra/how-to-bundle.ts knows`);
      return { contents, loader: 'js' };
    });
  },
};

/** Imported, `node:http` comes with its WebSocket, whose loading takes 40 ms; had in this way it does not. */
const withoutWebSocket: Plugin = {
  name: 'without-web-socket',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(node:)?https?$/ }, ({ path }) => ({ path, namespace: 'builtin' }));
    onLoad({ filter: /.*/, namespace: 'builtin' }, ({ path }) => ({
      contents: `module.exports = process.getBuiltinModule('${path}');`,
    }));
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
    withoutOtherOperations,
    withoutSideEffects,
    withoutOtherCredentials,
    withoutFontFiles,
    withoutOtherFonts,
    fontsInside,
    withoutWebSocket,
  ],
  logLevel: 'error',
} as const satisfies BuildOptions;
