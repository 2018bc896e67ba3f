import { SafeError } from '../../shared/safe-error.ts';

/** AWS could not do it now, and perhaps did it all the same: run the step again. */
export class ServiceUnavailable extends SafeError {
  override readonly name = 'ServiceUnavailable';
  readonly code: string;

  constructor(operation: string, code: string, cause?: unknown) {
    super(`${operation} is not to be had now (${code}): try again later`, cause);
    this.code = code;
  }
}

/** AWS will not do it however often it is asked: a permission, a name or a request is wrong. */
export class ServiceRefused extends SafeError {
  override readonly name = 'ServiceRefused';
  readonly code: string;

  constructor(operation: string, code: string, cause?: unknown) {
    super(`${operation} was refused (${code}): see the permissions and settings of the function`, cause);
    this.code = code;
  }
}

const transientCodes = new Set([
  // The service is too busy …
  'BandwidthLimitExceeded',
  'OverLimit',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'SlowDown',
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
  // … or somebody else has the same thing in hand …
  'ConditionalRequestConflict',
  'OperationAborted',
  'TransactionConflictException',
  'TransactionInProgressException',
  // … or is not well …
  'InternalError',
  'InternalException',
  'InternalFailure',
  'InternalServerError',
  'ServiceUnavailable',
  'ServiceUnavailableException',
  // … or the answer was lost.
  'RequestTimeout',
  'RequestTimeoutException',
  'TimeoutError',
]);
const lostConnections = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
]);

interface SdkProblem extends Error {
  readonly code?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

/** Whether a code that a service gives says that it may be asked again. */
export function isTransientCode(code: string | undefined): boolean {
  return code !== undefined && transientCodes.has(code);
}

function isTransient({ name, code, $metadata }: SdkProblem): boolean {
  const status = $metadata?.httpStatusCode ?? 0;
  return isTransientCode(name) || lostConnections.has(String(code)) || status >= 500 || status === 429;
}

/** What the SDK threw, without what was asked, answered or stored: its own message may repeat that. */
function withoutContent(operation: string, problem: unknown): ServiceUnavailable | ServiceRefused {
  if (problem instanceof ServiceUnavailable || problem instanceof ServiceRefused) return problem;
  if (!(problem instanceof Error)) return new ServiceRefused(operation, 'unknown', problem);
  const code = /^[A-Za-z0-9_.]{1,80}$/.test(problem.name) ? problem.name : 'unknown';
  return isTransient(problem)
    ? new ServiceUnavailable(operation, code, problem)
    : new ServiceRefused(operation, code, problem);
}

/** Calls AWS; `operation` says what for, as `S3 PutObject`. Throws ServiceUnavailable or ServiceRefused. */
export async function ask<Answer>(operation: string, call: () => Promise<Answer>): Promise<Answer> {
  try {
    return await call();
  } catch (problem) {
    throw withoutContent(operation, problem);
  }
}

/** Calls AWS; when it answers with one of the codes, gives what is said for it instead. */
export async function askUnless<Answer, Other>(
  operation: string,
  call: () => Promise<Answer>,
  otherwise: Readonly<Record<string, Other>>,
): Promise<Answer | Other> {
  try {
    return await ask(operation, call);
  } catch (problem) {
    const code = codeOf(problem);
    if (code !== undefined && Object.hasOwn(otherwise, code)) return otherwise[code] as Other;
    throw problem;
  }
}

/** The code that AWS gave for what `ask` threw. */
export function codeOf(problem: unknown): string | undefined {
  return problem instanceof ServiceUnavailable || problem instanceof ServiceRefused ? problem.code : undefined;
}
