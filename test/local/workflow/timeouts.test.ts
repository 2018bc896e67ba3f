import { expect, test } from 'vitest';
import { asking, caught } from './failing-machines.ts';
import { expectRow, type MachineRow } from './machine-rows.ts';
import { machineOf, pass, start, wait } from './machines.ts';
import { answers, runMachineCase } from './run-machine-case.ts';

const rows: MachineRow[] = [
  {
    says: 'nobody answers in time',
    machine: asking({ TimeoutSeconds: 600 }),
    mocks: { work: null },
    error: 'States.Timeout',
    seconds: 600,
  },
  {
    says: 'an answer that is too late',
    machine: asking({ TimeoutSeconds: 600 }),
    mocks: { work: answers('late', 601) },
    error: 'States.Timeout',
    seconds: 600,
  },
  {
    says: 'an answer just before',
    machine: asking({ TimeoutSeconds: 600 }),
    mocks: { work: answers('in time', 599) },
    output: 'went well',
    seconds: 599,
  },
  {
    says: 'TimeoutSeconds from an expression',
    machine: asking({ TimeoutSeconds: '{% $states.input.seconds %}' }),
    input: { seconds: 5 },
    mocks: { work: null },
    error: 'States.Timeout',
    seconds: 5,
  },
  {
    says: 'TimeoutSeconds that are none',
    machine: asking({ TimeoutSeconds: '{% $states.input.seconds %}' }),
    input: { seconds: 0 },
    mocks: { work: null },
    error: 'States.QueryEvaluationError',
  },
  {
    says: 'a timeout is caught by its name',
    machine: asking({ TimeoutSeconds: 600, ...caught(['States.Timeout']) }),
    mocks: { work: null },
    output: 'States.Timeout',
  },
  {
    says: 'a timeout is not States.TaskFailed',
    machine: asking({ TimeoutSeconds: 600, ...caught(['States.TaskFailed']) }),
    mocks: { work: null },
    error: 'States.Timeout',
  },
  {
    says: 'a timeout is not States.HeartbeatTimeout',
    machine: asking({ TimeoutSeconds: 600, ...caught(['States.HeartbeatTimeout']) }),
    mocks: { work: null },
    error: 'States.Timeout',
  },
  {
    says: 'a heartbeat that fails to come',
    machine: asking({ HeartbeatSeconds: 60, ...caught(['States.HeartbeatTimeout']) }),
    mocks: { work: null },
    output: 'States.Timeout',
    seconds: 60,
  },
  {
    says: 'a missed heartbeat is States.Timeout too',
    machine: asking({ HeartbeatSeconds: 60, ...caught(['States.Timeout']) }),
    mocks: { work: null },
    output: 'States.Timeout',
    seconds: 60,
  },
  {
    says: 'heartbeats keep it alive until the timeout',
    machine: asking({ HeartbeatSeconds: 60, TimeoutSeconds: 130 }),
    mocks: {
      work: (_, { token, later }) => {
        for (const at of [50, 100, 125]) later(at, token.heartbeat);
        return null;
      },
    },
    error: 'States.Timeout',
    seconds: 130,
  },
  {
    says: 'a new token for each try',
    machine: asking({ TimeoutSeconds: 10, Retry: [{ ErrorEquals: ['States.Timeout'], MaxAttempts: 1 }] }),
    mocks: { work: [null, answers('second')] },
    output: 'went well',
    calls: 2,
    seconds: 11,
  },
  {
    says: 'a timeout ends the execution that was waited for',
    machine: machineOf({ Go: start('other', { TimeoutSeconds: 10 }, 'startExecution.sync:2') }),
    error: 'States.Timeout',
    seconds: 10,
  },
  {
    says: 'the whole machine has a timeout',
    machine: machineOf({ Nap: wait({ Seconds: 100 }) }, { TimeoutSeconds: 30 }),
    error: 'States.Timeout',
    seconds: 30,
  },
  {
    says: 'a year is the longest',
    machine: machineOf({ Nap: wait({ Seconds: 86_400 * 400 }) }),
    error: 'States.Timeout',
    seconds: 365 * 86_400,
  },
];

test.each(rows)('$says', expectRow);

test('a virtual year, day by day', async () => {
  const machine = machineOf({
    Begin: pass({ Assign: { days: 0 }, Next: 'A day' }),
    'A day': wait({ Seconds: 86_400, Assign: { days: '{% $days + 1 %}' }, Next: 'Paid?' }),
    'Paid?': {
      Type: 'Choice',
      Choices: [{ Condition: '{% $days >= 300 %}', Next: 'Closed' }],
      Default: 'A day',
    },
    Closed: { Type: 'Succeed', Output: '{% $days %}' },
  });
  const ran = await runMachineCase(machine, {}, null);
  expect(ran.output).toBe(300);
  expect(ran.states).toHaveLength(602);
  expect(ran.seconds).toBe(300 * 86_400);
});
