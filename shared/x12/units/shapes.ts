import type { Judged } from './judge.ts';
import { nothing } from './value-reader.ts';

/** A property of an object that is made. */
export interface Property {
  readonly name: string;
  /** The expression that gives its value, of `values`. */
  readonly from: string;
  /** Its bit among the optional ones; 0 when it is always there. */
  readonly bit: number;
}

/** Properties beyond which a set of them is no exact integer any more. */
export const mostOptional = 53;

/** Sets of properties that are known at a time: code is not without end. */
export const mostSets = 1024;

/** A set is two numbers while it grows, integers that need no memory: this is the first bit of the higher one. */
const firstHigh = 2 ** 31;

/** The bit of the nth optional property. */
export function bitOf(nth: number): number {
  return nth < 31 ? 1 << nth : 2 ** nth;
}

export function lowOf(bit: number): number {
  return bit < firstHigh ? bit : 0;
}

export function highOf(bit: number): number {
  return Math.floor(bit / firstHigh);
}

/** What is to be done with values of which just some are there. */
export interface Shape {
  readonly make: (values: readonly unknown[]) => object;
  /** The rules that may say something then. */
  readonly rules: readonly Judged[];
}

/**
 * Makes plain objects that have exactly the properties present, in their order: by one literal for each set of them that
 * occurs, since objects that grow property by property are far slower to make and to read.
 */
export class Shapes {
  readonly #properties: readonly Property[];
  readonly #rules: readonly Judged[];
  readonly #bySet = new Map<number, Shape>();
  #lastLow = -1;
  #lastHigh = -1;
  #last: Shape = { make: () => ({}), rules: [] };

  constructor(properties: readonly Property[], rules: readonly Judged[]) {
    this.#properties = properties;
    this.#rules = rules;
  }

  /** `low` and `high`: the bits of the optional properties that are there. */
  of(low: number, high: number): Shape {
    if (low !== this.#lastLow || high !== this.#lastHigh) {
      const present = high * firstHigh + low;
      this.#last = this.#bySet.get(present) ?? this.#learn(present);
      this.#lastLow = low;
      this.#lastHigh = high;
    }
    return this.#last;
  }

  #learn(present: number): Shape {
    // Whoever has more sets than any file should pays for each again.
    if (this.#bySet.size === mostSets) this.#bySet.clear();
    const isPresent = (bit: number) => bit === 0 || Math.floor(present / bit) % 2 === 1;
    const properties = this.#properties
      .filter(({ bit }) => isPresent(bit))
      .map(({ name, from }) => `${JSON.stringify(name)}: ${from}`);
    const make = new Function('nothing', `return (values) => ({ ${properties.join(', ')} });`)(
      nothing,
    ) as Shape['make'];
    const shape = { make, rules: this.#rules.filter(({ bits }) => bits.every(isPresent)) };
    this.#bySet.set(present, shape);
    return shape;
  }
}
