import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Server } from 'node:net';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';

interface Heard {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

type Answering = (response: ServerResponse, heard: Heard, nth: number) => void;

export interface Receiver extends AsyncDisposable {
  readonly url: string;
  readonly heard: Heard[];
  /** Resolves once it has heard so many. */
  until(count: number): Promise<void>;
}

export const ok: Answering = (response) => void response.writeHead(204).end();
export const status =
  (code: number, headers = {}): Answering =>
  (response) =>
    void response.writeHead(code, headers).end();
/** Says nothing. */
export const hang: Answering = () => undefined;

/** A receiver of webhooks on this machine that answers as it is told. */
export async function receiver(
  answer: Answering,
  tls?: { readonly key: string; readonly cert: string },
): Promise<Receiver> {
  const heard: Heard[] = [];
  const waiting: { readonly count: number; done(): void }[] = [];
  const listener: RequestListener = async (request, response) => {
    const body = await text(request).catch(() => undefined);
    if (body === undefined) return;
    const one = { headers: request.headers, body };
    heard.push(one);
    answer(response, one, heard.length);
    for (const { count, done } of waiting) if (heard.length >= count) done();
  };
  const server = tls === undefined ? createServer(listener) : createTlsServer(tls, listener);
  const port = await listen(server);
  return {
    url: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}/hook?of=ehr`,
    heard,
    until: (count) =>
      new Promise((done) => {
        if (heard.length >= count) done();
        else waiting.push({ count, done });
      }),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** What the published library makes of a message: it throws unless the signature and the time are right. */
export function verified({ headers, body }: Heard, secret: string): unknown {
  return new Webhook(secret).verify(body, headers as Record<string, string>);
}
