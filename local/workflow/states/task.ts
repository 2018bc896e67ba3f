import type { StateOf } from '../definition/states-language.ts';
import { callFunction } from './call-function.ts';
import { callFunctionAndWait } from './call-function-and-wait.ts';
import { startExecution } from './start-execution.ts';
import { startExecutionAndWait } from './start-execution-and-wait.ts';
import type { StateRunner } from './state-runner.ts';

type Task = StateOf<'Task'>;

const tasks = {
  'arn:aws:states:::lambda:invoke': callFunction,
  'arn:aws:states:::lambda:invoke.waitForTaskToken': callFunctionAndWait,
  'arn:aws:states:::states:startExecution': startExecution,
  'arn:aws:states:::states:startExecution.sync:2': startExecutionAndWait,
} as const satisfies Record<Task['Resource'], StateRunner<Task>>;

export const task: StateRunner<Task> = {
  enter: (state, visit) => tasks[state.Resource].enter(state, visit),
  resume: (state, visit) => tasks[state.Resource].resume(state, visit),
};
