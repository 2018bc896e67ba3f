import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { hmacIds, keyOfSecret, seededKey } from '../shared/adapters/index.ts';
import { configurationSchema } from '../shared/claims/configuration-schema.ts';
import type { Audit, Clearinghouse, Clock, HttpPost, Ids, Links, Objects, Tokens } from '../shared/ports/index.ts';
import { auditTrail } from '../shared/repositories/index.ts';
import { SafeError } from '../shared/safe-error.ts';
import { liveConfiguration, type Services } from '../shared/use-cases/index.ts';
import type { SimulationInput } from '../simulator/index.ts';
import {
  cognitoTokens,
  dynamodbClient,
  dynamodbItems,
  emptyBucket,
  eventBridgeClient,
  eventBridgeEvents,
  type Functions,
  type LambdaClearinghouse,
  lambdaClearinghouse,
  lambdaClient,
  lambdaFunctions,
  mailboxClearinghouse,
  type SandboxClock,
  s3Client,
  s3Links,
  s3Objects,
  s3SigningClient,
  sandboxClock,
  secretsManagerClient,
  secretsManagerSecrets,
  sqsClient,
  sqsQueues,
  stepFunctionsClient,
  stepFunctionsWorkflows,
  stopExecutions,
  systemClock,
} from './adapters/index.ts';
import { httpPost } from './deliver-webhooks/http-post.ts';

const byName = z
  .string()
  .default('{}')
  .transform((text) => z.record(z.string(), z.string()).parse(JSON.parse(text)));
const machines = byName.transform((arns) => ({
  claim: arns['claim'] ?? '',
  'ingest-batch': arns['ingest-batch'] ?? '',
}));

/** What the stack sets for each function: only what it may touch. */
const environmentSchema = z.object({
  STAGE: z.enum(['sandbox', 'production']),
  TABLE_NAME: z.string().default(''),
  INBOX_BUCKET: z.string().default(''),
  EDI_BUCKET: z.string().default(''),
  DOCUMENTS_BUCKET: z.string().default(''),
  /** Queue names and their URLs, machines and their ARNs, as JSON. */
  QUEUES: byName,
  MACHINES: machines,
  EVENT_BUS_NAME: z.string().default(''),
  /** The secret under which ids are made; in the sandbox they are made from a seed, and so the same everywhere. */
  IDS_SECRET: z.string().optional(),
  SEED: z.coerce.number().int().optional(),
  CLEARINGHOUSE_FUNCTION: z.string().default(''),
  /** Whose tokens the API takes. */
  USER_POOL_ID: z.string().optional(),
  CALLER_REQUESTS_PER_SECOND: z.coerce.number().positive().optional(),
});

/** What only the sandbox has: time that can be moved, and payers that answer. */
export interface Sandbox {
  readonly seed: number;
  readonly clock: SandboxClock;
  readonly clearinghouse: LambdaClearinghouse;
  readonly functions: Functions;
  readonly simulation: () => SimulationInput;
  /** Stops every workflow and deletes every object there is. */
  empty(): Promise<void>;
}

export interface AwsServices extends Services {
  readonly time: 'real' | 'virtual';
  /** Real time, also in the sandbox. */
  readonly wall: Clock;
  readonly links: Links;
  readonly post: HttpPost;
  readonly access: { readonly tokens: Tokens; readonly audit: Audit };
  /** The API's: below what its stage lets through of all callers. */
  readonly callerRequestsPerSecond?: number | undefined;
  /** Throws in production. */
  sandbox(): Sandbox;
  /** Before each piece of work: the sandbox's clock may have been moved. */
  refresh(): Promise<void>;
}

interface Home {
  readonly clock: Clock;
  readonly clearinghouse: Clearinghouse;
  readonly sandbox: Sandbox | undefined;
}

/** The services on AWS, from a function's environment and the files beside its code. */
export async function awsServices(variables: NodeJS.ProcessEnv, codeFolder: string): Promise<AwsServices> {
  const environment = environmentSchema.parse(variables);
  const items = dynamodbItems(dynamodbClient(), environment.TABLE_NAME);
  const { INBOX_BUCKET, EDI_BUCKET, DOCUMENTS_BUCKET } = environment;
  const configuration = liveConfiguration(items, configurationSchema.parse(jsonBeside(codeFolder, 'claimwright.json')));
  let configurationReadAt = Number.NEGATIVE_INFINITY;
  const s3 = s3Client();
  const stepFunctions = stepFunctionsClient();
  const buckets = { inbox: INBOX_BUCKET, edi: EDI_BUCKET, documents: DOCUMENTS_BUCKET };
  const objects = s3Objects(s3, buckets);
  const secrets = secretsManagerSecrets(secretsManagerClient());
  const ids = await idsFrom();
  const home = environment.STAGE === 'sandbox' ? sandboxHome() : productionHome(objects);
  return {
    time: home.sandbox === undefined ? 'real' : 'virtual',
    wall: systemClock,
    links: s3Links(s3SigningClient(), buckets, systemClock),
    post: httpPost(),
    items,
    objects,
    queues: sqsQueues(sqsClient(), environment.QUEUES),
    workflows: stepFunctionsWorkflows(stepFunctions, environment.MACHINES),
    events: eventBridgeEvents(eventBridgeClient(), environment.EVENT_BUS_NAME),
    clearinghouse: home.clearinghouse,
    clock: home.clock,
    ids,
    access: { tokens: tokensOf(environment.USER_POOL_ID), audit: auditTrail(items, ids, systemClock) },
    callerRequestsPerSecond: environment.CALLER_REQUESTS_PER_SECOND,
    secrets,
    configuration,
    sandbox() {
      if (home.sandbox === undefined) throw new SafeError('only the sandbox has time that can be moved');
      return home.sandbox;
    },
    async refresh() {
      await home.sandbox?.clock.refresh();
      await refreshConfiguration();
    },
  };

  /** Changed by another function, as the API's: each process sees it within a minute. */
  async function refreshConfiguration(): Promise<void> {
    const now = systemClock.now().getTime();
    if (environment.TABLE_NAME === '' || now - configurationReadAt < 60_000) return;
    await configuration.refresh();
    configurationReadAt = now;
  }

  async function idsFrom(): Promise<Ids> {
    if (environment.SEED !== undefined && environment.STAGE === 'sandbox') return hmacIds(seededKey(environment.SEED));
    if (environment.IDS_SECRET === undefined) throw new SafeError('the secret for ids is not named: set IDS_SECRET');
    return hmacIds(keyOfSecret(await secrets.get(environment.IDS_SECRET)));
  }

  function sandboxHome(): Home {
    const clock = sandboxClock(items, () => systemClock.now().getTime());
    const lambda = lambdaClient();
    const clearinghouse = lambdaClearinghouse(lambda, environment.CLEARINGHOUSE_FUNCTION);
    const sandbox = {
      seed: environment.SEED ?? 1,
      clock,
      clearinghouse,
      functions: lambdaFunctions(lambda, environment.STAGE),
      async empty() {
        for (const arn of Object.values(environment.MACHINES)) await stopExecutions(stepFunctions, arn);
        for (const bucket of [INBOX_BUCKET, EDI_BUCKET, DOCUMENTS_BUCKET]) await emptyBucket(s3, bucket);
      },
      // The simulator itself says what it can't read.
      simulation: () => jsonBeside(codeFolder, 'simulation.json') as SimulationInput,
    };
    return { clock, clearinghouse, sandbox };
  }
}

/** Only the API is asked for them. */
function tokensOf(userPoolId: string | undefined): Tokens {
  if (userPoolId !== undefined) return cognitoTokens(userPoolId);
  return { verify: () => Promise.reject(new SafeError('the user pool is not named: set USER_POOL_ID')) };
}

function productionHome(objects: Objects): Home {
  return { clock: systemClock, clearinghouse: mailboxClearinghouse(objects), sandbox: undefined };
}

function jsonBeside(folder: string, name: string): unknown {
  return JSON.parse(readFileSync(join(folder, name), 'utf8'));
}
