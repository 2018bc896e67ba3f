import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A table of a page that comes from the code. In the page it stands between two comments that name it. */
export interface GeneratedTable {
  readonly name: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

function line(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [line(head), `|${' --- |'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}

/** The page with the table as the code has it now. Throws when the page has no place for it. */
export function withTable(page: string, table: GeneratedTable): string {
  const begin = `<!-- generated: ${table.name} -->\n`;
  const end = `\n<!-- end: ${table.name} -->`;
  const from = page.indexOf(begin) + begin.length;
  const to = page.indexOf(end, from);
  if (from < begin.length || to < 0) throw new Error(`the page has no place for the table ${table.name}`);
  return `${page.slice(0, from)}\n${markdownTable(table.head, table.rows)}\n${page.slice(to)}`;
}

/** Writes the tables into the page; with `--check` says whether they stand there, by the exit status. */
export function writeTables(pageName: string, tables: readonly GeneratedTable[]): void {
  const path = join(import.meta.dirname, '../../docs', pageName);
  const before = readFileSync(path, 'utf8');
  const after = tables.reduce(withTable, before);
  if (after === before) return;
  if (process.argv.includes('--check')) {
    process.stderr.write(`docs/${pageName} is not what the code says: write it anew with npm run docs:tables\n`);
    process.exitCode = 1;
    return;
  }
  writeFileSync(path, after);
}
