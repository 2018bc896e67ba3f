import type { Json } from '../../../shared/ports/index.ts';
import type { StateOf } from '../definition/states-language.ts';
import type { ExecutionRow } from '../journal/executions.ts';
import { executionArn, machineArn } from '../run/branch.ts';
import { fits } from './limits.ts';
import { begin } from './start-execution.ts';
import { forever, type StateRunner } from './state-runner.ts';
import { readTaskSeconds, resourceOf, taskFailure, taskTimeout } from './task-events.ts';

type Task = StateOf<'Task'>;

/** What DescribeExecution answers, with input and output as JSON: that is what the `:2` means. */
function described(row: ExecutionRow): { readonly [name: string]: Json } {
  const included = { Included: true };
  return {
    ExecutionArn: executionArn(row.machine, row.name),
    Input: JSON.parse(row.input) as Json,
    InputDetails: included,
    Name: row.name,
    ...(row.output === null ? {} : { Output: JSON.parse(row.output) as Json, OutputDetails: included }),
    ...(row.error === null ? {} : { Error: row.error }),
    ...(row.cause === null ? {} : { Cause: row.cause }),
    StartDate: row.started,
    StateMachineArn: machineArn(row.machine),
    Status: row.status,
    StopDate: row.stopped,
  };
}

/** `states:startExecution.sync:2`: starts an execution and waits for its end. */
export const startExecutionAndWait: StateRunner<Task> = {
  async enter(task, visit) {
    const submitted = await begin(task, visit, true);
    visit.record('TaskSubmitted', { ...resourceOf(task), output: submitted });
    const { timeout } = await readTaskSeconds(task, visit);
    const until = timeout === undefined ? forever : visit.now + timeout * 1000;
    visit.stand({ phase: 'waiting', until });
    return { kind: 'wait', until };
  },
  async resume(task, visit) {
    const { journal } = visit.around;
    const { branch, now } = visit;
    const nested = journal.executions.nestedOf(branch.id);
    if (nested === undefined || nested.status === 'RUNNING') {
      const { until = forever } = visit.standing;
      if (until > now) return { kind: 'wait', until };
      visit.effects.push(() => {
        if (nested !== undefined) journal.executions.abort(nested.id, now);
        journal.branches.consume(branch.id);
      });
      throw taskTimeout(task, visit, 'timeout');
    }
    visit.effects.push(() => journal.branches.consume(branch.id));
    const result = described(nested);
    if (nested.status !== 'SUCCEEDED') throw taskFailure(task, visit, 'States.TaskFailed', JSON.stringify(result));
    if (!fits(result)) {
      const says =
        "The state/task 'states' returned a result with a size exceeding the maximum number of bytes service limit.";
      throw taskFailure(task, visit, 'States.DataLimitExceeded', says);
    }
    visit.record('TaskSucceeded', { ...resourceOf(task), output: result });
    return { kind: 'done', result };
  },
};
