import type { StateOf } from '../definition/states-language.ts';
import type { Visit } from '../run/visit.ts';
import { refuseOversize } from './limits.ts';
import type { Outcome, StateRunner } from './state-runner.ts';

async function enter(state: StateOf<'Succeed'>, visit: Visit): Promise<Outcome> {
  const { input } = visit.standing;
  const output = state.Output === undefined ? input : await visit.evaluate(state.Output, 'Output', visit.bindings());
  refuseOversize(output, visit.standing.state);
  visit.record('SucceedStateExited', { name: visit.standing.state, output });
  return { kind: 'succeeded', output };
}

export const succeed: StateRunner<StateOf<'Succeed'>> = { enter, resume: enter };
