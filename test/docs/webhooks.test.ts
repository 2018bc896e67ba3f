import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { expect, test } from 'vitest';
import { eventTypes, secretOf, signedHeaders } from '../../shared/webhooks/index.ts';
import { listen } from '../webhooks/receiver.ts';
import { fenced, textOf } from './page.ts';

const page = 'docs/webhooks.md';

test('the receiver of the page takes what is signed and nothing else', async () => {
  const [code = ''] = fenced(page, 'ts');
  const free = createServer();
  const port = await listen(free);
  free.close();
  await once(free, 'close');
  const secret = secretOf(Buffer.alloc(32, 5));
  const receiver = spawn(
    process.execPath,
    ['--input-type=module-typescript', '--eval', code.replace('9000', String(port))],
    {
      env: { ...process.env, WEBHOOK_SECRET: secret },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  try {
    await reached(port);
    const body = '{"type":"claim.paid"}';
    const post = (signed: string): Promise<Response> =>
      fetch(`http://127.0.0.1:${port}/`, {
        method: 'POST',
        body,
        headers: { ...signedHeaders('one', new Date(), signed, [secretOf(Buffer.alloc(32, 6)), secret]) },
      });
    expect((await post(body)).status).toBe(204);
    expect(String((await once(receiver.stdout, 'data'))[0])).toBe('one claim.paid\n');
    expect((await post(`${body} `)).status).toBe(400);
  } finally {
    receiver.kill();
    await once(receiver, 'exit');
  }
});

async function reached(port: number): Promise<void> {
  for (;;) {
    const socket = connect(port, '127.0.0.1');
    const isOpen = await once(socket, 'connect').then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (isOpen) return;
  }
}

test('the page names every type of event', () => {
  const named = [...textOf(page).matchAll(/`((?:claim|batch|remittance)\.[a-z_]+)`/g)].map(([, type]) => type);
  expect([...new Set(named)].sort()).toEqual([...eventTypes].sort());
});
