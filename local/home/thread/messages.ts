import type { Configuration } from '../../../shared/claims/index.ts';
import type { Clearinghouse, Workflows } from '../../../shared/ports/index.ts';
import { SafeError } from '../../../shared/safe-error.ts';
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

/** An error as it goes from one thread to the other: its class would be lost, and with it whether it may be printed. */
interface SentError {
  readonly name: string;
  readonly message: string;
  readonly stack: string | undefined;
  readonly isSafe: boolean;
  /** Of the system, and of SQLite. */
  readonly codes: { readonly code?: unknown; readonly errcode?: unknown };
}

function sentError(thrown: unknown): SentError {
  const { name, message, stack } = thrown instanceof Error ? thrown : new Error(typeof thrown);
  const codes: Record<string, unknown> = {};
  for (const code of ['code', 'errcode'] as const) {
    if (thrown instanceof Error && code in thrown) codes[code] = Reflect.get(thrown, code);
  }
  return { name, message, stack, isSafe: thrown instanceof SafeError, codes };
}

function receivedError({ name, message, stack, isSafe, codes }: SentError): Error {
  const error = isSafe ? new SafeError(message) : new Error(message);
  return Object.assign(error, codes, { name, stack });
}

interface Message {
  /** Why a call failed. */
  readonly e?: unknown;
}

/** How errors go in messages. */
export const withErrors = {
  serialize: (message: Message) => ('e' in message ? { ...message, e: sentError(message.e) } : message),
  deserialize: (message: Message) =>
    'e' in message ? { ...message, e: receivedError(message.e as SentError) } : message,
};
