import { beforeEach, expect, test, vi } from 'vitest';
import type { Caller } from '../../../shared/access/index.ts';
import { Seen } from '../../../shared/repositories/index.ts';
import type { Services } from '../../../shared/use-cases/index.ts';
import { configuration, exampleEncounter } from '../../claims/example.ts';
import { openArrived } from '../claims-in-store.ts';
import { type TestApi, testApi } from './api-kit.ts';

vi.stubEnv('POWERTOOLS_LOG_LEVEL', 'SILENT');

const oakStreet = configuration.practices.map((practice) => ({ ...practice, practiceId: 'oak-street' }));
const twoPractices = { ...configuration, practices: [...configuration.practices, ...oakStreet] };

let services: Services;
/** The API as somebody calls it who may touch these practices. */
function apiFor(practices: Caller['practices']): TestApi {
  const caller = { kind: 'client', subject: 'ehr', roles: [], scopes: [], practices } as const;
  return testApi(
    (own) => {
      services ??= { ...own, configuration: twoPractices };
      return services;
    },
    {
      access: () => (context, next) => {
        context.set('acting', {
          services,
          home: services,
          seen: new Seen(),
          caller,
          actor: { kind: 'person', userId: 'ehr' },
        });
        return next();
      },
    },
  );
}

beforeEach(() => {
  services = undefined as never;
});

const both = [exampleEncounter, { ...exampleEncounter, practiceId: 'oak-street' }];

async function upload(api: TestApi, text = JSON.stringify(both)) {
  const { body, headers } = await api.post('/uploads', { name: 'march.json' });
  expect(headers.get('location')).toBe(`/uploads/${body.uploadId}`);
  expect((await api.get(`/uploads/${body.uploadId}`)).body).toEqual({ uploadId: body.uploadId, status: 'awaited' });
  await services.objects.putIfAbsent(body.url.replace('https://files.example/', ''), text);
  await openArrived(services);
  return (await api.get(`/uploads/${body.uploadId}`)).body;
}

test('a file that is put by a link becomes a batch of its name', async () => {
  const api = apiFor('all');
  const { status, batchId } = await upload(api);
  expect(status).toBe('arrived');
  expect((await api.get(`/batches/${batchId}`)).body).toMatchObject({ counts: { taken: 2, refused: 0 } });
});

test('records of practices out of the scope of who sends are refused', async () => {
  const api = apiFor(['oak-street']);
  const { batchId } = await upload(api);
  expect((await api.get(`/batches/${batchId}`)).body).toMatchObject({ counts: { taken: 1, refused: 1 } });
  const { records } = (await api.get(`/batches/${batchId}/records`)).body;
  expect(records).toMatchObject([{ kind: 'refused', reasons: [expect.stringContaining('another practice')] }]);
});

test('what nobody can tell the practice of is listed for whom it was sent', async () => {
  const api = apiFor(['oak-street']);
  const { batchId } = await upload(api, `{}\n${JSON.stringify(both[1]).slice(0, -1)}\n`);
  const { batches } = (await api.get('/batches')).body;
  expect(batches.find((each: { batchId: string }) => each.batchId === batchId)).toMatchObject({
    counts: { records: 2, taken: 0, refused: 2 },
  });
});

test('two links of one moment are two', async () => {
  const api = apiFor('all');
  const links = await Promise.all([1, 2].map(() => api.post('/uploads', { name: 'march.json' })));
  expect(new Set(links.map(({ body }) => body.uploadId)).size).toBe(2);
});

test.each([[{}], [{ name: '' }], [{ name: 'x'.repeat(201) }], [{ name: 'a', practice: 'b' }]])(
  '%j asks for no link',
  async (body) => {
    expect((await apiFor('all').post('/uploads', body)).status).toBe(422);
  },
);

test.each(['/uploads/AAAAAAAAAAAAAAAAAAAA', '/uploads/Santos'])('%s is none', async (path) => {
  expect((await apiFor('all').get(path)).status).toBe(404);
});

test('encounters of practices out of scope are of no practice that is known', async () => {
  const api = apiFor(['oak-street']);
  const own = { ...exampleEncounter, billingProvider: { ...exampleEncounter, npi: '1234567893' } };
  expect((await api.post('/encounters', both[1])).status).toBe(202);
  for (const sent of [exampleEncounter, own]) {
    const { status, body } = await api.post('/encounters', sent);
    expect(status).toBe(422);
    expect(body.errors[0].pointer).toMatch(/^\/(practiceId|billingProvider)/);
  }
});
