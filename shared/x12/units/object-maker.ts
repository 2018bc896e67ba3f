/** A property of an object that generated code makes: its name, the variable that holds it, whether it is always there. */
export interface Property {
  readonly name: string;
  readonly variable: string;
  readonly always: boolean;
}

/** Properties beyond which a set of them is no exact integer any more. */
export const mostOptional = 53;

/** Sets of properties that have a literal of their own. */
const mostSets = 24;

/** Makes an object of the values of all properties that has those of them that are present. */
type Make = (present: number, ...values: unknown[]) => object | undefined;

/**
 * Makes plain objects that have exactly the properties present, in their order: by one literal for each set of them that
 * occurs, since objects that grow property by property are far slower to make and to read.
 */
export class ObjectMaker {
  /** Knows the sets that have occurred. */
  make: Make = () => undefined;
  readonly #properties: readonly Property[];
  readonly #known: number[] = [];

  constructor(properties: readonly Property[]) {
    this.#properties = properties;
  }

  /** Makes an object of a set that has not occurred before. Sets without end would be code without end. */
  learn(present: number, ...values: unknown[]): object {
    if (this.#known.length === mostSets) return this.#grow(present, values);
    this.#known.push(present);
    const cases = this.#known.map((set) => `case ${set}: return ${literal(this.#propertiesOf(set))};`);
    const variables = this.#properties.map(({ variable }) => variable);
    this.make = new Function('present', ...variables, `switch (present) {\n${cases.join('\n')}\n}`) as Make;
    return this.make(present, ...values) ?? {};
  }

  #grow(present: number, values: readonly unknown[]): object {
    const kept = new Set(this.#propertiesOf(present));
    const entries = this.#properties.map((property, at) => [property, values[at]] as const);
    return Object.fromEntries(
      entries.filter(([property]) => kept.has(property)).map(([{ name }, value]) => [name, value]),
    );
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
  return `{ ${properties.map(({ name, variable }) => `${JSON.stringify(name)}: ${variable}`).join(', ')} }`;
}
