import type { ElementPosition } from './find-element.ts';
import type { Place, Spot } from './issue.ts';

/** The part of a place that holds for a whole transaction set. */
export type Envelope = Pick<Place, 'interchange' | 'group' | 'transaction'>;

/** The same, with the ordinal of a segment of it that its guide does not read: ST or SE. */
export type EnvelopeSpot = Envelope & Pick<Place, 'segment'>;

/** Where a segment stands; kept small, since every loop has one. */
export interface Mark {
  readonly line: number;
  readonly offset: number;
  readonly segment: number;
  /** Empty when what stands there is no segment id, and so may be anything. */
  readonly segmentId: string;
}

/** Small letters too: who reads of it must find it as it came. */
const segmentIdForm = /^[A-Za-z][A-Za-z0-9]{1,2}$/;

/** The id of a segment; empty when it is none. */
export function segmentIdOf([id = '']: readonly string[]): string {
  return segmentIdForm.test(id) ? id : '';
}

export function placeOf(mark: Mark, envelope: Envelope, loop?: string, element?: number, component?: number): Place {
  // Every item has one: spreading what may be absent takes ten times as long.
  const { line, offset, segment, segmentId } = mark;
  const { interchange, group, transaction } = envelope;
  const isWhole = segmentId !== '' && interchange !== undefined && group !== undefined && transaction !== undefined;
  if (isWhole && loop !== undefined && element === undefined) {
    return { line, offset, interchange, group, transaction, segment, segmentId, loop };
  }
  const place: { -readonly [Key in keyof Place]: Place[Key] } = { line, offset, ...envelope };
  place.segment = segment;
  if (segmentId !== '') place.segmentId = segmentId;
  if (loop !== undefined) place.loop = loop;
  if (element !== undefined) place.element = element;
  if (component !== undefined) place.component = component;
  return place;
}

/** The same in short; of the segment alone where no element is named. */
export function spotOf(mark: Pick<Place, 'segment' | 'segmentId'>, loop?: string, element?: ElementPosition): Spot {
  const { segment, segmentId } = mark;
  return {
    ...(segment !== undefined && { segment }),
    ...(segmentId && { segmentId }),
    ...(loop !== undefined && { loop }),
    ...element,
  };
}

export function envelopePlace(
  token: Pick<Mark, 'line' | 'offset'>,
  envelope: EnvelopeSpot,
  segmentId: string,
  element?: number,
): Place {
  return {
    line: token.line,
    offset: token.offset,
    ...envelope,
    ...(segmentId !== '' && { segmentId }),
    ...(element !== undefined && { element }),
  };
}
