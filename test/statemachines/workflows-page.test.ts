import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { pageDrift, pagePath, workflowsPage } from '../../local/docs/workflows-page.ts';
import { readMachine } from '../../local/docs/written-machine.ts';
import { call, callAndWait, machineOf, mapOver, pass, start } from '../local/workflow/machines.ts';

const rule = (condition: string) => ({ Condition: `{% ${condition} %}`, Next: 'Go home' });
const choosing = (...conditions: readonly string[]) =>
  machineOf({
    'Go on?': { Type: 'Choice', Choices: conditions.map(rule), Default: 'Go away' },
    'Go home': pass(),
    'Go away': { Type: 'Fail' },
  });
const task = (fields: Readonly<Record<string, unknown>>) =>
  machineOf({ 'Do work': call('doWork', fields), 'Give up': pass() });

const rows: readonly (readonly [says: string, machine: string, ...lines: readonly string[]])[] = [
  [
    'names become labels, and ids without punctuation',
    choosing('true'),
    'state "Go on?" as Go_on',
    'Go_on --> Go_home : true',
  ],
  [
    'names that differ in punctuation alone have ids of their own',
    machineOf({ 'Go on': pass({ Next: 'Go on!' }), 'Go on!': pass() }),
    'state "Go on" as Go_on',
    'state "Go on!" as Go_on_1',
    'Go_on --> Go_on_1',
    'Go_on_1 --> [*]',
  ],
  [
    'what Mermaid would take for syntax is written as an entity',
    machineOf({ 'Say "a: b"; #1': pass() }),
    'state "Say #34;a#58; b#34;#59; #35;1" as Say_a_b_1',
  ],
  [
    'outcomes to the same state share an arrow',
    choosing("$states.input.outcome = 'paid'", "$states.input.outcome = 'partially-denied'"),
    'Go_on --> Go_home : paid or partially denied',
    'Go_on --> Go_away : otherwise',
    'Go_away --> [*]',
  ],
  ['a condition that asks for no outcome', choosing('$states.input.count > $most'), 'Go_on --> Go_home : count > most'],
  [
    'a catch is labelled with its errors',
    task({ Catch: [{ ErrorEquals: ['States.TaskFailed', 'States.Timeout'], Next: 'Give up' }] }),
    'Do_work --> [*]',
    'Do_work --> Give_up : on States.TaskFailed, States.Timeout',
  ],
  [
    'what is inside a Map',
    machineOf({ 'Do all': mapOver({ 'Do one': pass() }, { MaxConcurrency: 3, Comment: 'All.' }) }),
    'state "Do all" as Do_all {',
    '[*] --> Do_one',
    '| Do all | for each, 3 at once |  | All. |  |  |',
    '| ↳ Do one | step |  |  |  |  |',
  ],
  [
    'branches side by side',
    machineOf({
      'Do both': {
        Type: 'Parallel',
        Branches: [
          { StartAt: 'Do one', States: { 'Do one': pass() } },
          { StartAt: 'Do other', States: { 'Do other': pass() } },
        ],
        End: true,
      },
    }),
    'Do_one --> [*]',
    '--',
    '[*] --> Do_other',
  ],
  [
    'a task that waits, and is retried',
    machineOf({
      'Ask them': callAndWait('askPayer', {
        Comment: 'A | B',
        TimeoutSeconds: 172_900,
        Retry: [{ ErrorEquals: ['A', 'B'], MaxAttempts: 5 }, { ErrorEquals: ['States.ALL'] }],
      }),
    }),
    '| Ask them | call, then wait for an answer | [ask-payer](../functions/ask-payer/handler.ts) | A \\| B | A, B: 5<br>States.ALL: 3 | 2 days |',
  ],
  [
    'a task that starts another machine',
    machineOf({ 'Start it': start('other', { TimeoutSeconds: 60 }, 'startExecution.sync:2') }),
    '| Start it | start and wait | [other](#other) |  |  | 60 s |',
  ],
];

test.each(rows)('%s', (_, machine, ...lines) => {
  const page = workflowsPage([readMachine('machine', machine)]).split('\n');
  expect(page.map((line) => line.trim())).toEqual(expect.arrayContaining([...lines]));
});

test('the page is what the machines say', () => {
  expect(pageDrift()).toBeUndefined();
});

test('a page that says something else has drifted', () => {
  expect(pageDrift(`${readFileSync(pagePath, 'utf8')}\n`)).toMatch(/^docs\/workflows\.md is not what .* says/);
});

test('npm run docs:workflows writes the page, and with --check says that it drifted', () => {
  const house = mkdtempSync(join(tmpdir(), 'claimwright-docs-'));
  const run = (...options: readonly string[]) => {
    const script = resolve('local/docs/write-workflows.ts');
    const { status, stderr } = spawnSync(process.execPath, [script, ...options], { cwd: house, encoding: 'utf8' });
    return { status, stderr };
  };
  try {
    symlinkSync(resolve('statemachines'), join(house, 'statemachines'));
    mkdirSync(join(house, 'docs'));
    expect(run('--check')).toEqual({ status: 1, stderr: `${pageDrift('')}\n` });
    expect(run()).toEqual({ status: 0, stderr: '' });
    expect(run('--check')).toEqual({ status: 0, stderr: '' });
    expect(readFileSync(join(house, pagePath), 'utf8')).toBe(readFileSync(pagePath, 'utf8'));
  } finally {
    rmSync(house, { recursive: true });
  }
});
