import { test } from 'vitest';
import { expectRow, type MachineRow } from './machine-rows.ts';
import { call, callAndWait, machineOf, pass, wait } from './machines.ts';
import { answers, answersWithFailure, errorNamed } from './run-machine-case.ts';

const rows: MachineRow[] = [
  {
    says: 'Pass gives its input on',
    machine: machineOf({ One: pass({ Next: 'Two' }), Two: pass() }),
    input: { claimId: 'C1' },
    states: ['One', 'Two'],
    output: { claimId: 'C1' },
  },
  {
    says: 'Output and Assign see the variables as they were on entering',
    machine: machineOf({
      One: pass({ Assign: { tally: 1 }, Next: 'Two' }),
      Two: pass({ Assign: { tally: '{% $tally + 1 %}' }, Output: { was: '{% $tally %}' }, Next: 'Three' }),
      Three: pass({ Output: '{% [$tally, $states.input.was] %}' }),
    }),
    states: ['One', 'Two', 'Three'],
    output: [2, 1],
  },
  {
    says: 'a Choice takes the first rule that holds, with its own Output and Assign',
    machine: machineOf({
      Which: {
        Type: 'Choice',
        Choices: [
          { Condition: "{% $states.input.kind = 'a' %}", Next: 'A' },
          { Condition: "{% $states.input.kind = 'b' %}", Next: 'B', Output: 'chose b', Assign: { via: 'rule' } },
        ],
        Default: 'C',
      },
      A: pass(),
      B: pass({ Output: '{% [$states.input, $via] %}' }),
      C: pass(),
    }),
    input: { kind: 'b' },
    states: ['Which', 'B'],
    output: ['chose b', 'rule'],
  },
  {
    says: "without a rule that holds, Default with the state's Output and Assign",
    machine: machineOf({
      Which: {
        Type: 'Choice',
        Choices: [{ Condition: '{% $exists($states.input.kind) %}', Next: 'A' }],
        Default: 'C',
        Output: 'default',
        Assign: { via: 'state' },
      },
      A: pass(),
      C: pass({ Output: '{% [$states.input, $via] %}' }),
    }),
    input: {},
    states: ['Which', 'C'],
    output: ['default', 'state'],
  },
  {
    says: 'without Default it fails',
    machine: machineOf({
      Which: { Type: 'Choice', Choices: [{ Condition: '{% $exists($states.input.kind) %}', Next: 'A' }] },
      A: pass(),
    }),
    input: {},
    states: ['Which'],
    error: 'States.NoChoiceMatched',
  },
  {
    says: 'a condition that is not true or false fails',
    machine: machineOf({
      Which: { Type: 'Choice', Choices: [{ Condition: '{% $states.input.kind %}', Next: 'A' }], Default: 'A' },
      A: pass(),
    }),
    input: { kind: 'a' },
    states: ['Which'],
    error: 'States.QueryEvaluationError',
  },
  {
    says: 'Wait for seconds, longer than any timer',
    machine: machineOf({ Nap: wait({ Seconds: 30 * 86_400 }) }),
    states: ['Nap'],
    output: null,
    seconds: 30 * 86_400,
  },
  {
    says: 'Wait for seconds from an expression',
    machine: machineOf({ Nap: wait({ Seconds: '{% $states.input.seconds %}', Output: 'awake' }) }),
    input: { seconds: 90 },
    states: ['Nap'],
    output: 'awake',
    seconds: 90,
  },
  {
    says: 'Wait for a date',
    machine: machineOf({ Nap: wait({ Timestamp: '{% $states.input.until %}' }) }),
    input: { until: '2027-01-05T10:00:00+01:00' },
    states: ['Nap'],
    output: { until: '2027-01-05T10:00:00+01:00' },
    seconds: 86_400,
  },
  {
    says: 'a date that is past is no wait',
    machine: machineOf({ Nap: wait({ Timestamp: '2020-01-01T00:00:00Z' }) }),
    states: ['Nap'],
    output: null,
    seconds: 0,
  },
  {
    says: 'what is no date fails',
    machine: machineOf({ Nap: wait({ Timestamp: '{% $states.input.until %}' }) }),
    input: { until: '2027-01-05 10:00:00' },
    states: ['Nap'],
    error: 'States.QueryEvaluationError',
  },
  {
    says: 'Succeed ends with its Output',
    machine: machineOf({ Done: { Type: 'Succeed', Output: { was: '{% $states.input %}' } } }),
    input: 1,
    states: ['Done'],
    output: { was: 1 },
  },
  {
    says: 'Fail gives Error and Cause from expressions',
    machine: machineOf({ Bad: { Type: 'Fail', Error: '{% $states.input.why %}', Cause: 'because' } }),
    input: { why: 'Unpaid' },
    states: ['Bad'],
    error: 'Unpaid',
  },
  {
    says: 'lambda:invoke answers as on AWS',
    machine: machineOf({ Go: call('scrubClaim', { Output: '{% $states.result %}' }) }),
    mocks: { 'scrub-claim': { clean: true } },
    states: ['Go'],
    output: { ExecutedVersion: '$LATEST', Payload: { clean: true }, StatusCode: 200 },
  },
  {
    says: "a function's error is named after its class",
    machine: machineOf({ Go: call('scrubClaim') }),
    mocks: { 'scrub-claim': errorNamed('Throttled', 'SECRET') },
    states: ['Go'],
    error: 'Throttled',
  },
  {
    says: 'a token that is answered later',
    machine: machineOf({ Go: callAndWait('askPayer', { Next: 'After' }), After: pass() }),
    mocks: { 'ask-payer': answers({ status: 'paid' }, 600) },
    states: ['Go', 'After'],
    output: { status: 'paid' },
    seconds: 600,
  },
  {
    says: 'a token that its own function answers',
    machine: machineOf({ Go: callAndWait('askPayer') }),
    mocks: { 'ask-payer': answers({}) },
    states: ['Go'],
    output: {},
    seconds: 0,
  },
  {
    says: 'a token that its own function answers before it throws',
    machine: machineOf({ Go: callAndWait('askPayer') }),
    mocks: {
      'ask-payer': async (_, { token }) => {
        await token.succeed('answered');
        throw errorNamed('TooLate');
      },
    },
    states: ['Go'],
    output: 'answered',
  },
  {
    says: 'a token that is failed',
    machine: machineOf({ Go: callAndWait('askPayer') }),
    mocks: { 'ask-payer': answersWithFailure('Refused', 'no contract', 60) },
    states: ['Go'],
    error: 'Refused',
    seconds: 60,
  },
];

test.each(rows)('$says', expectRow);
