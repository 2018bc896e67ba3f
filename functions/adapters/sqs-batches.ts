import {
  type BatchResultErrorEntry,
  DeleteMessageBatchCommand,
  type Message,
  SendMessageBatchCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { QueueMessage } from '../../shared/ports/index.ts';
import { ask, ServiceRefused, ServiceUnavailable } from './ask.ts';
import { batchesOf } from './batches.ts';
import { type Patience, withPatience } from './patience.ts';

/** Bytes are those of body and attributes, over the messages of a batch. */
const batchLimits = { entries: 10, bytes: 256 * 1024 };

/** A message's id and body. One that S3 sent has no id of ours: SQS's own will do. */
export function queueMessage({ MessageAttributes, MessageId = '', Body = '' }: Message): QueueMessage {
  return { id: MessageAttributes?.['id']?.StringValue ?? MessageId, body: Body };
}

function bytesOf({ id, body }: QueueMessage): number {
  return Buffer.byteLength(body) + Buffer.byteLength(id) + 'idString'.length;
}

/** Does the batch, and again what failed of it, as long as there is time. Throws when not all is done. */
async function wholeBatch<Entry>(
  operation: string,
  batch: readonly Entry[],
  attempt: (entries: readonly Entry[]) => Promise<readonly BatchResultErrorEntry[]>,
  patience: Patience,
): Promise<void> {
  let left = batch;
  await withPatience(patience, async () => {
    const failed = await ask(operation, () => attempt(left));
    const refused = failed.find(({ SenderFault }) => SenderFault);
    if (refused !== undefined) throw new ServiceRefused(operation, refused.Code ?? 'unknown');
    left = failed.flatMap(({ Id }) => left[Number(Id)] ?? []);
    if (left.length > 0) throw new ServiceUnavailable(operation, failed[0]?.Code ?? 'unknown');
  });
}

/** Sends the messages, in batches. */
export async function sendAll(
  client: SQSClient,
  QueueUrl: string,
  messages: readonly QueueMessage[],
  patience: Patience,
): Promise<void> {
  async function send(batch: readonly QueueMessage[]): Promise<readonly BatchResultErrorEntry[]> {
    const Entries = batch.map(({ id, body }, place) => ({
      Id: String(place),
      MessageBody: body,
      MessageAttributes: { id: { DataType: 'String', StringValue: id } },
    }));
    const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    return Failed;
  }
  for (const batch of batchesOf(messages, bytesOf, batchLimits)) {
    await wholeBatch('SQS SendMessageBatch', batch, send, patience);
  }
}

/** Deletes what was received. A receipt that SQS does not take any more is an older delivery's: it deletes nothing. */
export async function deleteAll(
  client: SQSClient,
  QueueUrl: string,
  receipts: readonly string[],
  patience: Patience,
): Promise<void> {
  async function remove(batch: readonly string[]): Promise<readonly BatchResultErrorEntry[]> {
    const Entries = batch.map((ReceiptHandle, place) => ({ Id: String(place), ReceiptHandle }));
    const { Failed = [] } = await client.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
    return Failed.filter(({ SenderFault }) => !SenderFault);
  }
  for (const batch of batchesOf(receipts, () => 0, batchLimits)) {
    await wholeBatch('SQS DeleteMessageBatch', batch, remove, patience);
  }
}
