/**
 * How fast the one-machine engine runs: claims of 15 states with a function behind most of them, on a file with every
 * commit synced. Then how much memory executions that wait take. `node bench/engine.ts [executions]`
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../local/adapters/index.ts';
import { openDatabase } from '../local/sqlite/database.ts';
import { openEngine } from '../local/workflow/index.ts';
import { hmacIds } from '../shared/adapters/index.ts';

const executions = Number(process.argv[2] ?? 2_000);
const concurrency = Number(process.argv[3] ?? 32);

const call = (name: string, next: string) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Arguments: {
    FunctionName: `\${${name}}`,
    Payload: { practiceId: '{% $practiceId %}', claimId: '{% $claimId %}', generation: '{% $generation %}' },
  },
  Output: '{% $states.result.Payload %}',
  Retry: [{ ErrorEquals: ['States.TaskFailed'], IntervalSeconds: 2, MaxAttempts: 5, JitterStrategy: 'FULL' }],
  Next: next,
});
const choice = (next: string) => ({
  Type: 'Choice',
  Choices: [{ Condition: "{% $states.input.status = 'held' %}", Next: 'Closed' }],
  Default: next,
});

const claim = JSON.stringify({
  QueryLanguage: 'JSONata',
  StartAt: 'Begin',
  States: {
    Begin: {
      Type: 'Pass',
      Assign: {
        practiceId: '{% $states.input.practiceId %}',
        claimId: '{% $states.input.claimId %}',
        generation: '{% $states.input.generation %}',
      },
      Next: 'Verify eligibility',
    },
    'Verify eligibility': call('verifyEligibility', 'Covered?'),
    'Covered?': choice('Scrub'),
    Scrub: call('scrubClaim', 'Clean?'),
    'Clean?': choice('Submit'),
    Submit: call('submitClaim', 'Acknowledged'),
    Acknowledged: call('readAcknowledgement', 'Accepted?'),
    'Accepted?': choice('Adjudicated'),
    Adjudicated: call('readRemittance', 'Post'),
    Post: call('postPayment', 'Denied?'),
    'Denied?': choice('Route'),
    Route: call('routeDenial', 'Bill the patient'),
    'Bill the patient': call('generateStatement', 'Balance?'),
    'Balance?': choice('Closed'),
    Closed: { Type: 'Succeed' },
  },
});
const statesEach = 15;

const person = JSON.stringify({
  QueryLanguage: 'JSONata',
  StartAt: 'Wait for a person',
  States: {
    'Wait for a person': {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Arguments: {
        FunctionName: `\${askPerson}`,
        Payload: { claimId: '{% $states.input.claimId %}', token: '{% $states.context.Task.Token %}' },
      },
      TimeoutSeconds: 8_640_000,
      End: true,
    },
  },
});

const folder = mkdtempSync(join(tmpdir(), 'claimwright-engine-'));
const database = openDatabase(join(folder, 'home.sqlite'));
const tokens: string[] = [];
const engine = await openEngine({
  database,
  clock: systemClock,
  ids: hmacIds(new Uint8Array(32)),
  machines: { claim, person },
  concurrency,
  async invoke(_functionName, payload) {
    const { token } = payload as { token?: string };
    if (token !== undefined) tokens.push(token);
    return { status: 'ready' };
  },
});

const megabytes = () => {
  globalThis.gc?.();
  return Math.round(process.memoryUsage().heapUsed / 1_000_000);
};
const report = (text: string) => process.stdout.write(`${text}\n`);
const input = (claimId: string) => ({ practiceId: 'P1', claimId, generation: 1 });

async function timed(work: () => Promise<void>): Promise<number> {
  const before = process.hrtime.bigint();
  const cpu = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(cpu);
  const seconds = Number(process.hrtime.bigint() - before) / 1e9;
  report(`  (${seconds.toFixed(2)} s, processor ${((user + system) / 1e6).toFixed(2)} s)`);
  return seconds;
}

async function startAll(machine: 'claim' | 'person', many: number): Promise<void> {
  await Promise.all(
    Array.from({ length: many }, (_, at) => engine.start(machine as 'claim', `${machine}-${at}`, input(`C${at}`))),
  );
}

async function workAll(): Promise<void> {
  while (await engine.work());
}

const starting = await timed(() => startAll('claim', executions));
report(`${executions} executions started: ${Math.round(executions / starting)} a second`);
const running = await timed(workAll);
report(`${executions * statesEach} states: ${Math.round((executions * statesEach) / running)} a second`);

const before = megabytes();
await startAll('person', 10_000);
const waiting = await timed(workAll);
const held = tokens.length;
report(`10,000 executions wait: ${Math.round(held / waiting)} a second, heap ${before} → ${megabytes()} MB`);
const answering = await timed(async () => {
  await Promise.all(tokens.map((token) => engine.succeedTask(token, {})));
  await workAll();
});
report(`10,000 tokens answered and executions ended: ${Math.round(held / answering)} a second`);
database.close();
rmSync(folder, { recursive: true, force: true });
