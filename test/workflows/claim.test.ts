import { describe, expect, test } from 'vitest';
import type { Json } from '../../shared/ports/index.ts';
import { claimCases } from './claim.cases.ts';
import { claimOutcomes } from './claim-outcomes.ts';
import { expectCase, expectEveryBranchTaken } from './play-case.ts';
import type { MockedResult } from './workflow-case.ts';

const { cases } = claimCases;
const ids = { practiceId: 'practice-1', claimId: 'ABCDEFGHJKLMNPQ', generation: 1 };

/** What each waiting state tells the function that puts its wait. */
const kinds: Readonly<Record<string, string>> = {
  'Wait for the acknowledgement': 'acknowledgement',
  'Wait for the remittance': 'remittance',
  'Wait for a person': 'person',
};

/** A try that fails is followed by another with the same payload, save its token. */
function expectedWaits(states: readonly string[], results: readonly MockedResult[] = []): readonly unknown[] {
  const kindsInOrder = states.flatMap((state) => kinds[state] ?? []);
  let ended = 0;
  return results.map((result) => {
    const kind = kindsInOrder[ended];
    if (!('throws' in result)) ended += 1;
    return { ...ids, kind, taskToken: expect.stringMatching(/^\S{20,}$/) };
  });
}

describe('a claim', () => {
  test.each(cases)('$name', async (row) => {
    const { calls } = await expectCase(claimCases, row);
    const waits: Json[] = [];
    for (const { functionName, payload } of calls) {
      if (functionName === 'await-mail') waits.push(payload);
      else if (functionName === 'set-aside-claim') expect(payload).toEqual({ ...ids, error: row.setAsideFor });
      else expect(payload).toEqual(ids);
    }
    expect(waits).toEqual(expectedWaits(row.states, row.results['await-mail']));
  });
});

test('every branch has a row', () => expectEveryBranchTaken(claimCases));

function canAnswer(results: readonly MockedResult[] = [], outcome: string): boolean {
  return results.some((result) => JSON.stringify(result) === JSON.stringify({ returns: { outcome } }));
}

test('every outcome of every step has a row', () => {
  const missing = Object.entries(claimOutcomes).flatMap(([step, outcomes]) =>
    Object.keys(outcomes)
      .filter((outcome) => !cases.some(({ results }) => canAnswer(results[step], outcome)))
      .map((outcome) => `${step}: ${outcome}`),
  );
  expect(missing).toEqual([]);
});
