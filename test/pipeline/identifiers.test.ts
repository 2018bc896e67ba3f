import { expect, test } from 'vitest';
import type { ClaimId } from '../../shared/claims/index.ts';
import { encounter, theClaim } from './one-claim.ts';
import { takeIn, temporaryHome, uploadOf } from './run-home.ts';

/** Ids name claims in every message; nothing else does. */
test('queue messages, events and workflow inputs carry identifiers alone', async () => {
  using home = await temporaryHome();
  await takeIn(home, uploadOf('named-by-practice', encounter('DENY501')));
  const { record } = await theClaim(home);
  const executions = await home.engine.listExecutions('claim');
  const described = await Promise.all(
    executions.executions.map(({ name }) => home.engine.executionHistory('claim', name)),
  );
  const followUp = await home.services.queues.receive('denial-medical-necessity', 10);
  const said = JSON.stringify([described, followUp]);
  expect(followUp).toHaveLength(1);
  expect(said).toContain(record.claimId satisfies ClaimId);
  for (const canary of ['DENY501', 'Person', '1984-02-11', 'named-by-practice', 'J029', 'Example Road']) {
    expect(said).not.toContain(canary);
  }
});
