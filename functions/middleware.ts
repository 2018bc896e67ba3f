import { Logger } from '@aws-lambda-powertools/logger';
import middy from '@middy/core';
import { SafeError } from '../shared/safe-error.ts';

let made: Logger | undefined;
/** Made when it is first needed: whoever starts the program may still set how much is logged. */
function logger(): Logger {
  made ??= new Logger({ serviceName: 'claimwright' });
  return made;
}

/** A function as Lambda and the one-machine home call it. */
export type Handler<Answer> = (event: unknown, context?: unknown) => Promise<Answer>;

/**
 * What every function has in common: a failure is logged with its class and, where it is safe to print, its message;
 * then it is thrown on under its name, by which state machines retry and catch.
 */
export function conventions<Answer>(name: string, run: (event: unknown) => Promise<Answer>): Handler<Answer> {
  const wrapped = middy((event: unknown) => run(event)).onError(({ error }) => {
    // Somebody was faster: the step is run again and that is all.
    if (error?.name === 'ConcurrentChange') return;
    const message = error instanceof SafeError ? error.message : 'failed';
    logger().error(message, { function: name, errorType: error?.name ?? 'Error' });
  });
  return async (event, context) => (await wrapped(event, context as never)) as Answer;
}
