import { afterEach, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../../local/sqlite/database.ts';
import { type Engine, type EngineOptions, openEngine } from '../../../local/workflow/index.ts';
import type { Json } from '../../../shared/ports/index.ts';
import { call, callAndWait, machineOf, mapOver, pass, start, wait } from './machines.ts';
import { TestClock, testIds } from './run-machine-case.ts';

const databases: Database[] = [];
afterEach(() => {
  for (const database of databases.splice(0)) database.close();
});

interface Opened {
  readonly engine: Engine;
  readonly clock: TestClock;
  readonly database: Database;
}

async function open(
  claim: string,
  options: Partial<EngineOptions> & { opened?: Opened; ingestBatch?: string } = {},
): Promise<Opened> {
  const clock = options.opened?.clock ?? new TestClock('2027-01-04T09:00:00.000Z');
  const database = options.opened?.database ?? openDatabase(':memory:');
  if (!databases.includes(database)) databases.push(database);
  const invoke = async (_: string, payload: Json) => payload;
  const engine = await openEngine<'claim' | 'ingest-batch'>({
    database,
    clock,
    ids: testIds,
    machines: { claim, 'ingest-batch': options.ingestBatch ?? machineOf({ Only: pass() }) },
    invoke,
    ...options,
  });
  return { engine, clock, database };
}

async function workAll(engine: Engine): Promise<void> {
  while (await engine.work());
}

test('a name is used once per machine', async () => {
  const { engine } = await open(machineOf({ Only: pass() }));
  expect(await engine.start('claim', 'C1-1', 1)).toBe('started');
  expect(await engine.start('claim', 'C1-1', 2)).toBe('exists');
  expect(await engine.start('ingest-batch', 'C1-1', 3)).toBe('started');
  await workAll(engine);
  expect(await engine.start('claim', 'C1-1', 4)).toBe('exists');
  expect((await engine.describeExecution('claim', 'C1-1'))?.output).toBe(1);
});

test.each(['', 'x'.repeat(81), 'two words', 'a/b', 'a:b', 'a#b', 'a\u0007b'])('%j is no name', async (name) => {
  const { engine } = await open(machineOf({ Only: pass() }));
  await expect(engine.start('claim', name, null)).rejects.toThrow('execution name');
});

test('an input has at most 256 KiB', async () => {
  const { engine } = await open(machineOf({ Only: pass() }));
  const bytes = 256 * 1024 - 2;
  expect(await engine.start('claim', 'fits', 'x'.repeat(bytes))).toBe('started');
  await expect(engine.start('claim', 'not', 'x'.repeat(bytes + 1))).rejects.toThrow('256 KiB');
  await expect(engine.start('claim', 'nor', 'é'.repeat(bytes / 2 + 1))).rejects.toThrow('256 KiB');
});

test.each([
  [6_249, 'SUCCEEDED'],
  [6_250, 'FAILED'],
])('%i rounds of four events: %s, for the limit is 25,000', async (rounds, status) => {
  const { engine } = await open(
    machineOf({
      Count: pass({ Output: '{% $states.input + 1 %}', Next: 'Enough?' }),
      'Enough?': {
        Type: 'Choice',
        Choices: [{ Condition: `{% $states.input >= ${rounds} %}`, Next: 'Done' }],
        Default: 'Count',
      },
      Done: { Type: 'Succeed' },
    }),
  );
  await engine.start('claim', 'C1', 0);
  await workAll(engine);
  const history = await engine.executionHistory('claim', 'C1');
  expect(history.length).toBeLessThanOrEqual(25_000);
  expect(history.map(({ id }) => id)).toEqual(history.map((_event, at) => at + 1));
  const described = await engine.describeExecution('claim', 'C1');
  expect(described?.status).toBe(status);
  if (status === 'FAILED') {
    expect(history).toHaveLength(25_000);
    expect(described?.cause).toBe('The execution reached the maximum number of history events (25000).');
  }
});

test('a token is answered once', async () => {
  const tokens: string[] = [];
  const { engine, clock } = await open(machineOf({ Go: callAndWait('ask', { TimeoutSeconds: 60 }) }), {
    invoke: async (_, payload) => {
      tokens.push((payload as { token: string }).token);
      return null;
    },
  });
  await engine.start('claim', 'C1', null);
  await engine.start('claim', 'C2', null);
  await engine.start('claim', 'C3', null);
  await workAll(engine);
  const [one = '', two = '', three = ''] = tokens;
  expect(new Set(tokens).size).toBe(3);
  expect(await engine.succeedTask(one, 1)).toBe('accepted');
  expect(await engine.succeedTask(one, 1)).toBe('ended');
  expect(await engine.failTask(one, 'E', '')).toBe('ended');
  expect(await engine.heartbeatTask(one)).toBe('ended');
  expect(await engine.failTask(two, 'E', 'why')).toBe('accepted');
  expect(await engine.succeedTask('UNKNOWN', 1)).toBe('ended');
  expect(await engine.heartbeatTask(three)).toBe('accepted');
  await expect(engine.succeedTask(three, 'x'.repeat(300_000))).rejects.toThrow('256 KiB');
  clock.advanceSeconds(60);
  // Nobody has noted the timeout yet, but it has passed.
  expect(await engine.succeedTask(three, 1)).toBe('ended');
  await workAll(engine);
  const statuses = await Promise.all(['C1', 'C2', 'C3'].map((name) => engine.describeExecution('claim', name)));
  expect(statuses.map((each) => [each?.status, each?.error])).toEqual([
    ['SUCCEEDED', undefined],
    ['FAILED', 'E'],
    ['FAILED', 'States.Timeout'],
  ]);
});

test('nextDue is the earliest date of all that waits', async () => {
  const { engine, clock } = await open(machineOf({ Nap: wait({ Seconds: '{% $states.input %}' }) }));
  expect(await engine.nextDue()).toBeUndefined();
  await engine.start('claim', 'long', 86_400 * 300);
  await engine.start('claim', 'short', 90);
  await workAll(engine);
  expect(await engine.work()).toBe(false);
  expect((await engine.nextDue())?.toISOString()).toBe('2027-01-04T09:01:30.000Z');
  clock.advanceSeconds(90);
  await workAll(engine);
  expect((await engine.nextDue())?.toISOString()).toBe('2027-10-31T09:00:00.000Z');
});

test('nextOwnDue leaves out until when others may answer', async () => {
  const { engine, clock } = await open(
    machineOf({
      Nap: wait({ Seconds: 90, Next: 'Each' }),
      Each: mapOver({ Go: callAndWait('ask', { Retry: [{ ErrorEquals: ['Busy'] }] }) }),
    }),
    {
      async invoke(_, payload) {
        tokens.push((payload as { token: string }).token);
        return null;
      },
    },
  );
  const tokens: string[] = [];
  await engine.start('claim', 'C1', [1, 2]);
  await workAll(engine);
  expect((await engine.nextOwnDue())?.toISOString()).toBe('2027-01-04T09:01:30.000Z');
  clock.advanceSeconds(90);
  await workAll(engine);
  expect(await engine.nextOwnDue()).toBeUndefined();
  expect((await engine.nextDue())?.toISOString()).toBe('2027-01-04T10:01:30.000Z');
  await engine.failTask(tokens[0] ?? '', 'Busy', '');
  expect((await engine.nextOwnDue())?.toISOString()).toBe('2027-01-04T09:01:30.000Z');
  await workAll(engine);
  expect((await engine.nextOwnDue())?.toISOString()).toBe('2027-01-04T09:01:31.000Z');
});

test('executions end on the definition that they started with', async () => {
  const opened = await open(machineOf({ Nap: wait({ Seconds: 60, Output: 'old' }) }));
  await opened.engine.start('claim', 'C1', null);
  await workAll(opened.engine);
  const { engine, clock } = await open(machineOf({ Nap: wait({ Seconds: 60, Output: 'new' }) }), { opened });
  await engine.start('claim', 'C2', null);
  clock.advanceSeconds(60);
  await workAll(engine);
  expect((await engine.describeExecution('claim', 'C1'))?.output).toBe('old');
  clock.advanceSeconds(60);
  await workAll(engine);
  expect((await engine.describeExecution('claim', 'C2'))?.output).toBe('new');
});

test('an execution that timed out takes what it waits for along', async () => {
  const each = mapOver({ Go: start('ingestBatch', { Name: '{% $states.input %}' }, 'startExecution.sync:2') });
  const ingestBatch = machineOf({ Nap: wait({ Seconds: 1_000 }) });
  const { engine, clock } = await open(machineOf({ Each: each }, { TimeoutSeconds: 60 }), { ingestBatch });
  await engine.start('claim', 'C1', ['a', 'b']);
  await workAll(engine);
  expect((await engine.describeExecution('ingest-batch', 'b'))?.status).toBe('RUNNING');
  clock.advanceSeconds(60);
  await workAll(engine);
  const ended = await Promise.all(['a', 'b'].map((name) => engine.describeExecution('ingest-batch', name)));
  expect(ended.map((described) => described?.status)).toEqual(['ABORTED', 'ABORTED']);
  expect((await engine.describeExecution('claim', 'C1'))?.status).toBe('TIMED_OUT');
  expect(await engine.nextDue()).toBeUndefined();
  expect((await engine.executionHistory('ingest-batch', 'a')).at(-1)?.type).toBe('ExecutionAborted');
});

test('describeExecution says where it stands', async () => {
  const { engine } = await open(machineOf({ Each: mapOver({ Nap: wait({ Seconds: 60 }) }) }));
  await engine.start('claim', 'C1', [1, 2]);
  await workAll(engine);
  const described = await engine.describeExecution('claim', 'C1');
  expect(described).toMatchObject({ status: 'RUNNING', input: [1, 2], startDate: new Date('2027-01-04T09:00:00Z') });
  expect(described?.states.map(({ state }) => state)).toEqual(['Each', 'Nap', 'Nap']);
  expect(await engine.describeExecution('claim', 'C2')).toBeUndefined();
});

test('listExecutions, newest first, page by page', async () => {
  const { engine } = await open(machineOf({ Nap: wait({ Seconds: '{% $states.input %}' }) }));
  for (const [name, seconds] of [
    ['a', 0],
    ['b', 9],
    ['c', 0],
    ['d', 9],
    ['e', 0],
  ] as const) {
    await engine.start('claim', name, seconds);
  }
  await workAll(engine);
  const first = await engine.listExecutions('claim', { limit: 2 });
  expect(first.executions.map(({ name, status }) => [name, status])).toEqual([
    ['e', 'SUCCEEDED'],
    ['d', 'RUNNING'],
  ]);
  const rest = await engine.listExecutions('claim', { after: first.next ?? '' });
  expect(rest.executions.map(({ name }) => name)).toEqual(['c', 'b', 'a']);
  expect(rest.next).toBeUndefined();
  const running = await engine.listExecutions('claim', { status: 'RUNNING' });
  expect(running.executions.map(({ name }) => name)).toEqual(['d', 'b']);
});

test('a turn is bounded, and everything is done in the end', async () => {
  const { engine } = await open(machineOf({ One: call('work', { Next: 'Two' }), Two: call('work') }));
  await Promise.all(Array.from({ length: 1_500 }, (_, at) => engine.start('claim', `C${at}`, at)));
  let turns = 0;
  while (await engine.work()) turns += 1;
  expect(turns).toBeGreaterThan(1);
  const { executions } = await engine.listExecutions('claim', { status: 'SUCCEEDED', limit: 2_000 });
  expect(executions).toHaveLength(1_500);
});

test('a failing store is told to who asked for work', async () => {
  const { engine, database } = await open(machineOf({ Go: call('work', { Next: 'End' }), End: pass() }), {
    invoke: async () => {
      database.sql.exec('DROP TABLE workflow_transition');
      return null;
    },
  });
  await engine.start('claim', 'C1', null);
  await expect(engine.work()).rejects.toThrow('workflow_transition');
});
