import type { Visit } from '../run/visit.ts';

/** A field of whole seconds, written out or as an expression. */
export async function readSeconds(
  written: number | string | undefined,
  field: string,
  visit: Visit,
  least: number,
): Promise<number | undefined> {
  if (written === undefined) return undefined;
  const value = await visit.evaluate(written, field, visit.bindings());
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= 99_999_999) return value;
  throw visit.badValue(field, `The field '${field}' must be a whole number from ${least} to 99999999.`);
}
