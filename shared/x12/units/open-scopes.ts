import type { CompiledLoop } from '../compile-loop.ts';
import { type Frame, partFrom } from '../frame.ts';
import type { Loop } from '../loop-notation.ts';
import type { Segment } from '../segment-notation.ts';
import { nothing } from './value-reader.ts';

/** A loop that is being read, with what was read of its parts so far. */
interface Scope {
  readonly loop: CompiledLoop;
  readonly values: readonly unknown[];
}

/** The loops that are being read, within one that is open: what rules of a segment may ask for lies in them. */
export class OpenScopes {
  /** The innermost last. */
  readonly #scopes: Scope[] = [];
  #depth = 0;
  #owner: Frame | undefined;

  /** Begins anew inside a loop. */
  begin(owner: Frame | undefined): void {
    this.#owner = owner;
    this.#depth = 0;
  }

  enter(scope: Scope): void {
    this.#scopes[this.#depth++] = scope;
  }

  leave(): void {
    this.#depth--;
  }

  /** Forgets the file. */
  clear(): void {
    this.begin(undefined);
    this.#scopes.length = 0;
  }

  /** What was read of a part, in the innermost loop that has it. */
  find(of: Segment | Loop): unknown {
    const scopes = this.#scopes;
    for (let at = this.#depth - 1; at >= 0; at--) {
      const { loop, values } = scopes[at] as Scope;
      const part = loop.partOf.get(of);
      if (part) return values[part.index] ?? (part.part.list ? nothing : undefined);
    }
    return this.#owner && partFrom(this.#owner, of);
  }
}
