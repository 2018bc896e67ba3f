import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkedGuides } from '../../shared/exchange/check-file.ts';
import { writeTables } from './generated-table.ts';
import { guidePage, pageNameOf } from './guide-page.ts';

/** Writes a page for each guide into docs/x12, and their list into docs/x12.md: `node local/docs/write-guides.ts [--check]`. */
const folder = join(import.meta.dirname, '../../docs/x12');
const pages = new Map(checkedGuides.map((guide) => [pageNameOf(guide), guidePage(guide)]));
const there = existsSync(folder) ? readdirSync(folder) : [];
const textOf = (name: string) => (there.includes(name) ? readFileSync(join(folder, name), 'utf8') : undefined);
const stale = [...new Set([...there, ...pages.keys()])].filter((name) => textOf(name) !== pages.get(name));

if (process.argv.includes('--check')) {
  for (const name of stale) process.stderr.write(`docs/x12/${name} is not what the guide says: npm run docs:tables\n`);
  if (stale.length > 0) process.exitCode = 1;
} else {
  mkdirSync(folder, { recursive: true });
  for (const name of stale) {
    const page = pages.get(name);
    if (page === undefined) rmSync(join(folder, name));
    else writeFileSync(join(folder, name), page);
  }
}

writeTables('x12.md', [
  {
    name: 'guides',
    head: ['Set', 'Guide', 'Version', 'Also read'],
    rows: checkedGuides.map((guide) => [
      guide.set,
      `[${guide.name}](x12/${pageNameOf(guide)})`,
      guide.version,
      guide.reads.filter((version) => version !== guide.version).join(', '),
    ]),
  },
]);
