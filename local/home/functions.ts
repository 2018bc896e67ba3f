import type { Json } from '../../shared/ports/index.ts';
import type { Services } from '../../shared/use-cases/index.ts';

type Handler = (event: unknown) => Promise<unknown>;
type Created = { readonly createHandler: (services: Services) => Handler };

/** Loaded when they are first called: a home is open, and answers, before it has work for all of them. */
const handlers = {
  'await-mail': () => import('../../functions/await-mail/handler.ts'),
  'close-claim': () => import('../../functions/close-claim/handler.ts'),
  'generate-statement': () => import('../../functions/generate-statement/handler.ts'),
  'open-claims': () => import('../../functions/open-claims/handler.ts'),
  'open-follow-up': () => import('../../functions/open-follow-up/handler.ts'),
  'post-payment': () => import('../../functions/post-payment/handler.ts'),
  'quarantine-upload': () => import('../../functions/quarantine-upload/handler.ts'),
  'read-acknowledgement': () => import('../../functions/read-acknowledgement/handler.ts'),
  'report-batch': () => import('../../functions/report-batch/handler.ts'),
  'scrub-claim': () => import('../../functions/scrub-claim/handler.ts'),
  'set-aside-claim': () => import('../../functions/set-aside-claim/handler.ts'),
  'split-upload': () => import('../../functions/split-upload/handler.ts'),
  'start-claims': () => import('../../functions/start-claims/handler.ts'),
  'submit-claim': () => import('../../functions/submit-claim/handler.ts'),
  'take-up-claim': () => import('../../functions/take-up-claim/handler.ts'),
  'verify-eligibility': () => import('../../functions/verify-eligibility/handler.ts'),
} as const satisfies Readonly<Record<string, () => Promise<Created>>>;

/** The functions that state machines call, by the name of their folder. */
export const taskFunctions: readonly string[] = Object.keys(handlers);

/** Calls a function as Lambda would: JSON in, JSON out. */
export function invoker(services: Services): (functionName: string, payload: Json) => Promise<Json> {
  const load: ReadonlyMap<string, () => Promise<Created>> = new Map(Object.entries(handlers));
  const created = new Map<string, Promise<Handler>>();
  return async (functionName, payload) => {
    const loading = load.get(functionName);
    if (loading === undefined) throw new Error(`there is no function ${functionName}`);
    const handler = created.get(functionName) ?? loading().then(({ createHandler }) => createHandler(services));
    created.set(functionName, handler);
    return (await handler)(payload as never) as Promise<Json>;
  };
}
