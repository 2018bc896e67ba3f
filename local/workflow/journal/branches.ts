import type { DatabaseSync } from 'node:sqlite';
import type { Json } from '../../../shared/ports/index.ts';
import { boundLimit } from '../../sqlite/bound-limit.ts';
import type { Answer, Branch, ExecutionHead, Standing } from '../run/branch.ts';

interface BranchRow {
  readonly id: number;
  readonly execution: number;
  readonly parent: number | null;
  readonly position: number;
  readonly item: string | null;
  readonly answer: string | null;
  readonly standing: string;
  readonly machine: string;
  readonly name: string;
  readonly definition: string;
  readonly input: string;
  readonly started: number;
  readonly deadline: number;
}

export interface NewBranch {
  readonly execution: number;
  readonly parent?: number;
  readonly position: number;
  readonly progress: 'pending' | 'live';
  readonly due?: number;
  readonly item?: Json;
  readonly standing: Standing;
}

export type BranchRows = ReturnType<typeof branchRows>;

const columns = 'b.id, b.execution, b.parent, b.position, b.item, b.answer, b.standing';

/** The branches' rows. What writes runs inside `database.write`. */
export function branchRows(sql: DatabaseSync) {
  const load = sql.prepare(
    `SELECT ${columns}, e.machine, e.name, e.definition, e.input, e.started, e.deadline
     FROM workflow_branch b JOIN workflow_execution e ON e.id = b.execution WHERE b.id = ? AND b.progress = 'live'`,
  );
  const ready = sql.prepare(`SELECT id FROM workflow_branch WHERE due <= ? ORDER BY due, id LIMIT ${boundLimit}`);
  const nextDue = sql.prepare('SELECT min(due) AS due FROM workflow_branch WHERE due IS NOT NULL');
  const nextOwnDue = sql.prepare('SELECT min(due) AS due FROM workflow_branch WHERE own = 1 AND due IS NOT NULL');
  const insert = sql.prepare(
    `INSERT INTO workflow_branch (execution, parent, position, progress, due, item, standing) VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const save = sql.prepare(
    `UPDATE workflow_branch SET standing = ?, due = iif(answer IS NULL, ?, min(due, ?)), own = iif(answer IS NULL, ?, 1)
     WHERE id = ?`,
  );
  const consume = sql.prepare('UPDATE workflow_branch SET answer = NULL WHERE id = ?');
  const answer = sql.prepare('UPDATE workflow_branch SET answer = ?, due = ?, own = 1 WHERE id = ? AND answer IS NULL');
  const answered = sql.prepare('SELECT answer FROM workflow_branch WHERE id = ?');
  const done = sql.prepare(
    `UPDATE workflow_branch SET progress = 'done', due = NULL, item = NULL, output = ? WHERE id = ? RETURNING parent`,
  );
  const pending = sql.prepare(
    `SELECT id FROM workflow_branch WHERE parent = ? AND progress = 'pending' ORDER BY position LIMIT 1`,
  );
  const wake = sql.prepare(`UPDATE workflow_branch SET progress = 'live', due = ? WHERE id = ?`);
  const live = sql.prepare(
    `SELECT id, position FROM workflow_branch WHERE parent = ? AND progress = 'live' ORDER BY position`,
  );
  const children = sql.prepare('SELECT id FROM workflow_branch WHERE parent = ?');
  const outputs = sql.prepare('SELECT output FROM workflow_branch WHERE parent = ? ORDER BY position');
  const drop = sql.prepare('DELETE FROM workflow_branch WHERE id = ?');
  const dropTask = sql.prepare('DELETE FROM workflow_task WHERE branch = ?');
  const dropTasks = sql.prepare(
    'DELETE FROM workflow_task WHERE branch IN (SELECT id FROM workflow_branch WHERE execution = ?)',
  );
  const dropAll = sql.prepare('DELETE FROM workflow_branch WHERE execution = ?');

  function read(id: number, head?: ExecutionHead): Branch | undefined {
    const row = load.get(id) as BranchRow | undefined;
    if (row === undefined) return undefined;
    const { machine, name, definition, started, deadline } = row;
    const execution = head ?? {
      id: row.execution,
      machine,
      name,
      definition,
      input: JSON.parse(row.input) as Json,
      started,
      deadline,
    };
    const parent = row.parent === null ? undefined : read(row.parent, execution);
    const own = row.item === null ? undefined : { Index: row.position, Value: JSON.parse(row.item) as Json };
    const item = own ?? parent?.item;
    return {
      id,
      execution,
      position: row.position,
      path:
        parent === undefined
          ? ''
          : `${parent.path}/${parent.standing.entry}.${parent.standing.attempt}.${row.position}`,
      outer: parent === undefined ? {} : { ...parent.outer, ...parent.standing.variables },
      standing: JSON.parse(row.standing) as Standing,
      ...(parent === undefined ? {} : { parent }),
      ...(item === undefined ? {} : { item }),
      ...(row.answer === null ? {} : { answer: JSON.parse(row.answer) as Answer }),
    };
  }

  return {
    load: (id: number) => read(id),
    ready: (now: number, limit: number) => (ready.all(now, limit) as unknown as { id: number }[]).map(({ id }) => id),
    nextDue: () => (nextDue.get() as { due: number | null }).due ?? undefined,
    nextOwnDue: () => (nextOwnDue.get() as { due: number | null }).due ?? undefined,
    insert({ execution, parent, position, progress, due, item, standing }: NewBranch): void {
      const text = item === undefined ? null : JSON.stringify(item);
      insert.run(execution, parent ?? null, position, progress, due ?? null, text, JSON.stringify(standing));
    },
    /** False when the branch is no more. An answer that came meanwhile keeps it due. */
    save: (id: number, standing: Standing, due: number, own: boolean) =>
      save.run(JSON.stringify(standing), due, due, own ? 1 : 0, id).changes === 1,
    consume: (id: number) => consume.run(id),
    /** False when it was answered before or is no more. */
    answer: (id: number, given: Answer, due: number) => answer.run(JSON.stringify(given), due, id).changes === 1,
    answerOf(id: number): Answer | undefined {
      const row = answered.get(id) as { answer: string | null } | undefined;
      return typeof row?.answer === 'string' ? (JSON.parse(row.answer) as Answer) : undefined;
    },
    /** The branch ends and hands its turn to the next item; answers whether it was the last. */
    done(id: number, output: Json, at: number): 'last' | 'not last' | 'gone' {
      const row = done.get(JSON.stringify(output), id) as { parent: number } | undefined;
      if (row === undefined) return 'gone';
      const next = pending.get(row.parent) as { id: number } | undefined;
      if (next !== undefined) wake.run(at, next.id);
      return next === undefined && live.all(row.parent).length === 0 ? 'last' : 'not last';
    },
    liveChildren: (parent: number) => live.all(parent) as unknown as { id: number; position: number }[],
    childrenOf: (parent: number) => (children.all(parent) as unknown as { id: number }[]).map(({ id }) => id),
    outputsOf: (parent: number) =>
      (outputs.all(parent) as unknown as { output: string }[]).map(({ output }) => JSON.parse(output) as Json),
    dropTask: (id: number) => dropTask.run(id),
    drop(id: number): void {
      dropTask.run(id);
      drop.run(id);
    },
    dropAll(execution: number): void {
      dropTasks.run(execution);
      dropAll.run(execution);
    },
  };
}
