/**
 * An error whose message may be printed, logged and sent: it says what is wrong and what to do, and holds no PHI.
 * What is sensitive stays in `sensitiveCause`, which neither JSON nor the console shows.
 */
export class SafeError extends Error {
  readonly #cause: unknown;

  constructor(message: string, sensitiveCause?: unknown) {
    super(message);
    this.name = 'SafeError';
    this.#cause = sensitiveCause;
  }

  get sensitiveCause(): unknown {
    return this.#cause;
  }
}

/** A sentence that may be printed about any thrown value: the message of a SafeError, the bare class of anything else. */
export function printable(thrown: unknown): string {
  if (thrown instanceof SafeError) return thrown.message;
  return thrown instanceof Error ? thrown.name : 'an unknown error';
}
