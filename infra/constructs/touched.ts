import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { serviceOf } from '../metrics.ts';
import type { Stage } from '../stages.ts';
import { type BucketName, bucketOf, type Prefix, type Touches } from '../wiring.ts';
import { functionArn, machineArn, type Resources } from './permissions.ts';

const simulator = 'simulate-clearinghouse';

/**
 * What a function touches in this stage. In the sandbox each reads the clock, which is in the table, and the clearinghouse
 * is a function; in production it is a mailbox in the object store.
 */
export function touchedIn(stage: Stage, touches: Touches): Touches {
  const { clearinghouse, items = 'read', calls = [], objects = {} } = touches;
  if (stage.name === 'sandbox') {
    return { ...touches, items, calls: clearinghouse === undefined ? calls : [...calls, simulator] };
  }
  return clearinghouse === 'send' ? { ...touches, objects: { ...objects, 'mailbox/': 'put' } } : touches;
}

const bucketVariables: Readonly<Record<BucketName, string>> = {
  inbox: 'INBOX_BUCKET',
  edi: 'EDI_BUCKET',
  documents: 'DOCUMENTS_BUCKET',
};

/** The environment of a function: the names of what it may touch. */
export function environmentFor(
  scope: Construct,
  stage: Stage,
  touches: Touches,
  { table, buckets, queues, bus, userPool, idsSecret }: Resources,
): Record<string, string> {
  const { items, objects = {}, lists = [], sends = [], starts = [], answers = [], publishes, clearinghouse } = touches;
  const json = (entries: [string, string][]): string => Stack.of(scope).toJsonString(Object.fromEntries(entries));
  const environment: Record<string, string> = {
    STAGE: stage.name,
    POWERTOOLS_SERVICE_NAME: serviceOf(stage),
    POWERTOOLS_METRICS_NAMESPACE: 'Claimwright',
    POWERTOOLS_LOG_LEVEL: stage.powertoolsLogLevel,
    // The addresses of calls hold the keys of objects, and a practice names what it puts into the inbox.
    POWERTOOLS_TRACER_CAPTURE_HTTPS_REQUESTS: 'false',
  };
  if (idsSecret !== undefined) environment['IDS_SECRET'] = idsSecret.secretArn;
  else if (stage.seed !== undefined) environment['SEED'] = String(stage.seed);
  if (items !== undefined) environment['TABLE_NAME'] = table.tableName;
  for (const prefix of [...(Object.keys(objects) as Prefix[]), ...lists]) {
    environment[bucketVariables[bucketOf(prefix)]] = buckets[bucketOf(prefix)].bucketName;
  }
  if (sends.length > 0) environment['QUEUES'] = json(sends.map((name) => [name, queues[name].queue.queueUrl]));
  const machines = [...new Set([...starts, ...answers])];
  if (machines.length > 0) {
    environment['MACHINES'] = json(machines.map((machine) => [machine, machineArn(scope, stage.name, machine)]));
  }
  if (touches.callers) environment['USER_POOL_ID'] = userPool.userPoolId;
  if (publishes) environment['EVENT_BUS_NAME'] = bus.eventBusName;
  if (clearinghouse !== undefined && stage.name === 'sandbox') {
    environment['CLEARINGHOUSE_FUNCTION'] = functionArn(scope, stage.name, simulator);
  }
  return environment;
}
