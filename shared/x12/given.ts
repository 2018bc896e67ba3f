/**
 * What a rule is about: the parts or elements without which it says nothing (of a list: one member at least), or that
 * must have one of these codes.
 */
export type Given<Value> = { readonly [Key in keyof Value]?: true | readonly string[] };

/** Whether anything stands at a path of a value: `id`, `facility.placeOfServiceCode`, `others.2.code`. */
export function isThere(value: unknown, path: string): boolean {
  let there = value;
  for (const name of path.split('.')) there = (there as Readonly<Record<string, unknown>> | undefined)?.[name];
  return Array.isArray(there) ? there.length > 0 : there !== undefined;
}

/** Whether a rule says anything of a value. */
export function isGiven(given: Given<unknown> | undefined, value: object): boolean {
  if (given === undefined) return true;
  for (const name in given) {
    const one = (value as Readonly<Record<string, unknown>>)[name];
    const wanted = (given as Readonly<Record<string, true | readonly string[]>>)[name];
    if (one === undefined || (Array.isArray(one) && one.length === 0)) return false;
    if (Array.isArray(wanted) && !Array.isArray(one) && !wanted.includes(one)) return false;
  }
  return true;
}
