import { Logger } from '@aws-lambda-powertools/logger';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { fieldPath } from '../../shared/claims/encounter-problems.ts';
import { printable } from '../../shared/safe-error.ts';
import { claimView, findClaim } from '../../shared/use-cases/claim-view.ts';
import type { Services } from '../../shared/use-cases/index.ts';
import { claimsQuery, listClaims } from './list-claims.ts';
import { problem } from './problem.ts';
import { type Refusal, takeEncounters } from './take-encounters.ts';

/** What the API must know of the home that it speaks for. */
export interface About {
  readonly time: 'real' | 'virtual';
  /** Where the home keeps a count: on AWS it would have to read every claim. */
  claimsByStatus?(): ReadonlyMap<string, number>;
  /** Something has arrived that the home should look at. */
  onChange?(): void;
}

/** Below what API Gateway and Lambda let through. */
const mostBytes = 4_000_000;

/** The HTTP API: the same routes on Lambda and on one machine. */
export function createApp(services: Services, about: About): Hono {
  const logger = new Logger({ serviceName: 'claimwright' });
  const app = new Hono();
  const limited = bodyLimit({
    maxSize: mostBytes,
    onError: (context) => problem(context, 'body-too-large', 'Send at most 4 MB at once, or upload the file.'),
  });

  app.post('/encounters', limited, (context) => postEncounters(context, services, about));
  app.get('/claims', (context) => getClaims(context, services));
  app.get('/claims/:id', (context) => getClaim(context, services, context.req.param('id')));
  app.get('/health', (context) => {
    const counts = about.claimsByStatus?.();
    const claims = counts === undefined ? {} : { claims: Object.fromEntries(counts) };
    return context.json({ status: 'ok', time: about.time, now: services.clock.now().toISOString(), ...claims });
  });

  app.notFound((context) =>
    problem(context, 'not-found', 'Ask for POST /encounters, GET /claims, GET /claims/{id} or GET /health.'),
  );
  app.onError((error, context) => {
    logger.error(printable(error), { function: 'api', errorType: error.name });
    return problem(context, 'failed', 'Nothing is wrong with the request: send it again in a while.');
  });
  return app;
}

async function postEncounters(context: Context, services: Services, about: About): Promise<Response> {
  // A page of another site can't send this type without being allowed to.
  if (!/^application\/json\b/i.test(context.req.header('content-type') ?? '')) {
    return problem(context, 'not-sent-as-json', 'Send the header Content-Type: application/json.');
  }
  const taken = await takeEncounters(services, new Uint8Array(await context.req.arrayBuffer()));
  if (!taken.ok) return refused(context, taken.problem);
  about.onChange?.();
  const claims = `/claims?file=${taken.value.fileId}`;
  return context.json({ ...taken.value, claims }, 202, { location: claims });
}

function refused(context: Context, why: Refusal): Response {
  if (why.is === 'not-json') {
    return problem(context, 'not-json', 'Send one encounter, or a list of encounters, as whole JSON in UTF-8.');
  }
  const { errors } = why;
  if (why.is === 'invalid') {
    return problem(context, 'encounters-invalid', 'Nothing was taken: correct the fields and send all of it again.', {
      errors,
    });
  }
  const claims = why.claimIds.map((claimId) => `/claims/${claimId}`);
  const detail =
    'Nothing was taken: correct the claims that are there, or upload these in a file, which lists them as conflicts to accept.';
  return problem(context, 'encounters-conflict', detail, { errors, claims });
}

async function getClaims(context: Context, services: Services): Promise<Response> {
  const query = claimsQuery.safeParse(context.req.query());
  if (query.success) return context.json(await listClaims(services, query.data));
  const errors = query.error.issues.map(({ path, message }) => ({ field: fieldPath(path), message }));
  return problem(context, 'query-invalid', 'Correct the parameters, or leave them out.', { errors });
}

/** The claim by its id, its patient control number or, when no other has it, the practice's own id. */
async function getClaim(context: Context, services: Services, id: string): Promise<Response> {
  const [claim, ...others] = await findClaim(services, id);
  if (claim === undefined) {
    return problem(
      context,
      'claim-not-found',
      'Give a claim id, a patient control number or your own id of the claim.',
    );
  }
  if (others.length > 0) {
    const claims = [claim, ...others].map(({ claimId }) => `/claims/${claimId}`);
    return problem(context, 'several-claims', 'Ask for one of them by its claim id.', { claims });
  }
  return context.json(await claimView({ practiceId: claim.practice }, services, claim.claimId));
}
