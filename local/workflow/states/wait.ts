import { isTimestamp } from '../definition/check-expressions.ts';
import type { StateOf } from '../definition/states-language.ts';
import type { Visit } from '../run/visit.ts';
import { readSeconds } from './seconds.ts';
import type { StateRunner } from './state-runner.ts';

async function untilWhen(state: StateOf<'Wait'>, visit: Visit): Promise<number> {
  const seconds = await readSeconds(state.Seconds, 'Seconds', visit, 0);
  if (seconds !== undefined) return visit.standing.enteredAt + seconds * 1000;
  const date = await visit.evaluate(state.Timestamp ?? '', 'Timestamp', visit.bindings());
  if (typeof date === 'string' && isTimestamp(date)) return Date.parse(date);
  const says = 'The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string.';
  throw visit.badValue('Timestamp', says);
}

export const wait: StateRunner<StateOf<'Wait'>> = {
  async enter(state, visit) {
    const until = await untilWhen(state, visit);
    if (until <= visit.now) return { kind: 'done' };
    visit.stand({ phase: 'waiting', until });
    return { kind: 'wait', until, byItself: true };
  },
  async resume(_state, visit) {
    const { until = 0 } = visit.standing;
    return until <= visit.now ? { kind: 'done' } : { kind: 'wait', until, byItself: true };
  },
};
