import { setTimeout as wait } from 'node:timers/promises';
import {
  ChangeMessageVisibilityBatchCommand,
  GetQueueAttributesCommand,
  ListMessageMoveTasksCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { ask, askUnless, ServiceUnavailable } from './ask.ts';
import { type Patience, withPatience } from './patience.ts';
import { deleteAll, queueMessage, sendAll } from './sqs-batches.ts';

/** How long a letter that is looked at is hidden from others, should nobody give it back. */
const lookSeconds = 30;
const moveSeconds = 60;
const pollMs = 500;
/** How SQS, or what stands in for it, says that it has no move tasks. */
const noMoveTasks = { InvalidAction: undefined, UnknownOperationException: undefined, UnsupportedOperation: undefined };

const deadUrl = (url: string): string => `${url}-dead-letters`;

async function receive(client: SQSClient, url: string, patience: Patience): Promise<readonly Message[]> {
  const command = new ReceiveMessageCommand({
    QueueUrl: deadUrl(url),
    MaxNumberOfMessages: 10,
    VisibilityTimeout: lookSeconds,
    WaitTimeSeconds: 1,
    MessageAttributeNames: ['id'],
    MessageSystemAttributeNames: ['SentTimestamp'],
  });
  const { Messages = [] } = await withPatience(patience, () => ask('SQS ReceiveMessage', () => client.send(command)));
  return Messages;
}

async function giveBack(client: SQSClient, url: string, messages: readonly Message[]): Promise<void> {
  for (let start = 0; start < messages.length; start += 10) {
    const Entries = messages
      .slice(start, start + 10)
      .map(({ ReceiptHandle }, place) => ({ Id: String(place), ReceiptHandle, VisibilityTimeout: 0 }));
    // What is not given back now shows by itself once it has been hidden long enough.
    const command = new ChangeMessageVisibilityBatchCommand({ QueueUrl: deadUrl(url), Entries });
    await ask('SQS ChangeMessageVisibilityBatch', () => client.send(command));
  }
}

/** The dead letters of the queue at the URL, oldest first. They stay where they are. */
export async function deadLetters(client: SQSClient, url: string, patience: Patience): Promise<readonly Message[]> {
  const found = new Map<string, Message>();
  const endMs = performance.now() + (lookSeconds * 1000) / 2;
  try {
    // Nothing new: all have been seen. Only half of the time that they are hidden, so that none comes twice.
    for (let isNew = true; isNew && performance.now() < endMs; ) {
      const messages = await receive(client, url, patience);
      isNew = messages.some(({ MessageId = '' }) => !found.has(MessageId));
      for (const message of messages) found.set(message.MessageId ?? '', message);
    }
  } finally {
    await giveBack(client, url, [...found.values()]);
  }
  const sentAt = ({ Attributes }: Message) => Number(Attributes?.SentTimestamp ?? 0);
  return [...found.values()].sort((a, b) => sentAt(a) - sentAt(b));
}

/** Has SQS move them; undefined when it can't. The number is SQS's own, which is approximate. */
async function moveByTask(client: SQSClient, url: string): Promise<number | undefined> {
  const attributes = new GetQueueAttributesCommand({ QueueUrl: deadUrl(url), AttributeNames: ['QueueArn'] });
  const { Attributes } = await ask('SQS GetQueueAttributes', () => client.send(attributes));
  const SourceArn = Attributes?.QueueArn;
  const start = new StartMessageMoveTaskCommand({ SourceArn });
  const started = await askUnless('SQS StartMessageMoveTask', () => client.send(start), noMoveTasks);
  if (started === undefined) return undefined;
  const list = new ListMessageMoveTasksCommand({ SourceArn, MaxResults: 1 });
  const endMs = performance.now() + moveSeconds * 1000;
  for (;;) {
    const { Results = [] } = await ask('SQS ListMessageMoveTasks', () => client.send(list));
    const [task] = Results;
    if (task?.Status === 'COMPLETED') return task.ApproximateNumberOfMessagesMoved ?? 0;
    if (task?.Status !== 'RUNNING') throw new ServiceUnavailable('SQS StartMessageMoveTask', task?.Status ?? 'unknown');
    // It goes on without us.
    if (performance.now() > endMs) return task.ApproximateNumberOfMessagesToMove ?? 0;
    await wait(pollMs);
  }
}

/** Sends before it deletes: what is cut off here is sent twice, and its consumer tells that by its id. */
async function moveByHand(client: SQSClient, url: string, patience: Patience): Promise<number> {
  for (let moved = 0; ; ) {
    const messages = await receive(client, url, patience);
    if (messages.length === 0) return moved;
    await sendAll(client, url, messages.map(queueMessage), patience);
    const receipts = messages.map(({ ReceiptHandle = '' }) => ReceiptHandle);
    await deleteAll(client, deadUrl(url), receipts, patience);
    moved += messages.length;
  }
}

/** Sends the dead letters of the queue at the URL again; returns how many. */
export async function redrive(client: SQSClient, url: string, patience: Patience): Promise<number> {
  return (await moveByTask(client, url)) ?? (await moveByHand(client, url, patience));
}
