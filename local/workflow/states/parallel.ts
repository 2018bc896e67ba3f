import type { StateOf } from '../definition/states-language.ts';
import { gatherChildren, startChildren } from './children.ts';
import type { StateRunner } from './state-runner.ts';

export const parallel: StateRunner<StateOf<'Parallel'>> = {
  async enter(state, visit) {
    // Each branch reads the arguments again; here they fail, if they do, as this state's.
    if (state.Arguments !== undefined) await visit.evaluate(state.Arguments, 'Arguments', visit.bindings());
    return startChildren('Parallel', visit, Array(state.Branches.length).fill(undefined), state.Branches.length);
  },
  async resume(_state, visit) {
    return gatherChildren('Parallel', visit);
  },
};
