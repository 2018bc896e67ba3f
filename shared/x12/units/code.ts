import type { Cursor } from './cursor.ts';
import { literal, ObjectMaker, type Property } from './object-maker.ts';

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
    if (optional.length === 0) return `const ${into} = ${literal(properties)};`;
    const variables = properties.map(({ from }) => from).join(', ');
    const maker = this.constant(new ObjectMaker(properties, variables));
    const bits = optional.map(({ from }, at) => `(${from} === undefined ? 0 : ${2 ** at})`);
    const present = `${into}_`;
    return [
      `const ${present} = ${bits.join(' + ')};`,
      `const ${into} = ${maker}.make(${present}, ${variables}) ?? ${maker}.learn(${present}, ${variables});`,
    ].join('\n');
  }

  /** The function of a cursor `c` that the lines are the body of. Its name shows in stack traces and profiles. */
  compile(name: string, lines: readonly string[]): (c: Cursor) => object | undefined {
    const names = this.#constants.map((_, index) => `k${index}`);
    const source = `return function ${name}(c) {\n${lines.join('\n')}\n};`;
    return new Function('scan', ...names, source)(scan, ...this.#constants);
  }
}
