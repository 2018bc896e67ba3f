import { createHandler as awaitMail } from '../../functions/await-mail/handler.ts';
import { createHandler as closeClaim } from '../../functions/close-claim/handler.ts';
import { createHandler as generateStatement } from '../../functions/generate-statement/handler.ts';
import { createHandler as openClaims } from '../../functions/open-claims/handler.ts';
import { createHandler as openFollowUp } from '../../functions/open-follow-up/handler.ts';
import { createHandler as postPayment } from '../../functions/post-payment/handler.ts';
import { createHandler as quarantineUpload } from '../../functions/quarantine-upload/handler.ts';
import { createHandler as readAcknowledgement } from '../../functions/read-acknowledgement/handler.ts';
import { createHandler as reportBatch } from '../../functions/report-batch/handler.ts';
import { createHandler as scrubClaim } from '../../functions/scrub-claim/handler.ts';
import { createHandler as setAsideClaim } from '../../functions/set-aside-claim/handler.ts';
import { createHandler as splitUpload } from '../../functions/split-upload/handler.ts';
import { createHandler as startClaims } from '../../functions/start-claims/handler.ts';
import { createHandler as submitClaim } from '../../functions/submit-claim/handler.ts';
import { createHandler as takeUpClaim } from '../../functions/take-up-claim/handler.ts';
import { createHandler as verifyEligibility } from '../../functions/verify-eligibility/handler.ts';
import type { Json } from '../../shared/ports/index.ts';
import type { Services } from '../../shared/use-cases/index.ts';

const handlers = {
  'await-mail': awaitMail,
  'close-claim': closeClaim,
  'generate-statement': generateStatement,
  'open-claims': openClaims,
  'open-follow-up': openFollowUp,
  'post-payment': postPayment,
  'quarantine-upload': quarantineUpload,
  'read-acknowledgement': readAcknowledgement,
  'report-batch': reportBatch,
  'scrub-claim': scrubClaim,
  'set-aside-claim': setAsideClaim,
  'split-upload': splitUpload,
  'start-claims': startClaims,
  'submit-claim': submitClaim,
  'take-up-claim': takeUpClaim,
  'verify-eligibility': verifyEligibility,
} as const satisfies Readonly<Record<string, (services: Services) => (event: unknown) => Promise<unknown>>>;

/** The functions that state machines call, by the name of their folder. */
export const taskFunctions: readonly string[] = Object.keys(handlers);

/** Calls a function as Lambda would: JSON in, JSON out. */
export function invoker(services: Services): (functionName: string, payload: Json) => Promise<Json> {
  const created = new Map(Object.entries(handlers).map(([name, create]) => [name, create(services)]));
  return (functionName, payload) => {
    const handler = created.get(functionName);
    if (handler === undefined) return Promise.reject(new Error(`there is no function ${functionName}`));
    return handler(payload) as Promise<Json>;
  };
}
