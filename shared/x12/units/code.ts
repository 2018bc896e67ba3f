import { literal, mostOptional, ObjectMaker, type Property } from './object-maker.ts';

/** Where a value that starts at `from` ends. Soon the hottest function of all, and so soon optimized. */
function scan(bytes: Uint8Array, classes: Uint8Array, from: number): number {
  let at = from;
  while (classes[bytes[at] as number] === 0) at++;
  return at;
}

/** Code as it is generated: names for variables and for what it refers to. */
export class Code {
  readonly #constants: unknown[] = [];
  #variables = 0;

  /** A name for something from outside. */
  constant(value: unknown): string {
    const known = this.#constants.indexOf(value);
    const index = known < 0 ? this.#constants.push(value) - 1 : known;
    return `k${index}`;
  }

  variable(): string {
    return `v${this.#variables++}`;
  }

  /** Declares an object of the properties that are not undefined. */
  object(into: string, properties: readonly Property[]): string {
    const optional = properties.filter(({ always }) => !always);
    const values = properties.map(({ variable }) => variable).join(', ');
    if (optional.length === 0) return `const ${into} = ${literal(properties)};`;
    if (optional.length > mostOptional) throw new RangeError('too many optional parts for generated code');
    const maker = this.constant(new ObjectMaker(properties));
    const bits = optional.map(({ variable }, at) => `(${variable} === undefined ? 0 : ${2 ** at})`);
    const present = `${into}_`;
    return [
      `const ${present} = ${bits.join(' + ')};`,
      `const ${into} = ${maker}.make(${present}, ${values}) ?? ${maker}.learn(${present}, ${values});`,
    ].join('\n');
  }

  /** The function that the lines are the body of. Its name shows in stack traces and profiles. */
  compile(name: string, parameters: string, lines: readonly string[]): unknown {
    const names = this.#constants.map((_, index) => `k${index}`);
    const source = `return function ${name.replace(/\W/g, '')}(${parameters}) {\n${lines.join('\n')}\n};`;
    return new Function('scan', ...names, source)(scan, ...this.#constants);
  }
}

/** Reads a segment or loop at a cursor; undefined when it is not plainly right, or not there whole. */
export type Read = (cursor: never) => object | undefined;
