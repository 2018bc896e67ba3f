import type { Json } from '../../../shared/ports/index.ts';
import type { StateOf } from '../definition/states-language.ts';
import type { Details } from '../journal/history-events.ts';
import type { Visit } from '../run/visit.ts';
import { readSeconds } from './seconds.ts';
import { StateFailure } from './state-failure.ts';

type Task = StateOf<'Task'>;

/** `arn:aws:states:::lambda:invoke` as history has it: resource type `lambda`, resource `invoke`. */
export function resourceOf(task: Task): { resourceType: string; resource: string } {
  const [resourceType = '', ...resource] = task.Resource.slice('arn:aws:states:::'.length).split(':');
  return { resourceType, resource: resource.join(':') };
}

export interface TaskSeconds {
  readonly timeout: number | undefined;
  readonly heartbeat: number | undefined;
}

export async function readTaskSeconds(task: Task, visit: Visit): Promise<TaskSeconds> {
  return {
    timeout: await readSeconds(task.TimeoutSeconds, 'TimeoutSeconds', visit, 1),
    heartbeat: await readSeconds(task.HeartbeatSeconds, 'HeartbeatSeconds', visit, 1),
  };
}

export function recordScheduled(task: Task, visit: Visit, parameters: Json, { timeout, heartbeat }: TaskSeconds): void {
  const seconds: Details = {
    ...(timeout === undefined ? {} : { timeoutInSeconds: timeout }),
    ...(heartbeat === undefined ? {} : { heartbeatInSeconds: heartbeat }),
  };
  visit.record('TaskScheduled', { ...resourceOf(task), parameters, ...seconds });
  visit.record('TaskStarted', resourceOf(task));
}

export function taskFailure(task: Task, visit: Visit, error: string | undefined, cause: string | undefined) {
  visit.record('TaskFailed', {
    ...resourceOf(task),
    ...(error === undefined ? {} : { error }),
    ...(cause === undefined ? {} : { cause }),
  });
  return new StateFailure(error, cause);
}

/** Step Functions reports a missed heartbeat as States.Timeout too; Retry and Catch may name it by its own name. */
export function taskTimeout(task: Task, visit: Visit, missed: 'timeout' | 'heartbeat'): StateFailure {
  visit.record('TaskTimedOut', { ...resourceOf(task), error: 'States.Timeout' });
  return new StateFailure('States.Timeout', undefined, missed === 'heartbeat' ? ['States.HeartbeatTimeout'] : []);
}
