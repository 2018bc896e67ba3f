import { mkdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { SafeError } from '../../shared/safe-error.ts';
import { whyNot } from './check-inputs.ts';

/** Where the files go that answer what was checked: one file, or a folder with one for each. */
export class AnswerPlace {
  readonly #path: string;
  readonly #isFolder: boolean;
  readonly #taken = new Set<string>();

  private constructor(path: string, isFolder: boolean) {
    this.#path = path;
    this.#isFolder = isFolder;
  }

  static async at(path: string, inputs: number): Promise<AnswerPlace> {
    const is = await stat(path).catch(() => undefined);
    if (inputs > 1 && is && !is.isDirectory()) {
      throw new SafeError(`--999 ${path} is a file: several files are answered in a folder`);
    }
    return new AnswerPlace(path, inputs > 1 || is?.isDirectory() === true);
  }

  /** Writes what answers a file; says where. */
  async write(file: string, text: string): Promise<string> {
    const path = this.#isFolder ? join(this.#path, this.#nameFor(file)) : this.#path;
    try {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, text);
    } catch (problem) {
      throw new SafeError(`${path} can't be written: ${whyNot(problem)}`, problem);
    }
    return path;
  }

  /** Files of one name in several folders are told apart by a number. */
  #nameFor(file: string): string {
    const name = file === '-' ? 'stdin' : (file.split(/[/\\]/).at(-1) ?? file);
    for (let number = 1; ; number++) {
      const candidate = `${name}${number === 1 ? '' : `-${number}`}.999`;
      if (this.#taken.has(candidate)) continue;
      this.#taken.add(candidate);
      return candidate;
    }
  }
}
