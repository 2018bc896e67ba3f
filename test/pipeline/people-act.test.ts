import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readUploads } from '../../local/commands/upload.ts';
import { claimFiles, readClaimFile, readTimeline, sourceOfClaim } from '../../shared/repositories/index.ts';
import { acceptConflict, releaseClaim, runReport, type Services } from '../../shared/use-cases/index.ts';
import { gather } from '../conformance/gather.ts';
import { biller, correct, encounter, release, scope, stands, theClaim } from './one-claim.ts';
import { takeIn, temporaryHome, uploadOf } from './run-home.ts';

describe('a claim that was set aside where its patient should have been billed', () => {
  /** Statements can't be stored until it is mended. */
  function outage() {
    const state = { isMended: false };
    const wrap = (services: Services): Services => ({
      ...services,
      objects: {
        ...services.objects,
        putIfAbsent: (key, body) =>
          key.startsWith('documents/statements/') && !state.isMended
            ? Promise.reject(new Error('the disk is full'))
            : services.objects.putIfAbsent(key, body),
      },
    });
    return { wrap, mend: () => Object.assign(state, { isMended: true }) };
  }

  test('released, it waits for the same reason as before; corrected then, it is sent anew', async () => {
    const { wrap, mend } = outage();
    using home = await temporaryHome({ wrap });
    await takeIn(home, uploadOf('one', encounter('PARTIAL977')));
    expect(await stands(home)).toMatchObject({ status: 'held', reasons: ['step-failed'] });
    mend();
    await release(home);
    expect(await stands(home)).toMatchObject({ status: 'partially-denied', reasons: ['denied-CO-97'] });
    await correct(home, 'subscriber.memberId=PAID7');
    expect(await stands(home)).toMatchObject({ status: 'closed', attempts: ['1 adjudicated', '7 adjudicated'] });
  });

  test('corrected at once, it is sent anew', async () => {
    const { wrap, mend } = outage();
    using home = await temporaryHome({ wrap });
    await takeIn(home, uploadOf('one', encounter('PARTIAL977')));
    mend();
    await correct(home, 'subscriber.memberId=PAID7');
    expect(await stands(home)).toMatchObject({ status: 'closed', attempts: ['1 adjudicated', '7 adjudicated'] });
  });
});

test('corrected to the NPI of another provider of the roster, a claim leaves under the name and taxonomy of that one', async () => {
  using home = await temporaryHome();
  await takeIn(home, uploadOf('one', encounter('PAID1', { totalCharge: '1.00' })));
  await correct(home, 'totalCharge=203.00', 'renderingProvider.npi=1000001135');
  const { submissions, record } = await theClaim(home);
  const sent = await home.services.objects.get(`edi/out/${submissions[0]?.transmissionId}.837`);
  expect(new TextDecoder().decode(sent)).toContain('NM1*82*1*AMBERVALE*PRIYA****XX*1000001135~PRV*PE*PXC*363LF0000X~');
  const timeline = await readTimeline(home.services.items, scope, record.claimId);
  const fields = ['npi', 'lastNameOrOrganization', 'firstName', 'taxonomyCode'].map(
    (name) => `renderingProvider.${name}`,
  );
  const detail = ['totalCharge', ...fields].join(', ');
  expect(timeline).toContainEqual(expect.objectContaining({ what: 'corrected by biller', detail }));
});

test('released twice in the same moment, a denied claim is sent once more', async () => {
  using home = await temporaryHome();
  await takeIn(home, uploadOf('one', encounter('DENY505')));
  const { claimId } = (await theClaim(home)).record;
  await Promise.allSettled([1, 2].map(() => releaseClaim(scope, biller, home.services, claimId)));
  await home.time.run();
  expect(await stands(home)).toMatchObject({ status: 'denied', attempts: ['1 adjudicated', '7 adjudicated'] });
});

test('time that passes on purpose gets past a reminder that is due off the hour', async () => {
  using home = await temporaryHome({ virtualStart: new Date('2026-03-21T08:20:00Z') });
  await takeIn(home, uploadOf('one', encounter('PAID1', { diagnosisCodes: [] })));
  expect((await theClaim(home)).wait?.due).toMatch(/:20:00/);
  let rounds = 0;
  await home.time.advanceTo(new Date('2026-05-21T00:00:00Z'), () => {
    rounds += 1;
    if (rounds > 500) throw new Error(`it stays at ${home.time.now().toISOString()}`);
  });
  expect((await theClaim(home)).wait?.due.slice(0, 10)).toBe('2026-06-19');
});

test('a repeat that is accepted in the place of a held claim brings its notes too', async () => {
  using home = await temporaryHome();
  const [surgical] = await readUploads([join(import.meta.dirname, '../../examples/claims/surgical-group.837')]);
  if (surgical === undefined) throw new Error('the sample is gone');
  await takeIn(home, surgical);
  const practice = { practiceId: 'surgical-group' };
  const held = (await gather(claimFiles(home.services.items, practice))).find(
    ({ record }) => record.status === 'rejected',
  );
  if (held === undefined) throw new Error('the sample has no rejected claim');
  const text = new TextDecoder().decode(surgical.bytes);
  const place = text.indexOf('HI*', text.indexOf(`CLM*${held.record.claim.sourceId}*`));
  const withNote = `${text.slice(0, place)}NTE*ADD*SEE THE OPERATIVE REPORT~${text.slice(place)}`;
  await takeIn(home, { path: '/uploads/again.837', bytes: new TextEncoder().encode(withNote) });
  const [fileId = '', ordinal] = (await runReport(home.services)).conflicts[0]?.record?.split('-') ?? [];
  const accepted = await acceptConflict(biller, home.services, fileId, Number(ordinal));
  expect(accepted).toMatchObject({ ok: true, value: { as: 'correction' } });
  await home.time.run();
  const source = await sourceOfClaim(home.services.items, practice, held.record.claimId);
  expect(JSON.stringify(source)).toContain('SEE THE OPERATIVE REPORT');
  const after = await readClaimFile(home.services.items, practice, held.record.claimId);
  expect(after?.submissions.length).toBe(held.submissions.length + 1);
});
