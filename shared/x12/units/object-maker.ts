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

/** Sets of properties that have a literal of their own. */
const mostSets = 24;

/** Makes an object of what is present, as bits, from the arguments after that; undefined when it does not know how. */
type Make = (present: number, ...from: unknown[]) => object | undefined;

/**
 * Makes plain objects that have exactly the properties present, in their order: by one literal for each set of them that
 * occurs, since objects that grow property by property are far slower to make and to read.
 */
export class ObjectMaker {
  /** Knows the sets that have occurred. */
  make: Make = () => undefined;
  readonly #properties: readonly Property[];
  readonly #parameters: string;
  readonly #known: number[] = [];

  /** `parameters`: what the properties are from. */
  constructor(properties: readonly Property[], parameters: string) {
    this.#properties = properties;
    this.#parameters = parameters;
  }

  /** Makes an object of a set that has not occurred before. Sets without end would be code without end. */
  learn(present: number, ...from: unknown[]): object {
    if (this.#known.length === mostSets) return this.#only([present])(present, ...from) ?? {};
    this.#known.push(present);
    this.make = this.#only(this.#known);
    return this.make(present, ...from) ?? {};
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
