import type { Place, Transaction } from '../x12/index.ts';
import type { Memory } from '../x12/memory.ts';
import { visitSegments } from './visit-segments.ts';

/** Tells what stands in a transaction set: of an element at fault, whether it is wrong or missing. */
export class StandingElements {
  readonly #value: unknown;
  #byOffset: Map<number, Memory> | undefined;

  constructor({ value }: Transaction) {
    this.#value = value;
  }

  /** Whether there is anything in an element or component. */
  has({ offset, element = 0, component }: Place): boolean {
    const memory = this.#segments().get(offset);
    const text = memory?.text.split(memory.delimiters.element)[element] ?? '';
    if (component === undefined || !memory) return text !== '';
    return (text.split(memory.delimiters.component)[component - 1] ?? '') !== '';
  }

  #segments(): ReadonlyMap<number, Memory> {
    if (this.#byOffset) return this.#byOffset;
    const found = new Map<number, Memory>();
    visitSegments(this.#value, (segment) => found.set(segment.offset, segment));
    this.#byOffset = found;
    return found;
  }
}
