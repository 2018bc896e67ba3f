/** A property of an object that is made. */
export interface Property {
  readonly name: string;
  /** The expression that gives its value, of `values`. */
  readonly from: string;
  /** Whether it is always there. */
  readonly always: boolean;
}

/** Properties beyond which a set of them is no exact integer any more. */
export const mostOptional = 53;

/** Sets of properties that have a literal at a time: code is not without end. */
const mostSets = 1024;

type Make = (values: readonly unknown[]) => object;

/**
 * Makes plain objects that have exactly the properties present, in their order: by one literal for each set of them that
 * occurs, since objects that grow property by property are far slower to make and to read.
 */
export class ObjectMaker {
  readonly #properties: readonly Property[];
  readonly #bySet = new Map<number, Make>();
  #lastSet = -1;
  #lastMake: Make = () => ({});

  constructor(properties: readonly Property[]) {
    this.#properties = properties;
  }

  /** `present`: the bits of the optional properties that are there. */
  make(present: number, values: readonly unknown[]): object {
    if (present !== this.#lastSet) {
      this.#lastMake = this.#bySet.get(present) ?? this.#learn(present);
      this.#lastSet = present;
    }
    return this.#lastMake(values);
  }

  #learn(present: number): Make {
    // Whoever has more sets than any file should pays for each again.
    if (this.#bySet.size === mostSets) this.#bySet.clear();
    const properties = this.#propertiesOf(present).map(({ name, from }) => `${JSON.stringify(name)}: ${from}`);
    const make = new Function('values', `return { ${properties.join(', ')} };`) as Make;
    this.#bySet.set(present, make);
    return make;
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
