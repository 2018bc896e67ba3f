import { test } from 'vitest';
import { SafeError } from '../../../shared/safe-error.ts';
import { broken, caught, rescue } from './failing-machines.ts';
import { expectRow, type MachineRow } from './machine-rows.ts';
import { call, callAndWait, machineOf, mapOver, pass } from './machines.ts';
import { answersWithFailure, errorNamed, type Mock } from './run-machine-case.ts';

const catching = (names: readonly string[], mock: Mock, by = call): Pick<MachineRow, 'machine' | 'mocks'> => ({
  machine: machineOf({ Go: by('work', { ...caught(names), Next: 'End' }), ...rescue, End: pass() }),
  mocks: { work: mock },
});
const tooLarge = 'x'.repeat(256 * 1024);

const rows: MachineRow[] = [
  { says: 'the error by its name', ...catching(['Broken'], broken), output: 'Broken' },
  { says: 'States.ALL', ...catching(['States.ALL'], broken), output: 'Broken' },
  { says: 'States.TaskFailed', ...catching(['States.TaskFailed'], broken), output: 'Broken' },
  { says: 'not another name', ...catching(['Other', 'States.Timeout'], broken), error: 'Broken' },
  {
    says: 'an answer that fails',
    ...catching(['Refused'], answersWithFailure('Refused'), callAndWait),
    output: 'Refused',
  },
  {
    says: 'a function that throws instead of handing the token on',
    ...catching(['Broken'], broken, callAndWait),
    output: 'Broken',
  },
  {
    says: 'too large a result',
    ...catching(['States.DataLimitExceeded'], tooLarge),
    output: 'States.DataLimitExceeded',
  },
  {
    says: 'too large a result, which States.ALL does not cover',
    ...catching(['States.ALL'], tooLarge),
    error: 'States.DataLimitExceeded',
  },
  {
    says: 'too large a result, which States.TaskFailed does not cover',
    ...catching(['States.TaskFailed'], tooLarge),
    error: 'States.DataLimitExceeded',
  },
  {
    says: 'an expression that has no value',
    machine: machineOf({
      Go: call('work', { Output: '{% $states.result.Payload.id %}', ...caught(['States.QueryEvaluationError']) }),
      ...rescue,
    }),
    mocks: { work: {} },
    output: 'States.QueryEvaluationError',
  },
  {
    says: 'Output and Assign of the catcher',
    machine: machineOf({
      Go: call(
        'work',
        caught(['States.ALL'], {
          Output: { kept: '{% $states.input %}', why: '{% $states.errorOutput %}' },
          Assign: { seen: '{% $states.errorOutput.Error %}' },
        }),
      ),
      Caught: pass({ Output: '{% [$states.input, $seen] %}' }),
    }),
    mocks: { work: new SafeError('The payer refused it', 'SECRET') },
    input: 5,
    output: [
      {
        kept: 5,
        why: { Error: 'SafeError', Cause: '{"errorMessage":"The payer refused it","errorType":"SafeError"}' },
      },
      'SafeError',
    ],
  },
  {
    says: 'nothing catches what is wrong in the catcher',
    machine: machineOf({
      Go: call('work', caught(['States.ALL'], { Output: '{% $states.errorOutput.Nothing %}' })),
      Caught: pass(),
    }),
    mocks: { work: broken },
    error: 'States.QueryEvaluationError',
  },
  {
    says: 'the first of two catchers that both cover',
    machine: machineOf({
      Go: call('work', {
        Catch: [
          { ErrorEquals: ['Broken'], Next: 'A' },
          { ErrorEquals: ['States.ALL'], Next: 'B' },
        ],
      }),
      A: pass({ Output: 'a' }),
      B: pass(),
    }),
    mocks: { work: broken },
    output: 'a',
  },
  {
    says: 'retries come first',
    machine: machineOf({
      Go: call('work', { Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 1 }], ...caught(['States.ALL']) }),
      ...rescue,
    }),
    mocks: { work: broken },
    output: 'Broken',
    calls: 2,
  },
  {
    says: 'States.Runtime is never caught',
    machine: machineOf({ Go: call('work', caught(['States.ALL'])), ...rescue }),
    mocks: { work: errorNamed('States.Runtime') },
    error: 'States.Runtime',
  },
  {
    says: 'a Map is retried whole',
    machine: machineOf({ Each: mapOver({ Go: call('work') }, { Retry: [{ ErrorEquals: ['Broken'] }] }) }),
    input: [1, 2],
    mocks: { work: [broken, 1, 1, 2] },
    output: [1, 2],
    seconds: 1,
  },
  {
    says: 'a Map is caught',
    machine: machineOf({ Each: mapOver({ Go: call('work') }, caught(['States.ALL'])), ...rescue }),
    input: [1, 2, 3],
    mocks: { work: broken },
    output: 'Broken',
  },
  {
    says: 'an ItemSelector without value is caught',
    machine: machineOf({
      Each: mapOver(
        { Go: call('work') },
        { ItemSelector: '{% $states.context.Map.Item.Value.id %}', ...caught(['States.QueryEvaluationError']) },
      ),
      ...rescue,
    }),
    input: [{}],
    output: 'States.QueryEvaluationError',
  },
  {
    says: 'a Map with too large a result',
    machine: machineOf({
      Each: mapOver({ Go: pass({ Output: '{% $pad("", 100000, "x") %}' }) }, caught(['States.DataLimitExceeded'])),
      ...rescue,
    }),
    input: [1, 2, 3],
    output: 'States.DataLimitExceeded',
  },
];

test.each(rows)('$says', expectRow);
