import type { Code } from './code.ts';

/** A property of an object that is made. */
export interface Property {
  readonly name: string;
  /** The expression that gives its value. */
  readonly from: string;
  /** Its bit among the optional ones; 0 when it is always there. */
  readonly bit: number;
}

/** Properties beyond which a set of them is no exact integer any more. */
export const mostOptional = 53;

/** Sets of properties that are known at a time: code is not without end. */
const mostSets = 1024;

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

type Make = (...values: unknown[]) => object;

/**
 * Makes plain objects that have exactly the properties present, in their order: by one literal for each set of them that
 * occurs, since objects that grow property by property are far slower to make and to read.
 */
export class Shapes {
  readonly #parameters: readonly string[];
  readonly #properties: readonly Property[];
  readonly #bySet = new Map<number, Make>();
  #lastLow = -1;
  #lastHigh = -1;
  #last: Make = () => ({});

  /** `parameters`: what the expressions of properties are of. */
  constructor(parameters: readonly string[], properties: readonly Property[]) {
    this.#parameters = parameters;
    this.#properties = properties;
  }

  /** The expression of an object that is made of some arguments. `low` and `high`: the variables of the bits of what is there. */
  expression(code: Code, from: readonly string[], low: string, high = '0'): string {
    return `${code.refer(this)}.of(${low}, ${high})(${from.join(', ')})`;
  }

  /** `low` and `high`: the bits of the optional properties that are there. */
  of(low: number, high: number): Make {
    if (low !== this.#lastLow || high !== this.#lastHigh) {
      const present = high * firstHigh + low;
      this.#last = this.#bySet.get(present) ?? this.#learn(present);
      this.#lastLow = low;
      this.#lastHigh = high;
    }
    return this.#last;
  }

  #learn(present: number): Make {
    // Whoever has more sets than any file should pays for each again.
    if (this.#bySet.size === mostSets) this.#bySet.clear();
    const properties = this.#properties.filter(({ bit }) => bit === 0 || Math.floor(present / bit) % 2 === 1);
    const literal = properties.map(({ name, from }) => `${JSON.stringify(name)}: ${from}`).join(', ');
    const make = new Function(`return (${this.#parameters.join(', ')}) => ({ ${literal} });`)() as Make;
    this.#bySet.set(present, make);
    return make;
  }
}
