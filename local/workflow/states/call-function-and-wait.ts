import type { StateOf } from '../definition/states-language.ts';
import { Overtaken } from '../journal/journal.ts';
import type { Answer } from '../run/branch.ts';
import type { Visit } from '../run/visit.ts';
import { resultOf } from './call-function.ts';
import { readFunctionArguments } from './function-arguments.ts';
import { forever, type Outcome, type StateRunner } from './state-runner.ts';
import { readTaskSeconds, recordScheduled, resourceOf, taskFailure, taskTimeout } from './task-events.ts';

type Task = StateOf<'Task'>;

/** The token is worth nothing from here on. An answer that was accepted since is not lost: the step begins again. */
function forget({ effects, branch, around: { journal } }: Visit, used?: Answer): void {
  effects.push(() => {
    if (used === undefined && journal.branches.answerOf(branch.id) !== undefined) throw new Overtaken();
    journal.branches.consume(branch.id);
    journal.branches.dropTask(branch.id);
  });
}

function answered(task: Task, visit: Visit, answer: Answer): Outcome {
  forget(visit, answer);
  if (answer.kind === 'failed') throw taskFailure(task, visit, answer.error, answer.cause);
  const result = answer.kind === 'succeeded' ? answer.output : null;
  visit.record('TaskSucceeded', { ...resourceOf(task), output: result });
  return { kind: 'done', result };
}

function waitOn(task: Task, visit: Visit): Outcome {
  const { branch, around, now } = visit;
  const row = around.journal.tasks.ofBranch(branch.id);
  if (row === undefined || row.expires === null || row.expires > now) {
    return { kind: 'wait', until: row?.expires ?? forever };
  }
  forget(visit);
  throw taskTimeout(task, visit, row.expires === row.timeout ? 'timeout' : 'heartbeat');
}

/** `lambda:invoke.waitForTaskToken`: calls a function, then waits until somebody answers the token. */
export const callFunctionAndWait: StateRunner<Task> = {
  async enter(task, visit) {
    const seconds = await readTaskSeconds(task, visit);
    const call = await readFunctionArguments(task, visit, true);
    recordScheduled(task, visit, { FunctionName: call.functionName, Payload: call.payload }, seconds);
    visit.stand({ phase: 'called' });
    const { token, branch, around, now } = visit;
    const timeout = seconds.timeout === undefined ? undefined : now + seconds.timeout * 1000;
    visit.effects.push(() => {
      around.journal.tasks.insert(token, branch.id, now, { timeout, heartbeatSeconds: seconds.heartbeat });
    });
    return call;
  },
  async resume(task, visit) {
    const { returned, branch, around, standing } = visit;
    const answer = around.journal.branches.answerOf(branch.id);
    if (standing.phase === 'called') {
      // The token may be answered while its function still runs, even by the function itself. The answer counts then,
      // whatever becomes of the function.
      if (returned === undefined && answer === undefined) {
        const outcome = waitOn(task, visit);
        return outcome.kind === 'wait' ? readFunctionArguments(task, visit, true) : outcome;
      }
      if (returned !== undefined && (answer === undefined || !('error' in returned))) {
        try {
          visit.record('TaskSubmitted', { ...resourceOf(task), output: resultOf(task, visit, returned) });
        } catch (problem) {
          forget(visit);
          throw problem;
        }
      }
      visit.stand({ phase: 'waiting' });
    }
    return answer === undefined ? waitOn(task, visit) : answered(task, visit, answer);
  },
};
