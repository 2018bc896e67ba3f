import type { Json } from './items.ts';

export type MachineName = 'claim' | 'ingest-batch';

/** What a call on a task token met. `ended`: the task had already ended (succeeded, failed or timed out). */
export type TaskAnswer = 'accepted' | 'ended';

/** Step Functions, as far as a claim needs it. Inputs and outputs carry identifiers alone. */
export interface Workflows {
  /** Starts an execution; the same name again is `exists` and starts nothing. */
  start(machine: MachineName, executionName: string, input: Json): Promise<'started' | 'exists'>;
  succeedTask(token: string, output: Json): Promise<TaskAnswer>;
  failTask(token: string, error: string, cause: string): Promise<TaskAnswer>;
  heartbeatTask(token: string): Promise<TaskAnswer>;
}
