/** A property of an object that is made. */
export interface Property {
  readonly name: string;
  /** Where its value stands, after the first. */
  readonly index: number;
  /** Whether it is there also when it has no value: an empty list. */
  readonly isList: boolean;
  /** Its bit among those that may be absent; 0 where its place tells whether it is. */
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

/** Makes an object of what stands in a stack from a place on. */
type Make = (stack: readonly unknown[], base: number, nothing: readonly unknown[]) => object;

/**
 * Makes plain objects that have exactly the properties present, in their order: by one literal for each set of them that
 * occurs, since objects that grow property by property are far slower to make and to read.
 */
export class Shapes {
  readonly #properties: readonly Property[];
  readonly #bySet = new Map<number, Make>();
  #lastLow = -1;
  #lastHigh = -1;
  #last: Make = () => ({});

  constructor(properties: readonly Property[]) {
    this.#properties = properties;
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
    const literal = this.#properties.flatMap(({ name, index, isList, bit }) => {
      const value = `stack[base + ${index}]`;
      const isPresent = bit === 0 || Math.floor(present / bit) % 2 === 1;
      if (isList)
        return `${JSON.stringify(name)}: ${bit === 0 ? `${value} ?? nothing` : isPresent ? value : 'nothing'}`;
      return isPresent ? `${JSON.stringify(name)}: ${value}` : [];
    });
    const make = new Function(`return (stack, base, nothing) => ({ ${literal.join(', ')} });`)() as Make;
    this.#bySet.set(present, make);
    return make;
  }
}
