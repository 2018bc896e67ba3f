import { analyse } from '../expressions/analyse.ts';
import { expressionsIn, jsonataOf, literalsIn } from '../expressions/template.ts';
import { placeOf } from './machine.ts';
import type { Refusal } from './machine-refused.ts';
import type { State, StateType, Template } from './states-language.ts';

/** What of `$states` a field may read, beside input and context. */
type Sees = 'result' | 'errorOutput' | 'item' | undefined;

interface Place {
  readonly path: readonly PropertyKey[];
  readonly template: Template;
  readonly sees?: Sees;
}

/** Which fields of a state hold expressions. */
const expressionFields = {
  Task: ['Arguments', 'TimeoutSeconds', 'HeartbeatSeconds'],
  Choice: [],
  Wait: ['Seconds', 'Timestamp'],
  Pass: [],
  Map: ['Items', 'MaxConcurrency', 'ItemSelector'],
  Parallel: ['Arguments'],
  Succeed: [],
  Fail: ['Error', 'Cause'],
} as const satisfies Record<StateType, readonly string[]>;

const havingResults: readonly StateType[] = ['Task', 'Map', 'Parallel'];

export function expressionPlaces(state: State): readonly Place[] {
  const places: Place[] = [];
  const add = (holder: object, fields: readonly string[], path: readonly PropertyKey[], sees?: Sees) => {
    for (const field of fields) {
      const template = (holder as Record<string, Template | undefined>)[field];
      if (template === undefined) continue;
      places.push({ path: [...path, field], template, sees: field === 'ItemSelector' ? 'item' : sees });
    }
  };
  add(state, expressionFields[state.Type], []);
  add(state, ['Output', 'Assign'], [], havingResults.includes(state.Type) ? 'result' : undefined);
  if ('Catch' in state) {
    for (const [at, each] of (state.Catch ?? []).entries()) {
      add(each, ['Output', 'Assign'], ['Catch', at], 'errorOutput');
    }
  }
  if (state.Type === 'Choice') {
    for (const [at, each] of state.Choices.entries()) {
      add(each, ['Condition', 'Output', 'Assign'], ['Choices', at]);
    }
  }
  return places;
}

const always = /^(input|context\.(Execution|State|StateMachine)\..*)$/;

/** Every expression parses and reads only what there is at its place. Variables are checked along the flow. */
export function checkExpressions(name: string, state: State, insideMap: boolean): readonly Refusal[] {
  const refusals: Refusal[] = [];
  const waits = state.Type === 'Task' && state.Resource.endsWith('.waitForTaskToken');
  for (const { path, template, sees } of expressionPlaces(state)) {
    const placed = (inner: string) => `${placeOf(name, ...path)}${inner === '' ? '' : `/${inner}`}`;
    for (const { path: inner, text } of expressionsIn(template)) {
      const { reads, problems } = analyse(text);
      for (const says of problems) refusals.push({ place: placed(inner), says });
      for (const read of reads) {
        const there =
          always.test(read) ||
          read === sees ||
          (read === 'context.Task.Token' && waits && path[0] === 'Arguments') ||
          (read === 'context.Map.Item' && (insideMap || sees === 'item'));
        if (!there) refusals.push({ place: placed(inner), says: `there is no $states.${read} here` });
      }
    }
    for (const { path: inner, text } of literalsIn(template)) {
      if (text.includes('{%') || text.includes('%}')) {
        refusals.push({ place: placed(inner), says: 'an expression is the whole string: "{% … %}"' });
      }
      const target = path[0] === 'Arguments' && (inner === 'FunctionName' || inner === 'StateMachineArn');
      if (text.includes('${') && !target) {
        refusals.push({ place: placed(inner), says: 'this engine fills no placeholder in here' });
      }
    }
  }
  if (state.Type === 'Wait') refusals.push(...checkWait(name, state.Seconds, state.Timestamp));
  return refusals;
}

const timestamp = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

export function isTimestamp(text: string): boolean {
  return timestamp.test(text) && !Number.isNaN(Date.parse(text));
}

function checkWait(name: string, seconds: unknown, until: string | undefined): readonly Refusal[] {
  if ((seconds === undefined) === (until === undefined)) {
    return [{ place: placeOf(name), says: 'has either Seconds or Timestamp' }];
  }
  if (until === undefined || jsonataOf(until) !== undefined || isTimestamp(until)) return [];
  return [{ place: placeOf(name, 'Timestamp'), says: 'must be a date such as 2027-01-31T12:00:00Z' }];
}
