import { expect } from 'vitest';
import { encounter, scope } from '../pipeline/one-claim.ts';
import { reachable } from './aws-fetch.ts';
import type { Deployment } from './deployment.ts';
import { programToken } from './program-token.ts';

interface Answer<Body> {
  readonly body: Body;
  readonly headers: Headers;
}

/** Asks the deployed API; throws unless it answers with this status. */
export type Ask = <Body>(status: number, path: string, init?: RequestInit) => Promise<Answer<Body>>;

export async function askingAs(deployment: Deployment, program: string): Promise<Ask> {
  const authorization = `Bearer ${await programToken(deployment, program)}`;
  return async <Body>(status: number, path: string, init: RequestInit = {}) => {
    const asked = { ...init, headers: { authorization, ...init.headers } };
    const answer = await fetch(reachable(`${deployment.apiUrl}${path}`), asked);
    expect(answer.status, `${init.method ?? 'GET'} ${path}`).toBe(status);
    const text = await answer.text();
    return { body: (text === '' ? undefined : JSON.parse(text)) as Body, headers: answer.headers };
  };
}

export const posting = (body: object, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});

/** All of a list, page by page; `name`: what its pages call it. */
export async function* listed<Entry>(ask: Ask, path: string, name: string): AsyncGenerator<Entry> {
  for (let query = '?limit=20'; query !== ''; ) {
    const { body } = await ask<Record<string, readonly Entry[]> & { nextCursor?: string }>(200, `${path}${query}`);
    yield* body[name] ?? [];
    query = body.nextCursor === undefined ? '' : `?limit=20&cursor=${body.nextCursor}`;
  }
}

export async function firstOf<Entry>(list: AsyncIterable<Entry>, fits: (entry: Entry) => boolean): Promise<Entry> {
  for await (const entry of list) if (fits(entry)) return entry;
  throw new Error('there is none');
}

/** Puts a file by a link; answers where to ask for it. */
export async function uploadByLink(ask: Ask, bytes: Uint8Array): Promise<string> {
  const { body, headers } = await ask<{ url: string }>(201, '/uploads', posting({ name: 'march.ndjson' }));
  const put = await fetch(body.url, { method: 'PUT', body: Buffer.from(bytes) });
  expect(put.status).toBe(200);
  return headers.get('location') ?? '';
}

export async function askForCoverage(ask: Ask): Promise<string> {
  const { payerId, subscriber } = encounter('HT10007777') as { payerId: string; subscriber: object };
  const question = { practiceId: scope.practiceId, payerId, subscriber, serviceDate: '2026-03-03' };
  const { headers } = await ask(201, '/eligibility-checks', posting(question));
  return (await ask<{ coverage: string }>(200, headers.get('location') ?? '')).body.coverage;
}

/** Lets a claim go on that waits for a person; answers which. */
export async function releaseOne(ask: Ask): Promise<string> {
  const held = listed<{ claimId: string; canRelease: boolean }>(ask, '/held-claims', 'claims');
  const { claimId } = await firstOf(held, ({ canRelease }) => canRelease);
  const { headers } = await ask(200, `/held-claims/${claimId}`);
  await ask(202, `/held-claims/${claimId}/release`, posting({}, { 'if-match': headers.get('etag') ?? '' }));
  return claimId;
}

/** Accepts the first record that contradicts an earlier one; answers what it has become. */
export async function acceptConflict(ask: Ask): Promise<string> {
  const batches = listed<{ batchId: string; counts?: { conflicts: number } }>(ask, '/batches', 'batches');
  const { batchId } = await firstOf(batches, ({ counts }) => (counts?.conflicts ?? 0) > 0);
  const records = listed<{ record: number; kind: string }>(ask, `/batches/${batchId}/records`, 'records');
  const { record } = await firstOf(records, ({ kind }) => kind === 'conflict');
  const accepted = await ask<{ as: string }>(200, `/batches/${batchId}/records/${record}/accept`, { method: 'POST' });
  return accepted.body.as;
}

/** What the links to a claim's files and statements answer. */
export async function followLinks(ask: Ask, claimId: string): Promise<number[]> {
  type Links = readonly { readonly url: string }[];
  const { files } = (await ask<{ files: Links }>(200, `/claims/${claimId}/files`)).body;
  const { statements } = (await ask<{ statements: Links }>(200, `/claims/${claimId}/statements`)).body;
  return Promise.all([...files, ...statements].map(async ({ url }) => (await fetch(url)).status));
}

/** Takes a piece of work and settles it. */
export async function settleWork(ask: Ask): Promise<void> {
  const work = listed<{ claimId: string; workId: string }>(ask, '/work', 'work');
  const { claimId, workId } = await firstOf(work, () => true);
  await ask(200, `/claims/${claimId}/work/${workId}/take`, { method: 'POST' });
  await ask(200, `/claims/${claimId}/work/${workId}/resolve`, posting({ resolution: 'settled' }));
}
