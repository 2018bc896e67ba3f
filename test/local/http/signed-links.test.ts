import { expect, test } from 'vitest';
import { folderObjects } from '../../../local/adapters/index.ts';
import { signedLinks } from '../../../local/http/signed-links.ts';
import { describeLinks } from '../../conformance/links.ts';
import { makeFolder, testFolder } from '../adapters/temporary-folder.ts';

const address = 'http://127.0.0.1:1';

describeLinks('of the server of one machine', async () => {
  const { path, remove } = makeFolder();
  let nowMs = Date.parse('2026-03-10T08:00:00Z');
  const wall = { now: () => new Date(nowMs) };
  const objects = folderObjects(path);
  const links = signedLinks(address, objects, wall);
  return {
    links,
    objects,
    ask: async (request) => (await links.answer(request)) ?? new Response(null, { status: 404 }),
    now: wall.now,
    wait: (seconds) => {
      nowMs += seconds * 1000;
    },
    close: remove,
  };
});

test('what is put is put once, and with its length', async () => {
  const links = signedLinks(address, folderObjects(testFolder()), { now: () => new Date() });
  const { url } = await links.toPut('inbox/AAAA');
  const put = async (body: string, headers: Record<string, string>) =>
    (await links.answer(new Request(url, { method: 'PUT', body, headers })))?.status;
  expect(await put('claims', {})).toBe(411);
  expect(await put('claims', { 'content-length': '200000001' })).toBe(413);
  expect(await put('claims', { 'content-length': '6' })).toBe(200);
  expect(await put('others', { 'content-length': '6' })).toBe(409);
});

test('what is no link is not answered, and one that was signed by nobody is refused', async () => {
  const links = signedLinks(address, folderObjects(testFolder()), { now: () => new Date() });
  expect(links.answer(new Request(`${address}/health`))).toBeUndefined();
  expect((await links.answer(new Request(`${address}/links/x.`)))?.status).toBe(403);
});

test('the links of one process are none of the next', async () => {
  const objects = folderObjects(testFolder());
  const wall = { now: () => new Date() };
  await objects.putIfAbsent('documents/A.pdf', 'x');
  const { url } = await signedLinks(address, objects, wall).toRead('documents/A.pdf');
  expect((await signedLinks(address, objects, wall).answer(new Request(url)))?.status).toBe(403);
});
