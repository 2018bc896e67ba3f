import type { State } from './states-language.ts';

/** A chain of states with an entrance of its own: the machine's, a Map's processor or a Parallel's branch. */
export interface Scope {
  readonly startAt: string;
  /** Where it stands, to name in a refusal. */
  readonly place: string;
  readonly states: ReadonlyMap<string, State>;
}

/** A definition that was read and checked. State names are unique in the whole machine. */
export interface Machine {
  readonly name: string;
  /** Of the text, under which the journal keeps it. */
  readonly hash: string;
  readonly text: string;
  readonly startAt: string;
  readonly timeoutSeconds?: number;
  readonly states: ReadonlyMap<string, State>;
}

export function placeOf(stateName: string, ...path: readonly PropertyKey[]): string {
  return [`"${stateName}"`, ...path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))].join(
    '',
  );
}

/** Where control may go from a state, by which of its fields, and which variables are assigned on the way. */
export interface Way {
  readonly place: string;
  readonly to: string;
  readonly assigns: readonly string[];
}

export function waysFrom(name: string, state: State): readonly Way[] {
  const ways: Way[] = [];
  const add = (to: string | undefined, assign: object | undefined, ...path: PropertyKey[]) => {
    if (to !== undefined) ways.push({ to, assigns: Object.keys(assign ?? {}), place: placeOf(name, ...path) });
  };
  if ('Next' in state) add(state.Next, state.Assign, 'Next');
  if ('Catch' in state)
    for (const [at, each] of (state.Catch ?? []).entries()) add(each.Next, each.Assign, 'Catch', at);
  if (state.Type === 'Choice') {
    for (const [at, rule] of state.Choices.entries()) add(rule.Next, rule.Assign, 'Choices', at);
    add(state.Default, state.Assign, 'Default');
  }
  return ways;
}
