import type { StateOf } from '../definition/states-language.ts';
import type { Returned, Visit } from '../run/visit.ts';
import { invocation, readFunctionArguments } from './function-arguments.ts';
import { fits } from './limits.ts';
import type { Outcome, StateRunner } from './state-runner.ts';
import { readTaskSeconds, recordScheduled, resourceOf, taskFailure, taskTimeout } from './task-events.ts';

type Task = StateOf<'Task'>;

const tooLarge =
  "The state/task 'lambda' returned a result with a size exceeding the maximum number of bytes service limit.";

/** What a function gave back as the task's result; throws when it failed. */
export function resultOf(task: Task, visit: Visit, returned: Returned) {
  if ('error' in returned) throw taskFailure(task, visit, returned.error, returned.cause);
  const result = invocation(returned.payload);
  if (!fits(result)) throw taskFailure(task, visit, 'States.DataLimitExceeded', tooLarge);
  return result;
}

/** `lambda:invoke`: calls a function and goes on with what it returns. */
export const callFunction: StateRunner<Task> = {
  async enter(task, visit) {
    const seconds = await readTaskSeconds(task, visit);
    const call = await readFunctionArguments(task, visit, false);
    recordScheduled(task, visit, { FunctionName: call.functionName, Payload: call.payload }, seconds);
    visit.stand({ phase: 'called' });
    return call;
  },
  async resume(task, visit): Promise<Outcome> {
    const { returned } = visit;
    if (returned === undefined) return readFunctionArguments(task, visit, false);
    const { timeout } = await readTaskSeconds(task, visit);
    if (timeout !== undefined && returned.took > timeout * 1000) throw taskTimeout(task, visit, 'timeout');
    const result = resultOf(task, visit, returned);
    visit.record('TaskSucceeded', { ...resourceOf(task), output: result });
    return { kind: 'done', result };
  },
};
