import { expect, test, vi } from 'vitest';
import { patientControlNumber, type SubmissionStatus } from '../../../shared/claims/index.ts';
import { type ClaimRecord, changeClaim, readClaimFile } from '../../../shared/repositories/index.ts';
import { exampleEncounter } from '../../claims/example.ts';
import { claimsBySourceId, takeIn } from '../claims-in-store.ts';
import { anybody } from './anybody.ts';
import { type TestApi, testApi } from './api-kit.ts';

vi.stubEnv('POWERTOOLS_LOG_LEVEL', 'SILENT');

async function claimIn(api: TestApi): Promise<ClaimRecord> {
  await takeIn(api.services, 'first', [exampleEncounter]);
  const claim = (await claimsBySourceId(api.services)).get('ENC-1001');
  if (claim === undefined) throw new Error('the claim is not open');
  return claim;
}

async function submitted(
  { services }: TestApi,
  record: ClaimRecord,
  status: SubmissionStatus,
  transmissionId?: string,
): Promise<void> {
  const file = await readClaimFile(services.items, record, record.claimId);
  if (file === undefined) throw new Error('the claim is not open');
  const change = changeClaim(record, file, '2026-03-12T09:00:00Z');
  change.putSubmission({
    ...{ attempt: 1, round: 1, patientControlNumber: patientControlNumber(record.claimId, 1), payerId: 'SBX01' },
    ...{ claimFrequencyCode: '1', status, readyAt: '2026-03-12T08:00:00Z' },
    ...(transmissionId === undefined ? {} : { transmissionId }),
  });
  await change.commit(services.items);
}

async function statuses(api: TestApi, query = ''): Promise<readonly string[]> {
  const { body } = await api.get(`/submissions${query}`);
  return body.submissions.map(({ status }: { status: string }) => status);
}

test.each([
  [['ready'], ['ready']],
  [['ready', 'sent'], ['sent']],
  [['ready', 'sent', 'acknowledged'], ['acknowledged']],
  [['ready', 'sent', 'accepted'], ['accepted']],
  [['ready', 'sent', 'rejected'], ['rejected']],
  [['ready', 'sent', 'accepted', 'adjudicated'], []],
  [['ready', 'voided'], []],
] as const)('a submission that was %j is listed as %j, in its status alone', async (taken, listed) => {
  const api = testApi();
  const claim = await claimIn(api);
  for (const status of taken) await submitted(api, claim, status, status === 'ready' ? undefined : 'T1');
  expect(await statuses(api)).toEqual(listed);
  for (const status of ['ready', 'sent', 'acknowledged', 'accepted', 'rejected'] as const) {
    expect(await statuses(api, `?status=${status}`)).toEqual(listed.filter((each) => each === status));
  }
});

test('a submission that is listed names its claim, practice and payer', async () => {
  const api = testApi();
  const claim = await claimIn(api);
  await submitted(api, claim, 'ready');
  const { body } = await api.get('/submissions?practiceId=willow-creek');
  expect(body.submissions).toEqual([
    {
      ...{ claimId: claim.claimId, practiceId: 'willow-creek', payerId: 'SBX01', readyAt: '2026-03-12T08:00:00Z' },
      ...{ attempt: 1, patientControlNumber: `${claim.claimId}01`, status: 'ready', claimFrequencyCode: '1' },
    },
  ]);
});

test('submissions of other practices are not there', async () => {
  const api = testApi();
  await submitted(api, await claimIn(api), 'ready');
  expect(await statuses(api, '?practiceId=oak-street')).toEqual([]);
  const other = testApi(() => api.services, { access: anybody(api.services, ['oak-street']) });
  expect(await statuses(other)).toEqual([]);
  expect(await statuses(other, '?practiceId=willow-creek')).toEqual([]);
});

test.each(['?status=adjudicated', '?status=', '?payerId=SBX01'])('/submissions%s is refused', async (query) => {
  expect((await testApi().get(`/submissions${query}`)).body.type).toBe('urn:claimwright:problem:query-invalid');
});
