/**
 * How many claims (CLM) a text of X12 holds, whatever else is wrong with it: a segment's name is read after anything that
 * can't be in a name, and before anything that can divide elements.
 */
export function countClaims(text: string): number {
  return text.match(/(?<![A-Za-z0-9])CLM(?=[^A-Za-z0-9\s])/g)?.length ?? 0;
}
