export {
  dynamodbClient,
  eventBridgeClient,
  lambdaClient,
  s3Client,
  secretsManagerClient,
  sqsClient,
  stepFunctionsClient,
} from './clients.ts';
export { dynamodbItems } from './dynamodb-items.ts';
export { eventBridgeEvents } from './event-bridge-events.ts';
export type { Patience } from './patience.ts';
export { type Buckets, s3Objects } from './s3-objects.ts';
export { secretsManagerSecrets } from './secrets-manager-secrets.ts';
export { sqsQueues } from './sqs-queues.ts';
export { stepFunctionsWorkflows } from './step-functions-workflows.ts';
