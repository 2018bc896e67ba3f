import type { Json } from '../../../shared/ports/index.ts';
import type { State } from '../definition/states-language.ts';
import { runnerOf } from '../states/runners.ts';
import { StateFailure } from '../states/state-failure.ts';
import type { Call, Outcome, Succeeded, Waiting } from '../states/state-runner.ts';
import { begin } from './begin.ts';
import { fail, succeed, timeOut } from './end.ts';
import { leave } from './leave.ts';
import { recordEvaluation, recover } from './recover.ts';
import type { Returned, Visit } from './visit.ts';

/** States that need nothing from outside share a commit; a loop of them must not keep the others waiting. */
const mostEventsTogether = 200;

export interface Driving {
  readonly call: (functionName: string, payload: Json) => Promise<Returned>;
  /** Told at each commit; false when others should have their turn. */
  readonly mayGoOn: () => boolean;
}

type Step =
  | Call
  | Waiting
  | Succeeded
  | { readonly kind: 'moved' }
  | { readonly kind: 'failed'; readonly failure: StateFailure };

function stateOf({ machine, standing }: Visit): State {
  const state = machine.states.get(standing.state);
  if (state === undefined) throw new Error(`there is no state ${standing.state}`);
  return state;
}

async function settle(visit: Visit, state: State, outcome: Outcome): Promise<Step> {
  if (outcome.kind !== 'done' && outcome.kind !== 'chosen') return outcome;
  const { input } = visit.standing;
  const result = outcome.kind === 'done' ? outcome.result : undefined;
  const ended = await leave(
    visit,
    outcome.kind === 'chosen'
      ? { ...outcome, seen: {}, byDefault: input }
      : {
          exit: state as Exclude<State, { Type: 'Succeed' | 'Fail' }>,
          next: 'Next' in state ? state.Next : undefined,
          seen: result === undefined ? {} : { result },
          byDefault: result === undefined ? input : result,
        },
  );
  return ended === undefined ? { kind: 'moved' } : { kind: 'succeeded', ...ended };
}

async function mend(visit: Visit, state: State, failure: StateFailure): Promise<Step> {
  try {
    const recovery = await recover(visit, state, failure);
    if (recovery.kind === 'retry') return { kind: 'wait', until: recovery.at, byItself: true };
    if (recovery.kind === 'caught') return { kind: 'moved' };
    return recovery.kind === 'ended' ? { kind: 'succeeded', output: recovery.output } : recovery;
  } catch (problem) {
    // The catcher's own expressions are no good: nothing catches that.
    if (!(problem instanceof StateFailure)) throw problem;
    recordEvaluation(visit, problem);
    return { kind: 'failed', failure: problem };
  }
}

/** Does what can be done next, in memory. */
async function step(visit: Visit): Promise<Step> {
  if (visit.standing.phase === 'begin') {
    try {
      await begin(visit);
      return { kind: 'moved' };
    } catch (problem) {
      if (!(problem instanceof StateFailure)) throw problem;
      return { kind: 'failed', failure: problem };
    }
  }
  const state = stateOf(visit);
  const runner = runnerOf(state);
  const { phase } = visit.standing;
  try {
    const fresh = phase === 'enter' || phase === 'retry';
    const outcome = fresh ? await runner.enter(state, visit) : await runner.resume(state, visit);
    visit.returned = undefined;
    return await settle(visit, state, outcome);
  } catch (problem) {
    visit.returned = undefined;
    if (!(problem instanceof StateFailure)) throw problem;
    return mend(visit, state, problem);
  }
}

/** Works on a branch until it waits, ends or should give way. Each transition is durable before the next begins. */
export async function drive(visit: Visit, { call, mayGoOn }: Driving): Promise<void> {
  for (;;) {
    visit.lookAtClock();
    if (visit.now >= visit.branch.execution.deadline) return timeOut(visit);
    const next = await step(visit);
    switch (next.kind) {
      case 'moved':
        visit.answer = undefined;
        if (visit.events.length < mostEventsTogether && !visit.commitFirst) break;
        await visit.save(visit.now);
        if (!mayGoOn()) return;
        break;
      case 'call':
        if (visit.events.length > 0) {
          await visit.save(visit.now);
          if (!mayGoOn()) return;
        }
        visit.returned = await call(next.functionName, next.payload);
        break;
      case 'wait':
        return visit.save(next.until, next.byItself ?? false);
      case 'succeeded':
        return succeed(visit, next.output);
      case 'failed':
        return fail(visit, next.failure);
    }
  }
}
