import * as z from 'zod';

/** A definition as it was written, right or wrong: rules read it without the engine's opinion of it. */
const stateSchema = z.looseObject({ Type: z.string().optional(), Comment: z.string().optional() });
const chainSchema = z.looseObject({ StartAt: z.string(), States: z.record(z.string(), stateSchema) });
const definitionSchema = chainSchema.extend({ Comment: z.string().optional(), QueryLanguage: z.string().optional() });

export type WrittenState = z.infer<typeof stateSchema>;
export type Definition = z.infer<typeof definitionSchema>;

/** States that may name each other as the next: a machine's own, or those inside a Map or a branch. */
interface Chain {
  /** Undefined for the machine itself. */
  readonly inside: string | undefined;
  readonly startAt: string;
  readonly states: ReadonlyMap<string, WrittenState>;
}

export function readDefinition(json: unknown): Definition {
  return definitionSchema.parse(json);
}

function nestedIn(state: WrittenState): readonly unknown[] {
  const branches: unknown = state['Branches'];
  return [state['ItemProcessor'], ...(Array.isArray(branches) ? branches : [])].filter((each) => each !== undefined);
}

export function chainsOf(chain: z.infer<typeof chainSchema>, inside?: string): readonly Chain[] {
  const states = new Map(Object.entries(chain.States));
  const nested = [...states].flatMap(([name, state]) =>
    nestedIn(state).flatMap((each) => chainsOf(chainSchema.parse(each), name)),
  );
  return [{ inside, startAt: chain.StartAt, states }, ...nested];
}

/** Every state with its name, wherever it is nested. */
export function statesOf(definition: Definition): readonly (readonly [name: string, state: WrittenState])[] {
  return chainsOf(definition).flatMap(({ states }) => [...states]);
}

/** The states of a type, `Task` for one. */
export function statesOfType(definition: Definition, type: string): readonly (readonly [string, WrittenState])[] {
  return statesOf(definition).filter(([, state]) => state.Type === type);
}

export interface Value {
  /** Which fields lead to it: `Arguments.Payload.claimId`. */
  readonly path: string;
  readonly key: string;
  readonly value: unknown;
}

/** Everything written in a state, at any depth; what is nested in it as states of their own is left to them. */
export function valuesIn(holder: unknown, path = ''): readonly Value[] {
  if (typeof holder !== 'object' || holder === null) return [];
  return Object.entries(holder).flatMap(([key, value]): readonly Value[] => {
    if (key === 'ItemProcessor' || key === 'Branches') return [];
    const here = path === '' ? key : `${path}.${key}`;
    return [{ path: here, key, value }, ...valuesIn(value, here)];
  });
}
