/**
 * What a rule is about: the parts or elements without which it says nothing (of a list: one member at least), or that
 * must have one of these codes.
 */
export type Given<Value> = { readonly [Key in keyof Value]?: true | readonly string[] };

/** Whether a rule says anything of a value. */
export function isGiven(given: Given<unknown> | undefined, value: object): boolean {
  if (given === undefined) return true;
  return Object.entries<true | readonly string[]>(given).every(([name, wanted]) => {
    const one = (value as Readonly<Record<string, unknown>>)[name];
    if (Array.isArray(one)) return one.length > 0;
    return one !== undefined && (wanted === true || wanted.includes(one as string));
  });
}
