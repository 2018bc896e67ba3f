import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { advance } from '../../../local/commands/advance.ts';
import { examplesFolder } from '../../../local/commands/configuration-files.ts';
import { openHomeFor } from '../../../local/commands/environment.ts';
import { parseOptions } from '../../../local/commands/options.ts';
import { start } from '../../../local/commands/start.ts';
import { readUploads, upload } from '../../../local/commands/upload.ts';
import { encounter } from '../../pipeline/one-claim.ts';
import { clp, interchange, remittance835 } from '../../pipeline/payer-answers.ts';
import { testFolder } from '../adapters/temporary-folder.ts';
import { runCommand } from './run-command.ts';

const good = JSON.stringify(encounter('PAID1'));
/** Runs `start --once`, and keeps what it says on standard error too. */
async function startOnce(home: string, ...paths: string[]) {
  const errors = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const words = ['--once', '--json', '--seed', '1', '--data', home, '--as-of', '2026-03-21'];
  try {
    const ended = await runCommand(start, ...words, ...paths);
    return { ...ended, said: errors.mock.calls.map(([text]) => String(text)).join('') };
  } finally {
    errors.mockRestore();
  }
}

const refused = JSON.stringify({ ...encounter('PAID2'), placeOfServiceCode: '', payerId: '' });

test.each<[string, readonly [name: string, text: string][], 0 | 1, RegExp]>([
  ['a claim', [['good.ndjson', good]], 0, /^(?!.*nothing that)/s],
  ['a picture', [['picture', '\x89PNG']], 1, /picture is quarantined: it begins neither/],
  [
    'JSON that breaks off',
    [['cut.json', good.slice(0, 99)]],
    1,
    /cut\.json is quarantined: the file is not whole JSON/,
  ],
  [
    'a list of no encounter',
    [['none.json', '[ ]\n']],
    1,
    /none\.json is quarantined: the file holds no encounter: send/,
  ],
  [
    'a list of no encounter, and a claim',
    [
      ['none.json', '[]'],
      ['good.ndjson', good],
    ],
    0,
    /^(?!.*nothing that)/s,
  ],
  [
    'a record that is refused',
    [['bad.json', refused]],
    1,
    /bad\.json, encounter 1 is refused:\n {4}payerId: Must not be empty\.\n {4}place/,
  ],
  [
    'what is refused and what is quarantined',
    [
      ['bad.json', refused],
      ['picture', '\x89'],
    ],
    1,
    /bad\.json.*picture/s,
  ],
  [
    'what is refused, and a claim',
    [
      ['bad.json', refused],
      ['good.ndjson', good],
    ],
    0,
    /^(?!.*nothing that)/s,
  ],
])('start --once with %s', async (_name, files, status, says) => {
  const folder = testFolder();
  const paths = files.map(([name, text]) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  });
  const ended = await startOnce(join(folder, 'data'), ...paths);
  expect(ended).toMatchObject({ status, said: expect.stringMatching(says) });
  expect(JSON.parse(ended.text)).toHaveProperty('claims');
});

test('start --json tells of a record that is refused by file, place and reason', async () => {
  const folder = testFolder();
  const path = join(folder, 'bad.json');
  writeFileSync(path, refused);
  const { text } = await startOnce(join(folder, 'data'), path);
  const place = 'encounter 1';
  const reason = expect.stringMatching(/^payerId: Must not be empty\. placeOfServiceCode: /);
  expect(JSON.parse(text).refused).toEqual([expect.objectContaining({ file: 'bad.json', place, reason })]);
});

const paid = remittance835('TR1', 100, clp('OLD1', 100));
const unbalanced = remittance835('TR2', 150, clp('OLD2', 100));

test.each<[string, string, 0 | 1]>([
  ['a payment, and one that does not balance', interchange(...paid, ...unbalanced), 0],
  ['a payment that does not balance', interchange(...unbalanced), 1],
  [
    'an answer to a file of ours, and one to another',
    interchange('TA1*000000001*260321*0800*A*000', 'TA1*000009999*260321*0800*A*000'),
    0,
  ],
  ['an answer to no file of ours', interchange('TA1*000009999*260321*0800*A*000'), 1],
])('start --once with answers: %s', async (_name, text, status) => {
  const folder = testFolder();
  const [claims, answers] = ['claims', 'answers'].map((name) => join(folder, name)) as [string, string];
  writeFileSync(claims, good);
  writeFileSync(answers, text);
  await startOnce(join(folder, 'data'), claims);
  const ended = await startOnce(join(folder, 'data'), answers);
  expect(JSON.parse(ended.text).files.at(-1)).toMatchObject({ file: 'answers', status: 'quarantined' });
  expect([ended.status, ended.said.includes('nothing that was given')]).toEqual([status, status === 1]);
});

test('a sample that was cut off is taken to its end, and then only time goes on', async () => {
  const folder = join(testFolder(), 'home');
  const home = await openHomeFor(parseOptions(['--data', folder]), new Date('2026-03-21T08:00:00Z'), true);
  for (const file of await readUploads([join(examplesFolder, 'encounters/behavioral-health.json')])) {
    await upload(home, file);
    await home.time.settle();
  }
  await home.close();
  const report = async () => JSON.parse((await runCommand(start, '--once', '--json', '--data', folder)).text);
  const first = await report();
  expect(first.claims.total).toBe(62);
  const { now } = JSON.parse((await runCommand(advance, '0d', '--json', '--data', folder)).text);
  const second = await report();
  expect({ ...second, files: second.files.length }).toEqual({ ...first, files: first.files.length });
  expect(JSON.parse((await runCommand(advance, '0d', '--json', '--data', folder)).text)).toEqual({ now });
}, 60_000);

test('--as-of in a folder that is there is the day that it began on or one ahead', async () => {
  const folder = testFolder();
  const [home, file] = [join(folder, 'home'), join(folder, 'good.ndjson')];
  writeFileSync(file, good);
  const startAsOf = (day: string) => runCommand(start, file, '--once', '--data', home, '--as-of', day);
  const present = async () => JSON.parse((await runCommand(advance, '0d', '--json', '--data', home)).text).now;
  await startAsOf('2026-03-21');
  const now = await present();
  const today = now.slice(0, 10);
  // A run that was cut off is begun again with the same words.
  await startAsOf('2026-03-21');
  await startAsOf(today);
  expect(await present()).toBe(now);
  await expect(startAsOf('2026-03-22')).rejects.toThrow(
    `--as-of 2026-03-22 lies before ${today}, the present of ${home}, and time never goes back: leave it out, or name another folder with --data`,
  );
  await startAsOf('2026-12-01');
  expect((await present()).slice(0, 10)).toBe('2026-12-01');
});

/** A configuration of somebody's own, by the name under which its claims leave. */
function ownConfiguration(folder: string, submitter: string): string {
  const path = join(folder, `${submitter}.json`);
  const sample = readFileSync(join(examplesFolder, 'claimwright.json'), 'utf8');
  writeFileSync(path, sample.replaceAll('Claimwright Sample Billing', submitter));
  return path;
}

test('a folder keeps the configuration with which it was opened last, and is never taken for the sample', async () => {
  const folder = testFolder();
  const home = join(folder, 'home');
  const taken = async (scenario: string, ...words: string[]) => {
    const path = join(folder, `${scenario}.ndjson`);
    writeFileSync(path, JSON.stringify(encounter(scenario)));
    const out = join(home, 'objects/edi/out');
    const before = existsSync(out) ? readdirSync(out) : [];
    const { text } = await runCommand(start, path, '--once', '--data', home, ...words);
    const sent = readdirSync(out).filter((name) => !before.includes(name));
    return { text, sent: sent.map((name) => readFileSync(join(out, name), 'utf8')).join('') };
  };
  const [first, second] = [ownConfiguration(folder, 'WILLOW'), ownConfiguration(folder, 'OAK')] as const;
  const own = await taken('PAID1', '--config', first);
  expect(own.sent).toContain('NM1*41*2*WILLOW*');
  expect(own.text).toMatch(/^Claims by outcome\n/);
  expect(own.text).not.toContain('--config');
  expect((await taken('PAID2')).sent).toContain('NM1*41*2*WILLOW*');
  renameSync(first, join(folder, 'moved.json'));
  const gone = `${first} is gone, the configuration with which ${home} was last opened: put it back, or say with --config FILE`;
  await expect(taken('PAID3')).rejects.toThrow(gone);
  await expect(runCommand(advance, '1d', '--data', home)).rejects.toThrow(gone);
  await runCommand(advance, '0d', '--data', home, '--config', second);
  expect((await taken('PAID3')).sent).toContain('NM1*41*2*OAK*');
  await taken('PAID4', '--config', join(examplesFolder, 'claimwright.json'));
  expect((await taken('PAID5')).sent).toContain('NM1*41*2*CLAIMWRIGHT SAMPLE BILLING*');
});

test('the sample is not taken under a configuration of somebody’s own', async () => {
  const folder = testFolder();
  const home = join(folder, 'home');
  const words = ['--once', '--data', home, '--config', ownConfiguration(folder, 'WILLOW')];
  await expect(runCommand(start, ...words)).rejects.toThrow('say which files to take, of your own practices: npm run');
  expect(existsSync(home)).toBe(false);
});

test('--as-of on real time is refused, and makes no home', async () => {
  const home = join(testFolder(), 'home');
  const words = ['--once', '--data', home, '--as-of', '2026-03-21'];
  await expect((async () => runCommand(start, ...words, '--real-time'))()).rejects.toThrow('--real-time');
  expect(existsSync(home)).toBe(false);
});
