import { expect, test, vi } from 'vitest';
import type { Caller } from '../../../shared/access/index.ts';
import { enrolledPractice, practiceOfPayee, Seen } from '../../../shared/repositories/index.ts';
import { liveConfiguration, type Services } from '../../../shared/use-cases/index.ts';
import { configuration, exampleEncounter } from '../../claims/example.ts';
import { openArrived } from '../claims-in-store.ts';
import { type TestApi, testApi } from './api-kit.ts';

vi.stubEnv('POWERTOOLS_LOG_LEVEL', 'SILENT');

const live = (services: Services): Services => ({
  ...services,
  configuration: liveConfiguration(services.items, configuration),
});
const oakStreet = {
  billingProvider: {
    organizationName: 'Oak Street Counseling',
    npi: '1999999984',
    taxId: '987654321',
    address: { address1: '1 Oak Street', city: 'Albany', state: 'NY', postalCode: '12207-1234' },
  },
};
const quill = { lastName: 'Quill', firstName: 'Jo', taxonomyCode: '207Q00000X' };
const payer = {
  name: 'Another Plan',
  claimFilingCode: 'CI',
  timelyFilingDays: 30,
  acknowledgementDays: 5,
  remittanceDays: 20,
  corrections: 'new-claim',
};

test('a practice that is put can be billed for at once, and after a restart', async () => {
  const api = testApi(live);
  const sent = { ...exampleEncounter, practiceId: 'oak-street' };
  expect((await api.post('/encounters', sent)).status).toBe(422);
  const { body } = await api.ask('PUT', '/practices/oak-street', { body: oakStreet });
  expect(body).toMatchObject({
    practiceId: 'oak-street',
    billingProvider: { organizationName: 'Oak Street Counseling' },
  });
  expect((await api.get('/practices')).body.practices).toContainEqual(body);
  expect((await api.post('/encounters', sent)).status).toBe(202);
  const restarted = liveConfiguration(api.services.items, configuration);
  expect(restarted.practices).toHaveLength(1);
  await restarted.refresh();
  expect(restarted.practices.map(({ practiceId }) => practiceId)).toEqual(['willow-creek', 'oak-street']);
});

test('what is listed can be put again', async () => {
  const api = testApi(live);
  const [{ practiceId, ...practice }] = (await api.get('/practices')).body.practices;
  const { status, body } = await api.ask('PUT', `/practices/${practiceId}`, { body: practice });
  expect({ status, body }).toEqual({ status: 200, body: { practiceId, ...practice } });
});

test('a practice that has sent something is changed for its statements too', async () => {
  const api = testApi(live);
  await api.post('/encounters', exampleEncounter);
  await openArrived(api.services);
  await api.ask('PUT', '/practices/willow-creek', {
    body: { ...oakStreet, patientBilling: { phoneNumber: '5185550199' } },
  });
  const practice = await enrolledPractice(api.services.items, { practiceId: 'willow-creek' });
  expect(practice).toMatchObject({ patientBilling: { phoneNumber: '5185550199' } });
});

test('a practice that its NPI alone has named is put under that id, whose books it has', async () => {
  const api = testApi(live);
  const { billingProvider } = oakStreet;
  const named = { ...exampleEncounter, practiceId: `npi-${billingProvider.npi}`, billingProvider };
  expect((await api.post('/encounters', named)).status).toBe(202);
  await openArrived(api.services);
  const { status, body } = await api.ask('PUT', '/practices/oak-street', { body: oakStreet });
  expect(status).toBe(422);
  expect(body.errors).toEqual([
    {
      pointer: '/billingProvider/npi',
      detail: 'is that of the practice npi-1999999984: put it under that id, in whose books its claims are',
    },
  ]);
  expect((await api.ask('PUT', '/practices/npi-1999999984', { body: oakStreet })).status).toBe(200);
});

test('payments go to whom an identifier is configured for, not to who sends under it first', async () => {
  const api = testApi(live);
  const [{ billingProvider }] = (await api.get('/practices')).body.practices;
  const { contact: _, ...named } = billingProvider;
  await api.post('/encounters', { ...exampleEncounter, practiceId: 'elm-street', billingProvider: named });
  await openArrived(api.services);
  await api.post('/encounters', exampleEncounter);
  await openArrived(api.services);
  for (const identifier of [named.npi, named.taxId]) {
    expect(await practiceOfPayee(api.services.items, identifier)).toEqual({ practiceId: 'willow-creek' });
  }
});

test('an NPI that a practice of the file had is kept for it: it may be taken back', async () => {
  const api = testApi(live);
  const [{ billingProvider }] = (await api.get('/practices')).body.practices;
  await api.ask('PUT', '/practices/willow-creek', { body: oakStreet });
  const body = { billingProvider: { ...billingProvider, taxId: '780010001' } };
  expect((await api.ask('PUT', '/practices/elm-street', { body })).status).toBe(422);
});

test('payers and providers are put in the place of what they were', async () => {
  const api = testApi(live);
  expect((await api.ask('PUT', '/payers/SBX01', { body: payer })).status).toBe(200);
  expect((await api.get('/payers')).body.payers).toEqual([{ payerId: 'SBX01', ...payer }]);
  expect((await api.ask('PUT', '/providers/1999999984', { body: quill })).status).toBe(200);
  expect((await api.get('/providers')).body.providers).toHaveLength(2);
});

test.each([
  ['/practices/oak-street', '/practices', oakStreet],
  ['/practices/willow-creek', '/practices', oakStreet],
  ['/payers/SBX01', '/payers', payer],
  ['/payers/SBX02', '/payers', payer],
  ['/providers/1999999984', '/providers', quill],
  ['/providers/1245319599', '/providers', quill],
])('what was put at %s is taken back, and what the file says shows again', async (path, list, body) => {
  const api = testApi(live);
  const before = (await api.get(list)).body;
  await api.ask('PUT', path, { body });
  expect((await api.get(list)).body).not.toEqual(before);
  expect((await api.ask('DELETE', path)).status).toBe(204);
  expect((await api.get(list)).body).toEqual(before);
  const again = await api.ask('DELETE', path);
  expect({ status: again.status, type: again.body.type }).toEqual({
    status: 404,
    type: 'urn:claimwright:problem:not-found',
  });
  expect((await api.get(list)).body).toEqual(before);
});

test.each([
  ['willow-creek', 'Willow Creek Counseling PLLC'],
  ['oak-street', 'Oak Street Counseling'],
])('what %s sent before it was taken back goes on as %s', async (practiceId, name) => {
  const api = testApi(live);
  await api.ask('PUT', `/practices/${practiceId}`, { body: oakStreet });
  await api.post('/encounters', { ...exampleEncounter, practiceId });
  await openArrived(api.services);
  await api.ask('DELETE', `/practices/${practiceId}`);
  const practice = await enrolledPractice(api.services.items, { practiceId });
  expect(practice?.billingProvider.lastNameOrOrganization).toBe(name);
  const { claims } = (await api.get(`/claims?practiceId=${practiceId}`)).body;
  expect(claims).toHaveLength(1);
});

test.each([
  ['/practices/oak-street', { billingProvider: { ...oakStreet.billingProvider, npi: '1' } }, 422],
  ['/practices/Oak', oakStreet, 404],
  ['/payers/SBX01', { ...payer, corrections: 'Santos' }, 422],
  ['/payers/SBX01', { ...payer, payerId: 'SBX02' }, 422],
  ['/providers/1', { lastName: 'A', firstName: 'B', taxonomyCode: '207Q00000X' }, 404],
])('%s does not become %j', async (path, body, status) => {
  const answer = await testApi(live).ask('PUT', path, { body });
  expect(answer.status).toBe(status);
  expect(JSON.stringify(answer.body)).not.toContain('Santos');
});

test('who may act for some practices changes none of the others, nor what all share', async () => {
  const caller: Caller = { kind: 'client', subject: 'ehr', roles: [], scopes: [], practices: ['oak-street'] };
  const api: TestApi = testApi(live, {
    access: () => (context, next) => {
      const { services } = api;
      context.set('acting', {
        services,
        home: services,
        seen: new Seen(),
        caller,
        actor: { kind: 'person', userId: 'ehr' },
      });
      return next();
    },
  });
  expect((await api.get('/practices')).body).toEqual({ practices: [] });
  expect((await api.ask('PUT', '/practices/willow-creek', { body: oakStreet })).status).toBe(404);
  expect((await api.ask('PUT', '/payers/SBX01', { body: payer })).status).toBe(403);
  expect(
    (
      await api.ask('PUT', '/providers/1999999984', {
        body: { lastName: 'A', firstName: 'B', taxonomyCode: '207Q00000X' },
      })
    ).status,
  ).toBe(403);
  expect((await api.ask('DELETE', '/practices/willow-creek')).status).toBe(404);
  expect((await api.ask('DELETE', '/payers/SBX01')).status).toBe(403);
  expect((await api.ask('DELETE', '/providers/1245319599')).status).toBe(403);
  expect(api.services.configuration.practices).toHaveLength(1);
});
