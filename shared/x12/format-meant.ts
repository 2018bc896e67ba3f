import type { Field } from './compile-segment.ts';
import { periodForm } from './dates.ts';

/**
 * Of a day or period that says more than the format before it asks, an hour or a last day, and is right by another code of that: which
 * code it is. Nobody writes more by mistake than the wrong code is.
 */
export function formatMeant(
  before: Field | undefined,
  field: Field,
  texts: readonly string[],
  at: number,
): { readonly name: string; readonly code: string } | undefined {
  if (before?.is !== 'value' || field.is !== 'value' || field.type.kind !== 'period') return undefined;
  const text = texts[at] ?? '';
  const told = periodForm(texts[at - 1] ?? '');
  if (!told || text.length <= told.form.length) return undefined;
  for (const code of before.type.codes ?? []) if (periodForm(code)?.holds(text)) return { name: before.name, code };
  return undefined;
}
