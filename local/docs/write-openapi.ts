import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openApiDocument } from '../../functions/api/document.ts';
import { routes } from '../../functions/api/routes/index.ts';

/** Writes docs/openapi.json: `node local/docs/write-openapi.ts [--check]`. */
const file = join(import.meta.dirname, '../../docs/openapi.json');
const document = `${JSON.stringify(openApiDocument(routes), undefined, 2)}\n`;
if (!process.argv.includes('--check')) writeFileSync(file, document);
else if (readFileSync(file, 'utf8') !== document) {
  process.stderr.write('docs/openapi.json is not what the routes say: npm run docs:tables\n');
  process.exitCode = 1;
}
