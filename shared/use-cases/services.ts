import type { Configuration } from '../claims/index.ts';
import type { Clearinghouse, Clock, Events, Ids, Items, Objects, Queues, Secrets, Workflows } from '../ports/index.ts';

/** All that a use case may touch. Built once a home: from SQLite and files, or from AWS. */
export interface Services {
  readonly items: Items;
  readonly objects: Objects;
  readonly queues: Queues;
  readonly workflows: Workflows;
  readonly events: Events;
  readonly clearinghouse: Clearinghouse;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly secrets: Secrets;
  /** `refresh` reads what was changed of it since; `file` is what it is without that. */
  readonly configuration: Configuration & { refresh?(): Promise<void>; readonly file?: Configuration };
}

/** The present as an ISO date and time, to the second. */
export function nowIso({ clock }: Pick<Services, 'clock'>): string {
  return `${clock.now().toISOString().slice(0, 19)}Z`;
}

export function todayIso({ clock }: Pick<Services, 'clock'>): string {
  return clock.now().toISOString().slice(0, 10);
}

const millisecondsADay = 86_400_000;

/** An ISO date or date and time, moved by days. */
export function plusDays(iso: string, days: number): string {
  const moved = new Date(Date.parse(iso) + days * millisecondsADay).toISOString();
  return iso.length === 10 ? moved.slice(0, 10) : `${moved.slice(0, 19)}Z`;
}
