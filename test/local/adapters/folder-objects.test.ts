import { readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { folderObjects } from '../../../local/adapters/index.ts';
import { threadOfFiles } from '../../../local/adapters/object-files/files-in-thread.ts';
import { isOutage } from '../../../local/home/system-reason.ts';
import { gather } from '../../conformance/gather.ts';
import { describeObjects } from '../../conformance/objects.ts';
import { makeFolder, testFolder } from './temporary-folder.ts';

describeObjects('a folder', async () => {
  const { path, remove } = makeFolder();
  return { objects: folderObjects(path), close: remove };
});

const filesIn = (path: string) =>
  readdirSync(path, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());

test('is files of the owner alone, and leaves no drafts', async () => {
  const folder = join(testFolder(), 'new', 'objects');
  const objects = folderObjects(folder);
  await Promise.all(['x', 'x', 'y'].map((body) => objects.putIfAbsent('edi/in/A.edi', body)));
  expect(filesIn(folder).map(({ parentPath, name }) => relative(folder, join(parentPath, name)))).toEqual([
    'edi/in/A.edi',
  ]);
  expect(statSync(join(folder, 'edi/in/A.edi')).mode & 0o777).toBe(0o600);
  for (const path of ['.', 'edi', 'edi/in']) expect(statSync(join(folder, path)).mode & 0o777).toBe(0o700);
});

test('removes the drafts of a process that was killed, but not one that may be at work', () => {
  const folder = testFolder();
  folderObjects(folder);
  const [old, fresh] = [join(folder, '.writing/old'), join(folder, '.writing/fresh')];
  for (const path of [old, fresh]) writeFileSync(path, 'half');
  utimesSync(old, new Date(), new Date(Date.now() - 2 * 3_600_000));
  folderObjects(folder);
  expect(readdirSync(join(folder, '.writing'))).toEqual(['fresh']);
});

test('leaves no draft when it fails', async () => {
  const folder = testFolder();
  const objects = folderObjects(folder);
  await objects.putIfAbsent('a', 'a file');
  await expect(objects.putIfAbsent('a/b', 'under a file')).rejects.toThrow();
  expect(filesIn(folder)).toHaveLength(1);
});

test('a thread of files that ends is an outage for what it was asked, and another makes the files after that', async () => {
  const objects = folderObjects(testFolder());
  const puts = Array.from({ length: 300 }, (_, at) => objects.putIfAbsent(`some/${at}`, `file ${at}`));
  await threadOfFiles().terminate();
  const outcomes = await Promise.allSettled(puts);
  const problems = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
  expect(problems.length).toBeGreaterThan(0);
  expect(problems.filter((problem) => !isOutage(problem))).toEqual([]);

  const again = await Promise.all(puts.map((_, at) => objects.putIfAbsent(`some/${at}`, `file ${at}`)));
  expect(new Set(again)).not.toContain('exists-different');
  expect(outcomes.flatMap(({ status }, at) => (status === 'fulfilled' ? again[at] : []))).not.toContain('put');
});

test('streams a large object piece by piece', async () => {
  const objects = folderObjects(testFolder());
  await objects.putIfAbsent('large', Buffer.alloc(5_000_000));
  const sizes = (await gather((await objects.stream('large')) ?? [])).map(({ length }) => length);
  expect(sizes.length).toBeGreaterThan(10);
  expect(sizes.reduce((sum, size) => sum + size)).toBe(5_000_000);
  for await (const _ of (await objects.stream('large')) ?? []) break;
});
