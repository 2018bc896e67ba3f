import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SignJWT, UnsecuredJWT } from 'jose';
import { accessFor } from '../../functions/api/access/access.ts';
import { createApp } from '../../functions/api/app.ts';
import type { Route } from '../../functions/api/route.ts';
import { homeTokens, newClient, systemClock } from '../../local/adapters/index.ts';
import { tokenKeys } from '../../local/adapters/token-keys.ts';
import { type Scope, scopeNames } from '../../shared/access/index.ts';
import type { Items, Links } from '../../shared/ports/index.ts';
import {
  auditTrail,
  eligibilityCheckWrites,
  fileRecords,
  putGrant,
  type RemittanceRecord,
  remittanceWrites,
  uploadWrite,
} from '../../shared/repositories/index.ts';
import type { Services } from '../../shared/use-cases/index.ts';
import { sendTestEvent } from '../../shared/use-cases/webhook-deliveries.ts';
import { exampleEncounter } from '../claims/example.ts';
import { claimsBySourceId, storeIn, takeIn } from '../functions/claims-in-store.ts';
import { denyInPart } from '../functions/settled-claim.ts';
import { subscribed, Wall } from '../webhooks/subscribed.ts';

const oakStreet = {
  npi: '1999999984',
  organizationName: 'Oak Street Counseling',
  taxId: '987654321',
  address: { address1: '1 Oak Street', city: 'Albany', state: 'NY', postalCode: '12207' },
};

/** A request to a route: what its path and its query say, and its body. */
export interface Asked {
  readonly params: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export interface Answered {
  readonly status: number;
  readonly body: string;
  /** Without those that differ from request to request. */
  readonly headers: Readonly<Record<string, string>>;
  /** What was done on the store: `get`, `query`, and what was written where. */
  readonly done: readonly string[];
}

/** Ids of willow-creek's things, by the name that they have in paths and queries, and others that nobody has. */
export interface Ids {
  readonly theirs: Readonly<Record<string, string>>;
  readonly nobodys: Readonly<Record<string, string>>;
}

const links: Links = {
  toRead: async (key) => ({ url: `https://files.example/${key}`, expiresAt: '2026-03-10T08:15:00.000Z' }),
  toPut: async (key) => ({ url: `https://files.example/${key}`, expiresAt: '2026-03-10T08:15:00.000Z' }),
};

/** Notes what is done on the store. Where the audit record goes depends on chance, so its chain is not told. */
function watched(items: Items, done: string[]): Items {
  const kindOf = (pk: string): string => pk.split('#', 1)[0] ?? '';
  return {
    get: (key) => {
      if (kindOf(key.pk) !== 'AUDIT') done.push('get');
      return items.get(key);
    },
    query: (query) => {
      done.push('query');
      return items.query(query);
    },
    transact: (writes) => {
      const keys = writes.map((write) => ('put' in write ? write.put : 'delete' in write ? write.delete : write.check));
      const kinds = new Set(keys.map(({ pk }) => kindOf(pk)));
      done.push(...[...kinds].map((kind) => `write ${kind}`));
      return items.transact(writes);
    },
  };
}

/** What willow-creek has beside its claims. */
async function others(services: Services) {
  const { items } = services;
  const scope = { practiceId: 'willow-creek' };
  const [uploadId, checkId, remittanceId] = ['U', 'E', 'R'].map((letter) => letter.repeat(20)) as [
    string,
    string,
    string,
  ];
  const asked = { serviceDate: '2026-03-02', askedAt: '2026-03-10T08:00:00Z', status: 'not-asked' } as const;
  const remittance: RemittanceRecord = {
    ...{ remittanceId, fileId: '835', contentHash: 'H', traceNumber: 'T1', payerIdentifier: 'P', payerName: 'Payer' },
    ...{ paymentDate: '2026-03-11', paymentCents: 20_000, claims: 1, claimsPaidCents: 20_000, status: 'posted' },
  };
  await items.transact([
    uploadWrite({ uploadId, practices: ['willow-creek'] }),
    ...eligibilityCheckWrites({ ...scope, checkId, payerId: 'SBX01', ...asked }),
    ...remittanceWrites(scope, remittance, [], '2026-03-10T08:00:00Z'),
  ]);
  const webhook = await subscribed(services, new Wall(), {
    url: 'https://ehr.example.com/',
    practices: ['willow-creek'],
  });
  const { event } = await sendTestEvent(services, webhook, new Date(0));
  return { uploadId, checkId, remittanceId, webhookId: webhook.subscriptionId, deliveryId: event.id };
}

/** Two practices with claims in one home, and its API. */
export async function world() {
  const folder = mkdtempSync(join(tmpdir(), 'claimwright-walk-'));
  const store = storeIn(folder);
  const done: string[] = [];
  const objectsPut: string[] = [];
  await takeIn(store.services, 'willow', [exampleEncounter]);
  await takeIn(store.services, 'willow-again', [{ ...exampleEncounter, placeOfServiceCode: '10' }]);
  const own = { ...exampleEncounter, practiceId: 'oak-street', billingProvider: oakStreet, encounterId: 'OAK-1' };
  await takeIn(store.services, 'oak', [own]);
  const claims = await claimsBySourceId(store.services);
  const theirs = claims.get('ENC-1001');
  if (theirs === undefined || !claims.has('OAK-1')) throw new Error('the claims are not open');
  await denyInPart(store.services, theirs);

  const services: Services = {
    ...store.services,
    items: watched(store.services.items, done),
    objects: {
      ...store.services.objects,
      putIfAbsent: (key, body) => {
        objectsPut.push(key);
        return store.services.objects.putIfAbsent(key, body);
      },
    },
  };
  const tokens = homeTokens(folder, 'one', systemClock);
  const audit = auditTrail(services.items, services.ids, systemClock);
  const access = accessFor({ services, tokens, audit });
  const wall = { now: () => new Date('2026-03-10T08:00:00Z') };
  const app = createApp(services, { time: 'virtual', wall, links }, { access });

  /** A client with these scopes in a practice, and a token of it. */
  async function client(practice: string, scopes: readonly Scope[] = scopeNames): Promise<string> {
    const { clientId } = newClient();
    const grant = { subject: clientId, kind: 'client', name: practice, practices: [practice], scopes } as const;
    await putGrant(store.services.items, { ...grant, grantedAt: '2026-03-10T08:00:00Z' });
    return (await tokens.issue({ kind: 'client', subject: clientId, scopes, groups: [] })).token;
  }

  /** Somebody of the machine, with this role. */
  async function person(role: string): Promise<string> {
    const said = { kind: 'user', subject: 'jo', scopes: [], groups: [role], practices: 'all' } as const;
    return (await tokens.issue(said)).token;
  }

  async function ask({ method, path }: Route, { params, query, body }: Asked, token?: string): Promise<Answered> {
    done.length = 0;
    const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => params[name] ?? missing(name));
    const search = query === undefined ? '' : `?${new URLSearchParams(query)}`;
    const response = await app.request(`${filled}${search}`, {
      method,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        'if-match': '"r1"',
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const { 'x-request-id': _, ...headers } = Object.fromEntries(response.headers);
    return { status: response.status, body: await response.text(), headers, done: [...done] };
  }

  const granted = {
    subject: 'client-1111111111111111',
    kind: 'client',
    name: 'EHR',
    practices: ['willow-creek'],
  } as const;
  await putGrant(store.services.items, { ...granted, scopes: [], grantedAt: '2026-03-10T08:00:00Z' });
  const files = await fileRecords(store.services.items);
  const fileOf = (practice: string) =>
    files.find(({ practiceIds }) => practiceIds?.includes(practice))?.fileId ?? missing(practice);
  const conflict = files.find(({ counts }) => counts?.conflicts === 1)?.fileId ?? missing('conflict');
  const ids: Ids = {
    theirs: {
      claimId: theirs.claimId,
      batchId: conflict,
      record: '1',
      practiceId: 'willow-creek',
      externalId: 'ENC-1001',
      workId: 'W1',
      subject: 'client-1111111111111111',
      receipt: 'ours',
      payerId: 'SBX01',
      npi: '1245319599',
      ...(await others(store.services)),
    },
    nobodys: {
      claimId: 'AAAAAAAAAAAAAAA',
      batchId: 'AAAAAAAAAAAAAAAAAAAA',
      record: '1',
      practiceId: 'nobody',
      externalId: 'NOTHING',
      workId: 'NOTHING',
      subject: 'client-0000000000000000',
      receipt: 'ours',
      payerId: 'NOTHING',
      npi: '1999999984',
      uploadId: 'AAAAAAAAAAAAAAAAAAAA',
      checkId: 'AAAAAAAAAAAAAAAAAAAA',
      remittanceId: 'AAAAAAAAAAAAAAAAAAAA',
      webhookId: 'AAAAAAAAAAAAAAAAAAAA',
      deliveryId: '20260310T080000Z-nothing',
    },
  };
  /** What nobody of another practice may be told. */
  const secrets = [
    ...[theirs.claimId, fileOf('willow-creek'), conflict, 'ENC-1001', 'willow-creek', 'Willow Creek'],
    ...[ids.theirs['webhookId'] ?? '', 'ehr.example.com', 'whsec_'],
    ...['Santos', 'W123456789', '200.00', 'PAYER-7'],
  ];
  return {
    ask,
    app,
    client,
    person,
    tokens,
    folder,
    ids,
    secrets,
    objectsPut,
    services: store.services,
    close() {
      store.close();
      rmSync(folder, { recursive: true });
    },
  };
}
export type World = Awaited<ReturnType<typeof world>>;

function missing(name: string): never {
  throw new Error(`the walk does not know a ${name}: give it one of willow-creek's, and one that nobody has`);
}

/** Tokens that open nothing, by what is wrong with them. */
export async function badTokens({ folder, client, tokens, services }: World): Promise<[string, string | undefined][]> {
  const now = Math.floor(systemClock.now().getTime() / 1000);
  const { month, key } = tokenKeys(folder).current(systemClock.now());
  const payload = { kind: 'user', scope: '', groups: ['supervisor', 'auditor', 'administrator'], practices: 'all' };
  interface Change {
    readonly iss?: string;
    readonly aud?: string;
    readonly alg?: string;
    readonly exp?: number;
    readonly key?: Uint8Array;
  }
  const made = ({
    iss = 'urn:claimwright:home:one',
    aud = 'claimwright',
    alg = 'HS256',
    exp = now + 60,
    ...rest
  }: Change) =>
    new SignJWT(payload)
      .setProtectedHeader({ alg, typ: 'at+jwt', kid: month })
      .setSubject('operator')
      .setIssuer(iss)
      .setAudience(aud)
      .setIssuedAt(now - 3600)
      .setExpirationTime(exp)
      .sign(rest.key ?? key);
  if (!(await tokens.verify(await made({}))).ok)
    throw new Error('a token that is made so is good, but for what is changed');
  const removed = await client('willow-creek');
  const verified = await tokens.verify(removed);
  if (!verified.ok) throw new Error(verified.problem);
  await services.items.transact([{ delete: { pk: 'ACCESS', sk: verified.value.subject } }]);
  return [
    ['none', undefined],
    ['nonsense', 'a.b.c'],
    ['expired', await made({ exp: now - 1 })],
    ['signed with another key', await made({ key: new Uint8Array(64) })],
    ['signed in another way', await made({ alg: 'HS512' })],
    ['of another issuer', await made({ iss: 'urn:claimwright:home:two' })],
    ['for another audience', await made({ aud: 'elsewhere' })],
    [
      'unsigned',
      new UnsecuredJWT(payload)
        .setSubject('operator')
        .setIssuer('urn:claimwright:home:one')
        .setAudience('claimwright')
        .setIssuedAt(now)
        .setExpirationTime(now + 60)
        .encode(),
    ],
    ['of a client that was removed', removed],
  ];
}
