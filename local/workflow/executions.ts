import type { DatabaseSync } from 'node:sqlite';
import type { Json } from '../../shared/ports/index.ts';
import type { ExecutionRow, Status } from './journal/executions.ts';
import { fromStored, type HistoryEvent, type StoredEvent } from './journal/history-events.ts';
import type { Journal } from './journal/journal.ts';
import type { Standing } from './run/branch.ts';

interface ExecutionSummary {
  readonly machine: string;
  readonly name: string;
  readonly status: Status;
  readonly startDate: Date;
  readonly stopDate?: Date;
}

interface ExecutionDescription extends ExecutionSummary {
  readonly input: Json;
  readonly output?: Json;
  readonly error?: string;
  readonly cause?: string;
  /** Where it stands: one state, or more inside a Map or Parallel. */
  readonly states: readonly { readonly state: string; readonly since: Date; readonly due?: Date }[];
}

interface ListedExecutions {
  readonly executions: readonly ExecutionSummary[];
  /** Present when there may be more. */
  readonly next?: string;
}

/** What can be asked about executions. */
export interface Executions {
  executionHistory(machine: string, executionName: string): Promise<readonly HistoryEvent[]>;
  describeExecution(machine: string, executionName: string): Promise<ExecutionDescription | undefined>;
  /** Newest first. */
  listExecutions(
    machine: string,
    options?: { readonly status?: Status; readonly limit?: number; readonly after?: string },
  ): Promise<ListedExecutions>;
}

function summary({ machine, name, status, started, stopped }: ExecutionRow): ExecutionSummary {
  return {
    machine,
    name,
    status,
    startDate: new Date(started),
    ...(stopped === null ? {} : { stopDate: new Date(stopped) }),
  };
}

export function readExecutions(sql: DatabaseSync, journal: Journal): Executions {
  const transitions = sql.prepare('SELECT first, events FROM workflow_transition WHERE execution = ? ORDER BY first');
  const standings = sql.prepare(
    `SELECT standing, due FROM workflow_branch WHERE execution = ? AND progress = 'live' ORDER BY id`,
  );
  const list = sql.prepare('SELECT * FROM workflow_execution WHERE machine = ? AND id < ? ORDER BY id DESC LIMIT ?');
  const listByStatus = sql.prepare(
    'SELECT * FROM workflow_execution WHERE machine = ? AND status = ? AND id < ? ORDER BY id DESC LIMIT ?',
  );

  return {
    async executionHistory(machine, executionName) {
      const row = journal.executions.find(machine, executionName);
      if (row === undefined) return [];
      const stored = transitions.all(row.id) as unknown as { first: number; events: string }[];
      return stored.flatMap(({ first, events }) => fromStored(first, JSON.parse(events) as StoredEvent[]));
    },
    async describeExecution(machine, executionName) {
      const row = journal.executions.find(machine, executionName);
      if (row === undefined) return undefined;
      const branches = standings.all(row.id) as unknown as { standing: string; due: number | null }[];
      return {
        ...summary(row),
        input: JSON.parse(row.input) as Json,
        ...(row.output === null ? {} : { output: JSON.parse(row.output) as Json }),
        ...(row.error === null ? {} : { error: row.error }),
        ...(row.cause === null ? {} : { cause: row.cause }),
        states: branches.flatMap(({ standing, due }) => {
          const { state, enteredAt, phase } = JSON.parse(standing) as Standing;
          if (phase === 'begin') return [];
          return [{ state, since: new Date(enteredAt), ...(due === null ? {} : { due: new Date(due) }) }];
        }),
      };
    },
    async listExecutions(machine, { status, limit = 100, after } = {}) {
      const before = after === undefined ? Number.MAX_SAFE_INTEGER : Number(after);
      const rows = (status === undefined
        ? list.all(machine, before, limit)
        : listByStatus.all(machine, status, before, limit)) as unknown as ExecutionRow[];
      const last = rows.at(-1);
      return {
        executions: rows.map(summary),
        ...(rows.length === limit && last !== undefined ? { next: String(last.id) } : {}),
      };
    },
  };
}
