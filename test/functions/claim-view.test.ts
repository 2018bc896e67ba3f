import { beforeEach, expect, onTestFinished, test } from 'vitest';
import type { ClaimRecord } from '../../shared/repositories/index.ts';
import { claimView, findClaim } from '../../shared/use-cases/claim-view.ts';
import type { Services } from '../../shared/use-cases/index.ts';
import { exampleEncounter } from '../claims/example.ts';
import { testFolder } from '../local/adapters/temporary-folder.ts';
import { claimsBySourceId, storeIn, takeIn } from './claims-in-store.ts';
import { billAgain, denyInPart } from './settled-claim.ts';

let services: Services;
let claim: ClaimRecord;

beforeEach(async () => {
  const store = storeIn(testFolder());
  onTestFinished(store.close);
  services = store.services;
  const elsewhere = { ...exampleEncounter, practiceId: 'oak-street', billingProvider: oakStreet };
  await takeIn(services, 'first', [exampleEncounter, elsewhere, { ...exampleEncounter, encounterId: 'ENC-1002' }]);
  const found = (await claimsBySourceId(services)).get('ENC-1002');
  if (found === undefined) throw new Error('the claim is not open');
  claim = found;
});

const oakStreet = {
  npi: '1999999984',
  organizationName: 'Oak Street Counseling',
  taxId: '987654321',
  address: { address1: '1 Oak Street', city: 'Albany', state: 'NY', postalCode: '12207' },
};

const view = () => claimView({ practiceId: claim.practiceId }, services, claim.claimId);

test('a claim that has just come', async () => {
  const { timeline, files, postings, ...rest } = await view();
  expect(rest).toEqual({
    claimId: claim.claimId,
    externalId: 'ENC-1002',
    practiceId: 'willow-creek',
    status: 'received',
    payer: { payerId: 'SBX01', name: 'Evergreen Health Plan' },
    datesOfService: { from: '2026-03-02', to: '2026-03-09' },
    reasons: [],
    money: {
      billed: '305.50',
      paid: '0.00',
      adjusted: '0.00',
      denied: '0.00',
      patient: '0.00',
      writtenOff: '0.00',
      open: '305.50',
    },
    patientControlNumbers: [],
    submissions: [],
    openWork: [],
    waits: [],
  });
  expect(timeline).toEqual([
    { at: '2026-03-10T08:00:00Z', what: 'received', detail: `file ${claim.source.fileId}, encounter 3` },
  ]);
  expect(files).toEqual([{ what: 'the upload that it came in', key: `archive/${claim.source.fileId}` }]);
  expect(postings).toEqual([
    {
      key: 'charge',
      date: '2026-03-10',
      postings: [
        { account: 'receivable:payer', amount: '305.50' },
        { account: 'revenue', amount: '-305.50' },
      ],
    },
  ]);
});

test('an earlier statement, replaced by a later one', async () => {
  await denyInPart(services, claim);
  await billAgain(services, claim);
  const statements = (await view()).files.filter(({ key }) => key.startsWith('documents/statements/'));
  expect(statements.map(({ what }) => what)).toEqual([
    'patient statement of 2026-03-12, replaced by statement S2 of 2026-04-02',
    'patient statement of 2026-04-02',
  ]);
});

test('a claim that its payer has answered', async () => {
  await denyInPart(services, claim);
  const { files, money, postings, submissions, timeline, openWork, waits, status, reasons } = await view();
  expect({ status, money }).toEqual({
    status: 'partially-denied',
    money: {
      billed: '305.50',
      paid: '200.00',
      adjusted: '0.00',
      denied: '80.50',
      patient: '25.00',
      writtenOff: '0.00',
      open: '0.00',
    },
  });
  expect(files).toEqual([
    { what: 'the upload that it came in', key: `archive/${claim.source.fileId}` },
    { what: 'eligibility inquiry (270)', key: `edi/eligibility/${claim.claimId}-1.270` },
    { what: 'eligibility answer (271)', key: `edi/eligibility/${claim.claimId}-1.271` },
    { what: 'claims sent (837), attempt 1', key: 'edi/out/T1.837' },
    { what: 'acknowledgement received (277CA)', key: 'archive/277ca' },
    { what: 'remittance received (835)', key: 'archive/835' },
    { what: 'patient statement of 2026-03-12', key: 'documents/statements/S1.pdf' },
  ]);
  expect(submissions).toEqual([
    {
      attempt: 1,
      patientControlNumber: `${claim.claimId}01`,
      status: 'adjudicated',
      claimFrequencyCode: '1',
      transmission: 'T1',
      payerClaimControlNumber: 'PAYER-7',
    },
  ]);
  expect(postings.map(({ key, date }) => [key, date])).toEqual([
    ['charge', '2026-03-10'],
    ['payment#R1#000001', '2026-03-11'],
  ]);
  expect(timeline.map(({ what }) => what)).toEqual(['received', 'payment posted']);
  expect(openWork).toEqual([
    { category: 'partial-denial', openedAt: '2026-03-12', due: '2026-04-11', amount: '80.50', reasons },
  ]);
  expect(waits).toEqual([{ for: 'person', until: '2026-04-11T09:00:00Z' }]);
});

test('what a view says holds nothing of the patient', async () => {
  await denyInPart(services, claim);
  expect(JSON.stringify(await view())).not.toMatch(/Santos|Maria|W123456789|1984|Orchard/);
});

test('an unknown claim is refused', async () => {
  await expect(claimView({ practiceId: 'oak-street' }, services, claim.claimId)).rejects.toThrow(/there is no claim/);
});

test('a claim is found by its id, a patient control number and the own id of its practice', async () => {
  const idsOf = async (text: string) => (await findClaim(services, text)).map(({ externalId }) => externalId);
  expect(await idsOf(claim.claimId)).toEqual(['ENC-1002']);
  expect(await idsOf(` ${claim.claimId.toLowerCase()} `)).toEqual(['ENC-1002']);
  expect(await idsOf(`${claim.claimId}07`)).toEqual(['ENC-1002']);
  expect(await idsOf('ENC-1002')).toEqual(['ENC-1002']);
  expect(await idsOf('ENC-9')).toEqual([]);
  expect(await idsOf('AAAAAAAAAAAAAAA')).toEqual([]);
  const both = await findClaim(services, 'ENC-1001');
  expect(both.map(({ practiceId }) => practiceId).sort()).toEqual(['oak-street', 'willow-creek']);
});
