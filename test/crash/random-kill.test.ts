import { expect, test } from 'vitest';
import { sample } from '../sample.ts';
import { differences } from './outcome.ts';
import { moments, runKilled } from './random-kills.ts';

// A few kills; `npx node test/crash/sweep.ts --random 50` does it for longer.
test('the program survives kill -9 at random moments', { timeout: sample(120_000, 600_000) }, async () => {
  const began = performance.now();
  const undisturbed = await runKilled([]);
  const killed = await runKilled(moments(sample(1, 20), 7, performance.now() - began));
  expect(killed.kills).toBeGreaterThan(0);
  expect(killed.json).toBe(undisturbed.json);
  expect(differences(undisturbed.outcome, killed.outcome)).toEqual([]);
});
