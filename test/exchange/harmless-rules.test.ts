import { expect, test } from 'vitest';
import { harmlessRules } from '../../shared/exchange/claim-837p/harmless-rules.ts';
import { claim837p } from '../../shared/guides/claim-837p/index.ts';
import type { Loop } from '../../shared/x12/index.ts';

/** What every rule of a loop, and of the loops and segments in it, says. */
function sentences({ parts, rules }: Loop): string[] {
  const within = Object.values(parts).flatMap(({ of }) =>
    'parts' in of ? sentences(of) : of.rules.map(({ says }) => says),
  );
  return [...rules.map(({ says }) => says), ...within];
}

const said = sentences(claim837p).map((says) => says.toLowerCase());

test.each(harmlessRules)('%s …: is a rule of the guide', (rule) => {
  expect(said.some((says) => says.startsWith(rule.toLowerCase()))).toBe(true);
});
