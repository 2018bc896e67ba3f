import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Route } from '../../functions/api/route.ts';
import { routes } from '../../functions/api/routes/index.ts';
import { isScope, roleNames, roles, type Scope, scopeNames } from '../../shared/access/index.ts';
import { auditRecords, verifyAudit } from '../../shared/use-cases/index.ts';
import { exampleEncounter } from '../claims/example.ts';
import { type Answered, type Asked, badTokens, type World, world } from './walk.ts';

vi.stubEnv('POWERTOOLS_LOG_LEVEL', 'SILENT');

/** What anybody may ask for: it says nothing of anybody's claims. */
const openToAll = ['GET /health'];
/** What is answered beside the list of routes, and is the same for everybody. */
const besideTheList = ['/openapi.json'];

const walked = routes.map((route) => ({ route, name: `${route.method} ${route.path}` }));
const guarded = walked.filter(({ route }) => route.scope !== 'open');

let it: World;
beforeAll(async () => {
  it = await world();
  return it.close;
});

const bodies: Readonly<Record<string, unknown>> = {
  grantAccess: { kind: 'client', name: 'EHR', practices: ['willow-creek'] },
  submitEncounters: [{ ...exampleEncounter, encounterId: 'NEW-1' }],
  correctClaim: { corrections: [{ field: 'payer.name', value: 'Another' }] },
  putPractice: {
    billingProvider: {
      ...{ organizationName: 'Willow Creek', npi: '1234567893', taxId: '123456789' },
      address: { address1: '12 Mill Street', city: 'Albany', state: 'NY', postalCode: '122071234' },
    },
  },
  putPayer: {
    ...{ name: 'Plan', claimFilingCode: 'CI', timelyFilingDays: 90, acknowledgementDays: 10, remittanceDays: 45 },
    corrections: 'replacement',
  },
  putProvider: { lastName: 'Okafor', firstName: 'Ada', taxonomyCode: '101YM0800X' },
  resolveWork: { resolution: 'let-be' },
  addWebhook: { url: 'https://ehr.example.com/hooks', practiceIds: ['willow-creek'] },
  changeWebhook: { url: 'https://ehr.example.com/', practiceIds: ['willow-creek'], eventTypes: [], status: 'paused' },
  replayWebhook: { since: '2026-03-01T00:00:00Z' },
  checkEligibility: {
    practiceId: exampleEncounter.practiceId,
    payerId: exampleEncounter.payerId,
    subscriber: exampleEncounter.subscriber,
    serviceDate: '2026-03-02',
  },
};
/** What all practices share is changed by whoever may act for all of them. */
const shared = ['putPayer', 'deletePayer', 'putProvider', 'deleteProvider'];

const asked = (name: string, ids: Readonly<Record<string, string>>, query?: Asked['query']): Asked => {
  const route = routes.find((each) => each.name === name);
  const body = route?.body === undefined ? {} : { body: bodies[name] ?? {} };
  return { params: ids, ...body, ...(query === undefined ? {} : { query }) };
};

/** What is there to be changed. */
async function stored(): Promise<string> {
  const { items, objects } = it.services;
  const found: unknown[] = [];
  const { claimId = '', batchId = '' } = it.ids.theirs;
  for (const pk of [`P#willow-creek#C#${claimId}`, `P#willow-creek#H#${claimId}`, `FILE#${batchId}`]) {
    found.push((await items.query({ pk, consistent: true })).items);
  }
  for await (const object of objects.list('')) found.push(object);
  return JSON.stringify(found);
}

let read: World | undefined;
afterAll(() => read?.close());

/** Reads share a world; what may change it has one of its own. */
async function ownWorld(method: string): Promise<World> {
  if (method === 'GET') {
    read ??= await world();
    return read;
  }
  const own = await world();
  onTestFinished(own.close);
  return own;
}

const readsOfClaims = ({ done }: Answered) => done.filter((each) => each === 'query' || each.startsWith('write P'));

test('every route says who may ask it', () => {
  for (const { route, name } of walked) {
    if (!openToAll.includes(name)) expect(isScope(route.scope), `${name} has a scope`).toBe(true);
  }
  const listed = new Set([...routes.map(({ path }) => path.replaceAll(/\{(\w+)\}/g, ':$1')), ...besideTheList, '/*']);
  expect(it.app.routes.map(({ path }) => path).filter((path) => !listed.has(path))).toEqual([]);
});

test.each(guarded)('$name is answered to nobody without a good token, whatever is asked for', async ({ route }) => {
  const before = await stored();
  const answers: Answered[] = [];
  for (const [what, token] of await badTokens(it)) {
    for (const ids of [it.ids.theirs, it.ids.nobodys]) {
      const answer = await it.ask(route, asked(route.name, ids), token);
      expect(answer.status, what).toBe(401);
      const { 'www-authenticate': challenge } = answer.headers;
      expect(challenge).toBe(`Bearer realm="claimwright"${token === undefined ? '' : ', error="invalid_token"'}`);
      // Whether the client was removed is looked up; nothing else is.
      expect(answer.done).toEqual(what.includes('removed') ? ['get'] : []);
      answers.push({ ...answer, headers: {}, done: [] });
    }
  }
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(await stored()).toBe(before);
});

test.each(guarded)('$name is answered to nobody who lacks its scope', async ({ route }) => {
  const scope = route.scope as Scope;
  const before = await stored();
  const lesser = roleNames.filter((role) => !(roles[role] as readonly Scope[]).includes(scope));
  const tokens = [
    await it.client(
      'willow-creek',
      scopeNames.filter((each) => each !== scope),
    ),
    await it.person('nobody'),
    ...(await Promise.all(lesser.map((role) => it.person(role)))),
  ];
  const answers = new Set<string>();
  for (const token of tokens) {
    for (const ids of [it.ids.theirs, it.ids.nobodys]) {
      const answer = await it.ask(route, asked(route.name, ids), token);
      expect(answer.status).toBe(403);
      expect(readsOfClaims(answer)).toEqual([]);
      answers.add(JSON.stringify({ ...answer, done: [] }));
    }
  }
  expect(answers.size).toBe(1);
  expect(await stored()).toBe(before);
});

/** The requests in which one thing of a route can be guessed: an id of its path, or a word of its query. */
function guesses(name: string): { readonly what: string; readonly theirs: Asked; readonly nobodys: Asked }[] {
  const { theirs, nobodys } = it.ids;
  const route = routes.find((each) => each.name === name);
  const queried = Object.keys(route?.query?.shape ?? {}).filter(
    (word) => !['limit', 'cursor', 'status', 'category'].includes(word),
  );
  const inPath = { what: 'its path', theirs: asked(name, theirs), nobodys: asked(name, nobodys) };
  const inQuery = queried.map((word) => {
    const known = theirs[word];
    if (known === undefined) throw new Error(`the walk does not know a ${word}`);
    return {
      what: word,
      theirs: asked(name, theirs, { [word]: known }),
      nobodys: asked(name, nobodys, { [word]: nobodys[word] ?? '' }),
    };
  });
  return [inPath, ...inQuery];
}

describe.each(guarded)('$name', ({ route, name }) => {
  test('shows nothing of another practice, and does as much for what is theirs as for what is nobody’s', async () => {
    const before = await stored();
    const token = await it.client('oak-street');
    for (const { what, theirs, nobodys } of guesses(route.name)) {
      // What a first request leaves behind, as leases of the rate limit, is there for both.
      await it.ask(route, nobodys, token);
      const [toTheirs, toNobodys] = [await it.ask(route, theirs, token), await it.ask(route, nobodys, token)];
      expect(toTheirs, what).toEqual(toNobodys);
      for (const secret of it.secrets) expect(toTheirs.body + JSON.stringify(toTheirs.headers)).not.toContain(secret);
    }
    expect(await stored()).toBe(before);
    expect(it.objectsPut).toEqual([]);
  });

  test('is answered to its own practice, and written down', async () => {
    const own = await ownWorld(route.method);
    // Who may do what is for people alone.
    const role = roleNames.find((each) => (roles[each] as readonly string[]).includes(route.scope)) ?? '';
    const isOfHome = /^(access|audit):/.test(route.scope);
    const isShared = shared.includes(route.name);
    const token = isOfHome
      ? await own.person(role)
      : isShared
        ? await own.person('supervisor')
        : await own.client('willow-creek');
    const answer = await own.ask(route, asked(route.name, own.ids.theirs), token);
    expect(answer.status).not.toBe(401);
    expect(answer.status).not.toBe(403);
    // Only what its practice may see makes a difference to what others may not.
    if (route.path.includes('{')) {
      const other = await own.ask(route, asked(route.name, own.ids.theirs), await own.client('oak-street'));
      expect(other.body).not.toBe(answer.body);
    }
    const records = (await auditRecords(own.services)).map(({ entry }) => entry).filter(({ by }) => by === name);
    const isAudited = route.touchesPhi || route.method !== 'GET';
    expect(records.length > 0).toBe(isAudited);
    if (route.method !== 'GET') expect(records.map(({ what }) => what)).toContain('begun');
    const isOfClaim = route.path.startsWith('/claims') && answer.status === 200;
    if (isOfClaim) expect(records.flatMap(({ claims }) => claims)).toContain(own.ids.theirs['claimId']);
    expect(await verifyAudit(own.services)).toMatchObject({ ok: true, value: { faults: [] } });
  });
});

describe('a client makes no identifier of another practice its own: by them claims and payments find theirs', () => {
  const putPractice = routes.find(({ name }) => name === 'putPractice') as Route;
  const free = { npi: '1000001010', taxId: '780010001' };
  const willow = { npi: '1234567893', taxId: '123456789' };
  const oak = { npi: '1999999984', taxId: '987654321' };
  const put = async (practiceId: string, identifiers: typeof free, token: string) => {
    const { billingProvider } = bodies['putPractice'] as { billingProvider: object };
    const body = { billingProvider: { ...billingProvider, organizationName: 'Another', ...identifiers } };
    const { status, body: answered } = await it.ask(putPractice, { params: { practiceId }, body }, token);
    return { status, answered, at: JSON.parse(answered).errors?.map(({ pointer }: { pointer: string }) => pointer) };
  };

  test.each([
    ['the NPI of one that is configured', 'oak-street', { ...oak, npi: willow.npi }, ['/billingProvider/npi']],
    ['its tax id', 'oak-street', { ...oak, taxId: willow.taxId }, ['/billingProvider/taxId']],
    ['both, for a practice that is new', 'elm-street', willow, ['/billingProvider/npi', '/billingProvider/taxId']],
    ['the NPI of one that has sent something', 'willow-creek', { ...willow, npi: oak.npi }, ['/billingProvider/npi']],
    ['its tax id', 'willow-creek', { ...willow, taxId: oak.taxId }, ['/billingProvider/taxId']],
  ])('%s', async (_what, practiceId, identifiers, at) => {
    const before = await it.services.items.query({ pk: 'CONFIGURATION' });
    const refused = await put(practiceId, identifiers, await it.client(practiceId));
    expect(refused).toMatchObject({ status: 422, at });
    expect(refused.answered).not.toMatch(/willow|oak/i);
    expect(await it.services.items.query({ pk: 'CONFIGURATION' })).toEqual(before);
  });

  test('whoever acts for all is told whose an NPI is, and lets practices share a tax id', async () => {
    const supervisor = await it.person('supervisor');
    const refused = await put('elm-street', { ...free, npi: willow.npi }, supervisor);
    expect(refused).toMatchObject({ status: 422, at: ['/billingProvider/npi'] });
    expect(refused.answered).toContain('the practice willow-creek');
    expect(await put('elm-street', { ...free, taxId: willow.taxId }, supervisor)).toMatchObject({ status: 200 });
  });
});

test.each(walked.filter(({ route }) => route.scope === 'open'))('$name says nothing of claims', async ({ route }) => {
  const answer = await it.ask(route, asked(route.name, it.ids.theirs));
  expect(answer.status).toBe(200);
  expect(answer.done).toEqual([]);
  for (const secret of it.secrets) expect(answer.body).not.toContain(secret);
  expect(answer.body).not.toMatch(/claims/);
});
