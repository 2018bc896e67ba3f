import { placeOf, type Scope, waysFrom } from './machine.ts';
import type { Refusal } from './machine-refused.ts';
import type { State } from './states-language.ts';

function ends(state: State): boolean {
  return state.Type === 'Succeed' || state.Type === 'Fail' || ('End' in state && state.End === true);
}

function checkEnd(name: string, state: State): readonly Refusal[] {
  if (state.Type === 'Succeed' || state.Type === 'Fail' || state.Type === 'Choice') return [];
  return (state.Next === undefined) !== (state.End === undefined)
    ? []
    : [{ place: placeOf(name), says: 'has either Next or End' }];
}

/** All that can be reached from `starts` by following `next`. */
function reach(starts: Iterable<string>, next: (name: string) => readonly string[]): ReadonlySet<string> {
  const reached = new Set(starts);
  for (const name of reached) for (const to of next(name)) reached.add(to);
  return reached;
}

/** Each target exists in its scope, each state can be reached and leads to an end. */
export function checkFlow({ startAt, states, place }: Scope): readonly Refusal[] {
  const refusals: Refusal[] = [];
  if (!states.has(startAt)) refusals.push({ place: `${place}.StartAt`, says: `there is no state "${startAt}" here` });
  const ways = new Map([...states].map(([name, state]) => [name, waysFrom(name, state)]));
  for (const [name, state] of states) {
    refusals.push(...checkEnd(name, state));
    for (const way of ways.get(name) ?? []) {
      if (!states.has(way.to)) refusals.push({ place: way.place, says: `there is no state "${way.to}" here` });
    }
  }
  if (refusals.length > 0) return refusals;

  const reached = reach([startAt], (name) => (ways.get(name) ?? []).map(({ to }) => to));
  const before = (name: string) =>
    [...ways].filter(([, each]) => each.some(({ to }) => to === name)).map(([from]) => from);
  const ending = reach(
    [...states].filter(([, state]) => ends(state)).map(([name]) => name),
    before,
  );
  for (const name of states.keys()) {
    if (!reached.has(name)) refusals.push({ place: placeOf(name), says: 'can never be reached' });
    else if (!ending.has(name)) refusals.push({ place: placeOf(name), says: 'leads to no end' });
  }
  return refusals;
}
