import type { Json } from '../../../shared/ports/index.ts';
import type { Retrier, State } from '../definition/states-language.ts';
import { ChildFailure, covers, EvaluationFailure, type StateFailure } from '../states/state-failure.ts';
import { leave } from './leave.ts';
import type { Visit } from './visit.ts';

/** What becomes of a branch after one of its states failed. */
export type Recovery =
  | { readonly kind: 'retry'; readonly at: number }
  | { readonly kind: 'caught' }
  | { readonly kind: 'ended'; readonly output: Json }
  | { readonly kind: 'failed'; readonly failure: StateFailure };

function delayMillis(visit: Visit, retrier: Retrier, times: number): number {
  const {
    IntervalSeconds: interval = 1,
    BackoffRate: rate = 2,
    MaxDelaySeconds: most = Number.POSITIVE_INFINITY,
  } = retrier;
  const seconds = Math.min(interval * rate ** times, most);
  const share = retrier.JitterStrategy === 'FULL' ? visit.around.random(visit.key.join('|')) : 1;
  return Math.round(seconds * share * 1000);
}

function retry(visit: Visit, state: State, failure: StateFailure): Recovery | undefined {
  const retriers = 'Retry' in state ? (state.Retry ?? []) : [];
  const at = retriers.findIndex(({ ErrorEquals }) => covers(ErrorEquals, failure));
  const retrier = retriers[at];
  const { tried, attempt } = visit.standing;
  const times = tried[at] ?? 0;
  if (retrier === undefined || times >= (retrier.MaxAttempts ?? 3)) return undefined;
  const delay = delayMillis(visit, retrier, times);
  visit.stand({
    phase: 'retry',
    attempt: attempt + 1,
    tried: retriers.map((_, each) => (tried[each] ?? 0) + (each === at ? 1 : 0)),
  });
  return { kind: 'retry', at: visit.now + delay };
}

/** Retries, or goes where a catcher says, or gives the failure on. */
export async function recover(visit: Visit, state: State, failure: StateFailure): Promise<Recovery> {
  recordEvaluation(visit, failure);
  const retrying = retry(visit, state, failure);
  if (retrying !== undefined) return retrying;
  if (failure instanceof ChildFailure) visit.record(state.Type === 'Map' ? 'MapStateFailed' : 'ParallelStateFailed');

  const catchers = 'Catch' in state ? (state.Catch ?? []) : [];
  const at = catchers.findIndex(({ ErrorEquals }) => covers(ErrorEquals, failure));
  const catcher = catchers[at];
  if (catcher === undefined) return { kind: 'failed', failure };
  const errorOutput = { Error: failure.error ?? '', Cause: failure.says ?? '' };
  const ended = await leave(visit, {
    exit: catcher,
    field: `Catch[${at}]/`,
    next: catcher.Next,
    seen: { errorOutput },
    byDefault: errorOutput,
  });
  return ended === undefined ? { kind: 'caught' } : { kind: 'ended', ...ended };
}

export function recordEvaluation(visit: Visit, failure: StateFailure): void {
  if (!(failure instanceof EvaluationFailure)) return;
  const { error = '', says = '', location } = failure;
  visit.record('EvaluationFailed', { state: visit.standing.state, error, cause: says, location });
}
