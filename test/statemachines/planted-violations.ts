import { call, callAndWait, machineOf, mapOver, pass, start, wait } from '../local/workflow/machines.ts';
import type { House } from './house.ts';
import type { houseRules } from './house-rules.ts';

type Row = readonly [rule: keyof typeof houseRules, machine: string, ...complaints: readonly string[]];

/** A house in which the planted machines would live. */
export const plantedHouse: House = {
  functions: new Map([
    ['work', true],
    ['half-done', false],
  ]),
  machines: new Set(['other']),
};

const task = { Comment: 'Works. Again: works.', Retry: [{ ErrorEquals: ['States.TaskFailed'] }] };
const said = { Comment: 'Goes on.' };
const top = { Comment: 'A machine.' };
const work = `\${work}`;
const token = '{% $states.context.Task.Token %}';

const selecting = (expression: string) =>
  machineOf({ 'Go on': pass({ ...said, Output: { id: `{% ${expression} %}` } }) }, top);
const choosing = (fields: object) =>
  machineOf({ 'Go on?': { Type: 'Choice', ...said, ...fields }, 'Go home': pass(said) });
const mapping = (fields: object) =>
  machineOf({ 'Do all': mapOver({ 'Do one': pass(said) }, { ...said, ...fields }) }, top);
const passing = (name: string, fields: object = {}) => machineOf({ [name]: pass({ ...said, ...fields }) }, top);
const tasking = (fields: object) => machineOf({ 'Do work': { ...call('work', task), ...fields } }, top);
const waiting = (fields: object) => machineOf({ 'Wait long': { ...callAndWait('work', task), ...fields } }, top);

/** Machines that break one rule, and what is said of them. */
export const plantedViolations: readonly Row[] = [
  [
    'the query language is JSONata',
    machineOf({ 'Go on': pass({ QueryLanguage: 'JSONPath' }) }, { QueryLanguage: undefined }),
    'the machine has another QueryLanguage',
    '"Go on" has another QueryLanguage',
  ],
  [
    'a Comment says what it is for, and of a Task what running it again does',
    machineOf({ 'Go on': pass({ Comment: ' ' }) }),
    'the machine has no Comment',
    '"Go on" has no Comment',
  ],
  [
    'a Comment says what it is for, and of a Task what running it again does',
    tasking(said),
    '"Do work" does not say what running it again does',
  ],
  [
    'a Comment says what it is for, and of a Task what running it again does',
    machineOf({ 'Do all': mapOver({ 'Do one': pass() }, said) }, top),
    '"Do one" has no Comment',
  ],
  ...['VerifyEligibility', 'verify eligibility', 'Verify', 'Verify_eligibility now', `Verify ${'v'.repeat(80)}`].map(
    (name): Row => ['names are sentences, and questions those of choices', passing(name), `"${name}" is no sentence`],
  ),
  [
    'names are sentences, and questions those of choices',
    passing('Go on?'),
    '"Go on?" is a question without choices or the other way round',
  ],
  [
    'tasks call functions or start executions',
    tasking({ Resource: 'arn:aws:states:::sqs:sendMessage' }),
    '"Do work" has the resource arn:aws:states:::sqs:sendMessage',
  ],
  [
    'tasks call functions or start executions',
    tasking({ Resource: 'arn:aws:states:::states:startExecution.sync' }),
    '"Do work" has the resource arn:aws:states:::states:startExecution.sync',
  ],
  [
    'who waits passes its token and has a timeout',
    waiting({ Arguments: { FunctionName: work, Payload: { token: 'token' } } }),
    '"Wait long" passes no token',
  ],
  [
    'who waits passes its token and has a timeout',
    waiting({ TimeoutSeconds: undefined }),
    '"Wait long" has no TimeoutSeconds',
  ],
  ['every Task is retried', tasking({ Retry: undefined }), '"Do work" has no Retry'],
  ['every Task is retried', tasking({ Retry: [] }), '"Do work" has no Retry'],
  [
    'seconds are literal numbers',
    waiting({ TimeoutSeconds: '{% $states.input.seconds %}' }),
    '"Wait long" has TimeoutSeconds that are no number',
  ],
  [
    'seconds are literal numbers',
    machineOf({ 'Wait long': wait({ ...said, Seconds: '{% $states.input.seconds %}' }) }),
    '"Wait long" has Seconds that are no number',
  ],
  [
    'seconds are literal numbers',
    tasking({ Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: '5' }] }),
    '"Do work" has Retry.0.IntervalSeconds that are no number',
  ],
  ...(
    [
      ['$now()', 'calls $now'],
      ['$millis()', 'calls $millis'],
      ['$uuid()', 'calls $uuid'],
      ['$random()', 'calls $random'],
      ['$sum($states.input.charges)', 'calls $sum'],
      ['$round($states.input.charge)', 'calls $round'],
      ['$exists($now())', 'calls $now'],
      ['$merge([$states.input, {"at": $now()}])', 'calls $now'],
      ['$states.input.count = $millis()', 'calls $millis'],
      ['$states.input.count + 1', 'computes with binary +'],
      ['$states.input.a and $states.input.b', 'computes with binary and'],
      ['-$states.input.count', 'computes with unary -'],
      ['$states.input.a ? 1 : 2', 'computes with condition'],
      ['($a := 1; $a)', 'computes with block'],
      ['[1..3]', 'computes with unary ['],
      ['{"id": 1}', 'computes with unary {'],
      ['function($a) { $a }', 'computes with lambda'],
      ['$states.input.lines[0]', 'has a path that is more than a variable and names'],
      ['$states.input.lines[charge > 5].code', 'has a path that is more than a variable and names'],
      ['$states.input.lines^(charge)', 'has a path that is more than a variable and names'],
      ['$states.input.lines{code: charge}', 'has a path that is more than a variable and names'],
      ['$states.input.*', 'has a path that is more than a variable and names'],
      ['$states.input.$string(id)', 'has a path that is more than a variable and names'],
      ['claimId', 'has a path that is more than a variable and names'],
      ['$states.input.(', 'is not JSONata'],
    ] as const
  ).map(([expression, fault]): Row => ['expressions only select', selecting(expression), `"Go on" Output.id ${fault}`]),
  [
    'expressions only select',
    passing('Go on', { Output: 'claim {% $states.input.claimId %}' }),
    '"Go on" Output mixes text and expression',
  ],
  [
    'expressions only select',
    choosing({ Choices: [{ Condition: '{% $states.input.count % 2 = 0 %}', Next: 'Go home' }] }),
    '"Go on?" Choices.0.Condition computes with binary %',
  ],
  [
    'expressions only select',
    waiting({ Arguments: { FunctionName: work, Payload: { token, at: '{% $now() %}' } } }),
    '"Wait long" Arguments.Payload.at calls $now',
  ],
  ['a Map maps over its input', mapping({ Items: '{% $chunkKeys %}' }), '"Do all" has other Items than its input'],
  ['a Map maps over its input', mapping({ Items: undefined }), '"Do all" has other Items than its input'],
  ['a Map maps over its input', mapping({ ItemSelector: {} }), '"Do all" has an ItemSelector'],
  ['what comes next exists', machineOf({ 'Go on': pass(said) }, { StartAt: 'Go' }), 'StartAt names no state: Go'],
  ['what comes next exists', passing('Go on', { Next: 'Go home' }), '"Go on" Next names no state: Go home'],
  [
    'what comes next exists',
    tasking({ Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Give up' }] }),
    '"Do work" Catch.0.Next names no state: Give up',
  ],
  [
    'what comes next exists',
    choosing({ Choices: [{ Condition: '{% true %}', Next: 'Go away' }], Default: 'Go mad' }),
    '"Go on?" Choices.0.Next names no state: Go away',
    '"Go on?" Default names no state: Go mad',
  ],
  [
    'what comes next exists',
    machineOf({ 'Do all': mapOver({ 'Do one': pass({ Next: 'Go home' }) }, { Next: 'Go home' }), 'Go home': pass() }),
    '"Do one" Next names no state: Go home',
  ],
  [
    'placeholders name functions with a handler, and machines',
    machineOf({ 'Do work': call('unheardOf') }),
    `"Do work" calls no function of ours: \${unheardOf}`,
  ],
  [
    'placeholders name functions with a handler, and machines',
    tasking({ Arguments: { FunctionName: 'work' } }),
    '"Do work" calls no function of ours: work',
  ],
  [
    'placeholders name functions with a handler, and machines',
    machineOf({ 'Do work': call('halfDone') }),
    '"Do work" calls half-done, whose handler exports no createHandler',
  ],
  [
    'placeholders name functions with a handler, and machines',
    machineOf({ 'Start another': start('unheardOf') }),
    `"Start another" starts no machine of ours: \${unheardOf}`,
  ],
  ['asl-validator finds nothing', passing('Go on', { Next: 'Go home' }), 'MISSING_TRANSITION_TARGET'],
];

/** Machines that keep to every rule. */
export const faultless: readonly string[] = [
  tasking({}),
  waiting({}),
  mapping({}),
  machineOf({ 'Start another': start('other', task) }, top),
  machineOf({ 'Start another': start('other', task, 'startExecution.sync:2') }, top),
  machineOf({ 'Wait long': wait({ ...said, Seconds: 5 }) }, top),
  machineOf(
    {
      'Go on?': {
        Type: 'Choice',
        ...said,
        Choices: [{ Condition: '{% $exists($states.input.id) %}', Next: 'Go home' }],
        Default: 'Go home',
      },
      'Go home': pass(said),
    },
    top,
  ),
  ...[
    '$states.input.count > 0',
    '$claimId & "-" & $generation',
    '$merge([$states.input, {"id": $claimId}])',
    'true',
  ].map(selecting),
];
