import type { DataType, Segment, SegmentRule, Simplify } from './segment-notation.ts';

/** Narrows an element to required, keeping its type. */
export const required = { narrow: 'required' } as const;
/** Narrows an element to codes but leaves it optional. */
export function optional<const Code extends string>(...codes: Code[]): { narrow: 'optional'; codes: Code[] } {
  return { narrow: 'optional', codes };
}
/** Narrows an element away: the guide does not use it here. */
export const notUsed = { narrow: 'not-used' } as const;

/** What a use may say of an element: a code, several codes, another type, required, optional codes, not used. */
export type Narrowing =
  | string
  | readonly string[]
  | DataType
  | typeof required
  | typeof notUsed
  | { readonly narrow: 'optional'; readonly codes: readonly string[] };

/** One use of a segment in a guide; the first narrowed element tells it apart from the other uses at its position. */
export interface Use<Value = unknown> extends Segment<Value> {
  readonly narrowed: Readonly<Record<string, Narrowing>>;
}

type NarrowedTo<Old, N> = N extends string
  ? N
  : N extends readonly (infer Code)[]
    ? Code
    : N extends { readonly narrow: 'optional'; readonly codes: readonly (infer Code)[] }
      ? Code
      : N extends DataType<infer Value>
        ? Value
        : Exclude<Old, undefined>;

type KeysNarrowed<N, Wanted> = { [Key in keyof N]: N[Key] extends Wanted ? Key : never }[keyof N];
type Gone<N> = KeysNarrowed<N, typeof notUsed>;
type Optional<N> = KeysNarrowed<N, { readonly narrow: 'optional'; readonly codes: readonly string[] } | DataType>;

type Narrow<Value, N> = Simplify<
  Omit<Value, keyof N> & {
    [Key in Exclude<keyof N, Gone<N> | Optional<N>>]-?: NarrowedTo<
      Key extends keyof Value ? Value[Key] : never,
      N[Key]
    >;
  } & {
    // A changed type keeps the usage that the element had.
    [Key in Optional<N> as Key extends keyof Value ? (undefined extends Value[Key] ? Key : never) : never]?: NarrowedTo<
      never,
      N[Key]
    >;
  } & {
    [Key in Optional<N> as Key extends keyof Value ? (undefined extends Value[Key] ? never : Key) : never]: NarrowedTo<
      never,
      N[Key]
    >;
  }
>;

export function use<Value, const N extends { readonly [Key in keyof Value]?: Narrowing }>(
  of: Segment<Value>,
  narrowed: N,
  ...rules: SegmentRule<NoInfer<Narrow<Value, N>>>[]
): Use<Narrow<Value, N>> {
  const { id, slots, conditions } = of;
  return { id, slots, conditions, rules: [...of.rules, ...rules], narrowed: narrowed as Record<string, Narrowing> };
}
