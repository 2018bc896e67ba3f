import type { CompiledLoop, CompiledPart } from '../compile-loop.ts';
import type { NotedPart } from '../notes.ts';
import type { Cursor } from './cursor.ts';
import { type ReadSegment, segmentReader } from './segment-code.ts';
import { SegmentUse } from './segment-use.ts';

/** How the segment that a part is or that opens it is read: its code is made when it first comes. */
export class PartReader implements NotedPart {
  readonly part: CompiledPart;
  /** The loop that its segment stands in: another one where it opens a loop. */
  readonly stands: CompiledLoop;
  #read: ReadSegment | undefined;
  #use: SegmentUse | undefined;

  constructor(part: CompiledPart, outer: CompiledLoop) {
    this.part = part;
    this.stands = standsIn(part, outer);
  }

  read(c: Cursor): object | undefined {
    this.#read ??= segmentReader(this.part.opener.form);
    this.#use ??= new SegmentUse(this.part.opener);
    const use = this.#use;
    const { memory } = c;
    const known = memory.findSegment(use.reads, c.segmentAt, c.end);
    if (known !== undefined) {
      c.terminator = memory.end;
      c.pass();
      return known;
    }
    const keeps = memory.isSecond;
    c.keeps = keeps;
    const value = this.#read(c, use);
    if (keeps && value !== undefined) memory.keep(use.reads, value);
    return value;
  }
}

function standsIn({ loop }: CompiledPart, outer: CompiledLoop): CompiledLoop {
  const [first] = loop?.parts ?? [];
  return loop && first ? standsIn(first, loop) : outer;
}
