import { expect, test } from 'vitest';
import type { Json } from '../../../shared/ports/index.ts';
import { call, callAndWait, machineOf, mapOver, pass, start, wait } from './machines.ts';
import { answers, answersWithFailure, errorNamed, type Mocks, runMachineCase } from './run-machine-case.ts';

/** Events as `previous event: type`, in the order of their ids. The sequences are those that AWS has been seen to write. */
interface Row {
  readonly says: string;
  readonly machine: string;
  readonly input?: Json;
  readonly mocks?: Mocks;
  readonly events: readonly string[];
}

const rows: Row[] = [
  {
    says: 'a function that is called',
    machine: machineOf({ Go: call('work', { Next: 'Done' }), Done: { Type: 'Succeed' } }),
    mocks: { work: {} },
    events: [
      '0: ExecutionStarted',
      '0: TaskStateEntered',
      '2: TaskScheduled',
      '3: TaskStarted',
      '4: TaskSucceeded',
      '5: TaskStateExited',
      '6: SucceedStateEntered',
      '7: SucceedStateExited',
      '8: ExecutionSucceeded',
    ],
  },
  {
    says: 'a token',
    machine: machineOf({ Go: callAndWait('work') }),
    mocks: { work: answers(1, 5) },
    events: [
      '0: ExecutionStarted',
      '0: TaskStateEntered',
      '2: TaskScheduled',
      '3: TaskStarted',
      '4: TaskSubmitted',
      '5: TaskSucceeded',
      '6: TaskStateExited',
      '7: ExecutionSucceeded',
    ],
  },
  {
    says: 'a token that is failed',
    machine: machineOf({ Go: callAndWait('work') }),
    mocks: { work: answersWithFailure('Refused') },
    events: [
      '0: ExecutionStarted',
      '0: TaskStateEntered',
      '2: TaskScheduled',
      '3: TaskStarted',
      '4: TaskSubmitted',
      '5: TaskFailed',
      '6: ExecutionFailed',
    ],
  },
  {
    says: 'a token that nobody answers',
    machine: machineOf({ Go: callAndWait('work') }),
    mocks: { work: null },
    events: [
      '0: ExecutionStarted',
      '0: TaskStateEntered',
      '2: TaskScheduled',
      '3: TaskStarted',
      '4: TaskSubmitted',
      '5: TaskTimedOut',
      '6: ExecutionFailed',
    ],
  },
  {
    says: 'a retry',
    machine: machineOf({ Go: call('work', { Retry: [{ ErrorEquals: ['States.ALL'] }] }) }),
    mocks: { work: [errorNamed('Broken'), 1] },
    events: [
      '0: ExecutionStarted',
      '0: TaskStateEntered',
      '2: TaskScheduled',
      '3: TaskStarted',
      '4: TaskFailed',
      '5: TaskScheduled',
      '6: TaskStarted',
      '7: TaskSucceeded',
      '8: TaskStateExited',
      '9: ExecutionSucceeded',
    ],
  },
  {
    says: 'Choice, Wait and Fail',
    machine: machineOf({
      Which: { Type: 'Choice', Choices: [{ Condition: '{% true %}', Next: 'Nap' }] },
      Nap: wait({ Seconds: 1, Next: 'Bad' }),
      Bad: { Type: 'Fail', Error: 'Bad' },
    }),
    events: [
      '0: ExecutionStarted',
      '0: ChoiceStateEntered',
      '2: ChoiceStateExited',
      '3: WaitStateEntered',
      '4: WaitStateExited',
      '5: FailStateEntered',
      '6: ExecutionFailed',
    ],
  },
  {
    says: 'an expression without value',
    machine: machineOf({ Go: pass({ Output: '{% $states.input.id %}' }) }),
    events: ['0: ExecutionStarted', '0: PassStateEntered', '2: EvaluationFailed', '3: ExecutionFailed'],
  },
  {
    says: 'a Map of one',
    machine: machineOf({ Each: mapOver({ In: pass() }) }),
    input: [1],
    events: [
      '0: ExecutionStarted',
      '0: MapStateEntered',
      '2: MapStateStarted',
      '3: MapIterationStarted',
      '4: PassStateEntered',
      '5: PassStateExited',
      '6: MapIterationSucceeded',
      '7: MapStateSucceeded',
      '7: MapStateExited',
      '9: ExecutionSucceeded',
    ],
  },
  {
    says: 'a Map over nothing',
    machine: machineOf({ Each: mapOver({ In: pass() }) }),
    input: [],
    events: [
      '0: ExecutionStarted',
      '0: MapStateEntered',
      '2: MapStateStarted',
      '3: MapStateSucceeded',
      '3: MapStateExited',
      '5: ExecutionSucceeded',
    ],
  },
  {
    says: 'a Map that fails and is caught',
    machine: machineOf({
      Each: mapOver(
        { Bad: { Type: 'Fail', Error: 'Bad' } },
        { Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }] },
      ),
      Caught: pass(),
    }),
    input: [1],
    events: [
      '0: ExecutionStarted',
      '0: MapStateEntered',
      '2: MapStateStarted',
      '3: MapIterationStarted',
      '4: FailStateEntered',
      '5: MapIterationFailed',
      '5: MapStateFailed',
      '7: MapStateExited',
      '8: PassStateEntered',
      '9: PassStateExited',
      '10: ExecutionSucceeded',
    ],
  },
  {
    says: 'a nested execution that is waited for',
    machine: machineOf({ Go: start('other', {}, 'startExecution.sync:2') }),
    events: [
      '0: ExecutionStarted',
      '0: TaskStateEntered',
      '2: TaskScheduled',
      '3: TaskStarted',
      '4: TaskSubmitted',
      '5: TaskSucceeded',
      '6: TaskStateExited',
      '7: ExecutionSucceeded',
    ],
  },
];

test.each(rows)('$says', async ({ machine, input = null, mocks = {}, events }) => {
  const machines = { other: machineOf({ In: pass() }) };
  const { history } = await runMachineCase(machine, mocks, input, { machines });
  expect(history.map(({ id }) => id)).toEqual(events.map((_, at) => at + 1));
  expect(history.map(({ type, previousEventId }) => `${previousEventId}: ${type}`)).toEqual(events);
});

test('events carry their details and times', async () => {
  const machine = machineOf({
    Nap: wait({ Seconds: 60, Assign: { seen: true }, Next: 'Go' }),
    Go: call('scrubClaim', { Payload: { id: '{% $states.input.id %}' }, TimeoutSeconds: 30 }),
  });
  const { history } = await runMachineCase(machine, { 'scrub-claim': 'clean' }, { id: 'C1' });
  expect(history.slice(1, 6).map(({ type, timestamp, details }) => [type, timestamp.toISOString(), details])).toEqual([
    ['WaitStateEntered', '2027-01-04T09:00:00.000Z', { name: 'Nap', input: { id: 'C1' } }],
    [
      'WaitStateExited',
      '2027-01-04T09:01:00.000Z',
      { name: 'Nap', output: { id: 'C1' }, assignedVariables: { seen: true } },
    ],
    ['TaskStateEntered', '2027-01-04T09:01:00.000Z', { name: 'Go', input: { id: 'C1' } }],
    [
      'TaskScheduled',
      '2027-01-04T09:01:00.000Z',
      {
        resourceType: 'lambda',
        resource: 'invoke',
        parameters: { FunctionName: 'scrub-claim', Payload: { id: 'C1' } },
        timeoutInSeconds: 30,
      },
    ],
    ['TaskStarted', '2027-01-04T09:01:00.000Z', { resourceType: 'lambda', resource: 'invoke' }],
  ]);
});
