import { each, type Loop, type StreamedPart } from '../x12/notation.ts';

/** A streamed part, as `each` makes it, that the guide requires or limits. */
export function streamed<Value>(min: 0 | 1, max: number, of: Loop<Value>): StreamedPart<Value> {
  return { ...each(of), min, max };
}
