import type { DatabaseSync } from 'node:sqlite';
import type { Json } from '../../../shared/ports/index.ts';
import type { Machine } from '../definition/machine.ts';
import { atTheStart, type Branch } from '../run/branch.ts';
import { maxExecutionSeconds } from '../states/limits.ts';
import type { BranchRows } from './branches.ts';
import type { StoredEvent } from './history-events.ts';

export type Status = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

export interface ExecutionRow {
  readonly id: number;
  readonly machine: string;
  readonly name: string;
  readonly status: Status;
  readonly input: string;
  readonly output: string | null;
  readonly error: string | null;
  readonly cause: string | null;
  readonly started: number;
  readonly stopped: number | null;
}

export interface Ending {
  readonly status: Exclude<Status, 'RUNNING'>;
  readonly output?: Json;
  readonly error?: string | undefined;
  readonly cause?: string | undefined;
}

/** The executions' rows and histories. What writes runs inside `database.write`. */
export function executionRows(sql: DatabaseSync, branches: BranchRows) {
  const insert = sql.prepare(
    `INSERT INTO workflow_execution (machine, name, definition, status, input, started, deadline, events, waiter)
     VALUES (?, ?, ?, 'RUNNING', ?, ?, ?, 1, ?) ON CONFLICT DO NOTHING`,
  );
  const count = sql.prepare(
    `UPDATE workflow_execution SET events = events + ? WHERE id = ? AND status = 'RUNNING' RETURNING events`,
  );
  const history = sql.prepare('INSERT INTO workflow_transition (execution, first, events) VALUES (?, ?, ?)');
  const end = sql.prepare(
    `UPDATE workflow_execution SET status = ?, output = ?, error = ?, cause = ?, stopped = ? WHERE id = ? RETURNING waiter`,
  );
  const find = sql.prepare('SELECT * FROM workflow_execution WHERE machine = ? AND name = ?');
  const nested = sql.prepare('SELECT * FROM workflow_execution WHERE waiter = ? ORDER BY id DESC LIMIT 1');
  const nestedIn = sql.prepare(
    `SELECT id FROM workflow_execution WHERE status = 'RUNNING' AND waiter IN (SELECT id FROM workflow_branch WHERE execution = ?)`,
  );

  /** Counts so many more events; answers how many there are then, or undefined when the execution has ended meanwhile. */
  function countEvents(id: number, more: number): number | undefined {
    return (count.get(more, id) as { events: number } | undefined)?.events;
  }

  function keepEvents(id: number, first: number, events: readonly StoredEvent[]): void {
    history.run(id, first, JSON.stringify(events));
  }

  function finish(id: number, at: number, { status, output, error, cause }: Ending): void {
    for (const { id: each } of nestedIn.all(id) as unknown as { id: number }[]) abort(each, at);
    branches.dropAll(id);
    const text = output === undefined ? null : JSON.stringify(output);
    const row = end.get(status, text, error ?? null, cause ?? null, at, id) as { waiter: number | null } | undefined;
    if (typeof row?.waiter === 'number') branches.answer(row.waiter, { kind: 'nested' }, at);
  }

  function abort(id: number, at: number): void {
    const last = countEvents(id, 1);
    if (last !== undefined) keepEvents(id, last, [['ExecutionAborted', 0, at]]);
    finish(id, at, { status: 'ABORTED' });
  }

  return {
    countEvents,
    keepEvents,
    finish,
    abort,
    /** False when the name was used before. */
    start(machine: Machine, name: string, input: Json, at: number, waiter?: Branch): boolean {
      const text = JSON.stringify(input);
      const seconds = Math.min(machine.timeoutSeconds ?? maxExecutionSeconds, maxExecutionSeconds);
      const { changes, lastInsertRowid } = insert.run(
        machine.name,
        name,
        machine.hash,
        text,
        at,
        at + seconds * 1000,
        waiter?.id ?? null,
      );
      if (changes === 0) return false;
      const id = Number(lastInsertRowid);
      keepEvents(id, 1, [['ExecutionStarted', 0, at, { input }]]);
      branches.insert({ execution: id, position: 0, progress: 'live', due: at, standing: atTheStart });
      return true;
    },
    find(machine: string, name: string): ExecutionRow | undefined {
      return find.get(machine, name) as ExecutionRow | undefined;
    },
    /** The execution that a branch started and waits for. */
    nestedOf(branchId: number): ExecutionRow | undefined {
      return nested.get(branchId) as ExecutionRow | undefined;
    },
  };
}
