import * as z from 'zod';
import { placeOf, type Scope } from './machine.ts';
import type { Refusal } from './machine-refused.ts';
import { machineSchema, type State, type StateType, stateSchemas } from './states-language.ts';

/** Turns what a schema found into refusals by name and place. */
function refusalsOf(error: z.ZodError, placed: (path: readonly PropertyKey[]) => string): Refusal[] {
  return error.issues.flatMap((issue): Refusal[] => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({ place: placed([...issue.path, key]), says: 'this engine has no such field' }));
    }
    // Of a union the alternative that got furthest says most; all of ours fail at the same place.
    if (issue.code === 'invalid_union' && issue.errors.length > 0) {
      const nearest = issue.errors.reduce((best, each) => (each.length <= best.length ? each : best));
      return nearest.flatMap((inner) =>
        refusalsOf(new z.ZodError([{ ...inner, path: [...issue.path, ...inner.path] } as z.core.$ZodIssue]), placed),
      );
    }
    return [{ place: placed(issue.path), says: issue.message }];
  });
}

/** The machine's own fields; its states are still unread. */
export function readTop(text: string): { top: z.infer<typeof machineSchema> } | { refusals: readonly Refusal[] } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { refusals: [{ place: 'the definition', says: 'is not JSON' }] };
  }
  const read = machineSchema.safeParse(json);
  if (read.success) return { top: read.data };
  return { refusals: refusalsOf(read.error, (path) => path.map(String).join('.') || 'the definition') };
}

function readState(name: string, json: unknown): State | readonly Refusal[] {
  const type = z.looseObject({ Type: z.string() }).safeParse(json).data?.Type;
  if (type === undefined || !Object.hasOwn(stateSchemas, type)) {
    return [{ place: placeOf(name, 'Type'), says: `this engine has no state type ${type ?? '(none)'}` }];
  }
  const read = stateSchemas[type as StateType].safeParse(json);
  return read.success ? read.data : refusalsOf(read.error, (path) => placeOf(name, ...path));
}

interface Chain {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, unknown>>;
}

function nestedIn(name: string, state: State): readonly { chain: Chain; place: string }[] {
  if (state.Type === 'Map') return [{ chain: state.ItemProcessor, place: placeOf(name, 'ItemProcessor') }];
  if (state.Type !== 'Parallel') return [];
  return state.Branches.map((chain, at) => ({ chain, place: placeOf(name, 'Branches', at) }));
}

/** A scope with the scopes inside it, by the state that they are in. */
export interface ScopeTree extends Scope {
  readonly inside: readonly { readonly state: string; readonly scope: ScopeTree }[];
}

/** Reads the states of a chain and of what is nested in it. */
export function readStates(chain: Chain, place: string): { tree: ScopeTree; refusals: readonly Refusal[] } {
  const states = new Map<string, State>();
  const inside: { state: string; scope: ScopeTree }[] = [];
  const refusals: Refusal[] = [];
  for (const [name, json] of Object.entries(chain.States)) {
    if (name.length > 80) refusals.push({ place: placeOf(name), says: 'a state name has at most 80 characters' });
    const state = readState(name, json);
    if (!('Type' in state)) {
      refusals.push(...state);
      continue;
    }
    states.set(name, state);
    for (const nested of nestedIn(name, state)) {
      const read = readStates(nested.chain, nested.place);
      inside.push({ state: name, scope: read.tree });
      refusals.push(...read.refusals);
    }
  }
  return { tree: { startAt: chain.StartAt, place, states, inside }, refusals };
}
