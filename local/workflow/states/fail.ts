import type { StateOf } from '../definition/states-language.ts';
import type { Visit } from '../run/visit.ts';
import { StateFailure } from './state-failure.ts';
import type { Outcome, StateRunner } from './state-runner.ts';

async function enter(state: StateOf<'Fail'>, visit: Visit): Promise<Outcome> {
  const bindings = visit.bindings();
  const read = async (field: 'Error' | 'Cause') => {
    const template = state[field];
    if (template === undefined) return undefined;
    const value = await visit.evaluate(template, field, bindings);
    if (typeof value !== 'string') throw visit.badValue(field, `The field '${field}' must be a string.`);
    return value;
  };
  throw new StateFailure(await read('Error'), await read('Cause'));
}

export const fail: StateRunner<StateOf<'Fail'>> = { enter, resume: enter };
