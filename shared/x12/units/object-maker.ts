/** A property of an object that generated code makes. */
export interface Property {
  readonly name: string;
  /** The variable or expression that holds its value. */
  readonly from: string;
  /** Whether it is always there. */
  readonly always: boolean;
}

/** Properties beyond which a set of them is no exact integer any more. */
export const mostOptional = 53;

/** Sets of properties that one function chooses among, and those that have a literal at all: code is not without end. */
const mostTogether = 16;
const mostSets = 1024;

/** Makes an object of what is present, as bits, from the arguments after that; undefined when it does not know how. */
type Make = (present: number, ...from: unknown[]) => object | undefined;

/**
 * Makes plain objects that have exactly the properties present, in their order: by one literal for each set of them that
 * occurs, since objects that grow property by property are far slower to make and to read.
 */
export class ObjectMaker {
  /** Knows the sets that occurred first. */
  make: Make = () => undefined;
  readonly #properties: readonly Property[];
  readonly #parameters: string;
  readonly #first: number[] = [];
  readonly #others = new Map<number, Make>();

  /** `parameters`: what the properties are from. */
  constructor(properties: readonly Property[], parameters: string) {
    this.#properties = properties;
    this.#parameters = parameters;
  }

  /** Makes an object of a set that `make` does not know. */
  learn(present: number, ...from: unknown[]): object {
    return this.#makerOf(present)(present, ...from) ?? {};
  }

  #makerOf(present: number): Make {
    if (this.#first.length < mostTogether) {
      this.#first.push(present);
      this.make = this.#only(this.#first);
      return this.make;
    }
    const known = this.#others.get(present);
    if (known) return known;
    // Whoever has more sets than any file should pays for each again.
    if (this.#others.size === mostSets) this.#others.clear();
    const make = this.#only([present]);
    this.#others.set(present, make);
    return make;
  }

  #only(sets: readonly number[]): Make {
    const cases = sets.map((set) => `case ${set}: return ${literal(this.#propertiesOf(set))};`);
    return new Function('present', this.#parameters, `switch (present) {\n${cases.join('\n')}\n}`) as Make;
  }

  #propertiesOf(present: number): Property[] {
    let rest = present;
    return this.#properties.filter(({ always }) => {
      if (always) return true;
      const isPresent = rest % 2 === 1;
      rest = Math.floor(rest / 2);
      return isPresent;
    });
  }
}

export function literal(properties: readonly Property[]): string {
  return `{ ${properties.map(({ name, from }) => `${JSON.stringify(name)}: ${from}`).join(', ')} }`;
}
