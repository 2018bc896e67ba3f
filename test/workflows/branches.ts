import jsonata from 'jsonata';
import * as z from 'zod';
import type { HistoryEvent } from '../../local/workflow/index.ts';
import { chainsOf, readDefinition, statesOf } from '../statemachines/definition.ts';

const exitsSchema = z.looseObject({
  Next: z.string().optional(),
  Default: z.string().optional(),
  Choices: z.array(z.looseObject({ Condition: z.string(), Next: z.string() })).optional(),
  Catch: z.array(z.looseObject({ Next: z.string() })).optional(),
});

function exitsOf(definition: unknown): ReadonlyMap<string, z.infer<typeof exitsSchema>> {
  return new Map(statesOf(readDefinition(definition)).map(([name, state]) => [name, exitsSchema.parse(state)]));
}

/** Every way out of a state, as `from: rule → to`. */
export function branchesOf(definition: unknown): readonly string[] {
  return [...exitsOf(definition)].flatMap(([name, { Next, Default, Choices = [], Catch = [] }]) => [
    ...(Next === undefined ? [] : [`${name} → ${Next}`]),
    ...Catch.map((each) => `${name} → ${each.Next}`),
    ...Choices.map((each) => `${name}: ${each.Condition} → ${each.Next}`),
    ...(Default === undefined ? [] : [`${name}: otherwise → ${Default}`]),
  ]);
}

/** Conditions of the house read nothing but the state's input. */
async function holds(condition: string, input: unknown): Promise<boolean> {
  return (await jsonata(condition.slice(2, -2)).evaluate(undefined, { states: { input } })) === true;
}

/** The ways out that an execution took; what a Map runs is no way out of it. */
export async function branchesTaken(definition: unknown, history: readonly HistoryEvent[]): Promise<readonly string[]> {
  const states = exitsOf(definition);
  const chains = chainsOf(readDefinition(definition));
  const entered = history.filter(({ type }) => type.endsWith('StateEntered')).map(({ details }) => details);
  const taken: string[] = [];
  for (const [at, { name: from, input }] of entered.entries()) {
    const name = String(from);
    const state = states.get(name);
    const chain = chains.find((each) => each.states.has(name));
    const to = entered.slice(at + 1).find((next) => chain?.states.has(String(next['name'])))?.['name'];
    if (state?.Choices === undefined) taken.push(`${name} → ${to}`);
    else {
      const rules = await Promise.all(state.Choices.map((each) => holds(each.Condition, input)));
      const rule = state.Choices[rules.indexOf(true)];
      taken.push(`${name}: ${rule?.Condition ?? 'otherwise'} → ${to}`);
    }
  }
  return taken;
}
