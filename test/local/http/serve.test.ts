import { request } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { homeAccess } from '../../../local/home/home-access.ts';
import { openPort } from '../../../local/http/open-port.ts';
import { serve } from '../../../local/http/serve.ts';
import { SafeError } from '../../../shared/safe-error.ts';
import { storeIn } from '../../functions/claims-in-store.ts';
import { testFolder } from '../adapters/temporary-folder.ts';

function emptyHome() {
  const folder = testFolder();
  const { services, close } = storeIn(folder);
  onTestFinished(close);
  const access = homeAccess(folder, Buffer.alloc(32, 7), services);
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

test('whoever shows no token is not told of claims, and gets one at the token endpoint', async () => {
  const { address } = await served();
  expect((await fetch(`${address}/claims`)).status).toBe(401);
  const asked = await fetch(`${address}/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'x' }),
  });
  expect([asked.status, await asked.json()]).toEqual([401, { error: 'invalid_client' }]);
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
