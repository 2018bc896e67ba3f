import { createHash } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import { mayTouch, type Practices } from '../../../shared/access/index.ts';
import type { Clock, Ids, Item, ItemKey, Items } from '../../../shared/ports/index.ts';
import type { Noted } from '../../../shared/repositories/index.ts';
import type { Acting } from '../access/acting.ts';
import { type Problem, problem, problemResponse } from '../problem.ts';
import type { ApiEnv } from './environment.ts';

/** An answer is given again for so long. */
const keptSeconds = 24 * 3600;
/** Longer than a request takes: whoever was cut off may be followed then. */
const inHandSeconds = 60;
/** Refused because of what was there: said again, as what was done is. The rest is for its caller to mend, or ours. */
const keptRefusals: readonly number[] = [404, 409];
/** Well within what an item holds; no POST answers as much. */
const mostKeptCharacters = 100_000;

const refusals = {
  malformed: problem('header-invalid', 'Give a key of at most 255 letters, digits and signs.', {
    errors: [{ header: 'Idempotency-Key', detail: 'must be 1 to 255 printable characters without spaces' }],
  }),
  otherwise: problem('key-used-otherwise', 'Give each request a key of its own, and use it again only to repeat it.'),
  inHand: problem('key-in-use', 'Wait for the answer to the first one, or ask again with the same key.', {
    headers: { 'retry-after': '2' },
  }),
} as const satisfies Readonly<Record<string, Problem>>;

interface Kept {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** What the answer was made of, for the audit record of whoever is given it again. */
  readonly noted: Noted;
  /** Those of which it tells; where nothing was read, all in which its caller acted. */
  readonly practices?: Practices;
}

export interface IdempotencyStore {
  readonly items: Items;
  readonly ids: Ids;
  readonly wall: Clock;
  /** The store deletes by itself what has a `ttl` that is past. */
  readonly forgetsByItself: boolean;
}

/**
 * A POST with an Idempotency-Key is done once: the same caller's same request again has the same answer, be it done or
 * refused for what was found. A request that is not as it should be, failed, or was overtaken has changed nothing and is
 * kept nowhere, so that it can be mended or sent again under the same key.
 */
export function idempotent(store: IdempotencyStore): MiddlewareHandler<ApiEnv> {
  return async (context, next) => {
    const given = context.req.header('idempotency-key');
    if (given === undefined) return next();
    if (!/^[\x21-\x7e]{1,255}$/.test(given)) return problemResponse(refusals.malformed);
    const key = keyOf(store.ids, context, given);
    const fingerprint = await fingerprintOf(context);
    const begun = await begin(store, key, fingerprint, context.get('acting'));
    if (begun instanceof Response) return begun;
    try {
      await next();
    } finally {
      await end(store, begun, context);
    }
    return undefined;
  };
}

/** A caller's key is his own. */
function keyOf(ids: Ids, context: Context<ApiEnv>, given: string): ItemKey {
  const { kind, subject } = context.get('acting').caller;
  return { pk: `IDEMPOTENCY#${ids.derive(26, 'idempotency', kind, subject, given)}`, sk: 'REQUEST' };
}

async function fingerprintOf(context: Context<ApiEnv>): Promise<string> {
  const { pathname, search } = new URL(context.req.url);
  const hash = createHash('sha256').update(JSON.stringify([context.req.method, pathname, search]));
  // Another version is another request: it was looked at again.
  hash.update(JSON.stringify(context.req.header('if-match') ?? ''));
  return hash.update(new Uint8Array(await context.req.arrayBuffer())).digest('hex');
}

const isoOf = (seconds: number): string => new Date(seconds * 1000).toISOString();

function itemOf({ pk, sk }: ItemKey, fingerprint: string, until: number, forgetsByItself: boolean, kept?: Kept): Item {
  const forgotten = forgetsByItself ? { ttl: until } : { duePk: 'IDEMPOTENCY', dueSk: isoOf(until) };
  return { pk, sk, schemaVersion: 1, fingerprint, until, ...forgotten, ...(kept && { kept: { ...kept } }) };
}

function mayTouchAll(practices: Practices, told: Practices = 'all'): boolean {
  return practices === 'all' || (told !== 'all' && told.every((each) => mayTouch(practices, each)));
}

/** Some of those that are past, wherever nobody else does it: more than come meanwhile. */
async function forgetPast(items: Items, nowSeconds: number): Promise<void> {
  const past = await items.query({ pk: 'IDEMPOTENCY', index: 'due', upTo: isoOf(nowSeconds), limit: 10 });
  const gone = past.items.map(({ pk, sk, until }) => ({ delete: { pk, sk }, if: { until: Number(until) } }));
  if (gone.length > 0) await items.transact(gone);
}

async function begin(
  { items, wall, forgetsByItself }: IdempotencyStore,
  key: ItemKey,
  fingerprint: string,
  { caller, seen }: Acting,
): Promise<Item | Response> {
  const now = Math.floor(wall.now().getTime() / 1000);
  const before = await items.get(key);
  if (before !== undefined && Number(before['until']) > now) {
    if (before['fingerprint'] !== fingerprint) return problemResponse(refusals.otherwise);
    const kept = before['kept'] as Kept | undefined;
    if (kept === undefined) return problemResponse(refusals.inHand);
    // Whoever was granted less asks as if for the first time.
    if (mayTouchAll(caller.practices, kept.practices)) {
      seen.addNoted(kept.noted);
      return new Response(kept.text, {
        status: kept.status,
        headers: { ...kept.headers, 'idempotency-replayed': 'true' },
      });
    }
  }
  if (!forgetsByItself) await forgetPast(items, now - inHandSeconds);
  const put = itemOf(key, fingerprint, now + inHandSeconds, forgetsByItself);
  const unchanged = before === undefined ? 'absent' : { until: Number(before['until']) };
  const outcome = await items.transact([{ put, if: unchanged }]);
  return outcome === 'done' ? put : problemResponse(refusals.inHand);
}

async function end(
  { items, wall, forgetsByItself }: IdempotencyStore,
  begun: Item,
  context: Context<ApiEnv>,
): Promise<void> {
  const { res } = context;
  const mine = { until: Number(begun['until']), fingerprint: String(begun['fingerprint']) };
  const isKept = res.ok || (keptRefusals.includes(res.status) && context.error === undefined);
  const text = isKept ? await res.clone().text() : '';
  if (!isKept || text.length > mostKeptCharacters) {
    await items.transact([{ delete: { pk: begun.pk, sk: begun.sk }, if: mine }]);
    return;
  }
  const headers = Object.fromEntries(
    ['content-type', 'location', 'etag'].flatMap((name) => {
      const value = res.headers.get(name);
      return value === null ? [] : [[name, value]];
    }),
  );
  const until = Math.floor(wall.now().getTime() / 1000) + keptSeconds;
  const { seen, caller } = context.get('acting');
  const { noted } = seen;
  const practices = noted.practices.length > 0 ? noted.practices : caller.practices;
  const kept = { status: res.status, headers, text, noted, practices };
  await items.transact([{ put: itemOf(begun, mine.fingerprint, until, forgetsByItself, kept), if: mine }]);
}
