import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { type Clock, type Links, linkSeconds, type Objects } from '../../shared/ports/index.ts';

/** More than this is put into the inbox's folder or given to a command. */
const mostBytes = 200_000_000;
const begin = '/links/';

export interface SignedLinks extends Links {
  /** Answers a request to one of the links; undefined when it is none. */
  answer(request: Request): Promise<Response> | undefined;
}

/** Links of this server to the objects of its home, which end with it. */
export function signedLinks(address: string, objects: Objects, wall: Clock): SignedLinks {
  const secret = randomBytes(32);
  const signature = (said: string): string => createHmac('sha256', secret).update(said).digest('base64url');

  function link(method: 'GET' | 'PUT', key: string) {
    const expiresAt = new Date(wall.now().getTime() + linkSeconds * 1000).toISOString();
    const said = Buffer.from(JSON.stringify([method, key, expiresAt])).toString('base64url');
    return { url: `${address}${begin}${said}.${signature(said)}`, expiresAt };
  }

  /** The key that the request may touch. */
  function keyOf({ method, url }: Request): string | undefined {
    const [said = '', signed = ''] = new URL(url).pathname.slice(begin.length).split('.');
    // As text: the last sign has bits to spare, so that several texts are the same bytes.
    const [given, right] = [Buffer.from(signed), Buffer.from(signature(said))];
    if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
    const [allowed, key, expiresAt] = JSON.parse(Buffer.from(said, 'base64url').toString());
    return allowed === method && expiresAt > wall.now().toISOString() ? key : undefined;
  }

  async function answer(request: Request): Promise<Response> {
    const key = keyOf(request);
    if (key === undefined) return new Response(null, { status: 403 });
    if (request.method === 'PUT') return put(key, request);
    const bytes = await objects.get(key);
    if (bytes === undefined) return new Response(null, { status: 404 });
    const headers = {
      'content-type': key.endsWith('.pdf') ? 'application/pdf' : 'application/octet-stream',
      'cache-control': 'no-store',
    };
    return new Response(new Uint8Array(bytes), { headers });
  }

  async function put(key: string, request: Request): Promise<Response> {
    const length = Number(request.headers.get('content-length') ?? Number.NaN);
    // Without a length nobody knows when to stop.
    if (!Number.isSafeInteger(length)) return new Response(null, { status: 411 });
    if (length > mostBytes) return new Response(null, { status: 413 });
    const stored = await objects.putIfAbsent(key, new Uint8Array(await request.arrayBuffer()));
    return new Response(null, { status: stored === 'exists-different' ? 409 : 200 });
  }

  return {
    toRead: async (key) => link('GET', key),
    toPut: async (key) => link('PUT', key),
    answer: (request) => (new URL(request.url).pathname.startsWith(begin) ? answer(request) : undefined),
  };
}
