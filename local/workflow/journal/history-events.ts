import type { Json } from '../../../shared/ports/index.ts';
import type { StateType } from '../definition/states-language.ts';

type Exiting = Exclude<StateType, 'Fail'>;

/** Step Functions' names for what happens. */
export type HistoryEventType =
  | `Execution${'Started' | 'Succeeded' | 'Failed' | 'TimedOut' | 'Aborted'}`
  | `${StateType}StateEntered`
  | `${Exiting}StateExited`
  | `Task${'Scheduled' | 'Started' | 'Submitted' | 'Succeeded' | 'Failed' | 'TimedOut'}`
  | `MapState${'Started' | 'Succeeded' | 'Failed'}`
  | `MapIteration${'Started' | 'Succeeded' | 'Failed' | 'Aborted'}`
  | `ParallelState${'Started' | 'Succeeded' | 'Failed'}`
  | 'EvaluationFailed';

export type Details = { readonly [name: string]: Json };

export interface HistoryEvent {
  /** Counted from 1 in the execution. */
  readonly id: number;
  /** The event that led to this one; 0 at the beginning. */
  readonly previousEventId: number;
  readonly timestamp: Date;
  readonly type: HistoryEventType;
  readonly details: Details;
}

/** An event as the journal keeps it: type, previous event, milliseconds, details. Its id follows from its place. */
export type StoredEvent = readonly [HistoryEventType, number, number, Details?];

export function fromStored(first: number, stored: readonly StoredEvent[]): readonly HistoryEvent[] {
  return stored.map(([type, previousEventId, at, details = {}], index) => ({
    id: first + index,
    previousEventId,
    timestamp: new Date(at),
    type,
    details,
  }));
}
