import { namedBy } from '../workflow/definition/placeholders.ts';
import type { ScopeTree } from '../workflow/definition/read-states.ts';
import type { State, StateOf } from '../workflow/definition/states-language.ts';

type Task = StateOf<'Task'>;

const taskKinds = {
  'arn:aws:states:::lambda:invoke': 'call',
  'arn:aws:states:::lambda:invoke.waitForTaskToken': 'call, then wait for an answer',
  'arn:aws:states:::states:startExecution': 'start',
  'arn:aws:states:::states:startExecution.sync:2': 'start and wait',
} as const satisfies Record<Task['Resource'], string>;

const kinds = {
  Choice: 'choice',
  Wait: 'wait',
  Pass: 'step',
  Map: 'for each',
  Parallel: 'at once',
  Succeed: 'end',
  Fail: 'failure',
} as const satisfies Record<Exclude<State['Type'], 'Task'>, string>;

function kindOf(state: State): string {
  if (state.Type === 'Task') return taskKinds[state.Resource];
  if (state.Type !== 'Map' || state.MaxConcurrency === undefined) return kinds[state.Type];
  return `${kinds.Map}, ${state.MaxConcurrency} at once`;
}

function targetOf(state: State): string {
  if (state.Type !== 'Task') return '';
  if ('FunctionName' in state.Arguments) {
    const name = namedBy(state.Arguments.FunctionName) ?? state.Arguments.FunctionName;
    return `[${name}](../functions/${name}/handler.ts)`;
  }
  const machine = namedBy(state.Arguments.StateMachineArn) ?? state.Arguments.StateMachineArn;
  return `[${machine}](#${machine})`;
}

function retriesOf(state: State): string {
  const retriers = 'Retry' in state ? (state.Retry ?? []) : [];
  // Three is what Step Functions takes when nothing is said.
  return retriers.map(({ ErrorEquals, MaxAttempts = 3 }) => `${ErrorEquals.join(', ')}: ${MaxAttempts}`).join('<br>');
}

const daySeconds = 86_400;

function timeoutOf(state: State): string {
  const seconds = state.Type === 'Task' ? state.TimeoutSeconds : undefined;
  if (seconds === undefined) return '';
  if (typeof seconds === 'string') return `\`${seconds}\``;
  return seconds < daySeconds ? `${seconds} s` : `${Math.floor(seconds / daySeconds)} days`;
}

function rowsOf(tree: ScopeTree, prefix: string): readonly (readonly string[])[] {
  return [...tree.states].flatMap(([name, state]) => [
    [`${prefix}${name}`, kindOf(state), targetOf(state), state.Comment ?? '', retriesOf(state), timeoutOf(state)],
    ...tree.inside.filter((each) => each.state === name).flatMap(({ scope }) => rowsOf(scope, `${prefix}↳ `)),
  ]);
}

function tableLine(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
}

/** Each state of a machine in the order of its file; those inside a Map come after it. */
export function stateTable(tree: ScopeTree): string {
  const head = ['state', 'kind', 'function', 'what it is for', 'retries', 'timeout'];
  return [head, head.map(() => '---'), ...rowsOf(tree, '')].map(tableLine).join('\n');
}
