import { ReceiveMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { type QueueName, type Queues, visibilitySeconds } from '../../shared/ports/index.ts';
import { SafeError } from '../../shared/safe-error.ts';
import { ask } from './ask.ts';
import { type Patience, somePatience, withPatience } from './patience.ts';
import { deleteAll, queueMessage, sendAll } from './sqs-batches.ts';
import { deadLetters, redrive } from './sqs-dead-letters.ts';

const mostPerReceive = 10;

/** The queues in SQS, by their URLs. Each has its dead letters in the queue whose name ends in `-dead-letters`. */
export function sqsQueues(
  client: SQSClient,
  urls: Readonly<Record<string, string>>,
  patience: Patience = somePatience,
): Queues {
  function urlOf(queue: QueueName): string {
    const url = Object.hasOwn(urls, queue) ? urls[queue] : undefined;
    if (url === undefined) throw new SafeError(`the function knows no queue ${queue}: add its URL to QUEUES`);
    return url;
  }

  return {
    async send(queue, messages) {
      await sendAll(client, urlOf(queue), messages, patience);
    },
    async receive(queue, max) {
      const command = new ReceiveMessageCommand({
        QueueUrl: urlOf(queue),
        MaxNumberOfMessages: Math.min(max, mostPerReceive),
        VisibilityTimeout: visibilitySeconds,
        // Without a wait SQS asks some of its servers only, and says that there is nothing when there is.
        WaitTimeSeconds: 1,
        MessageAttributeNames: ['id'],
        MessageSystemAttributeNames: ['ApproximateReceiveCount'],
      });
      const { Messages = [] } = await withPatience(patience, () =>
        ask('SQS ReceiveMessage', () => client.send(command)),
      );
      return Messages.map((message) => ({
        ...queueMessage(message),
        receipt: message.ReceiptHandle ?? '',
        deliveries: Number(message.Attributes?.ApproximateReceiveCount ?? 1),
      }));
    },
    async acknowledge(queue, receipts) {
      await deleteAll(client, urlOf(queue), receipts, patience);
    },
    async deadLetters(queue) {
      return (await deadLetters(client, urlOf(queue), patience)).map(queueMessage);
    },
    async redrive(queue) {
      return await redrive(client, urlOf(queue), patience);
    },
  };
}
