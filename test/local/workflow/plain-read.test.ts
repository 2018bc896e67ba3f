import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluate, NoValue } from '../../../local/workflow/expressions/evaluate.ts';
import { readPlainly } from '../../../local/workflow/expressions/plain-read.ts';

const name = fc.constantFrom('states', 'a', 'b', 'and', 'null', 'length', 'sum', 'constructor');
const value = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom<unknown>(null, true, 0, 7, '', 'held', "it's"),
    fc.array(tie('value'), { maxLength: 2 }),
    fc.dictionary(name, tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ),
})).value;
const text = fc
  .tuple(fc.array(name, { minLength: 1, maxLength: 4 }), fc.constantFrom('', " = 'held'", "='held'", " = ''", ' = 7'))
  .map(([names, compared]) => `$${names.join('.')}${compared}`);

test('what is read plainly is what JSONata gives', async () => {
  const bindings = fc.dictionary(name, value, { minKeys: 1, noNullPrototype: true });
  let plain = 0;
  await fc.assert(
    fc.asyncProperty(text, bindings, async (expression, bound) => {
      const read = readPlainly(expression, bound);
      if (read === undefined) return;
      plain += 1;
      expect(read).toEqual(await evaluate(expression, bound));
    }),
    { numRuns: 1000 },
  );
  expect(plain).toBeGreaterThan(20);
});

test.each([
  ['$a', { a: 'x' }, 'x'],
  ['$a.b.c', { a: { b: { c: 7 } } }, 7],
  ["$a.b = 'held'", { a: { b: 'held' } }, true],
  ["$a.b = 'held'", { a: { b: 'paid' } }, false],
  ["$a.b = 'held'", { a: { b: 7 } }, undefined],
  ["$a.b = 'held'", { a: {} }, undefined],
  ['$a.b', { a: [{ b: 1 }] }, undefined],
  ['$a', { a: { b: [1] } }, { b: [1] }],
  ['$a', { a: [1] }, undefined],
  ['$a', { a: null }, null],
  ['$a.constructor', { a: {} }, undefined],
  ['$a.and', { a: { and: 1 } }, undefined],
  ['$sum', {}, undefined],
  ['$a + 1', { a: 1 }, undefined],
  ["$a = 'it\\'s'", { a: "it's" }, undefined],
])('%s of %j is read as %j', (expression, bound, read) => {
  expect(readPlainly(expression, bound)).toEqual(read);
});

test('the claim’s machine asks JSONata for nothing', () => {
  const machine = readFileSync('statemachines/claim.asl.json', 'utf8');
  const expressions = [...machine.matchAll(/\{% (.*?) %\}/g)].map(([, one = '']) => one);
  expect(expressions.length).toBeGreaterThan(50);
  const context = { Execution: { Input: { practiceId: 'x', claimId: 'x', generation: 1 } }, Task: { Token: 'x' } };
  const states = {
    input: { outcome: 'x', error: 'x' },
    result: { Payload: { outcome: 'x' } },
    errorOutput: { Error: 'x' },
    context,
  };
  const bindings = { practiceId: 'x', claimId: 'x', generation: 1, states };
  expect(expressions.filter((one) => readPlainly(one, bindings) === undefined)).toEqual([]);
});

test('what is not there is said by JSONata', async () => {
  expect(readPlainly('$states.input.x', { states: { input: {} } })).toBeUndefined();
  await expect(evaluate('$states.input.x', { states: { input: {} } })).rejects.toThrow(NoValue);
});
