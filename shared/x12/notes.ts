import { type CompiledLoop, type CompiledPart, loopId } from './compile-loop.ts';
import type { Standing } from './memory.ts';
import type { Mark } from './places.ts';

/** What a segment was read as, and the loop that it stands in. */
export interface NotedPart {
  readonly part: CompiledPart;
  readonly stands: CompiledLoop;
}

/** How the segments stood that were read as a whole. It is asked for when one of them is at fault, and small until then. */
export class Notes {
  /** Of each segment: its value, its part, line, offset and ordinal. */
  readonly #noted: readonly unknown[];

  constructor(noted: readonly unknown[]) {
    this.#noted = noted;
  }

  standingOf(value: object): Standing | undefined {
    const at = this.#noted.indexOf(value);
    const part = this.#noted[at + 1] as NotedPart;
    return at < 0 ? undefined : { mark: this.#markAt(at), loop: loopId(part.stands), segment: part.part.opener };
  }

  /** Where a part of the loop first stood. */
  markOf(part: CompiledPart): Mark | undefined {
    for (let at = 0; at < this.#noted.length; at += 5) {
      if ((this.#noted[at + 1] as NotedPart).part === part) return this.#markAt(at);
    }
    return undefined;
  }

  #markAt(at: number): Mark {
    const [part, line, offset, segment] = this.#noted.slice(at + 1) as [NotedPart, number, number, number];
    return { line, offset, segment, segmentId: part.part.opener.id };
  }
}

/** Notes how segments stand while they are read: in one list for all, of which each loop gets a copy that is no longer than it must be. */
export class NoteTaker {
  readonly #noted: unknown[] = [];
  #count = 0;

  /** Gives an object that is like none before, since that is what they are known by. */
  add(value: object, part: NotedPart, line: number, offset: number, segment: number): object {
    const list = this.#noted;
    let noted = value;
    for (let at = 0; at < this.#count; at += 5) if (list[at] === value) noted = { ...value };
    list[this.#count++] = noted;
    list[this.#count++] = part;
    list[this.#count++] = line;
    list[this.#count++] = offset;
    list[this.#count++] = segment;
    return noted;
  }

  clear(): void {
    this.#count = 0;
  }

  get notes(): Notes {
    return new Notes(this.#noted.slice(0, this.#count));
  }
}
