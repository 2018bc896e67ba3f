import { compileLoop } from './compile-loop.ts';
import { compileSegment } from './compile-segment.ts';
import { type Delimiters, standardDelimiters } from './delimiters.ts';
import type { GroupHeader, InterchangeAcknowledgement, InterchangeHeader } from './envelope.ts';
import { GE, GS, IEA, SE, ST, TA1 } from './envelope-segments.ts';
import { controlNumberText, writeInterchangeHeader } from './interchange-header.ts';
import { memoryOf, remember, trailerOf } from './memory.ts';
import type { Guide, Segment } from './notation.ts';
import { LoopWriter } from './write-loop.ts';
import { keepNumber, SegmentWriter } from './write-segment.ts';

export interface TransactionToWrite {
  readonly guide: Guide;
  readonly controlNumber: string;
  readonly value: unknown;
}

export interface GroupToWrite {
  readonly header: GroupHeader;
  readonly transactions: readonly TransactionToWrite[];
}

export interface InterchangeToWrite {
  readonly header: InterchangeHeader;
  /** By default `*`, `~`, no line ends, and what the header says of the other two. */
  readonly delimiters?: Partial<Delimiters>;
  readonly acknowledgements?: readonly InterchangeAcknowledgement[];
  readonly groups: readonly GroupToWrite[];
}

/**
 * Writes an interchange. Counts, hierarchy numbers and trailers are derived. Throws an Error that names the place, and
 * never the data, when something required is absent or a text holds a delimiter: whoever made the value has a bug.
 */
export function write(file: InterchangeToWrite): string {
  const { header, acknowledgements = [], groups } = file;
  const delimiters: Delimiters = {
    ...standardDelimiters,
    ...(header.repetition && { repetition: header.repetition }),
    ...(header.component && { component: header.component }),
    ...file.delimiters,
  };
  const end = delimiters.segment + delimiters.lineEnd;
  return interchangeSegments({ header, delimiters, acknowledgements, groups })
    .map(({ text }) => text + end)
    .join('');
}

/** A segment without its terminator, and the white space that stood before it. */
export interface WrittenSegment {
  readonly text: string;
  readonly lead: string | undefined;
}

/** An interchange that may come from a file, some of whose transaction sets no guide could read. */
interface Writable extends Omit<Required<InterchangeToWrite>, 'groups' | 'delimiters'> {
  readonly delimiters: Delimiters;
  readonly groups: readonly {
    readonly header: GroupHeader;
    readonly transactions: readonly (Pick<TransactionToWrite, 'controlNumber' | 'value'> & {
      readonly guide: Guide | undefined;
    })[];
  }[];
}

export function interchangeSegments(file: Writable): WrittenSegment[] {
  const segments: WrittenSegment[] = [];
  const writer = new SegmentWriter(file.delimiters);
  const take = (text: string, value: object) => segments.push({ text, lead: memoryOf(value)?.lead });
  const envelope = (segment: Segment, value: object, memory = memoryOf(value)) => {
    if (memory && memory !== memoryOf(value)) remember(value, memory);
    take(writer.write(compileSegment(segment), value, 'envelope'), value);
  };
  /** The SE, GE or IEA of what was read keeps the form of its numbers. */
  const trailer = (segment: Segment, count: number, controlNumber: string, of: object) => {
    const memory = trailerOf(of);
    const read = memory?.text.split(memory.delimiters.element)[2];
    envelope(segment, { count, controlNumber: keepNumber(read, controlNumber) }, memory);
  };

  take(writeInterchangeHeader(file.header, file.delimiters), file.header);
  for (const acknowledgement of file.acknowledgements) envelope(TA1, acknowledgement);
  for (const group of file.groups) {
    envelope(GS, group.header);
    for (const transaction of group.transactions) {
      const { guide, controlNumber, value } = transaction;
      if (!guide || typeof value !== 'object' || value === null)
        throw new Error('cannot write a transaction set without guide and value');
      const start = segments.length;
      const memory = memoryOf(transaction);
      const version = memory
        ? memory.text.split(memory.delimiters.element)[3]
        : guide.omitsReference
          ? ''
          : guide.version;
      envelope(ST, { set: guide.set, controlNumber, ...(version && { version }) }, memory);
      new LoopWriter(writer, take).write(compileLoop(guide), value);
      // SE01 counts ST and SE themselves.
      trailer(SE, segments.length - start + 1, controlNumber, transaction);
    }
    trailer(GE, group.transactions.length, group.header.controlNumber, group);
  }
  trailer(IEA, file.groups.length, controlNumberText(file.header), file);
  return segments;
}
