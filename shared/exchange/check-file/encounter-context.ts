import type { Configuration } from '../../claims/index.ts';

/** What an encounter is judged by beside itself. */
export interface EncounterContext {
  readonly configuration: Configuration;
  /** ISO date. */
  readonly today: string;
}
