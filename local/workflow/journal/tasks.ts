import type { DatabaseSync } from 'node:sqlite';

export interface TaskRow {
  readonly token: string;
  readonly branch: number;
  readonly timeout: number | null;
  readonly heartbeat: number | null;
  readonly expires: number | null;
}

export interface TaskLimits {
  /** The date, in milliseconds. */
  readonly timeout?: number | undefined;
  readonly heartbeatSeconds?: number | undefined;
}

function expiry(now: number, timeout: number | null, heartbeatSeconds: number | null): number | null {
  const heartbeat = heartbeatSeconds === null ? null : now + heartbeatSeconds * 1000;
  if (timeout === null || heartbeat === null) return timeout ?? heartbeat;
  return Math.min(timeout, heartbeat);
}

/** The tasks that were given a token. What writes runs inside `database.write`. */
export function taskRows(sql: DatabaseSync) {
  const insert = sql.prepare(
    'INSERT OR REPLACE INTO workflow_task (token, branch, timeout, heartbeat, expires) VALUES (?, ?, ?, ?, ?)',
  );
  const find = sql.prepare('SELECT * FROM workflow_task WHERE token = ?');
  const ofBranch = sql.prepare('SELECT * FROM workflow_task WHERE branch = ?');
  const beat = sql.prepare('UPDATE workflow_task SET expires = ? WHERE token = ?');
  const postpone = sql.prepare('UPDATE workflow_branch SET due = ? WHERE id = ? AND answer IS NULL AND due > ?');
  return {
    insert(token: string, branch: number, now: number, { timeout, heartbeatSeconds }: TaskLimits): void {
      const [at = null, beats = null] = [timeout, heartbeatSeconds];
      insert.run(token, branch, at, beats, expiry(now, at, beats));
    },
    find: (token: string) => find.get(token) as TaskRow | undefined,
    ofBranch: (branch: number) => ofBranch.get(branch) as TaskRow | undefined,
    heartbeat({ token, branch, timeout, heartbeat }: TaskRow, now: number): void {
      const expires = expiry(now, timeout, heartbeat);
      if (heartbeat === null || expires === null) return;
      beat.run(expires, token);
      // While its function is still under way the branch is due at once, which has to stay so.
      postpone.run(expires, branch, now);
    },
  };
}
