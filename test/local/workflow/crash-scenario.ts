import { setTimeout } from 'node:timers/promises';
import { virtualClock } from '../../../local/adapters/clock.ts';
import { type Database, openDatabase } from '../../../local/sqlite/database.ts';
import { openEngine } from '../../../local/workflow/index.ts';
import type { Json } from '../../../shared/ports/index.ts';
import { call, callAndWait, machineOf, mapOver, pass, start, wait } from './machines.ts';
import { errorNamed, testIds } from './run-machine-case.ts';

/** Executions that use everything, to be disturbed and compared with undisturbed ones. */

const seen = {
  id: '{% $states.context.Execution.Name %}',
  entered: '{% $states.context.State.EnteredTime %}',
  retry: '{% $states.context.State.RetryCount %}',
};

const claim = machineOf({
  Begin: pass({ Assign: { id: '{% $states.input.id %}', rounds: 0 }, Next: 'Unsteady' }),
  Unsteady: call('unsteady', {
    Payload: seen,
    Retry: [{ ErrorEquals: ['Broken'], JitterStrategy: 'FULL' }],
    Next: 'Ask',
  }),
  Ask: callAndWait('ask', {
    Arguments: { FunctionName: `\${ask}`, Payload: { ...seen, token: '{% $states.context.Task.Token %}' } },
    TimeoutSeconds: 86_400 * 10,
    HeartbeatSeconds: 86_400,
    Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Lines', Output: { lines: ['late'] } }],
    Next: 'Lines',
  }),
  Lines: mapOver(
    {
      Line: call('readLine', { Payload: { ...seen, line: '{% $states.input %}' }, Next: 'Doze' }),
      Doze: wait({ Seconds: 30, Output: '{% $states.input.line & $id %}' }),
    },
    { Items: '{% $states.input.lines %}', MaxConcurrency: 2, Next: 'Nested' },
  ),
  Nested: start('nested', { Output: '{% $states.result.Output %}', Next: 'Again?' }, 'startExecution.sync:2'),
  'Again?': {
    Type: 'Choice',
    Choices: [{ Condition: '{% $rounds < 1 %}', Next: 'Unsteady', Assign: { rounds: '{% $rounds + 1 %}' } }],
    Default: 'Both',
  },
  Both: {
    Type: 'Parallel',
    Branches: [
      { StartAt: 'Left', States: { Left: call('left', { Payload: seen }) } },
      { StartAt: 'Right', States: { Right: wait({ Seconds: 3, Output: 'right' }) } },
    ],
    Next: 'Closed',
  },
  Closed: { Type: 'Succeed', Output: { both: '{% $states.input %}', rounds: '{% $rounds %}' } },
});

const nested = machineOf({
  Long: wait({ Seconds: 86_400 * 40, Next: 'Work' }),
  Work: call('nestedWork', {
    Payload: { input: '{% $states.input %}', entered: '{% $states.context.State.EnteredTime %}' },
  }),
});

interface Options {
  /** Before each function's work. */
  readonly pause?: () => Promise<unknown>;
  readonly concurrency?: number;
}

/** Starts the executions and works until all have ended, or until the database dies. Can be called again after that. */
export async function runScenario(database: Database, executions: number, options: Options = {}): Promise<void> {
  const { pause = async () => {}, concurrency = 8 } = options;
  const { sql } = database;
  sql.exec(`CREATE TABLE IF NOT EXISTS effect (call TEXT PRIMARY KEY);
    CREATE TABLE IF NOT EXISTS asked (token TEXT PRIMARY KEY, due INTEGER, done INTEGER DEFAULT 0)`);
  const effect = sql.prepare('INSERT OR IGNORE INTO effect VALUES (?)');
  const ask = sql.prepare('INSERT OR IGNORE INTO asked (token, due) VALUES (?, ?)');
  const asked = sql.prepare('SELECT token, due FROM asked WHERE done = 0 AND due <= ?');
  const nextAsked = sql.prepare('SELECT min(due) AS due FROM asked WHERE done = 0');
  const answered = sql.prepare('UPDATE asked SET done = 1 WHERE token = ?');
  const clock = virtualClock(database, new Date('2027-01-04T09:00:00Z'));

  const functions: Record<string, (payload: Readonly<Record<string, Json>>) => Promise<Json>> = {
    async unsteady({ retry }) {
      if (Number(retry) < 2) throw errorNamed('Broken');
      return { lines: [] };
    },
    // Every third is answered at once, every third in time, every third too late for its heartbeat.
    async ask({ id, token }) {
      const kind = Number(String(id).slice(1)) % 3;
      if (kind === 0) await engine.succeedTask(String(token), { lines: ['now'] });
      else await database.write(() => ask.run(String(token), clock.now().getTime() + (kind === 1 ? 60_000 : 1e9)));
      return null;
    },
    readLine: async (payload) => payload,
    nestedWork: async ({ input }) => ({ lines: [1, 2, 3], was: input ?? null }),
    left: async () => 'left',
  };
  const engine = await openEngine<string>({
    database,
    clock,
    ids: testIds,
    machines: { claim, nested },
    concurrency,
    async invoke(functionName, payload) {
      const name = functionName.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
      await pause();
      await database.write(() => effect.run(JSON.stringify([functionName, payload])));
      return (await functions[name]?.(payload as Readonly<Record<string, Json>>)) ?? null;
    },
  });

  for (let at = 0; at < executions; at += 1) await engine.start('claim' as never, `C${at}`, { id: `C${at}` });
  for (;;) {
    if (await engine.work()) continue;
    const now = clock.now().getTime();
    const ready = asked.all(now) as unknown as { token: string }[];
    for (const { token } of ready) {
      await engine.succeedTask(token, { lines: ['a', 'b', 'c', 'd', 'e'] });
      await database.write(() => answered.run(token));
    }
    if (ready.length > 0) continue;
    const dues = [(await engine.nextDue())?.getTime(), (nextAsked.get() as { due: number | null }).due];
    const next = dues.filter((due) => typeof due === 'number');
    if (next.length === 0) return;
    await clock.advanceTo(new Date(Math.min(...next)));
  }
}

/** What has to be the same, however often it was disturbed. */
export function outcomeOf({ sql }: Database): unknown {
  const executions = sql.prepare(
    'SELECT machine, name, status, output, error, cause, started, stopped FROM workflow_execution ORDER BY machine, name',
  );
  // Of a function that was killed before it returned, but after its token was answered, nobody knows that it returned.
  const events = sql.prepare(
    `SELECT e.machine, e.name, json_extract(event.value, '$[0]') AS type, count(*) AS many
     FROM workflow_transition t JOIN workflow_execution e ON e.id = t.execution, json_each(t.events) event
     WHERE json_extract(event.value, '$[0]') <> 'TaskSubmitted' GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
  );
  const left = sql.prepare(
    'SELECT (SELECT count(*) FROM workflow_branch) AS branches, (SELECT count(*) FROM workflow_task) AS tasks',
  );
  return {
    executions: executions.all(),
    events: events.all(),
    effects: sql.prepare('SELECT call FROM effect ORDER BY call').all(),
    left: left.get(),
  };
}

// Run as a process of its own by crash.test.ts, which kills it: `node crash-scenario.ts <file> <executions>`.
if (import.meta.main) {
  const [file = '', executions = '1'] = process.argv.slice(2);
  const database = openDatabase(file);
  process.stdout.write('working\n');
  await runScenario(database, Number(executions), { pause: () => setTimeout(1) });
  database.close();
  process.stdout.write('done\n');
}
