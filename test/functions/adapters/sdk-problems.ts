import type { Patience } from '../../../functions/adapters/index.ts';

/** Tries again at once, and not for long. */
export const impatient: Patience = { baseMs: 0, capMs: 0, forMs: 200 };

/** What a person must never read in an error or a log. */
export const secretText = 'Jane Doe 1970-01-01';

/** An error as the SDK throws it, with content of a request in its message. */
export function sdkProblem(name: string, more: { readonly status?: number; readonly code?: string } = {}): Error {
  const { status = 400, ...rest } = more;
  return Object.assign(new Error(`about ${secretText}`), { name, $metadata: { httpStatusCode: status }, ...rest });
}

/** What was thrown by the promise. */
export async function thrownBy(promise: Promise<unknown>): Promise<Error> {
  const thrown = await promise.then(() => undefined).catch((problem: unknown) => problem);
  if (thrown instanceof Error) return thrown;
  throw new Error('nothing was thrown');
}
