import { describe, expect, test } from 'vitest';
import { sayIfNothingWasTaken } from '../../local/commands/nothing-taken.ts';
import { fileRecords } from '../../shared/repositories/index.ts';
import type { Services } from '../../shared/use-cases/index.ts';
import { replayFile, runReport } from '../../shared/use-cases/index.ts';
import { encounter, release, stands, theClaim } from './one-claim.ts';
import { takeIn, temporaryHome, uploadOf } from './run-home.ts';

/** Refuses to store objects under the prefix until it is mended. */
function outage(prefix: string) {
  const state = { isMended: false };
  const wrap = (services: Services): Services => ({
    ...services,
    objects: {
      ...services.objects,
      putIfAbsent: (key, body) =>
        key.startsWith(prefix) && !state.isMended
          ? Promise.reject(new Error('the disk is full'))
          : services.objects.putIfAbsent(key, body),
    },
  });
  return { wrap, mend: () => Object.assign(state, { isMended: true }) };
}

describe('a step that keeps failing', () => {
  test('sets the claim aside where it is; released, it goes on there and nothing is sent or posted twice', async () => {
    const { wrap, mend } = outage('documents/statements/');
    using home = await temporaryHome({ wrap });
    await takeIn(home, uploadOf('one', encounter('DUE1')));
    expect(await stands(home)).toMatchObject({ status: 'held', reasons: ['step-failed'], attempts: ['1 adjudicated'] });
    const before = await theClaim(home);
    mend();
    await release(home);
    const after = await theClaim(home);
    expect([after.record.status, after.statements.length]).toEqual(['closed', 1]);
    expect(after.submissions).toEqual(before.submissions);
    expect(after.journal).toEqual(before.journal);
  });

  test('holds up no claim when only the payer cannot be asked about coverage', async () => {
    const { wrap } = outage('edi/eligibility/');
    using home = await temporaryHome({ wrap });
    await takeIn(home, uploadOf('one', encounter('PAID1')));
    expect(await stands(home)).toMatchObject({ status: 'closed' });
  });

  test('quarantines an upload, which is replayed once that is mended', async () => {
    const { wrap, mend } = outage('batches/');
    using home = await temporaryHome({ wrap });
    await takeIn(home, uploadOf('one', encounter('PAID1'), encounter('PAID2')));
    const [file] = await fileRecords(home.services.items);
    expect(file).toMatchObject({ status: 'quarantined', reason: expect.stringContaining('again and again') });
    mend();
    await replayFile(home.services, file?.fileId ?? '');
    await home.time.run();
    const { claims, files } = await runReport(home.services);
    expect(claims.byStatus).toEqual({ closed: 2 });
    expect(files[0]).toMatchObject({ status: 'read', counts: { taken: 2, records: 2 } });
  });

  test('quarantines an upload of which a part was taken, and that is not lost', async () => {
    const wrap = (services: Services): Services => ({
      ...services,
      objects: {
        ...services.objects,
        get: (key, version) =>
          key.includes('/00000101-')
            ? Promise.reject(new Error('the disk is gone'))
            : services.objects.get(key, version),
      },
    });
    using home = await temporaryHome({ wrap });
    const many = Array.from({ length: 101 }, (_, index) => encounter(`PAID${index}`));
    const whole = uploadOf('one', ...many);
    await takeIn(home, whole);
    const report = await runReport(home.services);
    expect([report.claims.total, report.files[0]?.status]).toEqual([100, 'quarantined']);
    expect(await sayIfNothingWasTaken(home, [whole], report)).toBe(0);
  });
});

test('a void is done when the payer has accepted it', async () => {
  using home = await temporaryHome();
  await takeIn(home, uploadOf('one', encounter('PAID1')));
  const theirs = (await theClaim(home)).submissions[0]?.assignedPayerClaimControlNumber;
  const voids = { encounterId: 'VOID1', claimFrequencyCode: '8', payerClaimControlNumber: theirs };
  await takeIn(home, uploadOf('two', encounter('PAID1', voids)));
  const { claims, money } = await runReport(home.services);
  expect(claims.list.find(({ externalId }) => externalId === 'VOID1')).toMatchObject({ status: 'closed' });
  // The payer takes its payment back under the number of the claim that is voided.
  expect(claims.byStatus).toEqual({ closed: 1, voided: 1 });
  expect(money).toMatchObject({ billed: 0, paid: 0, adjusted: 0, patient: 0, open: 0 });
});
