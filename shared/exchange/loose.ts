/** A value as it was read from a file that may be at fault: any part may be missing, any code may be none. */
export type Loose<T> = T extends string
  ? string
  : T extends number
    ? T
    : T extends readonly (infer Item)[]
      ? Loose<Item>[]
      : { [Name in keyof T]?: Loose<T[Name]> | undefined };
