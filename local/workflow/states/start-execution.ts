import type { Json } from '../../../shared/ports/index.ts';
import { namedBy } from '../definition/placeholders.ts';
import type { StateOf } from '../definition/states-language.ts';
import { Overtaken } from '../journal/journal.ts';
import { executionArn } from '../run/branch.ts';
import type { Visit } from '../run/visit.ts';
import { isExecutionName, refuseOversize } from './limits.ts';
import type { StateRunner } from './state-runner.ts';
import { readTaskSeconds, recordScheduled, resourceOf, taskFailure } from './task-events.ts';

type Task = StateOf<'Task'>;

/** Records the start of another execution, which happens in the same write. What StartExecution answers, or throws. */
export async function begin(task: Task, visit: Visit, waits: boolean): Promise<Json> {
  const args = 'StateMachineArn' in task.Arguments ? task.Arguments : { StateMachineArn: '' };
  const { machineNamed, journal, ids } = visit.around;
  const machine = machineNamed(namedBy(args.StateMachineArn) ?? args.StateMachineArn);
  const bindings = visit.bindings();
  const given = args.Name === undefined ? undefined : await visit.evaluate(args.Name, 'Arguments/Name', bindings);
  const name = given ?? ids.derive(32, 'execution', ...visit.key);
  const input = await visit.evaluate(args.Input ?? {}, 'Arguments/Input', bindings);
  refuseOversize(input, visit.standing.state);
  const parameters = { StateMachineArn: machine.name, Name: name, Input: input };
  recordScheduled(task, visit, parameters, await readTaskSeconds(task, visit));
  if (typeof name !== 'string' || !isExecutionName(name)) {
    throw taskFailure(task, visit, 'StepFunctions.InvalidNameException', 'The execution name is not allowed');
  }

  const at = visit.now;
  const known = journal.executions.find(machine.name, name);
  // Starting again what still runs with the same input is no error on Step Functions, but there is nothing to wait for.
  const same = known?.status === 'RUNNING' && known.input === JSON.stringify(input) && !waits;
  if (known !== undefined && !same) {
    const says = `The execution ${name} of ${machine.name} exists already`;
    throw taskFailure(task, visit, 'StepFunctions.ExecutionAlreadyExistsException', says);
  }
  if (known === undefined) {
    visit.commitFirst = true;
    visit.effects.push(() => {
      const started = journal.executions.start(machine, name, input, at, waits ? visit.branch : undefined);
      // Somebody else took the name since; the branch is worked on again and finds it.
      if (!started) throw new Overtaken();
    });
  }
  return { ExecutionArn: executionArn(machine.name, name), StartDate: known?.started ?? at };
}

/** `states:startExecution`: starts an execution and goes on at once. */
export const startExecution: StateRunner<Task> = {
  async enter(task, visit) {
    const result = await begin(task, visit, false);
    visit.record('TaskSucceeded', { ...resourceOf(task), output: result });
    return { kind: 'done', result };
  },
  resume: (task, visit) => startExecution.enter(task, visit),
};
