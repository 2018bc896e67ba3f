import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SQSClient } from '@aws-sdk/client-sqs';

/**
 * A call that hangs is given up and made again while the function still has time. Connections are kept for the next
 * call. `requestTimeoutMs`: until the answer begins.
 */
function settings(requestTimeoutMs: number) {
  return {
    retryMode: 'standard',
    maxAttempts: 3,
    requestHandler: {
      connectionTimeout: 1_000,
      requestTimeout: requestTimeoutMs,
      throwOnRequestTimeout: true,
      // Between two pieces of an answer.
      socketTimeout: requestTimeoutMs,
      httpsAgent: { keepAlive: true, maxSockets: 50 },
    },
  };
}

const quickMs = 5_000;
const partOfAFileMs = 30_000;
/** As long as a function may run. */
const anotherFunctionMs = 900_000;

export const dynamodbClient = (): DynamoDBClient => new DynamoDBClient(settings(quickMs));
export const eventBridgeClient = (): EventBridgeClient => new EventBridgeClient(settings(quickMs));
export const secretsManagerClient = (): SecretsManagerClient => new SecretsManagerClient(settings(quickMs));
export const stepFunctionsClient = (): SFNClient => new SFNClient(settings(quickMs));
export const sqsClient = (): SQSClient => new SQSClient(settings(quickMs));
/** A call is made once: the function may still be at work when its answer is lost. */
export const lambdaClient = (): LambdaClient => new LambdaClient({ ...settings(anotherFunctionMs), maxAttempts: 1 });

// An endpoint that stands in for AWS has no host name for each bucket.
const forcePathStyle = (): boolean => process.env['AWS_ENDPOINT_URL'] !== undefined;

export const s3Client = (): S3Client => new S3Client({ ...settings(partOfAFileMs), forcePathStyle: forcePathStyle() });
/** Signs links. What will be put is not there to be summed: S3 would hold it against the sum of nothing. */
export const s3SigningClient = (): S3Client =>
  new S3Client({
    ...settings(quickMs),
    forcePathStyle: forcePathStyle(),
    requestChecksumCalculation: 'WHEN_REQUIRED',
  });
