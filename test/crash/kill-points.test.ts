import { beforeAll, describe, expect, test } from 'vitest';
import { sample } from '../sample.ts';
import { everyEnding, oneOfEach, shortLives } from './endings.ts';
import { effectKinds } from './kill-points.ts';
import { type Lives, takeThroughLives } from './lives.ts';
import { differences, faultsOf } from './outcome.ts';

// A sample; `npx node test/crash/sweep.ts` kills at every point.

let undisturbed: Lives;
beforeAll(async () => {
  undisturbed = await takeThroughLives();
});

function expectTheSame({ outcome, report }: Lives): void {
  expect(differences(undisturbed.outcome, outcome)).toEqual([]);
  expect(report).toEqual(undisturbed.report);
}

test('the batch meets every branch, and undisturbed it comes to a right end', () => {
  const { report, outcome, effects } = undisturbed;
  expect(Object.keys(report.claims.byStatus).sort()).toEqual(['closed', 'denied', 'held', 'overdue', 'voided']);
  expect([report.refused, report.duplicates, report.conflicts].map(({ length }) => length)).toEqual([1, 2, 0]);
  expect(report.ledgerImbalance).toBe(0);
  expect(faultsOf(outcome)).toEqual([]);
  expect(new Set(effects.map(({ kind }) => kind))).toEqual(new Set(effectKinds));
});

test('the same again comes to the same end', async () => {
  expectTheSame(await takeThroughLives());
});

test.each(['before', 'after'] as const)('killed %s one of each sort of effect, one after the other', async (when) => {
  const lives = await takeThroughLives(oneOfEach(when));
  expect(lives.kills).toBeGreaterThan(40);
  expectTheSame(lives);
});

describe('killed once', () => {
  const points = sample(1, 16);
  test.each(Array.from({ length: points }, (_, index) => index))('in part %i of the run', async (index) => {
    const step = Math.floor(undisturbed.effects.length / points);
    const end = everyEnding(undisturbed.effects, step)[index * 2 + (index % 2)];
    expectTheSame(await takeThroughLives(end === undefined ? [] : [end]));
  });
});

const again = [
  [3, 250],
  [1, 90],
  [2, 150],
  [4, 60],
] as const;
test.each(again.slice(0, sample(1, 4)))(
  'killed again and again, in recovery too (seed %i, at most %i effects a life)',
  async (seed, longest) => {
    const lives = await takeThroughLives(shortLives(seed, longest));
    expect(lives.kills).toBeGreaterThan(8);
    expectTheSame(lives);
  },
);
