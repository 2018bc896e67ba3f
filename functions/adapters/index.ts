export {
  dynamodbClient,
  eventBridgeClient,
  lambdaClient,
  s3Client,
  s3SigningClient,
  secretsManagerClient,
  sqsClient,
  stepFunctionsClient,
} from './clients.ts';
export { cognitoTokens } from './cognito-tokens.ts';
export { dynamodbItems } from './dynamodb-items.ts';
export { emptyBucket } from './empty-bucket.ts';
export { eventBridgeEvents } from './event-bridge-events.ts';
export { type LambdaClearinghouse, lambdaClearinghouse } from './lambda-clearinghouse.ts';
export { type Functions, lambdaFunctions } from './lambda-functions.ts';
export { mailboxClearinghouse } from './mailbox-clearinghouse.ts';
export type { Patience } from './patience.ts';
export { s3Links } from './s3-links.ts';
export { type Buckets, s3Objects } from './s3-objects.ts';
export { type SandboxClock, sandboxClock } from './sandbox-clock.ts';
export { secretsManagerSecrets } from './secrets-manager-secrets.ts';
export { sqsQueues } from './sqs-queues.ts';
export { stepFunctionsWorkflows } from './step-functions-workflows.ts';
export { stopExecutions } from './stop-executions.ts';
export { systemClock } from './system-clock.ts';
