import type { Configuration } from '../../../shared/claims/index.ts';
import type { Clearinghouse, Workflows } from '../../../shared/ports/index.ts';
import type { Runtime } from '../runtime.ts';

/** What the thread is made with. */
export interface ThreadSettings {
  readonly folder: string;
  readonly configuration: Configuration;
  readonly key: Uint8Array;
  /** The home's present comes with each message; the machine's own time without it. */
  readonly isVirtual: boolean;
}

/** What the home's thread asks of that of its functions. */
export interface OfFunctions extends Runtime {
  refreshConfiguration(): Promise<void>;
  close(): Promise<void>;
}

/** What the functions ask of the home's thread, which has the engine and the clearinghouse. */
export interface OfHome extends Workflows, Clearinghouse {}
