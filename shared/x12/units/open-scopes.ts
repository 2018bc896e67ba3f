import type { CompiledLoop } from '../compile-loop.ts';
import { type Frame, partFrom } from '../frame.ts';
import type { Loop } from '../loop-notation.ts';
import type { Segment } from '../segment-notation.ts';
import { nothing } from './value-reader.ts';

/** The loops that are being read, within one that is open: what rules of a segment may ask for lies in them. */
export class OpenScopes {
  /** The innermost last. */
  readonly #loops: CompiledLoop[] = [];
  /** Where what was read of the parts of each stands. */
  readonly #bases: number[] = [];
  #depth = 0;
  #owner: Frame | undefined;

  /** Begins anew inside a loop. */
  begin(owner: Frame | undefined): void {
    this.#owner = owner;
    this.#depth = 0;
  }

  enter(loop: CompiledLoop, base: number): void {
    this.#loops[this.#depth] = loop;
    this.#bases[this.#depth++] = base;
  }

  leave(): void {
    this.#depth--;
  }

  /** Forgets the file. */
  clear(): void {
    this.begin(undefined);
    this.#loops.length = 0;
  }

  /** What was read of a part, in the innermost loop that has it. `stack`: where it stands. */
  find(of: Segment | Loop, stack: readonly unknown[]): unknown {
    for (let at = this.#depth - 1; at >= 0; at--) {
      const part = (this.#loops[at] as CompiledLoop).partOf.get(of);
      if (part) return stack[(this.#bases[at] as number) + part.index] ?? (part.part.list ? nothing : undefined);
    }
    return this.#owner && partFrom(this.#owner, of);
  }
}
