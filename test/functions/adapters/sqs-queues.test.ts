import 'aws-sdk-client-mock-vitest/extend';
import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  ListMessageMoveTasksCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { sqsQueues } from '../../../functions/adapters/index.ts';
import { impatient, sdkProblem, thrownBy } from './sdk-problems.ts';

const aws = mockClient(SQSClient);
const url = 'https://sqs/arrivals';
const queues = sqsQueues(new SQSClient(), { arrivals: url }, impatient);
beforeEach(() => void aws.reset());

const some = (count: number, body = '{}') => Array.from({ length: count }, (_, place) => ({ id: `M${place}`, body }));
const ids = (count: number, from = 0) => Array.from({ length: count }, (_, place) => `M${from + place}`);
const fails = (Id: string, Code: string, SenderFault = false) => ({ Id, Code, SenderFault });
const sent = () =>
  aws
    .commandCalls(SendMessageBatchCommand)
    .map(({ args }) => args[0].input.Entries?.map(({ MessageAttributes }) => MessageAttributes?.['id']?.StringValue));
const deleted = () =>
  aws
    .commandCalls(DeleteMessageBatchCommand)
    .map(({ args }) => args[0].input.Entries?.map(({ ReceiptHandle }) => ReceiptHandle));
const message = (id: string, sentAt: number) => ({
  MessageId: `sqs-${id}`,
  Body: `body of ${id}`,
  ReceiptHandle: `receipt of ${id}`,
  MessageAttributes: { id: { DataType: 'String', StringValue: id } },
  Attributes: { SentTimestamp: String(sentAt), ApproximateReceiveCount: '3' },
});

describe('send', () => {
  test('ten at a time, with the id beside the body', async () => {
    aws.on(SendMessageBatchCommand).resolves({});
    await queues.send('arrivals', some(23));
    expect(sent()).toEqual([ids(10), ids(10, 10), ids(3, 20)]);
    const [first] = aws.commandCalls(SendMessageBatchCommand)[0]?.args[0].input.Entries ?? [];
    expect(first).toEqual({
      Id: '0',
      MessageBody: '{}',
      MessageAttributes: { id: { DataType: 'String', StringValue: 'M0' } },
    });
  });

  test('at most 256 KB at a time, counted in bytes', async () => {
    aws.on(SendMessageBatchCommand).resolves({});
    await queues.send('arrivals', some(3, 'é'.repeat(60 * 1024)));
    expect(sent()).toEqual([ids(2), ids(1, 2)]);
    await expect(queues.send('arrivals', some(1, 'é'.repeat(128 * 1024)))).rejects.toThrow(
      'a message is over 262144 bytes',
    );
  });

  test('what was not taken is sent again, and only that', async () => {
    const answers = aws.on(SendMessageBatchCommand);
    answers.rejectsOnce(sdkProblem('ThrottlingException'));
    answers.resolvesOnce({ Failed: [fails('1', 'InternalError'), fails('3', 'ServiceUnavailable')] });
    answers.resolvesOnce({ Failed: [fails('1', 'InternalError')] }).resolves({});
    await queues.send('arrivals', some(4));
    expect(sent()).toEqual([ids(4), ids(4), ['M1', 'M3'], ['M3']]);
  });

  test.each([
    [fails('0', 'InternalError'), 'ServiceUnavailable'],
    [fails('0', 'InvalidMessageContents', true), 'ServiceRefused'],
  ])('is thrown in the end: %j', async (failed, name) => {
    aws.on(SendMessageBatchCommand).resolves({ Failed: [failed] });
    const thrown = await thrownBy(queues.send('arrivals', some(1)));
    expect(thrown.name).toBe(name);
    expect(thrown.message).toContain(failed.Code);
  });

  test('a queue without a URL is named', async () => {
    await expect(queues.send('unmatched', some(1))).rejects.toThrow('knows no queue unmatched: add its URL to QUEUES');
  });
});

test('receives with our id, or with that of SQS', async () => {
  const { MessageAttributes: _, ...fromS3 } = message('B', 2);
  aws
    .on(ReceiveMessageCommand)
    .rejectsOnce(sdkProblem('TimeoutError'))
    .resolves({ Messages: [message('A', 1), fromS3] });
  expect(await queues.receive('arrivals', 50)).toEqual([
    { id: 'A', body: 'body of A', receipt: 'receipt of A', deliveries: 3 },
    { id: 'sqs-B', body: 'body of B', receipt: 'receipt of B', deliveries: 3 },
  ]);
  expect(aws).toHaveReceivedLastCommandWith(ReceiveMessageCommand, {
    QueueUrl: url,
    MaxNumberOfMessages: 10,
    VisibilityTimeout: 60,
  });
});

test('acknowledges ten at a time; an old receipt deletes nothing; what failed is tried again', async () => {
  const answers = aws.on(DeleteMessageBatchCommand);
  answers
    .resolvesOnce({ Failed: [fails('2', 'ReceiptHandleIsInvalid', true), fails('4', 'InternalError')] })
    .resolves({});
  await queues.acknowledge('arrivals', ids(11));
  expect(deleted()).toEqual([ids(10), ['M4'], ['M10']]);
});

test('dead letters are looked at, oldest first, and given back', async () => {
  const answers = aws.on(ReceiveMessageCommand);
  answers.resolvesOnce({ Messages: [message('B', 2), message('C', 3)] }).resolvesOnce({ Messages: [message('A', 1)] });
  answers.resolves({});
  aws.on(ChangeMessageVisibilityBatchCommand).resolves({});
  expect((await queues.deadLetters('arrivals')).map(({ id }) => id)).toEqual(['A', 'B', 'C']);
  const [given] = aws.commandCalls(ChangeMessageVisibilityBatchCommand);
  expect(given?.args[0].input.QueueUrl).toBe(`${url}-dead-letters`);
  const entries = given?.args[0].input.Entries?.map(({ ReceiptHandle, VisibilityTimeout }) => [
    ReceiptHandle,
    VisibilityTimeout,
  ]);
  expect(entries).toEqual(['B', 'C', 'A'].map((id) => [`receipt of ${id}`, 0]));
  expect(aws).not.toHaveReceivedCommand(DeleteMessageBatchCommand);
});

test('letters already seen are given back when a receive fails', async () => {
  aws
    .on(ReceiveMessageCommand)
    .resolvesOnce({ Messages: [message('A', 1)] })
    .rejects(sdkProblem('AccessDenied'));
  aws.on(ChangeMessageVisibilityBatchCommand).resolves({});
  expect((await thrownBy(queues.deadLetters('arrivals'))).name).toBe('ServiceRefused');
  expect(aws).toHaveReceivedCommandTimes(ChangeMessageVisibilityBatchCommand, 1);
});

describe('redrive', () => {
  beforeEach(() => void aws.on(GetQueueAttributesCommand).resolves({ Attributes: { QueueArn: 'arn:dead' } }));

  test('by a move task, to its end', async () => {
    aws.on(StartMessageMoveTaskCommand).resolves({ TaskHandle: 'task' });
    aws
      .on(ListMessageMoveTasksCommand)
      .resolvesOnce({ Results: [{ Status: 'RUNNING' }] })
      .resolves({ Results: [{ Status: 'COMPLETED', ApproximateNumberOfMessagesMoved: 7 }] });
    expect(await queues.redrive('arrivals')).toBe(7);
    expect(aws).toHaveReceivedCommandWith(StartMessageMoveTaskCommand, { SourceArn: 'arn:dead' });
    expect(aws).not.toHaveReceivedCommand(ReceiveMessageCommand);
  });

  test('a move task that failed is thrown', async () => {
    aws.on(StartMessageMoveTaskCommand).resolves({});
    aws.on(ListMessageMoveTasksCommand).resolves({ Results: [{ Status: 'FAILED' }] });
    expect((await thrownBy(queues.redrive('arrivals'))).message).toContain('(FAILED)');
  });

  test.each(['InvalidAction', 'UnsupportedOperation'])(
    'by hand where there are none (%s): sent, then deleted',
    async (code) => {
      aws.on(StartMessageMoveTaskCommand).rejects(sdkProblem(code));
      aws
        .on(ReceiveMessageCommand)
        .resolvesOnce({ Messages: [message('A', 1), message('B', 2)] })
        .resolves({});
      aws.on(SendMessageBatchCommand).resolves({});
      aws.on(DeleteMessageBatchCommand).resolves({});
      expect(await queues.redrive('arrivals')).toBe(2);
      expect(sent()).toEqual([['A', 'B']]);
      expect(deleted()).toEqual([['receipt of A', 'receipt of B']]);
      expect(aws.commandCalls(SendMessageBatchCommand)[0]?.args[0].input.QueueUrl).toBe(url);
      expect(aws.commandCalls(DeleteMessageBatchCommand)[0]?.args[0].input.QueueUrl).toBe(`${url}-dead-letters`);
    },
  );

  test('nothing that could not be sent is deleted', async () => {
    aws.on(StartMessageMoveTaskCommand).rejects(sdkProblem('InvalidAction'));
    aws.on(ReceiveMessageCommand).resolves({ Messages: [message('A', 1)] });
    aws.on(SendMessageBatchCommand).rejects(sdkProblem('AccessDenied'));
    expect((await thrownBy(queues.redrive('arrivals'))).name).toBe('ServiceRefused');
    expect(aws).not.toHaveReceivedCommand(DeleteMessageBatchCommand);
  });
});
