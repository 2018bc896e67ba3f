/** The code of a function that is made for one part of a guide, and what of the guide it refers to. */
export class Code {
  readonly #names: string[] = [];
  readonly #values: unknown[] = [];

  /** The name by which the code may refer to something. */
  refer(value: unknown): string {
    const known = this.#values.indexOf(value);
    if (known >= 0) return this.#names[known] as string;
    const name = `$${this.#names.length}`;
    this.#names.push(name);
    this.#values.push(value);
    return name;
  }

  /** Makes the function. Guides are all that its code is made of: nothing of a file becomes code. `name`: how it is called in a profile. */
  compile<Made>(name: string, parameters: string, body: string): Made {
    const source = `'use strict'; return function ${name.replaceAll(/\W/g, '_')}(${parameters}) {\n${body}\n};`;
    return new Function(...this.#names, source)(...this.#values) as Made;
  }
}
