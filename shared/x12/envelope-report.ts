import { compileSegment } from './compile-segment.ts';
import type { Delimiters } from './delimiters.ts';
import { type Issue, type IssueCode, isToldOf } from './issue.ts';
import type { Segment } from './notation.ts';
import { type EnvelopeSpot, envelopePlace } from './places.ts';
import { SegmentReader } from './read-segment.ts';
import type { Token } from './tokenizer.ts';

/** What a trailer must say. */
export interface Trailer {
  readonly count: number;
  /** So many of these had no terminator of their own, and may not have been counted. */
  readonly merged?: number;
  /** What is counted, in words. */
  readonly of: string;
  readonly controlNumber: string;
  /** The element that the control number comes from. */
  readonly header: string;
}

function sameNumber(one: string, other: string): boolean {
  return one === other || (/^\d+$/.test(one) && /^\d+$/.test(other) && Number(one) === Number(other));
}

/** Whether a segment has the elements of a trailer: a count and a control number. */
export function isTrailer(elements: readonly string[]): boolean {
  const [, count = '', controlNumber = ''] = elements;
  return elements.length === 3 && /^\d+$/.test(count) && controlNumber !== '';
}

/** The same, with the control number that it must repeat. */
export function isMisspeltTrailer(elements: readonly string[], expected: string): boolean {
  return isTrailer(elements) && elements[2] === expected;
}

export function misspelt(trailer: string): string {
  return `This must be the ${trailer}: it has its elements, and another id.`;
}

/** Says what is wrong with envelopes: in the list of the envelope at fault, and to whom all issues are told. */
export class EnvelopeReport {
  readonly tell: (issue: Issue) => void;

  constructor(tell: (issue: Issue) => void) {
    this.tell = tell;
  }

  add(issues: Issue[], issue: Issue): void {
    issues.push(issue);
    this.tell(issue);
  }

  /** A fault that is the envelope's as a whole. */
  fault(issues: Issue[], code: IssueCode, message: string, token: Token, envelope: EnvelopeSpot, segmentId = ''): void {
    this.add(issues, { code, level: 'syntax', message, place: envelopePlace(token, envelope, segmentId) });
  }

  /** A fault of one element of an envelope's segment. */
  element(
    issues: Issue[],
    code: IssueCode,
    message: string,
    token: Token,
    envelope: EnvelopeSpot,
    at: [string, number],
  ): void {
    this.add(issues, { code, level: 'syntax', message, place: envelopePlace(token, envelope, ...at) });
  }

  /** Reads a segment of the envelope and keeps what is wrong with its elements. */
  read<Value>(
    segment: Segment<Value>,
    elements: readonly string[],
    issues: Issue[],
    token: Token,
    envelope: EnvelopeSpot,
    delimiters: Delimiters,
  ): Partial<Value> {
    const around = { delimiters, written: undefined, codes: undefined };
    const reader = new SegmentReader(around, (code, level, message, element) => {
      this.add(issues, { code, level, message, place: envelopePlace(token, envelope, segment.id, element) });
    });
    return reader.read(compileSegment(segment), elements) as Partial<Value>;
  }

  /** Compares a trailer with what was counted and with its header, where its elements themselves have no fault. */
  trailer(elements: readonly string[], expected: Trailer, issues: Issue[], token: Token, envelope: EnvelopeSpot): void {
    const [id = '', count = '', controlNumber = ''] = elements;
    const { header, of, merged = 0 } = expected;
    const isCounted = Number(count) === expected.count || Number(count) === expected.count - merged;
    if (/^\d+$/.test(count) && !isCounted && !isToldOf(issues, token.offset, 1)) {
      const message = `${id}01 must be ${expected.count}, the number of ${of}.`;
      this.element(issues, 'envelope-count', message, token, envelope, [id, 1]);
    }
    const isOther = controlNumber !== '' && !sameNumber(controlNumber, expected.controlNumber);
    if (isOther && !isToldOf(issues, token.offset, 2)) {
      const message = `${id}02 must be the control number in ${header}.`;
      this.element(issues, 'envelope-control-number', message, token, envelope, [id, 2]);
    }
  }
}
