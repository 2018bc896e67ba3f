import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { loadMachine } from '../../../local/workflow/definition/load-machine.ts';
import { MachineRefused } from '../../../local/workflow/index.ts';
import { call, callAndWait, machineOf, mapOver, pass, start, wait } from './machines.ts';

// It has no types.
const aslValidator = createRequire(import.meta.url)('asl-validator') as (machine: unknown, options: object) => object;

type Row = readonly [machine: string, ...refusals: readonly string[]];

const known = { machines: ['machine', 'other'], functions: ['work'] };

function refusalsOf(machine: string): readonly string[] {
  try {
    loadMachine('machine', machine, known);
    return [];
  } catch (problem) {
    if (problem instanceof MachineRefused) return problem.refusals.map(({ place, says }) => `${place}: ${says}`);
    throw problem;
  }
}

const saying = (expression: string) => machineOf({ Go: pass({ Output: `{% ${expression} %}` }) });
const noField = 'this engine has no such field';

const ofForm: Row[] = [
  ['{', 'the definition: is not JSON'],
  [machineOf({ Go: pass() }, { QueryLanguage: 'JSONPath' }), 'QueryLanguage: Invalid input: expected "JSONata"'],
  [machineOf({ Go: pass() }, { Extra: 1 }), `Extra: ${noField}`],
  [machineOf({ Go: { Type: 'Activity' } }), '"Go".Type: this engine has no state type Activity'],
  [machineOf({ Go: {} }), '"Go".Type: this engine has no state type (none)'],
  [machineOf({ Go: pass({ ResultPath: '$.a' }) }), `"Go".ResultPath: ${noField}`],
  [machineOf({ Go: pass({ Result: 1 }) }), `"Go".Result: ${noField}`],
  [machineOf({ Go: call('work', { Credentials: {} }) }), `"Go".Credentials: ${noField}`],
  [machineOf({ Go: { Type: 'Succeed', Assign: { a: 1 } } }), `"Go".Assign: ${noField}`],
  [
    machineOf({ Go: call('work', { Retry: [{ ErrorEquals: ['A'], Interval: 1 }] }) }),
    `"Go".Retry[0].Interval: ${noField}`,
  ],
  [
    machineOf({ Go: call('work', { Retry: [{ ErrorEquals: ['A'], BackoffRate: 0.5 }] }) }),
    '"Go".Retry[0].BackoffRate: Too small: expected number to be >=1',
  ],
  [machineOf({ Go: mapOver({ In: pass() }, { ToleratedFailureCount: 1 }) }), `"Go".ToleratedFailureCount: ${noField}`],
  [machineOf({ Go: mapOver({ In: pass({ Parameters: {} }) }) }), `"In".Parameters: ${noField}`],
  [
    machineOf({
      Go: {
        ...mapOver({ In: pass() }),
        ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED' }, StartAt: 'In', States: { In: pass() } },
      },
    }),
    '"Go".ItemProcessor.ProcessorConfig.Mode: Invalid input: expected "INLINE"',
  ],
  [
    machineOf({ Go: { ...call('work'), Resource: 'arn:aws:states:::sqs:sendMessage' } }),
    '"Go".Resource: Invalid option: expected one of "arn:aws:states:::lambda:invoke"|"arn:aws:states:::lambda:invoke.waitForTaskToken"|"arn:aws:states:::states:startExecution"|"arn:aws:states:::states:startExecution.sync:2"',
  ],
];

const ofFlow: Row[] = [
  [machineOf({ Go: pass({ Next: 'Nowhere' }) }), '"Go".Next: there is no state "Nowhere" here'],
  [machineOf({ Go: pass() }, { StartAt: 'Other' }), 'the definition.StartAt: there is no state "Other" here'],
  [machineOf({ Go: pass(), Lost: pass() }), '"Lost": can never be reached'],
  [machineOf({ Go: { Type: 'Pass' } }), '"Go": has either Next or End'],
  [machineOf({ Go: pass({ Next: 'Go', End: true }) }), '"Go": has either Next or End'],
  [machineOf({ Go: pass({ Next: 'On' }), On: pass({ Next: 'Go' }) }), '"Go": leads to no end', '"On": leads to no end'],
  [
    machineOf({ Go: call('work', { Catch: [{ ErrorEquals: ['A'], Next: 'No' }] }) }),
    '"Go".Catch[0]: there is no state "No" here',
  ],
  [
    machineOf({ Go: { Type: 'Choice', Choices: [{ Condition: '{% true %}', Next: 'No' }], Default: 'Nor' } }),
    '"Go".Choices[0]: there is no state "No" here',
    '"Go".Default: there is no state "Nor" here',
  ],
  [
    machineOf({ Go: mapOver({ In: pass({ Next: 'After' }) }, { Next: 'After' }), After: pass() }),
    '"In".Next: there is no state "After" here',
  ],
  [machineOf({ Go: mapOver({ Go: pass() }) }), '"Go": this name is used twice in the machine'],
  [machineOf({ Go: wait({ Seconds: 1, Timestamp: '2027-01-01T00:00:00Z' }) }), '"Go": has either Seconds or Timestamp'],
  [machineOf({ Go: wait({ Timestamp: 'tomorrow' }) }), '"Go".Timestamp: must be a date such as 2027-01-31T12:00:00Z'],
];

const ofTasks: Row[] = [
  [
    machineOf({ Go: callAndWait('work', { TimeoutSeconds: undefined }) }),
    '"Go": waits without end: give it TimeoutSeconds',
  ],
  [
    machineOf({ Go: { ...callAndWait('work'), Arguments: { FunctionName: `\${work}`, Payload: {} } } }),
    '"Go".Arguments: does not pass $states.context.Task.Token on',
  ],
  [
    machineOf({ Go: { ...call('work'), Arguments: { FunctionName: `\${work}`, InvocationType: 'Event' } } }),
    `"Go".Arguments.InvocationType: ${noField}`,
  ],
  [
    machineOf({ Go: { ...start('other'), Arguments: { StateMachineArn: `\${other}`, TraceHeader: 'x' } } }),
    `"Go".Arguments.TraceHeader: ${noField}`,
  ],
  [
    machineOf({ Go: { ...call('work'), Arguments: '{% $states.input %}' } }),
    '"Go".Arguments: Invalid input: expected object, received string',
  ],
  [
    machineOf({ Go: callAndWait('work', { HeartbeatSeconds: 3600 }) }),
    '"Go".HeartbeatSeconds: must be less than TimeoutSeconds',
  ],
  [
    machineOf({ Go: call('work', { HeartbeatSeconds: 5 }) }),
    '"Go".HeartbeatSeconds: only a task with a token has a heartbeat',
  ],
  [machineOf({ Go: call('unheardOf') }), '"Go".Arguments.FunctionName: there is no unheard-of'],
  [machineOf({ Go: start('unheardOf') }), '"Go".Arguments.StateMachineArn: there is no unheard-of'],
  [
    machineOf({ Go: { ...call('work'), Arguments: { FunctionName: 'work' } } }),
    `"Go".Arguments.FunctionName: must be a placeholder such as \${verifyEligibility}, not work`,
  ],
  [
    machineOf({ Go: { ...start('other'), Resource: 'arn:aws:states:::lambda:invoke' } }),
    '"Go".Arguments: are not those of arn:aws:states:::lambda:invoke',
  ],
  [
    machineOf({ Go: call('work', { Payload: `to \${bucket}` }) }),
    '"Go".Arguments/Payload: this engine fills no placeholder in here',
  ],
  [
    machineOf({ Go: call('work', { Retry: [{ ErrorEquals: ['States.ALL', 'A'] }] }) }),
    '"Go".Retry[0].ErrorEquals: States.ALL stands alone, in the last one',
  ],
  [
    machineOf({ Go: call('work', { Retry: [{ ErrorEquals: ['States.ALL'] }, { ErrorEquals: ['A'] }] }) }),
    '"Go".Retry[0].ErrorEquals: States.ALL stands alone, in the last one',
  ],
  [
    machineOf({ Go: call('work', { Retry: [{ ErrorEquals: ['States.Permissions'] }] }) }),
    '"Go".Retry[0].ErrorEquals: this engine never reports States.Permissions',
  ],
  [
    machineOf({ Go: call('work', { Retry: [{ ErrorEquals: ['A'], IntervalSeconds: 9, MaxDelaySeconds: 9 }] }) }),
    '"Go".Retry[0].MaxDelaySeconds: must be more than IntervalSeconds',
  ],
];

const ofExpressions: Row[] = [
  ...['now()', 'millis()', 'uuid()', 'random()', 'shuffle([1])'].map(
    (each): Row => [
      saying(`$${each}`),
      `"Go".Output: $${each.replace(/\(.*/, '')} is refused: it gives something else each time, so an execution could not be repeated`,
    ],
  ),
  [
    saying('$map([1], function($x) { $now() })'),
    '"Go".Output: $now is refused: it gives something else each time, so an execution could not be repeated',
  ],
  [saying('$toMillis($states.input)'), '"Go".Output: $toMillis is refused: it may read the present time'],
  [saying('$eval("1")'), '"Go".Output: $eval is refused: it does not exist on Step Functions'],
  [
    saying('$hash("a", "SHA-256")'),
    '"Go".Output: $hash is refused: it is known to Step Functions alone, not to JSONata',
  ],
  [saying('$states.input ?? 1'), '"Go".Output: the operators ?? and ?: are newer than the JSONata of Step Functions'],
  [saying('$states.input ?: 1'), '"Go".Output: the operators ?? and ?: are newer than the JSONata of Step Functions'],
  [saying('$states.input.('), '"Go".Output: is not JSONata (S0203 at 15)'],
  [saying('$unknown'), '"Go".Output: $unknown is assigned nowhere before'],
  [saying('$f(1)'), '"Go".Output: $f is assigned nowhere before'],
  [saying('($f := function($n) { $f($n) }; $f(1))'), '"Go".Output: $f is assigned nowhere before'],
  [saying('claimId'), '"Go".Output: "claimId" reads no variable: begin with $states or a variable'],
  [
    saying('$$.claimId'),
    '"Go".Output: $$ is the input document, which Step Functions does not give: use $states.input',
  ],
  [saying('$.claimId'), '"Go".Output: $ stands for nothing here: use $states.input'],
  [saying('$states'), '"Go".Output: name what of $states is read, such as $states.input'],
  [saying('$states.output'), '"Go".Output: there is no $states.output'],
  [saying('$states.context.Execution.RoleArn'), '"Go".Output: this engine has no $states.context.Execution.RoleArn'],
  [saying('$states.context'), '"Go".Output: this engine has no $states.context'],
  [saying('$states.result'), '"Go".Output: there is no $states.result here'],
  [saying('$states.errorOutput'), '"Go".Output: there is no $states.errorOutput here'],
  [saying('$states.context.Task.Token'), '"Go".Output: there is no $states.context.Task.Token here'],
  [saying('$states.context.Map.Item.Value'), '"Go".Output: there is no $states.context.Map.Item here'],
  [
    machineOf({ Go: pass({ Output: 'id {% $states.input %}' }) }),
    '"Go".Output: an expression is the whole string: "{% … %}"',
  ],
  [machineOf({ Go: pass({ Output: { a: ['{% $x %}'] } }) }), '"Go".Output/a[0]: $x is assigned nowhere before'],
  [machineOf({ Go: pass({ Assign: { x: '{% $x %}' } }) }), '"Go".Assign/x: $x is assigned nowhere before'],
  [machineOf({ Go: pass({ Assign: { states: 1 } }) }), '"Go".Assign: $states means something else in JSONata'],
  [machineOf({ Go: pass({ Assign: { 'a-b': 1 } }) }), '"Go".Assign: $a-b is not a variable\'s name'],
  [
    machineOf({ Go: pass({ Assign: { x: 1 }, Next: 'Each' }), Each: mapOver({ In: pass({ Assign: { x: 2 } }) }) }),
    '"In".Assign: $x belongs to the states outside, which only they assign',
  ],
  [
    machineOf({
      Go: mapOver({ In: pass({ Assign: { x: 2 } }) }, { Next: 'After' }),
      After: pass({ Output: '{% $x %}' }),
    }),
    '"After".Output: $x is assigned nowhere before',
  ],
];

const accepted = [
  saying('$map($states.input.ids, function($id, $at) { $id & $string($at) })'),
  saying('$states.input.lines[charge > 100 and $exists(code)].{"c": code, "n": $.charge}'),
  saying('($total := $sum($states.input.lines.charge); $total > 5 ? "much" : "little")'),
  saying('$states.input.lines^(>charge)[0]'),
  saying('$states.input ~> |lines|{"seen": true}|'),
  saying('$merge([$states.input, {"at": $states.context.State.EnteredTime}])'),
  saying('$states.input.lines#$i.{"at": $i, "code": code}'),
  saying('$states.input.lines{code: $sum(charge)}'),
  saying('$reduce([1..3], function($a, $b) { $a + $b })'),
  saying('$states.input.a ? $states.input.a : 1'),
  machineOf({ Go: pass({ Assign: { x: 1 }, Next: 'Each' }), Each: mapOver({ In: pass({ Output: '{% $x %}' }) }) }),
  machineOf({ Go: callAndWait('work', { TimeoutSeconds: undefined }) }, { TimeoutSeconds: 60 }),
  machineOf({ Go: start('other', {}, 'startExecution.sync:2') }),
];

describe.each([
  ['form', ofForm],
  ['flow', ofFlow],
  ['tasks', ofTasks],
  ['expressions', ofExpressions],
] as const)('of %s', (_, rows) => {
  test.each(rows)('%s', (machine, ...refusals) => {
    expect(refusalsOf(machine)).toEqual(refusals);
  });
});

test.each(accepted)('%s is fine', (machine) => {
  expect(refusalsOf(machine)).toEqual([]);
  expect(aslValidator(JSON.parse(machine), { checkPaths: false })).toMatchObject({ errors: [] });
});

test('a refusal lists every reason and says which machine', () => {
  const machine = machineOf({ Go: pass({ Next: 'Nowhere' }), Lost: pass({ Output: '{% $now() %}' }) });
  expect(() => loadMachine('claim', machine, known)).toThrow(
    /^The state machine claim is refused:\n {2}"Go"\.Next: .*\n {2}"Lost"\.Output: /,
  );
});
