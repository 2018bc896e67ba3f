import { Logger } from '@aws-lambda-powertools/logger';
import middy from '@middy/core';
import { SafeError } from '../shared/safe-error.ts';
import type { Measure } from './measure.ts';

let made: Logger | undefined;
/** Made when it is first needed: whoever starts the program may still set how much is logged. */
function logger(): Logger {
  made ??= new Logger({ serviceName: 'claimwright' });
  return made;
}

/** A function as Lambda and the one-machine home call it. */
export type Handler<Answer> = (event: unknown, context?: unknown) => Promise<Answer>;

/** Nobody watches alarms on one machine. */
const measureNothing: Measure = () => undefined;

const nameOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.name : 'Error');
const messageOf = (thrown: unknown): string => (thrown instanceof SafeError ? thrown.message : 'failed');

/** Where in our code it was thrown: the frames of its stack, without the message, which may quote what was sent. */
function placesOf(thrown: unknown): readonly string[] {
  const stack = thrown instanceof Error ? (thrown.stack ?? '') : '';
  return stack
    .split('\n')
    .filter((line) => /^ {4}at [^\n]+:\d+:\d+\)?$/.test(line))
    .slice(0, 10);
}

/** Logs a failure with its class and, where it is safe to print, its message. */
export function logFailure(name: string, thrown: unknown): void {
  // Somebody was faster: the step is run again and that is all.
  if (nameOf(thrown) === 'ConcurrentChange') return;
  logger().error(messageOf(thrown), { function: name, errorType: nameOf(thrown), at: placesOf(thrown) });
}

/** The error as it may leave: its name, by which state machines retry and catch, and what may be printed. */
function withoutSecrets(thrown: unknown): Error {
  const safe = new SafeError(messageOf(thrown));
  safe.name = nameOf(thrown);
  // Lambda prints the stack, and loses the name of an error that has none.
  safe.stack = `${safe.name}: ${safe.message}`;
  return safe;
}

/**
 * What every function has in common: a failure is logged, then thrown on without anything that may not be printed. On
 * Lambda what the function measures becomes metrics, each call is traced, and its log names the claim or file.
 */
export function conventions<Answer>(
  name: string,
  run: (event: unknown, measure: Measure) => Promise<Answer>,
): Handler<Answer> {
  const wrapped = wrap();
  async function wrap() {
    const isOnLambda = process.env['AWS_LAMBDA_FUNCTION_NAME'] !== undefined;
    // Elsewhere the start does not pay for them.
    const onLambda = isOnLambda
      ? (await import('./lambda-conventions.ts')).lambdaConventions(name, logger())
      : undefined;
    const { measure = measureNothing, middlewares = [] } = onLambda ?? {};
    return (
      middy((event: unknown) => run(event, measure))
        .use([...middlewares])
        // The last one added sees an error first: the others see what it leaves of it.
        .onError((request) => {
          logFailure(name, request.error);
          request.error = withoutSecrets(request.error);
        })
    );
  }
  return async (event, context) => (await (await wrapped)(event, context as never)) as Answer;
}
