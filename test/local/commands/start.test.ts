import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { start } from '../../../local/commands/start.ts';
import { encounter } from '../../pipeline/one-claim.ts';
import { testFolder } from '../adapters/temporary-folder.ts';
import { runCommand } from './run-command.ts';

const good = JSON.stringify(encounter('PAID1'));
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
    'a record that is refused',
    [['bad.json', refused]],
    1,
    /bad\.json, encounter 1 is refused: payerId must not be empty\. place/,
  ],
  [
    'what is refused and what is quarantined',
    [
      ['bad.json', refused],
      ['picture', '\x89'],
    ],
    1,
    /bad\.json.*\n.*picture/,
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
  const errors = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const words = ['--once', '--json', '--seed', '1', '--data', join(folder, 'data'), '--as-of', '2026-03-21'];
  const ended = await runCommand(start, ...words, ...paths);
  const said = errors.mock.calls.map(([text]) => String(text)).join('');
  errors.mockRestore();
  expect({ status: ended.status, said }).toEqual({ status, said: expect.stringMatching(says) });
  expect(JSON.parse(ended.text)).toHaveProperty('claims');
});
