import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Home } from '../../local/home/home.ts';
import { type ClaimFile, claimFiles } from '../../shared/repositories/index.ts';
import { releaseClaim, remediesOf } from '../../shared/use-cases/index.ts';
import { biller, encounter, release, stands, theClaim } from './one-claim.ts';
import { answer, inFull, type LineAnswer, pay } from './payer-answers.ts';
import { takeIn, temporaryHome, uploadOf } from './run-home.ts';

const inPart: readonly LineAnswer[] = [
  { paid: 8_160, adjusted: { 'CO-45': 6_300, 'PR-2': 2_040 } },
  { paid: 0, adjusted: { 'CO-50': 3_800 } },
];
const group = { practiceId: 'surgical-group' };
const upload = readFileSync(join(import.meta.dirname, '../../examples/claims/surgical-group.837'), 'utf8');

async function claimOfGroup({ services: { items } }: Home): Promise<ClaimFile> {
  for await (const file of claimFiles(items, group)) if (file.record.claim.sourceId === 'MSG-3001') return file;
  throw new Error('no claim MSG-3001');
}

describe('what is offered for a claim that is held is what helps', () => {
  test.each([
    ['a date that would leave as it came', 'DTP*454*D8*2026033X', 'x12-date-invalid', false],
    ['a segment that is left out when it is sent', 'XYZ*1', 'x12-segment-unknown', true],
  ])('of an 837: %s', async (_name, segment, code, canRelease) => {
    using home = await temporaryHome();
    const spoilt = upload.replace('CLM*MSG-3001*290***11:B:1*Y*A*Y*Y~', (clm) => `${clm}\n${segment}~`);
    await takeIn(home, { path: '/uploads/spoilt.837', bytes: Buffer.from(spoilt) });
    const { record } = await claimOfGroup(home);
    expect([record.status, record.reasons.map((reason) => reason.code)]).toEqual(['held', [code]]);
    expect(await remediesOf(home.services.items, record)).toEqual({ canCorrect: true, canRelease });
    await releaseClaim(group, biller, home.services, record.claimId);
    await home.time.settle();
    expect((await claimOfGroup(home)).record.status === 'held').toBe(!canRelease);
  });

  test('of a credit, nothing: the payer takes it back', async () => {
    using home = await temporaryHome();
    await takeIn(home, uploadOf('one', encounter('SILENT1')));
    const file = await theClaim(home);
    const paid = answer(file, 1, '1', inFull);
    await pay(home, file, '2026-05-01', paid);
    await pay(home, file, '2026-05-02', paid);
    const { record } = await theClaim(home);
    expect(record.reasons).toMatchObject([{ code: 'credit-balance', message: expect.stringContaining('waits until') }]);
    expect(await remediesOf(home.services.items, record)).toEqual({ canCorrect: false, canRelease: false });
  });

  test('of a credit beside a denial, a correction of what was denied: released, all stays as it is', async () => {
    using home = await temporaryHome();
    await takeIn(home, uploadOf('one', encounter('SILENT1')));
    const file = await theClaim(home);
    const paid = answer(file, 1, '1', inPart);
    await pay(home, file, '2026-05-01', paid);
    await pay(home, file, '2026-05-02', paid);
    const before = await stands(home);
    expect(before).toMatchObject({ status: 'partially-denied', reasons: ['denied-CO-50', 'credit-balance'] });
    const { record } = await theClaim(home);
    expect(await remediesOf(home.services.items, record)).toEqual({ canCorrect: true, canRelease: false });
    await release(home);
    expect(await stands(home)).toEqual(before);
  });
});
