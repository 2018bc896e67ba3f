import type { Place } from './issue.ts';

/** The part of a place that holds for a whole transaction set. */
export type Envelope = Pick<Place, 'interchange' | 'group' | 'transaction'>;

/** Where a segment stands; kept small, since every loop has one. */
export interface Mark {
  readonly line: number;
  readonly offset: number;
  readonly segment: number;
  /** Empty when what stands there is no segment id, and so may be anything. */
  readonly segmentId: string;
}

export function placeOf(mark: Mark, envelope: Envelope, loop?: string, element?: number, component?: number): Place {
  return {
    line: mark.line,
    offset: mark.offset,
    ...envelope,
    segment: mark.segment,
    ...(mark.segmentId !== '' && { segmentId: mark.segmentId }),
    ...(loop !== undefined && { loop }),
    ...(element !== undefined && { element }),
    ...(component !== undefined && { component }),
  };
}

export function envelopePlace(
  token: Pick<Mark, 'line' | 'offset'>,
  envelope: Envelope,
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
