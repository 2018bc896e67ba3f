import type { Database } from '../../sqlite/database.ts';
import type { Machine } from '../definition/machine.ts';
import { maxEvents } from '../states/limits.ts';
import { branchRows } from './branches.ts';
import { executionRows } from './executions.ts';
import type { Details, HistoryEventType, StoredEvent } from './history-events.ts';
import { schema } from './schema.ts';
import { taskRows } from './tasks.ts';

/** An event of a transition that is not stored yet. `previous` is an id, or `-1 - n` for the transition's n-th event. */
export interface NewEvent {
  readonly type: HistoryEventType;
  readonly previous: number;
  readonly at: number;
  readonly details?: Details;
}

/** What a transition does beside its events. Gets the ids of events: those of this transition are known only now. */
export type Effect = (idOf: (event: number) => number) => void;

export interface Transition {
  readonly execution: number;
  readonly events: readonly NewEvent[];
  readonly effects: readonly Effect[];
}

/** The branch that the transition was for has been ended by another; nothing was stored. */
export class Overtaken extends Error {}

export type Journal = ReturnType<typeof openJournal>;

const historyFull = 'The execution reached the maximum number of history events (25000).';

/** The engine's tables in the home's database. */
export function openJournal(database: Database) {
  const { sql } = database;
  sql.exec(schema);
  const branches = branchRows(sql);
  const executions = executionRows(sql, branches);
  const tasks = taskRows(sql);
  const define = sql.prepare(
    'INSERT INTO workflow_definition (hash, machine, text) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const definition = sql.prepare('SELECT text FROM workflow_definition WHERE hash = ?');
  const running = sql.prepare(
    `SELECT DISTINCT definition AS hash, machine FROM workflow_execution WHERE status = 'RUNNING'`,
  );

  /** Whether they are too many; the last event that there may be is the execution's success. */
  function overflow(total: number, events: readonly NewEvent[]): boolean {
    return total > maxEvents || (total === maxEvents && events.at(-1)?.type !== 'ExecutionSucceeded');
  }

  function failFull(execution: number, events: readonly NewEvent[], before: number, at: number): void {
    const kept = stored(events.slice(0, maxEvents - 1 - before), before + 1);
    const error = 'States.Runtime';
    const cause = historyFull;
    executions.countEvents(execution, maxEvents - before - events.length);
    executions.keepEvents(execution, before + 1, [
      ...kept,
      ['ExecutionFailed', before + kept.length, at, { error, cause }],
    ]);
    executions.finish(execution, at, { status: 'FAILED', error, cause });
  }

  function stored(events: readonly NewEvent[], first: number): StoredEvent[] {
    return events.map(({ type, previous, at, details }) => {
      const id = previous < 0 ? first - 1 - previous : previous;
      return details === undefined ? [type, id, at] : [type, id, at, details];
    });
  }

  return {
    branches,
    executions,
    tasks,
    write: database.write,
    /** Keeps the definition's text for as long as there are executions on it. */
    define: ({ hash, name, text }: Machine) => database.write(() => define.run(hash, name, text)),
    definitionText: (hash: string) => (definition.get(hash) as { text: string } | undefined)?.text,
    /** The definitions that executions still run on. */
    definitionsInUse: () => running.all() as unknown as { hash: string; machine: string }[],
    /**
     * Stores a transition whole or, when the branch was overtaken, not at all. `plan` runs inside the write, where
     * what it reads cannot change any more.
     */
    commit(at: number, plan: () => Transition): Promise<void> {
      return database.write(() => {
        const { execution, events, effects } = plan();
        let first = 0;
        if (events.length > 0) {
          const total = executions.countEvents(execution, events.length);
          if (total === undefined) throw new Overtaken();
          const before = total - events.length;
          if (overflow(total, events)) return failFull(execution, events, before, at);
          first = before + 1;
          executions.keepEvents(execution, first, stored(events, first));
        }
        for (const effect of effects) effect((event) => (event < 0 ? first - 1 - event : event));
      });
    },
    /** Ends the branches inside a Map or Parallel, with the executions that they wait for. */
    dropChildren(parent: number, at: number): void {
      for (const child of branches.childrenOf(parent)) {
        this.dropChildren(child, at);
        const nested = executions.nestedOf(child);
        if (nested?.status === 'RUNNING') executions.abort(nested.id, at);
        branches.drop(child);
      }
    },
  };
}
