import { compileLoop } from './compile-loop.ts';
import { type Delimiters, standardDelimiters } from './delimiters.ts';
import type { GroupHeader, InterchangeAcknowledgement, InterchangeHeader } from './envelope.ts';
import { memoryOf } from './memory.ts';
import type { Guide } from './notation.ts';
import { EnvelopeWriter } from './write-envelope.ts';

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
  const delimiters = delimitersFor(file);
  const end = delimiters.segment + delimiters.lineEnd;
  return interchangeSegments({ header, delimiters, acknowledgements, groups })
    .map(({ text }) => text + end)
    .join('');
}

export function delimitersFor({ header, delimiters }: Pick<InterchangeToWrite, 'header' | 'delimiters'>): Delimiters {
  return {
    ...standardDelimiters,
    ...(header.repetition && { repetition: header.repetition }),
    ...(header.component && { component: header.component }),
    ...delimiters,
  };
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
  const take = (text: string, value: object) => segments.push({ text, lead: memoryOf(value)?.lead });
  const writer = new EnvelopeWriter(file.delimiters, take);
  writer.openInterchange(file.header, file.acknowledgements);
  for (const group of file.groups) {
    writer.openGroup(group.header);
    for (const transaction of group.transactions) {
      const { guide, controlNumber, value } = transaction;
      if (!guide || typeof value !== 'object' || value === null)
        throw new Error('cannot write a transaction set without guide and value');
      writer.openTransaction(guide, controlNumber, transaction);
      writer.loops().write(compileLoop(guide), value);
      writer.closeTransaction(transaction);
    }
    writer.closeGroup(group);
  }
  writer.closeInterchange(file);
  return segments;
}
