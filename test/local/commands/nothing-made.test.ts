import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { accept, correct, dismiss, release, replay } from '../../../local/commands/act.ts';
import { advance } from '../../../local/commands/advance.ts';
import { examplesFolder } from '../../../local/commands/configuration-files.ts';
import { held } from '../../../local/commands/held.ts';
import type { Options } from '../../../local/commands/options.ts';
import { serve } from '../../../local/commands/serve.ts';
import { show } from '../../../local/commands/show.ts';
import { start } from '../../../local/commands/start.ts';
import { openPort } from '../../../local/http/open-port.ts';
import { encounter } from '../../pipeline/one-claim.ts';
import { testFolder } from '../adapters/temporary-folder.ts';
import { runCommand } from './run-command.ts';

type Command = (options: Options, out: (text: string) => void) => Promise<number>;

test.each<[string, Command, string[]]>([
  ['show', show, ['ENC-1']],
  ['held', held, []],
  ['correct', correct, ['ENC-1', 'totalCharge=1.00']],
  ['release', release, ['ENC-1']],
  ['accept', accept, ['ABCDEFGHIJKLMNOPQRST-1']],
  ['replay', replay, ['ABCDEFGHIJKLMNOPQRST']],
  ['advance', advance, ['30d']],
  ['serve', serve, ['--port', '0']],
])('%s on a folder that holds no home is refused, and makes none', async (_name, command, words) => {
  const missing = join(testFolder(), 'none');
  await expect(runCommand(command, ...words, '--data', missing)).rejects.toThrow(`${missing} holds no claims yet`);
  expect(existsSync(missing)).toBe(false);
});

/** Files that a person may name by mistake. */
function files() {
  const folder = testFolder();
  const made = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  mkdirSync(join(folder, 'old'));
  writeFileSync(join(folder, 'old/claimwright.db'), '');
  return {
    folder,
    'a picture': made('scan.png', '\u0089PNG\u0000\u0001'),
    text: made('letter.txt', 'Dear biller,'),
    'broken JSON': made('broken.json', '[{"encounterId": '),
    nothing: made('empty.837', ''),
    'no file': join(folder, 'missing.837'),
    'a data folder': join(folder, 'old'),
  };
}

test.each([
  ['a picture', 'scan.png: it begins neither with an X12 interchange'],
  ['text', 'names a day of service'],
  ['broken JSON', 'names a day of service'],
  ['nothing', 'empty.837: the file is empty'],
  ['no file', 'there is none of this name'],
  ['folder', 'it is a folder; name the files in it'],
  ['a data folder', 'it is a data folder; say so with --data'],
] as const)('%s as the first file makes no home', async (what, message) => {
  const home = join(testFolder(), 'home');
  await expect(runCommand(start, files()[what], '--once', '--data', home)).rejects.toThrow(message);
  expect(existsSync(home)).toBe(false);
});

test('what can not be read is quarantined in a home that is there, on its own day, and put away', async () => {
  const { folder, text } = files();
  const home = join(folder, 'home');
  const good = join(folder, 'good.ndjson');
  writeFileSync(good, JSON.stringify(encounter('PAID1')));
  const before = await runCommand(start, good, '--once', '--data', home);
  const after = await runCommand(start, text, '--once', '--data', home);
  expect([before.status, after.status]).toEqual([0, 1]);
  const [, id] = after.text.match(/letter\.txt \(unknown, quarantined\) kept as \S+\/(\w+): it begins/) ?? [];
  const asked = `; ask for it again and put this one away (npm run claimwright -- dismiss ${id} --data ${home})\n`;
  expect(after.text).toContain(`nor with JSON${asked}`);
  const unread = join(folder, 'other.837');
  const sample = join(examplesFolder, 'claims/surgical-group.837');
  writeFileSync(unread, readFileSync(sample, 'utf8').replaceAll('005010X222A1', '005010X223A2'));
  expect((await runCommand(start, unread, '--once', '--data', home)).text).toMatch(
    /unread, in quarantined files +18\n/,
  );
  const { files: all } = JSON.parse((await runCommand(start, '--once', '--json', '--data', home)).text);
  for (const { fileId, status } of all as { fileId: string; status: string }[]) {
    if (status !== 'quarantined') continue;
    const dismissed = await runCommand(dismiss, fileId.toLowerCase(), '--data', home);
    expect(dismissed).toMatchObject({
      status: 0,
      text: expect.stringMatching(`dismissed: ${fileId} waits for nobody`),
    });
  }
  const { text: later } = await runCommand(start, '--once', '--data', home);
  expect(later).toMatch(/letter\.txt \(unknown, quarantined, dismissed\) kept as \S+\n/);
  expect(later).not.toMatch(/unread, in|-- dismiss|-- replay/);
  await expect(runCommand(dismiss, 'A'.repeat(20), '--data', home)).rejects.toThrow('is not in quarantine');
  expect((await runCommand(advance, '1d', '--data', home)).text).toMatch(/it is now 2026-0[3-6]/);
});

test.each([
  ['a file', (folder: string) => join(folder, 'file'), '--data takes a folder'],
  ['below a file', (folder: string) => join(folder, 'file/home'), '--data takes a folder'],
])('a data folder that is %s is refused', async (_name, at, message) => {
  const folder = testFolder();
  writeFileSync(join(folder, 'file'), '');
  await expect(runCommand(start, '--once', '--data', at(folder))).rejects.toThrow(message);
  await expect(runCommand(held, '--data', at(folder))).rejects.toThrow(/takes a folder|holds no claims/);
});

test.skipIf(process.platform !== 'linux')('a data folder where the system makes none is refused', async () => {
  await expect(runCommand(start, '--once', '--data', '/proc/none/home')).rejects.toThrow("can't be made");
});

test('a folder whose database is gone from beside its files is refused, and begun by nobody', async () => {
  const folder = testFolder();
  const good = join(folder, 'good.ndjson');
  writeFileSync(good, JSON.stringify(encounter('PAID1')));
  const home = join(folder, 'home');
  await runCommand(start, good, '--once', '--data', home);
  rmSync(join(home, 'claimwright.db'));
  await expect(runCommand(start, good, '--once', '--data', home)).rejects.toThrow('restore the folder from a backup');
  await expect(runCommand(held, '--data', home)).rejects.toThrow('claimwright.db is gone');
  expect(existsSync(join(home, 'claimwright.db'))).toBe(false);
});

test.each([
  ['a letter', (folder: string) => writeFileSync(join(folder, 'letter.txt'), '')],
  ['a hidden folder', (folder: string) => mkdirSync(join(folder, '.git'))],
  ['a key', (folder: string) => writeFileSync(join(folder, 'home.key'), 'x')],
  [
    'a key and a database',
    (folder: string) => {
      writeFileSync(join(folder, 'home.key'), 'x');
      writeFileSync(join(folder, 'workflows.db'), 'x');
    },
  ],
])('a folder with somebody’s own files is refused, and left as it is (%s)', async (_name, put) => {
  const folder = testFolder();
  put(folder);
  const before = readdirSync(folder);
  const refusal = `name an empty or a new folder with --data, such as ${join(folder, 'claimwright')}`;
  await expect(runCommand(start, '--once', '--data', folder)).rejects.toThrow(refusal);
  expect(readdirSync(folder)).toEqual(before);
});

test.each<[string, string, readonly string[]]>([
  ['absent', 'home', []],
  ['empty', '.', []],
  ['empty but for what the system keeps there', '.', ['.DS_Store']],
  ['one where a run was cut off before its database was there', '.', ['lock.db', 'lock.db-journal']],
  ['one of Claimwright’s name, with a configuration', '.claimwright', ['claimwright.json']],
  ['one of an earlier Claimwright, with a letter', '.', ['claimwright.db', 'letter.txt']],
])('a folder that is taken: %s', async (_name, under, names) => {
  const home = join(testFolder(), under);
  for (const name of names) {
    mkdirSync(home, { recursive: true });
    writeFileSync(join(home, name), '');
  }
  const good = join(testFolder(), 'good.ndjson');
  writeFileSync(good, JSON.stringify(encounter('PAID1')));
  expect((await runCommand(start, good, '--once', '--data', home)).status).toBe(0);
});

test.skipIf(process.getuid?.() === 0)('a folder that is not writable is said', async () => {
  const folder = testFolder();
  chmodSync(folder, 0o500);
  await expect(runCommand(start, '--once', '--data', join(folder, 'home'))).rejects.toThrow('no permission');
});

test('a port in use is said before any work', async () => {
  const port = await openPort(0);
  onTestFinished(() => port.close());
  const home = join(testFolder(), 'home');
  const number = new URL(port.address).port;
  await expect(runCommand(start, '--data', home, '--port', number)).rejects.toThrow(`port ${number} is in use`);
  expect(existsSync(home)).toBe(false);
});

test('all that is made is its owner’s alone', async () => {
  const folder = testFolder();
  const good = join(folder, 'good.ndjson');
  writeFileSync(good, JSON.stringify(encounter('PAID1')));
  const home = join(folder, 'home');
  await runCommand(start, good, '--once', '--data', home);
  const modes = ['', 'claimwright.db', 'workflows.db', 'simulator.db', 'home.key', 'lock.db'].map((name) => [
    name,
    statSync(join(home, name)).mode & 0o077,
  ]);
  expect(modes.filter(([, others]) => others !== 0)).toEqual([]);
});
