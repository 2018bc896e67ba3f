import { analyse } from '../expressions/analyse.ts';
import { expressionsIn } from '../expressions/template.ts';
import { placeOf } from './machine.ts';
import type { Refusal } from './machine-refused.ts';
import { namedBy } from './placeholders.ts';
import type { State, StateOf, Template } from './states-language.ts';

/** What placeholders may name. `functions` undefined: the functions are not known here. */
export interface Known {
  readonly machines: readonly string[];
  readonly functions?: readonly string[] | undefined;
}

function checkTarget(name: string, field: string, value: string, known: readonly string[] | undefined): Refusal[] {
  const place = placeOf(name, 'Arguments', field);
  const target = namedBy(value);
  if (target === undefined)
    return [{ place, says: `must be a placeholder such as \${verifyEligibility}, not ${value}` }];
  return known === undefined || known.includes(target) ? [] : [{ place, says: `there is no ${target}` }];
}

function checkWait(name: string, task: StateOf<'Task'>, machineEnds: boolean): Refusal[] {
  const refusals: Refusal[] = [];
  if (task.TimeoutSeconds === undefined && task.HeartbeatSeconds === undefined && !machineEnds) {
    refusals.push({ place: placeOf(name), says: 'waits without end: give it TimeoutSeconds' });
  }
  const passesToken = expressionsIn(task.Arguments as Template).some(({ text }) =>
    analyse(text).reads.has('context.Task.Token'),
  );
  if (!passesToken) {
    refusals.push({ place: placeOf(name, 'Arguments'), says: 'does not pass $states.context.Task.Token on' });
  }
  return refusals;
}

export function checkTask(name: string, state: State, known: Known, machineEnds: boolean): readonly Refusal[] {
  if (state.Type !== 'Task') return [];
  const args = state.Arguments;
  const wantsFunction = state.Resource.includes(':lambda:');
  const refusals =
    'FunctionName' in args
      ? checkTarget(name, 'FunctionName', args.FunctionName, known.functions)
      : checkTarget(name, 'StateMachineArn', args.StateMachineArn, known.machines);
  if (wantsFunction !== 'FunctionName' in args) {
    refusals.push({ place: placeOf(name, 'Arguments'), says: `are not those of ${state.Resource}` });
  }
  const waits = state.Resource.endsWith('.waitForTaskToken');
  if (waits) refusals.push(...checkWait(name, state, machineEnds));
  const { HeartbeatSeconds: heartbeat, TimeoutSeconds: timeout } = state;
  if (heartbeat !== undefined && !waits) {
    refusals.push({ place: placeOf(name, 'HeartbeatSeconds'), says: 'only a task with a token has a heartbeat' });
  }
  if (typeof heartbeat === 'number' && typeof timeout === 'number' && heartbeat >= timeout) {
    refusals.push({ place: placeOf(name, 'HeartbeatSeconds'), says: 'must be less than TimeoutSeconds' });
  }
  if (timeout !== undefined && state.Resource === 'arn:aws:states:::states:startExecution') {
    refusals.push({ place: placeOf(name, 'TimeoutSeconds'), says: 'starting an execution takes no time' });
  }
  return refusals;
}
