import { compileSegment } from './compile-segment.ts';
import type { Delimiters } from './delimiters.ts';
import type { GroupHeader, InterchangeAcknowledgement, InterchangeHeader } from './envelope.ts';
import { GE, GS, IEA, SE, ST, TA1 } from './envelope-segments.ts';
import { controlNumberText, writeInterchangeHeader } from './interchange-header.ts';
import { type Memory, memoryOf, remember, trailerOf } from './memory.ts';
import type { Guide, Segment } from './notation.ts';
import { LoopWriter, type TakeSegment } from './write-loop.ts';
import { keepNumber, SegmentWriter } from './write-segment.ts';

/** Writes envelopes around what is written between them, and counts it for their trailers. */
export class EnvelopeWriter {
  readonly #take: TakeSegment;
  readonly #delimiters: Delimiters;
  readonly #segments: SegmentWriter;
  readonly #counts = { segments: 0, transactions: 0, groups: 0 };
  #interchange = '';
  #group = '';
  #transaction = '';

  constructor(delimiters: Delimiters, take: TakeSegment) {
    this.#delimiters = delimiters;
    this.#segments = new SegmentWriter(delimiters);
    this.#take = (text, value) => {
      this.#counts.segments++;
      take(text, value);
    };
  }

  openInterchange(header: InterchangeHeader, acknowledgements: readonly InterchangeAcknowledgement[]): void {
    this.#interchange = controlNumberText(header);
    this.#take(writeInterchangeHeader(header, this.#delimiters), header);
    for (const acknowledgement of acknowledgements) this.#write(TA1, acknowledgement, memoryOf(acknowledgement));
  }

  openGroup(header: GroupHeader): void {
    this.#group = header.controlNumber;
    this.#counts.groups++;
    this.#counts.transactions = 0;
    this.#write(GS, header, memoryOf(header));
  }

  /** `of`: the transaction set, which may remember its ST. */
  openTransaction(guide: Guide, controlNumber: string, of: object): void {
    const memory = memoryOf(of);
    const read = memory?.text.split(memory.delimiters.element)[3];
    const version = memory ? read : guide.omitsReference ? '' : guide.version;
    this.#transaction = controlNumber;
    this.#counts.transactions++;
    this.#counts.segments = 0;
    this.#write(ST, { set: guide.set, controlNumber, ...(version && { version }) }, memory);
  }

  /** Writes the loops of the transaction set that is open. */
  loops(): LoopWriter {
    return new LoopWriter(this.#segments, this.#take);
  }

  closeTransaction(of: object): void {
    // SE01 counts ST and SE themselves.
    this.#trailer(SE, this.#counts.segments + 1, this.#transaction, of);
  }

  closeGroup(of: object): void {
    this.#trailer(GE, this.#counts.transactions, this.#group, of);
  }

  closeInterchange(of: object): void {
    this.#trailer(IEA, this.#counts.groups, this.#interchange, of);
  }

  /** The SE, GE or IEA of what was read keeps the form of its numbers. */
  #trailer(segment: Segment, count: number, controlNumber: string, of: object): void {
    const memory = trailerOf(of);
    const read = memory?.text.split(memory.delimiters.element)[2];
    this.#write(segment, { count, controlNumber: keepNumber(read, controlNumber) }, memory);
  }

  #write(segment: Segment, value: object, memory: Memory | undefined): void {
    if (memory && memory !== memoryOf(value)) remember(value, memory);
    this.#take(this.#segments.write(compileSegment(segment), value, 'envelope'), value);
  }
}
