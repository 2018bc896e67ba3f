import { expect, test } from 'vitest';
import { broken, retried } from './failing-machines.ts';
import { expectRow, type MachineRow } from './machine-rows.ts';
import { call, machineOf, pass } from './machines.ts';
import { errorNamed, runMachineCase } from './run-machine-case.ts';

const rows: MachineRow[] = [
  {
    says: 'a retry that helps',
    machine: machineOf({ Go: retried({}) }),
    mocks: { work: [broken, 'ok'] },
    output: 'ok',
    calls: 2,
    seconds: 1,
  },
  {
    says: 'three times after 1, 2 and 4 seconds unless said otherwise',
    machine: machineOf({ Go: retried({}) }),
    mocks: { work: broken },
    error: 'Broken',
    calls: 4,
    seconds: 7,
  },
  {
    says: 'the interval and its growth',
    machine: machineOf({ Go: retried({ IntervalSeconds: 10, BackoffRate: 1.5 }) }),
    mocks: { work: broken },
    error: 'Broken',
    seconds: 10 + 15 + 22.5,
  },
  {
    says: 'at most MaxDelaySeconds',
    machine: machineOf({ Go: retried({ IntervalSeconds: 10, MaxDelaySeconds: 15, MaxAttempts: 4 }) }),
    mocks: { work: broken },
    error: 'Broken',
    seconds: 10 + 15 + 15 + 15,
  },
  {
    says: 'MaxAttempts 0 is never',
    machine: machineOf({ Go: retried({ MaxAttempts: 0 }) }),
    mocks: { work: broken },
    error: 'Broken',
    calls: 1,
    seconds: 0,
  },
  {
    says: 'another error is not retried',
    machine: machineOf({ Go: retried({}) }),
    mocks: { work: errorNamed('Other') },
    error: 'Other',
    calls: 1,
  },
  {
    says: 'each retrier counts for itself',
    machine: machineOf({
      Go: call('work', {
        Retry: [
          { ErrorEquals: ['Broken'], MaxAttempts: 1 },
          { ErrorEquals: ['States.ALL'], MaxAttempts: 2 },
        ],
      }),
    }),
    mocks: { work: [broken, errorNamed('Other'), errorNamed('Other'), broken] },
    error: 'Broken',
    calls: 4,
    seconds: 1 + 1 + 2,
  },
  {
    says: 'the count begins anew in another visit of the state',
    machine: machineOf({
      Go: call('work', { Retry: [{ ErrorEquals: ['Broken'], MaxAttempts: 1 }], Next: 'Enough?' }),
      'Enough?': {
        Type: 'Choice',
        Choices: [{ Condition: "{% $states.input = 'enough' %}", Next: 'End' }],
        Default: 'Go',
      },
      End: pass(),
    }),
    mocks: { work: [broken, 'more', broken, 'enough'] },
    output: 'enough',
    calls: 4,
  },
  {
    says: 'arguments are evaluated again, with the number of the retry',
    machine: machineOf({
      Go: call('work', { Payload: '{% $states.context.State.RetryCount %}', Retry: [{ ErrorEquals: ['States.ALL'] }] }),
    }),
    mocks: { work: (payload) => (payload === 2 ? payload : Promise.reject(broken)) },
    output: 2,
  },
  {
    says: 'an expression that has no value is retried too',
    machine: machineOf({
      Go: call('work', {
        Output: '{% $states.result.Payload.id %}',
        Retry: [{ ErrorEquals: ['States.QueryEvaluationError'] }],
      }),
    }),
    mocks: { work: [{}, { id: 7 }] },
    output: 7,
    calls: 2,
  },
];

test.each(rows)('$says', expectRow);

test('jitter is any share of the delay, and the same each time', async () => {
  const machine = machineOf({
    Go: retried({ IntervalSeconds: 100, JitterStrategy: 'FULL', MaxAttempts: 2, BackoffRate: 1 }),
  });
  const keys: string[] = [];
  const random = (key: string) => {
    keys.push(key);
    return 0.25;
  };
  const half = await runMachineCase(machine, { work: broken }, null, { engine: { random } });
  expect(half.seconds).toBe(50);
  expect(new Set(keys).size).toBe(2);
  const [once, twice] = [
    await runMachineCase(machine, { work: broken }, null),
    await runMachineCase(machine, { work: broken }, null),
  ];
  expect(once.seconds).toBe(twice.seconds);
  expect(once.seconds).toBeLessThan(200);
});
