import { lookup } from 'node:dns/promises';
import * as http from 'node:http';
import * as https from 'node:https';
import { isIP } from 'node:net';
import type { HttpPost, PostAnswer, PostRequest } from '../../shared/ports/index.ts';
import { isLoopback, urlProblem } from '../../shared/webhooks/index.ts';
import { isPublicAddress } from './public-address.ts';

export interface HttpPostOptions {
  /** Receivers on this machine are let, also without TLS: for trying it out. */
  readonly allowLoopback?: boolean;
  /** From the look-up of the name to the answer's status. */
  readonly timeoutMs?: number;
  /** The addresses of a name. */
  readonly resolve?: (hostname: string) => Promise<readonly string[]>;
}

/** What Standard Webhooks recommends at least. */
const usualTimeoutMs = 15_000;

async function resolveName(hostname: string): Promise<readonly string[]> {
  return (await lookup(hostname, { all: true, order: 'ipv4first' })).map(({ address }) => address);
}

/** Why there was no answer, by the error's code. */
function problemOf(error: unknown): PostAnswer {
  const { name, code = '' } = error as { readonly name?: string; readonly code?: string };
  if (name === 'TimeoutError' || name === 'AbortError') return { problem: 'timeout' };
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'ENODATA') return { problem: 'not-resolved' };
  return { problem: /TLS|SSL|CERT|SIGNATURE|EPROTO/.test(code) ? 'tls' : 'no-answer' };
}

/** Sends with Node's own client, to the very address that was looked at: a name can't lead elsewhere in between. */
export function httpPost(options: HttpPostOptions = {}): HttpPost {
  const { allowLoopback = false, timeoutMs = usualTimeoutMs, resolve = resolveName } = options;

  /** The address to connect to; undefined when the name leads to one that is not let. */
  async function addressOf(url: URL): Promise<string | undefined> {
    if (allowLoopback && isLoopback(url)) return url.hostname === '[::1]' ? '::1' : '127.0.0.1';
    const addresses = await resolve(url.hostname);
    return addresses.every(isPublicAddress) ? addresses[0] : undefined;
  }

  return {
    async post(request) {
      if (urlProblem(request.url, allowLoopback) !== undefined) return { problem: 'not-allowed' };
      const url = new URL(request.url);
      const timeout = AbortSignal.timeout(timeoutMs);
      const signal = request.signal === undefined ? timeout : AbortSignal.any([timeout, request.signal]);
      try {
        const address = await Promise.race([addressOf(url), aborted(signal)]);
        return address === undefined ? { problem: 'not-allowed' } : await send(url, address, request, signal);
      } catch (error) {
        return problemOf(error);
      }
    },
  };
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_done, fail) => {
    signal.addEventListener('abort', () => fail(signal.reason), { once: true });
  });
}

function send(url: URL, address: string, { headers, body }: PostRequest, signal: AbortSignal): Promise<PostAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<PostAnswer>();
  const { request } = url.protocol === 'https:' ? https : http;
  const sent = request({
    method: 'POST',
    host: address,
    port: url.port === '' ? undefined : Number(url.port),
    path: `${url.pathname}${url.search}`,
    headers: { ...headers, host: url.host, 'content-length': Buffer.byteLength(body) },
    // Certificates are for the name.
    servername: isIP(url.hostname) === 0 ? url.hostname : '',
    // A connection of its own, which ends with the answer's status.
    agent: false,
    signal,
  });
  sent.on('response', ({ statusCode = 0, headers: answered }) => {
    const retryAfter = answered['retry-after'];
    resolve({ status: statusCode, ...(retryAfter !== undefined && { retryAfter }) });
    // Whatever else comes is not read.
    sent.destroy();
  });
  sent.on('error', reject);
  sent.end(body);
  return promise;
}
