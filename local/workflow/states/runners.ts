import type { State, StateOf, StateType } from '../definition/states-language.ts';
import { choice } from './choice.ts';
import { fail } from './fail.ts';
import { map } from './map.ts';
import { parallel } from './parallel.ts';
import { pass } from './pass.ts';
import type { StateRunner } from './state-runner.ts';
import { succeed } from './succeed.ts';
import { task } from './task.ts';
import { wait } from './wait.ts';

const runners = {
  Task: task,
  Choice: choice,
  Wait: wait,
  Pass: pass,
  Map: map,
  Parallel: parallel,
  Succeed: succeed,
  Fail: fail,
} as const satisfies { [Type in StateType]: StateRunner<StateOf<Type>> };

export function runnerOf<Kind extends State>(state: Kind): StateRunner<Kind> {
  return runners[state.Type] as unknown as StateRunner<Kind>;
}
