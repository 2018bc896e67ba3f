import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { describe, expect, test } from 'vitest';
import { httpPost } from '../../functions/deliver-webhooks/http-post.ts';
import type { PostAnswer } from '../../shared/ports/index.ts';
import { hang, listen, ok, receiver, status } from './receiver.ts';

const post = httpPost({ allowLoopback: true });
const impatient = httpPost({ allowLoopback: true, timeoutMs: 400 });
const to = (url: string, by = post): Promise<PostAnswer> =>
  by.post({ url, headers: { 'webhook-id': 'one', 'content-type': 'application/json' }, body: '{"é":1}' });

/** A server that says bytes of its own and does with the connection what it likes. */
async function raw(serve: (socket: Socket) => void) {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => undefined));
    socket.once('data', () => serve(socket));
  });
  const port = await listen(server);
  return {
    url: `http://127.0.0.1:${port}/`,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

describe('what is sent', () => {
  test('is the body, its headers and its path', async () => {
    await using to204 = await receiver(ok);
    expect(await to(to204.url)).toEqual({ status: 204 });
    expect(to204.heard).toEqual([
      {
        body: '{"é":1}',
        headers: expect.objectContaining({ 'webhook-id': 'one', host: new URL(to204.url).host, 'content-length': '8' }),
      },
    ]);
  });
});

describe('what is answered', () => {
  test.each([200, 299, 302, 404, 410, 500])('%i is taken as it is, and no redirect is followed', async (code) => {
    await using elsewhere = await receiver(ok);
    await using here = await receiver(status(code, { location: elsewhere.url }));
    expect(await to(here.url)).toEqual({ status: code });
    expect(elsewhere.heard).toEqual([]);
  });

  test('Retry-After is handed on', async () => {
    await using busy = await receiver(status(503, { 'retry-after': '120' }));
    expect(await to(busy.url)).toEqual({ status: 503, retryAfter: '120' });
  });

  const lies: [string, (socket: Socket) => void, PostAnswer][] = [
    [
      'promises a body and closes',
      (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n'),
      { status: 200 },
    ],
    [
      'sends a body without end',
      (socket) => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        const more = (): boolean => socket.write(Buffer.alloc(65_536), () => void (socket.destroyed || more()));
        more();
      },
      { status: 200 },
    ],
    [
      'sends a body byte by byte',
      (socket) => socket.write('HTTP/1.1 500 No\r\nContent-Length: 1000\r\n\r\nx'),
      { status: 500 },
    ],
    ['says nothing', () => undefined, { problem: 'timeout' }],
    [
      'sends headers byte by byte',
      (socket) => {
        socket.write('HTTP/1.1 200 OK\r\n');
        const timer = setInterval(() => socket.write('x'), 50);
        socket.on('close', () => clearInterval(timer));
      },
      { problem: 'timeout' },
    ],
    [
      'sends headers without end',
      (socket) => socket.write(`HTTP/1.1 200 OK\r\nx: ${'x'.repeat(100_000)}`),
      { problem: 'no-answer' },
    ],
    ['continues for ever', (socket) => socket.write('HTTP/1.1 100 Continue\r\n\r\n'), { problem: 'timeout' }],
    ['closes without a word', (socket) => socket.end(), { problem: 'no-answer' }],
    ['hangs up', (socket) => socket.resetAndDestroy(), { problem: 'no-answer' }],
    ['speaks something else', (socket) => socket.end('220 mail.example.com ESMTP\r\n'), { problem: 'no-answer' }],
  ];
  test.each(lies)('by a receiver that %s', async (_does, serve, expected) => {
    await using liar = await raw(serve);
    const isTimeout = 'problem' in expected && expected.problem === 'timeout';
    expect(await to(liar.url, isTimeout ? impatient : post)).toEqual(expected);
  });

  test('nobody listens', async () => {
    const closed = await receiver(ok);
    await closed[Symbol.asyncDispose]();
    expect(await to(closed.url)).toEqual({ problem: 'no-answer' });
  });

  test('an end that the caller asks for is a time-out', async () => {
    await using hanging = await receiver(hang);
    const ending = new AbortController();
    const answer = httpPost({ allowLoopback: true }).post({
      url: hanging.url,
      headers: {},
      body: '',
      signal: ending.signal,
    });
    await hanging.until(1);
    ending.abort();
    expect(await answer).toEqual({ problem: 'timeout' });
  });
});

describe('over TLS', () => {
  test('a certificate that nobody vouches for is refused before anything is sent', async () => {
    await using untrusted = await receiver(ok, selfSigned());
    expect(await to(untrusted.url)).toEqual({ problem: 'tls' });
    expect(untrusted.heard).toEqual([]);
  });

  test('a certificate that is trusted must be for the name that was asked for', async () => {
    const tls = selfSigned('DNS:localhost');
    const before = getCACertificates();
    setDefaultCACertificates([...before, tls.cert]);
    try {
      await using named = await receiver(ok, tls);
      expect(await to(named.url)).toEqual({ problem: 'tls' });
      expect(await to(named.url.replace('127.0.0.1', 'localhost'))).toEqual({ status: 204 });
      expect(named.heard).toHaveLength(1);
    } finally {
      setDefaultCACertificates(before);
    }
  });

  test('a receiver without TLS is none', async () => {
    await using plain = await receiver(ok);
    expect(await to(plain.url.replace('http:', 'https:'))).toEqual({ problem: 'tls' });
    expect(plain.heard).toEqual([]);
  });
});

describe('where names lead', () => {
  const leading = (...addresses: string[]) => httpPost({ resolve: async () => addresses });

  test.each([
    ['this machine', ['127.0.0.1']],
    ['a private network', ['10.0.0.8']],
    ["a cloud's own data", ['169.254.169.254']],
    ['a private network, among others', ['8.8.8.8', '10.0.0.8']],
    ['nowhere', []],
  ])('%s: nothing is sent', async (_where, addresses) => {
    await using here = await receiver(ok);
    const { port } = new URL(here.url);
    expect(await to(`https://ehr.example.com:${port}/`, leading(...addresses))).toEqual({ problem: 'not-allowed' });
    expect(here.heard).toEqual([]);
  });

  test('this machine is not let by its address either, unless it is said so', async () => {
    await using here = await receiver(ok);
    expect(await to(here.url, httpPost())).toEqual({ problem: 'not-allowed' });
    expect(here.heard).toEqual([]);
  });

  test('a name that is not known', async () => {
    const unknown = httpPost({ resolve: () => Promise.reject(Object.assign(new Error(), { code: 'ENOTFOUND' })) });
    expect(await to('https://ehr.example.com/', unknown)).toEqual({ problem: 'not-resolved' });
  });

  test('a name server that hangs', async () => {
    const hanging = httpPost({ timeoutMs: 50, resolve: () => new Promise(() => undefined) });
    expect(await to('https://ehr.example.com/', hanging)).toEqual({ problem: 'timeout' });
  });
});

function selfSigned(name = 'IP:127.0.0.1'): { readonly key: string; readonly cert: string } {
  const folder = mkdtempSync(join(tmpdir(), 'certificate-'));
  try {
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
    const made = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
    const named = ['-subj', '/CN=receiver', '-addext', `subjectAltName=${name}`];
    execFileSync('openssl', [...made, ...named, '-keyout', key, '-out', cert], { stdio: 'ignore' });
    return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
