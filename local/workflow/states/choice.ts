import type { StateOf } from '../definition/states-language.ts';
import type { Visit } from '../run/visit.ts';
import { StateFailure } from './state-failure.ts';
import type { Outcome, StateRunner } from './state-runner.ts';

async function enter(state: StateOf<'Choice'>, visit: Visit): Promise<Outcome> {
  const bindings = visit.bindings();
  for (const [at, rule] of state.Choices.entries()) {
    const field = `Choices[${at}]`;
    const holds = await visit.evaluate(rule.Condition, `${field}/Condition`, bindings);
    if (typeof holds !== 'boolean') {
      const says = `The JSONata expression specified for the field '${field}/Condition' returned an unexpected result type. Expected 'boolean'.`;
      throw visit.badValue(`${field}/Condition`, says);
    }
    if (holds) return { kind: 'chosen', exit: rule, field: `${field}/`, next: rule.Next };
  }
  if (state.Default !== undefined) return { kind: 'chosen', exit: state, field: '', next: state.Default };
  throw new StateFailure('States.NoChoiceMatched', `No choice of the state '${visit.standing.state}' matched.`);
}

export const choice: StateRunner<StateOf<'Choice'>> = { enter, resume: enter };
