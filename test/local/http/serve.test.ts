import { request } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { openPort } from '../../../local/http/open-port.ts';
import { serve } from '../../../local/http/serve.ts';
import { signedLinks } from '../../../local/http/signed-links.ts';
import { SafeError } from '../../../shared/safe-error.ts';
import { storeIn } from '../../functions/claims-in-store.ts';
import { testFolder } from '../adapters/temporary-folder.ts';

function emptyHome() {
  const { services, close } = storeIn(testFolder());
  onTestFinished(close);
  const access = { tokens: {}, audit: {} };
  return { services, access, time: { isVirtual: true } } as unknown as Parameters<typeof serve>[0];
}

async function served() {
  const port = await openPort(0);
  onTestFinished(() => port.close());
  serve(emptyHome(), port);
  return port;
}

test('the API answers on this machine', async () => {
  const { address } = await served();
  expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  const answer = await fetch(`${address}/health`);
  expect(await answer.json()).toMatchObject({ status: 'ok', time: 'virtual' });
});

test('the page of the API is served whole from this machine', async () => {
  const { address } = await served();
  const page = await (await fetch(`${address}/docs`)).text();
  const parts = [...page.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path]) => path ?? '');
  expect(parts).toHaveLength(3);
  for (const path of [...parts, '/openapi.json']) expect((await fetch(`${address}${path}`)).status).toBe(200);
  expect(page).not.toMatch(/https?:/);
});

test('links read and put objects until they expire, and nothing else', async () => {
  let now = Date.parse('2026-03-10T08:00:00Z');
  const { services, close } = storeIn(testFolder());
  onTestFinished(close);
  const links = signedLinks('http://127.0.0.1:1', services.objects, { now: () => new Date(now) });
  const ask = (url: string, method = 'GET', body?: string) =>
    links.answer(
      new Request(url, { method, ...(body && { body, headers: { 'content-length': String(body.length) } }) }),
    );
  const put = await links.toPut('inbox/AAAA');
  const read = await links.toRead('inbox/AAAA');
  const statuses = [
    await ask(read.url),
    await ask(put.url, 'PUT', 'claims'),
    await ask(put.url, 'PUT', 'others'),
    await ask(put.url),
    await ask(read.url, 'PUT', 'claims'),
    await ask(`${read.url}x`),
    await ask(`${new URL(read.url).origin}/links/x.`),
  ].map((answer) => answer?.status);
  expect(statuses).toEqual([404, 200, 409, 403, 403, 403, 403]);
  expect(await (await ask(read.url))?.text()).toBe('claims');
  expect(links.answer(new Request('http://127.0.0.1:1/health'))).toBeUndefined();
  now += 901_000;
  expect((await ask(read.url))?.status).toBe(403);
});

test('a page under another name is not answered', async () => {
  const { address } = await served();
  const status = await new Promise((resolve, reject) => {
    const asked = request(`${address}/claims`, { headers: { host: 'evil.example' } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    asked.on('error', reject).end();
  });
  expect(status).toBe(421);
});

test('a port that is taken is refused with its number', async () => {
  const { address } = await served();
  const port = Number(new URL(address).port);
  const again = openPort(port);
  await expect(again).rejects.toThrow(SafeError);
  await expect(again).rejects.toThrow(`port ${port} is in use`);
});

test('a number that is no port is refused', async () => {
  await expect(openPort(70_000)).rejects.toThrow('there is no port 70000');
});

test('after it is closed nothing answers, even with a connection left open', async () => {
  const server = await openPort(0);
  serve(emptyHome(), server);
  await fetch(`${server.address}/health`);
  await server.close();
  await expect(fetch(`${server.address}/health`)).rejects.toThrow();
});

test('what is asked before the home is open is answered once it is', async () => {
  const port = await openPort(0);
  onTestFinished(() => port.close());
  const asked = fetch(`${port.address}/health`);
  serve(emptyHome(), port);
  expect((await asked).status).toBe(200);
});
