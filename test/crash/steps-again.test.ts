import { rmSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { takeThrough } from '../../local/commands/take-through.ts';
import { type Home, openHome } from '../../local/home/home.ts';
import type { ClaimId } from '../../shared/claims/index.ts';
import { readClaimFile } from '../../shared/repositories/index.ts';
import { deliverMail } from '../../shared/use-cases/deliver-mail.ts';
import { releaseClaim, runReport, takeUpClaim } from '../../shared/use-cases/index.ts';
import { batch, begin, configuration, simulation } from './batch.ts';
import { silent, temporaryFolder } from './temporary.ts';

// Steps that run again where no kill point of the batch leads.

async function batchThrough(): Promise<Home> {
  const folder = temporaryFolder();
  const home = await openHome({ folder, configuration, simulation, seed: 1, virtualStart: begin });
  onTestFinished(async () => {
    await home.close();
    rmSync(folder, { recursive: true, force: true });
  });
  await takeThrough(home, batch, begin, silent);
  return home;
}

test('a release that was taken up is not lost when a late payment has come too', async () => {
  const { services } = await batchThrough();
  const { claims } = await runReport(services);
  const claimId = claims.list.find(({ externalId }) => externalId === 'denied')?.claimId as ClaimId;
  const scope = { practiceId: 'elm-street' };
  const before = await readClaimFile(services.items, scope, claimId);
  const answer = before?.mail.find(({ content }) => content.kind === 'remittance');
  if (before === undefined || answer === undefined) throw new Error('the claim was not denied');

  await releaseClaim(scope, { kind: 'person', userId: 'tester' }, services, claimId);
  await deliverMail(scope, services, claimId, { mailId: 'remittance#LATE#000001', content: answer.content });
  const step = { claimId, generation: before.record.generation };
  expect(await takeUpClaim(scope, services, step)).toBe('eligibility');
  expect(await takeUpClaim(scope, services, step)).toBe('eligibility');
});
