import { SafeError } from '../../shared/safe-error.ts';

/** A thread has ended, as for want of memory: nobody knows what it had done of what it was asked. */
export class ThreadEnded extends Error {
  readonly code = 'THREAD_ENDED';
}

/** An error as it goes from one thread to the other: its class would be lost, and with it whether it may be printed. */
export interface SentError {
  readonly name: string;
  readonly message: string;
  readonly stack: string | undefined;
  readonly isSafe: boolean;
  /** Of the system, and of SQLite. */
  readonly codes: { readonly code?: unknown; readonly errcode?: unknown };
}

export function sentError(thrown: unknown): SentError {
  const { name, message, stack } = thrown instanceof Error ? thrown : new Error(typeof thrown);
  const codes: Record<string, unknown> = {};
  for (const code of ['code', 'errcode'] as const) {
    if (thrown instanceof Error && code in thrown) codes[code] = Reflect.get(thrown, code);
  }
  return { name, message, stack, isSafe: thrown instanceof SafeError, codes };
}

export function receivedError({ name, message, stack, isSafe, codes }: SentError): Error {
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
