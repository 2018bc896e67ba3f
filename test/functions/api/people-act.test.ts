import { beforeEach, describe, expect, test, vi } from 'vitest';
import { type ClaimRecord, Seen } from '../../../shared/repositories/index.ts';
import { setAsideClaim } from '../../../shared/use-cases/index.ts';
import { exampleEncounter } from '../../claims/example.ts';
import { claimsBySourceId, openArrived, takeIn } from '../claims-in-store.ts';
import { billAgain, denyInPart } from '../settled-claim.ts';
import { type TestApi, testApi } from './api-kit.ts';

vi.stubEnv('POWERTOOLS_LOG_LEVEL', 'SILENT');

let api: TestApi;
let claim: ClaimRecord;
let held: string;
const workflows = { succeedTask: async () => 'accepted', start: async () => 'started' } as never;
const typeOf = (code: string) => `urn:claimwright:problem:${code}`;

beforeEach(async () => {
  api = testApi((services) => ({ ...services, workflows }));
  await takeIn(api.services, 'first', [exampleEncounter, { ...exampleEncounter, encounterId: 'ENC-1002' }]);
  const found = (await claimsBySourceId(api.services)).get(exampleEncounter.encounterId);
  if (found === undefined) throw new Error('the claim is not open');
  claim = found;
  await denyInPart(api.services, claim);
  held = `/held-claims/${claim.claimId}`;
});

const etag = async () => (await api.get(held)).headers.get('etag') ?? '';
const timeline = async () => (await api.get(`/claims/${claim.claimId}/timeline`)).body.timeline;
const corrections = (...pairs: readonly (readonly [string, string])[]) => ({
  corrections: pairs.map(([field, value]) => ({ field, value })),
});

describe('held claims', () => {
  test.each([
    ['', 1],
    ['?status=partially-denied', 1],
    ['?status=held', 0],
    ['?practiceId=oak-street', 0],
  ])('/held-claims%s', async (query, count) => {
    expect((await api.get(`/held-claims${query}`)).body.claims).toHaveLength(count);
  });

  test('one shows what it says, with amounts as decimals', async () => {
    const { body } = await api.get(held);
    expect(body).toMatchObject({
      canCorrect: true,
      canRelease: true,
      claim: { totalCharge: '305.50', serviceLines: [{ charge: '125.00' }, { charge: '180.50' }] },
    });
  });

  test('a correction of what was seen is made and lets the claim go on', async () => {
    const body = corrections(['priorAuthorizationNumber', 'A1'], ['serviceLines[0].charge', '100']);
    const { status } = await api.post(`${held}/correct`, body, { 'if-match': await etag() });
    expect(status).toBe(202);
    expect(await timeline()).toContainEqual({
      at: expect.any(String),
      what: 'corrected by operator',
      detail: 'priorAuthorizationNumber, serviceLines[0].charge',
    });
    expect((await api.get(held)).body.claim).toMatchObject({ priorAuthorizationNumber: 'A1' });
  });

  test.each([
    [undefined, 428, 'precondition-required'],
    ['"r1"', 412, 'changed-meanwhile'],
    ['r2', 400, 'header-invalid'],
    ['*', 400, 'header-invalid'],
  ])('with If-Match %s nothing is corrected or released', async (given, status, code) => {
    const headers: Record<string, string> = given === undefined ? {} : { 'if-match': given };
    for (const [act, body] of [
      ['correct', corrections(['payer.name', 'X'])],
      ['release', undefined],
      ['withdraw', undefined],
      ['bill-patient', undefined],
    ] as const) {
      const answer = await api.post(`${held}/${act}`, body, headers);
      expect({ status: answer.status, type: answer.body.type }).toEqual({ status, type: typeOf(code) });
    }
    expect(await timeline()).toHaveLength(2);
  });

  test.each([
    [corrections(['payer.name', 'X'], ['payer.nmae', 'Santos']), ['/corrections/1/field']],
    [corrections(['serviceLines[0].charge', 'Santos']), ['/corrections/0/value']],
    [corrections(['serviceLines[9].charge', '1.00']), ['/corrections/0/field']],
    [corrections(['payer', 'Santos']), ['/corrections/0/field']],
    [corrections(['dependent.lastName', 'Santos']), ['/corrections']],
    [corrections(['=', 'Santos']), ['/corrections/0/field']],
    [{ corrections: [] }, ['/corrections']],
    [{ corrections: 'Santos' }, ['/corrections']],
    [{}, ['/corrections']],
  ])('%j corrects nothing', async (body, pointers) => {
    const answer = await api.post(`${held}/correct`, body, { 'if-match': await etag() });
    expect(answer.status).toBe(422);
    expect(answer.body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual(pointers);
    expect(JSON.stringify(answer.body)).not.toContain('Santos');
  });

  test('a release lets it go on as it is', async () => {
    expect((await api.post(`${held}/release`, undefined, { 'if-match': await etag() })).status).toBe(202);
    expect(await timeline()).toContainEqual({ at: expect.any(String), what: 'released by operator' });
  });

  test.each([
    ['withdraw', 'not-withdrawable', 'claimFrequencyCode=8'],
    ['bill-patient', 'not-billable', 'nothing that was denied was laid on the patient'],
  ])('what a payer has denied by contract: no %s', async (act, code, detail) => {
    expect((await api.get(held)).body).toMatchObject({ canWithdraw: false, canBillPatient: false });
    const answer = await api.post(`${held}/${act}`, undefined, { 'if-match': await etag() });
    expect(answer.body).toMatchObject({ status: 409, type: typeOf(code), detail: expect.stringContaining(detail) });
  });

  test('what no payer has is withdrawn, and waits for nobody then', async () => {
    const other = (await claimsBySourceId(api.services)).get('ENC-1002');
    if (other === undefined) throw new Error('the claim is not open');
    await setAsideClaim({ practiceId: other.practiceId }, api.services, { ...other, error: 'broken' });
    const path = `/held-claims/${other.claimId}`;
    const seen = await api.get(path);
    expect(seen.body).toMatchObject({ canWithdraw: true });
    const { status, body } = await api.post(`${path}/withdraw`, undefined, {
      'if-match': seen.headers.get('etag') ?? '',
    });
    expect({ status, body }).toEqual({ status: 202, body: { claimId: other.claimId, withdrawn: true } });
    const after = (await api.get(`/claims/${other.claimId}`)).body;
    expect(after).toMatchObject({ status: 'voided', money: { billed: '0.00', open: '0.00' } });
    expect((await api.get(path)).body).toMatchObject({ status: 409, type: typeOf('waits-for-nobody') });
  });

  test('of two who have seen the same one acts', async () => {
    const headers = { 'if-match': await etag() };
    const both = [api.post(`${held}/release`, undefined, headers), api.post(`${held}/release`, undefined, headers)];
    expect((await Promise.all(both)).map(({ status }) => status).sort()).toEqual([202, 412]);
  });

  test('what waits for nobody is said so', async () => {
    const other = (await claimsBySourceId(api.services)).get('ENC-1002')?.claimId;
    for (const [method, path] of [
      ['GET', ''],
      ['POST', '/release'],
      ['POST', '/withdraw'],
      ['POST', '/bill-patient'],
    ]) {
      const answer = await api.ask(method ?? '', `/held-claims/${other}${path}`, { headers: { 'if-match': '"r1"' } });
      expect(answer.body).toMatchObject({ status: 409, type: typeOf('waits-for-nobody') });
    }
  });

  test.each(['', '/correct', '/release', '/withdraw', '/bill-patient'])('%s of no claim', async (part) => {
    const body = part === '/correct' ? corrections(['payer.name', 'X']) : undefined;
    const asked = { body, headers: { 'if-match': '"r1"' } };
    const answer = await api.ask(part === '' ? 'GET' : 'POST', `/held-claims/AAAAAAAAAAAAAAA${part}`, asked);
    expect(answer.body).toMatchObject({ status: 404, type: typeOf('not-found') });
  });
});

describe('follow-up work', () => {
  const path = () => `/claims/${claim.claimId}/work/W1`;

  test.each([
    ['', 1],
    ['?category=partial-denial', 1],
    ['?category=overdue', 0],
    ['?practiceId=oak-street', 0],
  ])('/work%s', async (query, count) => {
    const { work } = (await api.get(`/work${query}`)).body;
    expect(work).toHaveLength(count);
    if (count > 0) expect(work[0]).toMatchObject({ workId: 'W1', claimId: claim.claimId, amount: '80.50', open: true });
  });

  test('is taken, by one', async () => {
    for (const _ of [1, 2]) expect((await api.post(`${path()}/take`)).body).toMatchObject({ takenBy: 'operator' });
    expect((await timeline()).filter(({ what }: { what: string }) => what.startsWith('work taken'))).toHaveLength(1);
    const other = testApi(() => api.services, {
      access: () => (context, next) => {
        const actor = { kind: 'person', userId: 'somebody' } as const;
        const caller = { kind: 'user', subject: 'somebody', roles: [], scopes: [], practices: 'all' } as const;
        context.set('acting', { services: api.services, home: api.services, seen: new Seen(), actor, caller });
        return next();
      },
    });
    for (const act of ['take', 'resolve']) {
      const body = act === 'take' ? undefined : { resolution: 'let-be' };
      expect((await other.post(`${path()}/${act}`, body)).body).toMatchObject({ type: typeOf('work-taken') });
    }
  });

  test('is resolved once, and the claim stays as it is', async () => {
    const { body } = await api.post(`${path()}/resolve`, { resolution: 'settled' });
    expect(body).toMatchObject({ open: false, resolution: 'settled' });
    expect((await api.get('/work')).body.work).toEqual([]);
    const again = await api.post(`${path()}/resolve`, { resolution: 'settled' });
    expect({ status: again.status, body: again.body }).toEqual({ status: 200, body });
    expect((await timeline()).filter(({ what }: { what: string }) => what.startsWith('work resolved'))).toHaveLength(1);
    for (const act of ['take', 'resolve']) {
      const asked = act === 'take' ? undefined : { resolution: 'let-be' };
      expect((await api.post(`${path()}/${act}`, asked)).body).toMatchObject({
        status: 409,
        type: typeOf('work-ended'),
      });
    }
    for (const act of ['take', 'resolve']) {
      const asked = act === 'take' ? undefined : { resolution: 'let-be' };
      expect((await api.post(`/claims/${claim.claimId}/work/W2/${act}`, asked)).status).toBe(404);
    }
    expect((await api.get(`/claims/${claim.claimId}`)).body).toMatchObject({
      status: 'partially-denied',
      openWork: [],
    });
  });

  test('is resolved in one of the ways that there are', async () => {
    const { body } = await api.post(`${path()}/resolve`, { resolution: 'Santos' });
    expect(body).toMatchObject({ status: 422, errors: [{ pointer: '/resolution' }] });
  });
});

describe('conflicts', () => {
  test('are none of encounters that say what their claim was corrected to', async () => {
    const sent = { ...exampleEncounter, priorAuthorizationNumber: 'A1' };
    expect((await api.post('/encounters', sent)).status).toBe(409);
    const body = corrections(['priorAuthorizationNumber', 'A1']);
    await api.post(`${held}/correct`, body, { 'if-match': await etag() });
    const { status, body: taken } = await api.post('/encounters', sent);
    expect(status).toBe(202);
    await openArrived(api.services);
    const { records } = (await api.get(`/batches/${taken.batchId}/records`)).body;
    expect(records).toMatchObject([{ kind: 'duplicate', claimId: claim.claimId }]);
  });

  test('are listed with their batch and accepted, once', async () => {
    await takeIn(api.services, 'second', [{ ...exampleEncounter, totalCharge: '1.00' }]);
    const { batches } = (await api.get('/batches')).body;
    const batch = batches.find(({ counts }: { counts: { conflicts: number } }) => counts.conflicts === 1);
    const records = `/batches/${batch.batchId}/records`;
    const [record] = (await api.get(records)).body.records;
    expect(record).toMatchObject({ record: 1, kind: 'conflict', claimId: claim.claimId, accepted: false });
    for (const _ of [1, 2]) {
      const { body } = await api.post(`${records}/1/accept`);
      expect(body).toEqual({ claimId: claim.claimId, as: 'correction' });
    }
    expect((await api.get(records)).body.records[0]).toMatchObject({ accepted: true });
    expect((await api.post(`${records}/2/accept`)).body.type).toBe(typeOf('not-a-conflict'));
    expect((await api.post('/batches/AAAAAAAAAAAAAAAAAAAA/records/1/accept')).status).toBe(404);
  });

  test('what is refused is open until it comes right, or until somebody dismisses it', async () => {
    const wrong = { ...exampleEncounter, encounterId: 'ENC-2', placeOfServiceCode: '' };
    const other = { ...exampleEncounter, encounterId: 'ENC-4', diagnosisCodes: ['F40.10'] };
    await takeIn(api.services, 'wrong', [wrong, { ...wrong, encounterId: 'ENC-3' }, other]);
    const { batches } = (await api.get('/batches')).body;
    const batch = batches.find(({ counts }: { counts: { refused: number } }) => counts.refused === 2);
    const records = `/batches/${batch.batchId}/records`;
    const listed = async () => (await api.get(records)).body.records;
    expect(await listed()).toMatchObject([
      { externalId: 'ENC-2', open: true, dismissed: false },
      { externalId: 'ENC-3', open: true, dismissed: false },
    ]);
    await takeIn(api.services, 'right', [{ ...exampleEncounter, encounterId: 'ENC-2' }]);
    const { body } = await api.post(`${records}/2/dismiss`);
    expect(body).toMatchObject({ record: 2, open: false, dismissed: true });
    expect(await listed()).toMatchObject([{ open: false, dismissed: false }, body]);
    expect((await api.post(`${records}/4/dismiss`)).body.type).toBe(typeOf('record-settled'));
    expect((await api.post('/batches/AAAAAAAAAAAAAAAAAAAA/records/1/dismiss')).status).toBe(404);
  });

  test('a batch with refused records alone is listed', async () => {
    const wrong = { ...exampleEncounter, encounterId: 'ENC-5', placeOfServiceCode: '' };
    const before = (await api.get('/batches')).body.batches.length;
    await takeIn(api.services, 'refused', [wrong]);
    const { batches } = (await api.get('/batches')).body;
    expect(batches).toHaveLength(before + 1);
    expect(batches.filter(({ counts }: { counts: { taken: number } }) => counts.taken === 0)).toMatchObject([
      { status: 'read', counts: { records: 1, taken: 0, refused: 1 } },
    ]);
  });
});

test('a patient has statements', async () => {
  const { statements } = (await api.get(`/claims/${claim.claimId}/statements`)).body;
  expect(statements).toMatchObject([{ statementId: 'S1', amount: '25.00', date: '2026-03-12' }]);
  await billAgain(api.services, claim);
  const both = (await api.get(`/claims/${claim.claimId}/statements`)).body.statements;
  expect(both).toMatchObject([
    { statementId: 'S1', amount: '25.00', replacedBy: 'S2' },
    { statementId: 'S2', amount: '10.00' },
  ]);
  expect(both[1].replacedBy).toBeUndefined();
});
