import type { Json } from '../../../shared/ports/index.ts';
import type { Exit, State } from '../definition/states-language.ts';
import type { Visit } from '../run/visit.ts';

/** A function is to be called, once all before is durable. */
export interface Call {
  readonly kind: 'call';
  readonly functionName: string;
  readonly payload: Json;
}

/** Nothing to do before this date in milliseconds; `forever`: before an answer. */
export interface Waiting {
  readonly kind: 'wait';
  readonly until: number;
  /** It goes on then, and is not ended because nobody answered. */
  readonly byItself?: boolean;
}

export interface Succeeded {
  readonly kind: 'succeeded';
  readonly output: Json;
}

/** What working on a state came to. Errors that it reports are thrown as `StateFailure`. */
export type Outcome =
  | Call
  | Waiting
  | Succeeded
  /** It is done; `result` is what `$states.result` is and what goes out by default. */
  | { readonly kind: 'done'; readonly result?: Json }
  /** A Choice chose. */
  | { readonly kind: 'chosen'; readonly exit: Exit; readonly field: string; readonly next: string };

export interface StateRunner<Kind extends State> {
  /** The state was just entered, or is tried again. */
  enter(state: Kind, visit: Visit): Promise<Outcome>;
  /** What it waited for has come: its date, an answer, a function that returned; or the engine was started again. */
  resume(state: Kind, visit: Visit): Promise<Outcome>;
}

export const forever = Number.MAX_SAFE_INTEGER;
