import type { StateOf } from '../definition/states-language.ts';
import { gatherChildren, startChildren } from './children.ts';
import { maxInlineConcurrency } from './limits.ts';
import type { StateRunner } from './state-runner.ts';

export const map: StateRunner<StateOf<'Map'>> = {
  async enter(state, visit) {
    const bindings = visit.bindings();
    const items = await visit.evaluate(state.Items, 'Items', bindings);
    if (!Array.isArray(items)) {
      const says =
        "The JSONata expression specified for the field 'Items' returned an unexpected result type. Expected 'array'.";
      throw visit.badValue('Items', says);
    }
    const most = await visit.evaluate(state.MaxConcurrency ?? 0, 'MaxConcurrency', bindings);
    if (typeof most !== 'number' || !Number.isInteger(most) || most < 0) {
      throw visit.badValue('MaxConcurrency', "The field 'MaxConcurrency' must be a whole number from 0.");
    }
    return startChildren('Map', visit, items, Math.min(most || maxInlineConcurrency, maxInlineConcurrency));
  },
  async resume(_state, visit) {
    return gatherChildren('Map', visit);
  },
};
