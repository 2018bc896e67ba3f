import { analyse } from '../expressions/analyse.ts';
import { knownFunctions, refusedFunctions } from '../expressions/functions.ts';
import { expressionsIn } from '../expressions/template.ts';
import { expressionPlaces } from './check-expressions.ts';
import { placeOf, waysFrom } from './machine.ts';
import type { Refusal } from './machine-refused.ts';
import type { ScopeTree } from './read-states.ts';

const variableName = /^[A-Za-z_][A-Za-z0-9_]{0,79}$/;

/** For each state the variables that some way to it has assigned. */
function assignedBefore(scope: ScopeTree, outer: ReadonlySet<string>): ReadonlyMap<string, ReadonlySet<string>> {
  const before = new Map<string, Set<string>>([[scope.startAt, new Set(outer)]]);
  const open = [scope.startAt];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const state = scope.states.get(name);
    if (state === undefined) continue;
    for (const { to, assigns } of waysFrom(name, state)) {
      const there = before.get(to);
      const arriving = [...(before.get(name) ?? []), ...assigns];
      if (there !== undefined && arriving.every((each) => there.has(each))) continue;
      before.set(to, new Set([...(there ?? []), ...arriving]));
      open.push(to);
    }
  }
  return before;
}

function checkNames(names: readonly string[], outer: ReadonlySet<string>, place: string): readonly Refusal[] {
  return names.flatMap((name): Refusal[] => {
    if (!variableName.test(name)) return [{ place, says: `$${name} is not a variable's name` }];
    if (name === 'states' || knownFunctions.has(name) || Object.hasOwn(refusedFunctions, name)) {
      return [{ place, says: `$${name} means something else in JSONata` }];
    }
    return outer.has(name) ? [{ place, says: `$${name} belongs to the states outside, which only they assign` }] : [];
  });
}

/** No expression reads a variable that no way to it assigns; what is outside a Map or Parallel is read-only in it. */
export function checkVariables(scope: ScopeTree, outer: ReadonlySet<string>): readonly Refusal[] {
  const refusals: Refusal[] = [];
  const before = assignedBefore(scope, outer);
  for (const [name, state] of scope.states) {
    const assigned = before.get(name) ?? new Set();
    for (const { path, template } of expressionPlaces(state)) {
      if (path.at(-1) === 'Assign') {
        refusals.push(...checkNames(Object.keys(template as object), outer, placeOf(name, ...path)));
      }
      for (const { path: inner, text } of expressionsIn(template)) {
        for (const variable of analyse(text).variables) {
          if (assigned.has(variable)) continue;
          const place = `${placeOf(name, ...path)}${inner === '' ? '' : `/${inner}`}`;
          refusals.push({ place, says: `$${variable} is assigned nowhere before` });
        }
      }
    }
  }
  for (const { state, scope: nested } of scope.inside) {
    refusals.push(...checkVariables(nested, before.get(state) ?? outer));
  }
  return refusals;
}
