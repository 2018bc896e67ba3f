import type { Json } from '../../../shared/ports/index.ts';
import type { Branch } from './branch.ts';
import { Visit } from './visit.ts';

interface Beginning {
  readonly startAt: string;
  readonly input: Json;
}

/** A branch inside a Map or Parallel begins with what the state around it gives it. */
async function insideOf(visit: Visit, parent: Branch): Promise<Beginning> {
  const { around, machine, branch } = visit;
  const outside = new Visit(around, machine, parent);
  const state = machine.states.get(parent.standing.state);
  if (state?.Type === 'Parallel') {
    const { Arguments, Branches } = state;
    const input =
      Arguments === undefined
        ? parent.standing.input
        : await outside.evaluate(Arguments, 'Arguments', outside.bindings());
    return { startAt: Branches[branch.position]?.StartAt ?? '', input };
  }
  if (state?.Type !== 'Map') throw new Error(`${parent.standing.state} has nothing inside`);
  const { item = { Index: 0, Value: null } } = branch;
  visit.record('MapIterationStarted', { name: parent.standing.state, index: branch.position });
  const { ItemSelector: selector } = state;
  const input =
    selector === undefined ? item.Value : await outside.evaluate(selector, 'ItemSelector', outside.bindings({ item }));
  return { startAt: state.ItemProcessor.StartAt, input };
}

/** Enters the first state. */
export async function begin(visit: Visit): Promise<void> {
  const { branch, machine } = visit;
  const { startAt, input } =
    branch.parent === undefined
      ? { startAt: machine.startAt, input: branch.execution.input }
      : await insideOf(visit, branch.parent);
  visit.enter(startAt, machine.states.get(startAt)?.Type ?? '', input, visit.standing.variables);
}
