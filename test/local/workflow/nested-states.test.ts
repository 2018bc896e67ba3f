import { test } from 'vitest';
import { expectRow, type MachineRow } from './machine-rows.ts';
import { call, machineOf, mapOver, pass, start, wait } from './machines.ts';
import { errorNamed } from './run-machine-case.ts';

const rows: MachineRow[] = [
  {
    says: 'Map over items, with ItemSelector and the outer variables',
    machine: machineOf({
      Begin: pass({ Assign: { practice: 'P1' }, Next: 'Each' }),
      Each: mapOver(
        { Inside: call('scrubClaim', { Next: 'Last' }), Last: pass({ Output: '{% $states.input & $practice %}' }) },
        {
          ItemSelector: {
            at: '{% $states.context.Map.Item.Index %}',
            id: '{% $states.context.Map.Item.Value %}',
            of: '{% $count($states.input) %}',
            by: '{% $practice %}',
          },
          Output: '{% $states.result %}',
        },
      ),
    }),
    input: ['a', 'b'],
    mocks: { 'scrub-claim': (payload) => JSON.stringify(payload) },
    states: ['Begin', 'Each', 'Inside', 'Inside', 'Last', 'Last'],
    output: ['{"at":0,"id":"a","of":2,"by":"P1"}P1', '{"at":1,"id":"b","of":2,"by":"P1"}P1'],
  },
  {
    says: 'Map over nothing',
    machine: machineOf({ Each: mapOver({ Inside: pass() }) }),
    input: [],
    states: ['Each'],
    output: [],
  },
  {
    says: 'Map over a list of one stays a list',
    machine: machineOf({ Each: mapOver({ Inside: pass() }) }),
    input: [[1]],
    states: ['Each', 'Inside'],
    output: [[1]],
  },
  {
    says: 'Map over what is no list fails',
    machine: machineOf({ Each: mapOver({ Inside: pass() }) }),
    input: { a: 1 },
    states: ['Each'],
    error: 'States.QueryEvaluationError',
  },
  {
    says: 'Map one at a time',
    machine: machineOf({ Each: mapOver({ Nap: wait({ Seconds: 10 }) }, { MaxConcurrency: 1 }) }),
    input: [1, 2, 3],
    states: ['Each', 'Nap', 'Nap', 'Nap'],
    output: [1, 2, 3],
    seconds: 30,
  },
  {
    says: 'Map at most forty at a time',
    machine: machineOf({ Each: mapOver({ Nap: wait({ Seconds: 10 }) }) }),
    input: Array.from({ length: 41 }, (_, at) => at),
    states: ['Each', ...Array<string>(41).fill('Nap')],
    output: Array.from({ length: 41 }, (_, at) => at),
    seconds: 20,
  },
  {
    says: 'Map in Map',
    machine: machineOf({
      Outer: mapOver({
        Inner: mapOver({ Pair: pass({ Output: '{% $states.context.Map.Item.Value * 10 %}' }) }, { Next: 'Mark' }),
        Mark: pass({ Output: { at: '{% $states.context.Map.Item.Index %}', all: '{% $states.input %}' } }),
      }),
    }),
    input: [[1, 2], [3]],
    states: ['Outer', 'Inner', 'Inner', 'Pair', 'Pair', 'Pair', 'Mark', 'Mark'],
    output: [
      { at: 0, all: [10, 20] },
      { at: 1, all: [30] },
    ],
  },
  {
    says: 'one failed item fails the Map and ends the others',
    machine: machineOf({ Each: mapOver({ Go: call('scrubClaim', { Next: 'Nap' }), Nap: wait({ Seconds: 60 }) }) }),
    input: [1, 2, 3],
    mocks: {
      'scrub-claim': (payload) => {
        if (payload === 2) throw errorNamed('Broken');
        return payload;
      },
    },
    states: ['Each', 'Go', 'Go', 'Go'],
    error: 'Broken',
    seconds: 0,
  },
  {
    says: 'Parallel gives a list in the order of its branches',
    machine: machineOf({
      Both: {
        Type: 'Parallel',
        Arguments: { id: '{% $states.input %}' },
        Branches: [
          { StartAt: 'Slow', States: { Slow: wait({ Seconds: 5 }) } },
          { StartAt: 'Fast', States: { Fast: pass({ Output: '{% $states.input.id %}' }) } },
        ],
        End: true,
      },
    }),
    input: 7,
    states: ['Both', 'Fast', 'Slow'],
    output: [{ id: 7 }, 7],
    seconds: 5,
  },
  {
    says: 'startExecution goes on at once',
    machine: machineOf({ Go: start('other', { Name: 'mine', Output: '{% $states.result.ExecutionArn %}' }) }),
    machines: { other: machineOf({ Nap: wait({ Seconds: 50 }) }) },
    states: ['Go'],
    output: 'arn:aws:states:us-east-1:000000000000:execution:other:mine',
    seconds: 0,
  },
  {
    says: 'startExecution of a name that was used fails',
    machine: machineOf({
      Go: start('other', { Name: 'mine', Next: 'Again' }),
      Again: start('other', { Name: 'mine', Input: 'different' }),
    }),
    machines: { other: machineOf({ Nap: wait({ Seconds: 50 }) }) },
    states: ['Go', 'Again'],
    error: 'StepFunctions.ExecutionAlreadyExistsException',
  },
  {
    says: 'startExecution again, with the same input while it runs, is no error',
    machine: machineOf({
      Go: start('other', { Name: 'mine', Input: 1, Next: 'Again' }),
      Again: start('other', { Name: 'mine', Input: 1, Output: 'fine' }),
    }),
    machines: { other: machineOf({ Nap: wait({ Seconds: 50 }) }) },
    states: ['Go', 'Again'],
    output: 'fine',
  },
  {
    says: 'startExecution.sync:2 waits and gives the output as JSON',
    machine: machineOf({
      Go: start('other', { Output: '{% [$states.result.Output, $states.result.Status] %}' }, 'startExecution.sync:2'),
    }),
    machines: { other: machineOf({ Nap: wait({ Seconds: 50, Output: { slept: '{% $states.input %}' } }) }) },
    input: 'well',
    states: ['Go'],
    output: [{ slept: 'well' }, 'SUCCEEDED'],
    seconds: 50,
  },
  {
    says: 'startExecution.sync:2 fails with what it started',
    machine: machineOf({ Go: start('other', {}, 'startExecution.sync:2') }),
    machines: { other: machineOf({ Bad: { Type: 'Fail', Error: 'Inner' } }) },
    states: ['Go'],
    error: 'States.TaskFailed',
  },
];

test.each(rows)('$says', expectRow);
