import { createHash } from 'node:crypto';
import { checkExpressions } from './check-expressions.ts';
import { checkFlow } from './check-flow.ts';
import { checkRecovery } from './check-recovery.ts';
import { checkTask, type Known } from './check-task.ts';
import { checkVariables } from './check-variables.ts';
import { type Machine, placeOf } from './machine.ts';
import { MachineRefused, type Refusal } from './machine-refused.ts';
import { readStates, readTop, type ScopeTree } from './read-states.ts';
import type { State } from './states-language.ts';

function checkScope(scope: ScopeTree, known: Known, machineEnds: boolean, insideMap: boolean): readonly Refusal[] {
  const refusals = [...checkFlow(scope)];
  for (const [name, state] of scope.states) {
    refusals.push(
      ...checkTask(name, state, known, machineEnds),
      ...checkRecovery(name, state),
      ...checkExpressions(name, state, insideMap),
    );
  }
  for (const { state, scope: nested } of scope.inside) {
    const inMap = insideMap || scope.states.get(state)?.Type === 'Map';
    refusals.push(...checkScope(nested, known, machineEnds, inMap));
  }
  return refusals;
}

/** Every state by its name, which has to be unique in the whole machine. */
function gather(scope: ScopeTree, states: Map<string, State>, refusals: Refusal[]): void {
  for (const [name, state] of scope.states) {
    if (states.has(name)) refusals.push({ place: placeOf(name), says: 'this name is used twice in the machine' });
    states.set(name, state);
  }
  for (const { scope: nested } of scope.inside) gather(nested, states, refusals);
}

const loaded = new Map<string, Machine>();

/** Reads and checks a definition, the same one once; throws a `MachineRefused` that lists everything that is wrong with it. */
export function loadMachine(name: string, text: string, known: Known): Machine {
  const key = JSON.stringify([name, text, known]);
  const machine = loaded.get(key) ?? readMachine(name, text, known);
  loaded.set(key, machine);
  return machine;
}

function readMachine(name: string, text: string, known: Known): Machine {
  const read = readTop(text);
  if ('refusals' in read) throw new MachineRefused(name, read.refusals);
  const { top } = read;
  const { tree, refusals: unread } = readStates(top, 'the definition');
  if (unread.length > 0) throw new MachineRefused(name, unread);

  const states = new Map<string, State>();
  const refusals: Refusal[] = [];
  gather(tree, states, refusals);
  refusals.push(...checkScope(tree, known, top.TimeoutSeconds !== undefined, false));
  if (refusals.length === 0) refusals.push(...checkVariables(tree, new Set()));
  if (refusals.length > 0) throw new MachineRefused(name, refusals);
  return {
    name,
    text,
    hash: createHash('sha256').update(text).digest('hex'),
    startAt: top.StartAt,
    states,
    ...(top.TimeoutSeconds === undefined ? {} : { timeoutSeconds: top.TimeoutSeconds }),
  };
}
