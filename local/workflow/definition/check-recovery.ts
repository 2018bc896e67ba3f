import { placeOf } from './machine.ts';
import type { Refusal } from './machine-refused.ts';
import type { State } from './states-language.ts';

const reserved = [
  'States.ALL',
  'States.DataLimitExceeded',
  'States.HeartbeatTimeout',
  'States.NoChoiceMatched',
  'States.QueryEvaluationError',
  'States.TaskFailed',
  'States.Timeout',
];

/** Retry and Catch name errors that exist, and States.ALL stands alone at the end, as AWS demands. */
export function checkRecovery(name: string, state: State): readonly Refusal[] {
  if (!('Retry' in state || 'Catch' in state)) return [];
  const refusals: Refusal[] = [];
  for (const field of ['Retry', 'Catch'] as const) {
    const rules = state[field] ?? [];
    for (const [at, { ErrorEquals: errors }] of rules.entries()) {
      const place = placeOf(name, field, at, 'ErrorEquals');
      if (errors.includes('States.ALL') && (errors.length > 1 || at < rules.length - 1)) {
        refusals.push({ place, says: 'States.ALL stands alone, in the last one' });
      }
      for (const error of errors) {
        if (!error.startsWith('States.') || reserved.includes(error)) continue;
        refusals.push({ place, says: `this engine never reports ${error}` });
      }
    }
  }
  for (const [at, { IntervalSeconds: interval = 1, MaxDelaySeconds: most }] of (state.Retry ?? []).entries()) {
    if (most === undefined || most > interval) continue;
    refusals.push({ place: placeOf(name, 'Retry', at, 'MaxDelaySeconds'), says: 'must be more than IntervalSeconds' });
  }
  return refusals;
}
