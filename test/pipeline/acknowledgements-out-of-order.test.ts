import { describe, expect, test } from 'vitest';
import type { Home } from '../../local/home/home.ts';
import {
  type FileRecord,
  fileRecords,
  readTimeline,
  type SubmissionAcknowledgement,
} from '../../shared/repositories/index.ts';
import {
  correctClaim,
  releaseClaim,
  replayFile,
  runReport,
  transmitClaims,
  withdrawClaim,
} from '../../shared/use-cases/index.ts';
import { biller, encounter, release, scope, stands, theClaim } from './one-claim.ts';
import { acknowledge, fromClearinghouse, rejectedIn277 } from './payer-answers.ts';
import { takeIn, temporaryHome, uploadOf } from './run-home.ts';

const accepted = { outcome: 'accepted', reasons: [] } as const;

/** The same acknowledgement once more, as another file. */
async function comesAgain(home: Home, { objectKey }: FileRecord, services = home.services): Promise<void> {
  const text = new TextDecoder().decode(await home.services.objects.get(objectKey));
  const [, ...segments] = text.split('~').map((each) => each.trim());
  await fromClearinghouse(
    home,
    `AGAIN${objectKey.slice(-10)}`,
    segments.slice(
      0,
      segments.findIndex((each) => each.startsWith('IEA')),
    ),
    services,
  );
  await home.time.run();
}

async function transmissionsOf(home: Home, externalId: string) {
  const { submissions } = await theClaim(home, externalId);
  return submissions.map(({ attempt, status, transmissionId }) => ({ attempt, status, transmissionId }));
}

describe('a claim that was sent again because its neighbour was rejected', () => {
  test.each([['SILENT2'], ['SILENTACK2'], ['PAID2']])('%s: the same 999 once more sends nothing', async (neighbour) => {
    using home = await temporaryHome();
    await takeIn(home, uploadOf('one', encounter('REJ9991'), encounter(neighbour)));
    const before = await transmissionsOf(home, `E-${neighbour}`);
    const { status, reasons } = (await theClaim(home, `E-${neighbour}`)).record;
    const [first] = (await fileRecords(home.services.items)).filter(({ kind }) => kind === '999');
    if (first === undefined) throw new Error('no 999 came');
    await comesAgain(home, first);
    expect(await transmissionsOf(home, `E-${neighbour}`)).toEqual(before);
    expect((await theClaim(home, `E-${neighbour}`)).record).toMatchObject({ status, reasons });
    expect((await runReport(home.services)).claims.list.flatMap(({ reasons }) => reasons)).not.toContainEqual(
      expect.objectContaining({ code: 'step-failed' }),
    );
  });
});

async function saidLast(home: Home): Promise<string> {
  const { claimId } = (await theClaim(home)).record;
  return (await readTimeline(home.services.items, scope, claimId)).at(-1)?.what ?? '';
}

async function notices({ services: { queues } }: Home): Promise<number> {
  return (await queues.receive('overdue', 10)).length;
}

describe('a late acknowledgement of a claim that is overdue', () => {
  test.each<[string, SubmissionAcknowledgement, object, string | undefined]>([
    [
      'a neighbour was rejected: it is sent again and waited for',
      { outcome: 'resend', reasons: [] },
      { status: 'in-process', reasons: [], attempts: ['1 ready'], openWork: [] },
      'Nobody has acknowledged',
    ],
    [
      'accepted: the remittance is waited for',
      accepted,
      { status: 'in-process', reasons: [], attempts: ['1 accepted'], openWork: [] },
      'The payer accepted',
    ],
    [
      'rejected: nothing is overdue any more',
      rejectedIn277,
      { status: 'rejected', reasons: ['rejected-277ca'], attempts: ['1 rejected'], openWork: [] },
      undefined,
    ],
  ])('%s', async (_name, said, stood, asksAgain) => {
    using home = await temporaryHome();
    await takeIn(home, uploadOf('one', encounter('SILENTACK1')));
    const before = await theClaim(home);
    expect(before.record.status).toBe('overdue');
    await acknowledge(home, before, 1, said);
    expect(await stands(home)).toMatchObject(stood);
    await home.time.run();
    const { record, work } = await theClaim(home);
    const open = work.filter((item) => item.open);
    expect(open.map(({ reasons }) => reasons)).toEqual(asksAgain === undefined ? [] : [record.reasons]);
    expect(record.reasons[0]?.message).toContain(asksAgain ?? 'came before');
    const [first] = before.work;
    expect(open.every(({ due }) => due > (first?.due ?? ''))).toBe(true);
    expect(await notices(home)).toBe(1 + open.length);
  });

  test('received by the payer: it stays overdue, and the payer is asked', async () => {
    using home = await temporaryHome();
    await takeIn(home, uploadOf('one', encounter('SILENTACK1')));
    const before = await theClaim(home);
    const said = { outcome: 'received', reasons: [], payerClaimControlNumber: 'THEIRS' } as const;
    await acknowledge(home, before, 1, said);
    const { record, work } = await theClaim(home);
    expect([record.status, await saidLast(home), await notices(home)]).toEqual(['overdue', 'received by the payer', 1]);
    expect(record.reasons).toMatchObject([
      { message: expect.stringMatching(/^The payer has received .* ask the payer/) },
    ]);
    expect(work).toEqual([{ ...before.work[0], reasons: record.reasons }]);
  });

  test('the same once more, when the remittance is overdue, begins no new wait', async () => {
    using home = await temporaryHome();
    await takeIn(home, uploadOf('one', encounter('SILENT1')));
    const before = await stands(home);
    await acknowledge(home, await theClaim(home), 1, accepted);
    expect(await stands(home)).toEqual(before);
  });
});

test('the timeline dates a 999 by the day on which it came', async () => {
  using home = await temporaryHome();
  await takeIn(home, uploadOf('one', encounter('SILENTACK1')));
  const { claimId } = (await theClaim(home)).record;
  const timeline = await readTimeline(home.services.items, scope, claimId);
  expect(timeline.find(({ what }) => what === 'received by the clearinghouse')?.at).toMatch(/^2026-03-21/);
});

describe('what is said of an attempt that is over', () => {
  test.each([
    ['accepted after it was rejected', accepted, ['rejected-277ca', 'accepted-since']],
    ['rejected once more', rejectedIn277, ['rejected-277ca']],
    ['received after it was rejected', { outcome: 'received', reasons: [] } as const, ['rejected-277ca']],
  ])('%s: the claim stays rejected, and is sent again when released', async (_name, said, reasons) => {
    using home = await temporaryHome();
    await takeIn(home, uploadOf('one', encounter('REJ277A71')));
    await acknowledge(home, await theClaim(home), 1, said);
    expect(await stands(home)).toMatchObject({ status: 'rejected', reasons });
    expect((await saidLast(home)).startsWith('accepted by the payer after it was rejected')).toBe(said === accepted);
    await release(home);
    expect(await stands(home)).toMatchObject({ status: 'rejected', attempts: ['1 rejected', '1 rejected'] });
  });

  test('accepted after it was rejected: it is voided under the number that the payer gave it, and not withdrawn', async () => {
    using home = await temporaryHome();
    await takeIn(home, uploadOf('one', encounter('REJ277A71')));
    await acknowledge(home, await theClaim(home), 1, { ...accepted, payerClaimControlNumber: 'THEIRS' });
    const { claimId } = (await theClaim(home)).record;
    const withdrawn = await withdrawClaim(scope, biller, home.services, claimId);
    expect(withdrawn).toMatchObject({
      ok: false,
      problem: [{ message: expect.stringMatching(/^a payer has the claim/) }],
    });
    await correctClaim(scope, biller, home.services, claimId, ['claimFrequencyCode=8']);
    expect((await theClaim(home)).record.claim).toMatchObject({ payerClaimControlNumber: 'THEIRS' });
  });

  test.each([['rejected', rejectedIn277] as const, ['accepted', accepted] as const])(
    'the first attempt is %s when the second is on its way: the second is waited for',
    async (_name, said) => {
      using home = await temporaryHome();
      await takeIn(home, uploadOf('one', encounter('SILENT8')));
      await releaseClaim(scope, biller, home.services, (await theClaim(home)).record.claimId);
      await home.time.settle();
      await home.time.advanceTo(new Date('2026-05-08T00:00:00Z'));
      await acknowledge(home, await theClaim(home), 1, said);
      const { record, submissions, wait } = await theClaim(home);
      expect([record.status, submissions.length, wait?.kind]).toEqual(['in-process', 2, 'acknowledgement']);
      await home.time.run();
      const timeline = await readTimeline(home.services.items, scope, record.claimId);
      const isSaid = timeline.some(({ detail }) => detail === 'attempt 1, sent before');
      expect(isSaid).toBe(said === accepted);
    },
  );

  test('a rejection of what was adjudicated says nothing any more', async () => {
    using home = await temporaryHome();
    await takeIn(home, uploadOf('one', encounter('DENY505')));
    await acknowledge(home, await theClaim(home), 1, rejectedIn277);
    await home.time.run();
    expect(await stands(home)).toMatchObject({
      status: 'denied',
      reasons: ['denied-CO-50'],
      attempts: ['1 adjudicated'],
    });
  });
});

test('a TA1 that calls our file a repeat (note 025) rejects none of its claims', async () => {
  using home = await temporaryHome();
  await takeIn(home, uploadOf('one', encounter('SILENT2')));
  await fromClearinghouse(home, 'TA1', ['TA1*000000001*260321*0800*R*025']);
  await home.time.settle();
  expect(await stands(home)).toMatchObject({ status: 'overdue', attempts: ['1 accepted'] });
});

test('one that does so before anything else came for the file is told, until something has', async () => {
  using home = await temporaryHome();
  await takeIn(home, uploadOf('one', encounter('SILENTACK1')));
  await releaseClaim(scope, biller, home.services, (await theClaim(home)).record.claimId);
  await home.time.settle();
  await transmitClaims(home.services);
  await fromClearinghouse(home, 'TA1', ['TA1*000000002*260321*0800*R*025']);
  const told = (await fileRecords(home.services.items)).at(-1);
  expect(told).toMatchObject({ status: 'quarantined', reason: expect.stringContaining('our interchange 000000002') });
  await home.time.run();
  expect(await stands(home)).toMatchObject({ status: 'overdue', attempts: ['1 acknowledged', '1 acknowledged'] });
  await replayFile(home.services, told?.fileId ?? '');
  await home.time.settle();
  const again = (await fileRecords(home.services.items)).find(({ fileId }) => fileId === told?.fileId);
  expect(again?.status).toBe('read');
});

test('a group that is rejected though its set is accepted gives the reason to each claim', async () => {
  using home = await temporaryHome();
  await takeIn(home, uploadOf('one', encounter('SILENTACK1')));
  await fromClearinghouse(home, 'GROUP999', [
    'GS*FA*SAMPLEHOUSE*CLAIMWRIGHT*20260321*1200*1*X*005010X231A1',
    'ST*999*0001*005010X231A1',
    'AK1*HC*1*005010X222A1',
    'AK2*837*0001*005010X222A1',
    'IK5*A',
    'AK9*R*1*1*0*17',
    'SE*6*0001',
    'GE*1*1',
  ]);
  await home.time.settle();
  const { record } = await theClaim(home);
  expect(record.status).toBe('rejected');
  expect(record.reasons).toEqual([
    expect.objectContaining({ code: 'rejected-999', message: expect.stringMatching(/\w/) }),
  ]);
});

test.each([
  ['a 999 and 277CA', undefined],
  ['a TA1', 'TA1*000000001*260321*0800*A*000'],
])('%s find their file when the receiver has another id by now', async (_name, ta1) => {
  using home = await temporaryHome();
  await takeIn(home, uploadOf('one', encounter('PAID1')));
  const { tradingPartners } = home.services.configuration;
  const receiver = { ...tradingPartners.receiver, id: 'OTHERHOUSE' };
  const configuration = { ...home.services.configuration, tradingPartners: { ...tradingPartners, receiver } };
  const services = { ...home.services, configuration };
  const before = await fileRecords(home.services.items);
  const answers = before.filter(({ kind }) => kind === '999' || kind === '277ca');
  expect(answers).toHaveLength(2);
  if (ta1 !== undefined) await fromClearinghouse(home, 'TA1', [ta1], services);
  else for (const answer of answers) await comesAgain(home, answer, services);
  const again = (await fileRecords(home.services.items)).slice(before.length);
  expect(again.map(({ status, reason }) => ({ status, reason }))).toEqual(
    again.map(() => ({ status: 'read', reason: undefined })),
  );
  expect(again.length).toBeGreaterThan(0);
});
