import type { Json } from '../../../shared/ports/index.ts';

export type Variables = Readonly<Record<string, Json>>;

/**
 * Where in its state a branch is. `begin`: nothing entered yet; `enter`: the state was entered; `called`: a function was
 * called and has not returned (after a crash it is called again); `waiting`: for a date or an answer; `retry`: for a
 * retrier's date.
 */
type Phase = 'begin' | 'enter' | 'called' | 'waiting' | 'retry';

/** All that a branch needs to go on. */
export interface Standing {
  readonly phase: Phase;
  readonly state: string;
  readonly input: Json;
  readonly enteredAt: number;
  /** How many states this branch has entered. */
  readonly entry: number;
  /** How often this entry was tried again. */
  readonly attempt: number;
  /** … and by which retrier, in the order of Retry. */
  readonly tried: readonly number[];
  readonly variables: Variables;
  readonly lastEvent: number;
  /** Milliseconds at which a task that is being waited for, or a Wait state, is over. */
  readonly until?: number;
}

/** What ended a wait. */
export type Answer =
  | { readonly kind: 'succeeded'; readonly output: Json }
  | { readonly kind: 'failed'; readonly error?: string; readonly cause?: string }
  | { readonly kind: 'nested' }
  | { readonly kind: 'children'; readonly event: number }
  | { readonly kind: 'child-failed'; readonly event: number; readonly error?: string; readonly cause?: string };

export interface ExecutionHead {
  readonly id: number;
  readonly machine: string;
  readonly name: string;
  /** The hash of its definition. */
  readonly definition: string;
  readonly input: Json;
  readonly started: number;
  readonly deadline: number;
}

export interface Branch {
  readonly id: number;
  readonly execution: ExecutionHead;
  readonly parent?: Branch;
  readonly position: number;
  /** Names it among the execution's branches, whatever ran first. */
  readonly path: string;
  /** The variables of the scopes around it. */
  readonly outer: Variables;
  /** The item of the Map that it is in. */
  readonly item?: { readonly Index: number; readonly Value: Json };
  readonly answer?: Answer;
  readonly standing: Standing;
}

export const atTheStart: Standing = {
  phase: 'begin',
  state: '',
  input: null,
  enteredAt: 0,
  entry: 0,
  attempt: 0,
  tried: [],
  variables: {},
  lastEvent: 0,
};

const region = 'arn:aws:states:us-east-1:000000000000';

export function executionArn(machine: string, name: string): string {
  return `${region}:execution:${machine}:${name}`;
}

export function machineArn(machine: string): string {
  return `${region}:stateMachine:${machine}`;
}
