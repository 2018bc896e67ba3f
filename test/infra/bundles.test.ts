import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleFunctions } from '../../infra/bundle-functions.ts';
import { howToBundle } from '../../infra/how-to-bundle.ts';
import { renderStatement } from '../../shared/documents/index.ts';
import { exampleStatement } from '../accounts/example-account.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'claimwright-bundles-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a statement is the same bytes from a bundle, which has no packages beside it', async () => {
  const outfile = join(folder, 'statement.mjs');
  const contents = "export { renderStatement } from './shared/documents/index.ts';";
  const bundled = await build({
    ...howToBundle,
    stdin: { contents, resolveDir: process.cwd() },
    outfile,
    metafile: true,
  });
  const fromBundle: { renderStatement: typeof renderStatement } = await import(outfile);
  const statement = exampleStatement();
  expect(await fromBundle.renderStatement(statement)).toEqual(await renderStatement(statement));
  const packages = Object.keys(bundled.metafile.inputs).join('\n');
  expect(packages).toContain('standard-fonts/HelveticaBold');
  expect(packages).not.toContain('node_modules/fontkit');
});

test('what a module does not use stays out of its bundle', async () => {
  const contents = "export { endDueWaits } from './shared/use-cases/index.ts';";
  const { metafile } = await build({
    ...howToBundle,
    stdin: { contents, resolveDir: process.cwd() },
    write: false,
    metafile: true,
    outdir: folder,
  });
  const used = Object.values(metafile.outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : [])),
  );
  expect(used.filter((path) => /shared\/(guides|x12|documents)\/|pdfkit/.test(path))).toEqual([]);
});

test('a function without a handler is named', async () => {
  await expect(bundleFunctions(['raise-the-dead'])).rejects.toThrow('functions/raise-the-dead/handler.ts is missing');
});
