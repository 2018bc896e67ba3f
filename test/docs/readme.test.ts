import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadConfiguration } from '../../local/configuration/index.ts';
import { claimFromEncounter, encounterSchema } from '../../shared/claims/index.ts';
import type { JournalEntry } from '../../shared/ledger/index.ts';
import { asCents, formatMoney } from '../../shared/money.ts';
import { codeSpans, fenced, run, textOf } from './page.ts';

const program = 'local/claimwright.js';

describe('commands and options', () => {
  const help = run('.', program, '--help');
  const inHelp = (form: RegExp) => new Set([...help.matchAll(form)].map(([, name]) => name));
  const inReadme = (form: RegExp) =>
    new Set(codeSpans('README.md').flatMap((code) => [...code.matchAll(form)].map(([, name]) => name)));

  test('README has each command of the help text', () => {
    const commands = [...inHelp(/^ {2}([a-z][a-z-]*(?: [a-z]+)? ?(?:\[?[A-Z][^ ]*|30d)?(?: field=…)?) {2}/gm)];
    expect(commands).toHaveLength(20);
    const rows = codeSpans('README.md');
    expect(commands.filter((command) => !rows.includes(command?.trim() ?? ''))).toEqual([]);
  });

  test('options are the same in both', () => {
    const options = inReadme(/(--[a-z0-9-]+)/g);
    options.delete('--help');
    expect(options).toEqual(inHelp(/^ {2}(--[a-z0-9-]+)/gm));
  });
});

describe('the sample', () => {
  const folder = mkdtempSync(join(tmpdir(), 'claimwright-readme-'));
  beforeAll(() => void run(folder, program, 'start', '--once'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Ids are under a random key. */
  const withoutIds = (line: string) => line.replaceAll(/\b[A-Z0-9]{15,20}\b/g, 'ID').trimEnd();

  const shown = fenced('README.md', 'console').map((block) => {
    const [command = '', ...lines] = block.trimEnd().split('\n');
    return [command.replace(/^\$ (npm start --|npm run claimwright --) */, ''), lines] as const;
  });
  test.each(shown)('README shows what `%s` prints', (command, lines) => {
    const words = command.startsWith('--') ? ['start', command] : command.split(' ');
    const printed = run(folder, program, ...words)
      .split('\n')
      .map(withoutIds);
    expect(printed).toEqual(expect.arrayContaining(lines.filter((line) => line !== '…').map(withoutIds)));
  });

  test('docs/ledger.md shows the entries of its claim', () => {
    const [entered, posted, booked] = entriesOfClaim(join(folder, '.claimwright/claimwright.db'), 'HBH-2010');
    for (const entry of [entered, posted, booked]) expect(textOf('docs/ledger.md')).toContain(postingRows(entry));
  });
});

test('README shows what check prints', () => {
  const folder = mkdtempSync(join(tmpdir(), 'claimwright-readme-'));
  const claims = textOf('examples/claims/surgical-group.837')
    .replace(/CLM\*(MSG-3001)\*\d+/, 'CLM*$1*1')
    .replaceAll(/(:[LR]T\*\d+)\*UN/g, '$1*XX');
  writeFileSync(join(folder, 'march.837'), claims);
  const { stdout } = spawnSync(process.execPath, [join(process.cwd(), program), 'check', 'march.837'], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect(fenced('README.md', 'text')).toContain(`${stdout.trimEnd()}\n`);
  rmSync(folder, { recursive: true, force: true });
});

test('the encounter in README is one', async () => {
  const [example = ''] = fenced('README.md', 'json');
  const encounter = encounterSchema.parse(JSON.parse(example));
  const claim = claimFromEncounter(encounter, await loadConfiguration('examples/claimwright.json'));
  expect(claim).toMatchObject({ ok: true });
});

test('the licence is the one that README names', () => {
  expect(readFileSync('LICENSE', 'utf8')).toContain('Apache License');
});

/** The claim's own two entries, then that of the remittance that paid it. */
function entriesOfClaim(path: string, sourceId: string): JournalEntry[] {
  const sql = new DatabaseSync(path, { readOnly: true });
  const bodies = (where: string, ...values: string[]) =>
    sql
      .prepare(`SELECT pk, body FROM items WHERE ${where} ORDER BY sk`)
      .all(...values)
      .map(({ pk, body }) => ({ pk: String(pk), ...JSON.parse(String(body)).body }));
  const claim = bodies("sk = 'CLAIM'").find((each) => each.externalId === sourceId);
  const own = bodies("pk = ? AND sk GLOB 'JOURNAL#*'", claim?.pk ?? '') as (JournalEntry & { pk: string })[];
  const remittance = own[1]?.key.split('#')[1] ?? '';
  const booked = bodies("pk GLOB ? AND sk = 'JOURNAL#payment'", `*#R#${remittance}`) as unknown as JournalEntry[];
  sql.close();
  return [...own, ...booked];
}

function postingRows(entry: JournalEntry | undefined): string {
  const rows = (entry?.postings ?? []).map(({ account, amount, reason }) => {
    const sum = formatMoney(asCents(Math.abs(amount)));
    const columns = amount > 0 ? `${sum} | ` : ` | ${sum}`;
    return `| \`${account}\` | ${columns} | ${reason ?? ''} |`;
  });
  const text = rows.join('\n').replaceAll(/ +\|/g, ' |');
  return text === '' ? 'no such entry' : `| --- | --- | --- | --- |\n${text}\n\n`;
}
