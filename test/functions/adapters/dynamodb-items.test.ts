import 'aws-sdk-client-mock-vitest/extend';
import {
  type CancellationReason,
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { dynamodbItems } from '../../../functions/adapters/index.ts';
import { allItems, LimitExceeded, type Query, type Write } from '../../../shared/ports/index.ts';
import { gather } from '../../conformance/gather.ts';
import { some } from '../../conformance/items-under-test.ts';
import { impatient, sdkProblem, secretText, thrownBy } from './sdk-problems.ts';

const aws = mockClient(DynamoDBClient);
const items = dynamodbItems(new DynamoDBClient(), 'table', impatient);
beforeEach(() => void aws.reset());

function cancelled(...codes: readonly (string | undefined)[]): Error {
  const CancellationReasons = codes.map((Code): CancellationReason => ({ Code, Message: secretText }));
  return new TransactionCanceledException({
    $metadata: { httpStatusCode: 400 },
    message: secretText,
    CancellationReasons,
  });
}

const put = some('p', 'a');
const three: readonly Write[] = [
  { put, if: 'absent' },
  { delete: { pk: 'p', sk: 'b' } },
  { check: { pk: 'p', sk: 'c' }, if: 'present' },
];
const tokens = () => aws.commandCalls(TransactWriteItemsCommand).map(({ args }) => args[0].input.ClientRequestToken);

describe('a transaction', () => {
  const failed = 'ConditionalCheckFailed';
  const outcomes: [string, readonly Error[], unknown][] = [
    ['is done', [], 'done'],
    ['a condition fails', [cancelled(failed, 'None', 'None')], { failedConditions: [0] }],
    ['two conditions fail', [cancelled(failed, 'None', failed)], { failedConditions: [0, 2] }],
    ['reasons without codes', [cancelled(undefined, undefined, failed)], { failedConditions: [2] }],
    ['a conflict, then done', [cancelled('None', 'TransactionConflict', 'None')], 'done'],
    ['a conflict, then a condition', [cancelled('TransactionConflict'), cancelled(failed)], { failedConditions: [0] }],
    // The conflict hides whether its own condition holds.
    [
      'a condition beside a conflict, then both conditions',
      [cancelled(failed, 'None', 'TransactionConflict'), cancelled(failed, 'None', failed)],
      { failedConditions: [0, 2] },
    ],
    ['throttled', [cancelled('ThrottlingError', 'None', 'None')], 'done'],
    ['over its throughput', [cancelled('None', 'None', 'ProvisionedThroughputExceeded')], 'done'],
    [
      'throttled as a whole',
      [sdkProblem('ThrottlingException'), sdkProblem('ProvisionedThroughputExceededException')],
      'done',
    ],
    ['not well', [sdkProblem('InternalServerError', { status: 500 })], 'done'],
    ['still in progress', [sdkProblem('TransactionInProgressException')], 'done'],
    [
      'the answer is lost',
      [sdkProblem('TimeoutError', { status: 0 }), sdkProblem('Error', { status: 0, code: 'ECONNRESET' })],
      'done',
    ],
  ];
  test.each(outcomes)('%s', async (_, problems, outcome) => {
    const answers = aws.on(TransactWriteItemsCommand);
    for (const problem of problems) answers.rejectsOnce(problem);
    // A condition that failed is an answer; what comes after is not asked for.
    answers.resolves({});
    expect(await items.transact(three)).toEqual(outcome);
    expect(aws).toHaveReceivedCommandTimes(TransactWriteItemsCommand, problems.length + (outcome === 'done' ? 1 : 0));
    // DynamoDB knows by it that it is the same one.
    expect(new Set(tokens())).toHaveLength(1);
  });

  test.each(['TransactionConflict', 'ThrottlingError'])(
    'gives up on %s after a time, by a name to retry',
    async (code) => {
      aws.on(TransactWriteItemsCommand).rejects(cancelled(code, 'None', 'None'));
      const thrown = await thrownBy(items.transact(three));
      expect(thrown.name).toBe('ServiceUnavailable');
      expect(thrown.message).toBe(`DynamoDB TransactWriteItems is not to be had now (${code}): try again later`);
      expect(tokens().length).toBeGreaterThan(3);
    },
  );

  test.each([cancelled('None', 'ValidationError'), sdkProblem('ValidationException')])(
    'what is not valid is a bug',
    async (problem) => {
      aws.on(TransactWriteItemsCommand).rejects(problem);
      const thrown = await thrownBy(items.transact(three));
      expect(thrown).toBeInstanceOf(LimitExceeded);
      expect(thrown.message).not.toContain(secretText);
      expect(aws).toHaveReceivedCommandTimes(TransactWriteItemsCommand, 1);
    },
  );

  test('the same writes wanted again are another transaction', async () => {
    aws.on(TransactWriteItemsCommand).resolves({});
    await items.transact(three);
    await items.transact(three);
    expect(new Set(tokens())).toHaveLength(2);
  });

  test('says what must hold, with placeholders for every name', async () => {
    aws.on(TransactWriteItemsCommand).resolves({});
    await items.transact([{ put: { ...put, gone: undefined }, if: { status: 'open', count: 2 } }, ...three.slice(1)]);
    const key = (sk: string) => ({ pk: { S: 'p' }, sk: { S: sk } });
    expect(aws).toHaveReceivedCommandWith(TransactWriteItemsCommand, {
      TransactItems: [
        {
          Put: {
            TableName: 'table',
            Item: { ...key('a'), schemaVersion: { N: '1' } },
            ConditionExpression: '#a0 = :a0 AND #a1 = :a1',
            ExpressionAttributeNames: { '#a0': 'status', '#a1': 'count' },
            ExpressionAttributeValues: { ':a0': { S: 'open' }, ':a1': { N: '2' } },
          },
        },
        { Delete: expect.objectContaining({ TableName: 'table', Key: key('b') }) },
        {
          ConditionCheck: {
            TableName: 'table',
            Key: key('c'),
            ConditionExpression: 'attribute_exists(#pk)',
            ExpressionAttributeNames: { '#pk': 'pk' },
          },
        },
      ],
    });
  });
});

describe('a single write', () => {
  const rows: [string, Write, typeof PutItemCommand | typeof DeleteItemCommand | typeof TransactWriteItemsCommand][] = [
    ['a put', { put }, PutItemCommand],
    ['a delete', { delete: put }, DeleteItemCommand],
    // Only a transaction tells a lost answer from a condition that fails.
    ['a put under a condition', { put, if: 'absent' }, TransactWriteItemsCommand],
    ['a delete under a condition', { delete: put, if: { schemaVersion: 1 } }, TransactWriteItemsCommand],
    ['a check', { check: put, if: 'present' }, TransactWriteItemsCommand],
  ];
  test.each(rows)('%s', async (_, write, command) => {
    aws.onAnyCommand().rejectsOnce(sdkProblem('ThrottlingException')).resolves({});
    expect(await items.transact([write])).toBe('done');
    expect(aws.calls().map(({ args }) => args[0] instanceof command)).toEqual([true, true]);
  });
});

describe('reading', () => {
  const stored = { pk: { S: 'p' }, sk: { S: 'a' }, schemaVersion: { N: '1' } };

  test('an item is read consistently, and again after a throttle', async () => {
    aws.on(GetItemCommand).rejectsOnce(sdkProblem('ThrottlingException')).resolves({ Item: stored });
    expect(await items.get(put)).toEqual(put);
    expect(aws).toHaveReceivedLastCommandWith(GetItemCommand, {
      ConsistentRead: true,
      Key: { pk: { S: 'p' }, sk: { S: 'a' } },
    });
  });

  const queries: [string, Query, object][] = [
    [
      'a partition',
      { pk: 'p', consistent: true },
      {
        KeyConditionExpression: '#pk = :pk',
        ExpressionAttributeNames: { '#pk': 'pk' },
        ConsistentRead: true,
        ScanIndexForward: true,
      },
    ],
    [
      'a prefix',
      { pk: 'p', beginsWith: 'a' },
      {
        KeyConditionExpression: '#pk = :pk AND begins_with(#sk, :bound)',
        ExpressionAttributeNames: { '#pk': 'pk', '#sk': 'sk' },
      },
    ],
    [
      'an index up to a place',
      { pk: 'd', index: 'due', upTo: 'x', limit: 7, descending: true },
      {
        IndexName: 'due',
        KeyConditionExpression: '#pk = :pk AND #sk <= :bound',
        ExpressionAttributeNames: { '#pk': 'duePk', '#sk': 'dueSk' },
        ExpressionAttributeValues: { ':pk': { S: 'd' }, ':bound': { S: 'x' } },
        Limit: 7,
        ScanIndexForward: false,
      },
    ],
  ];
  test.each(queries)('asks for %s', async (_, query, input) => {
    aws.on(QueryCommand).resolves({ Items: [stored] });
    expect(await items.query(query)).toEqual({ items: [put] });
    expect(aws).toHaveReceivedCommandWith(QueryCommand, { TableName: 'table', ...input });
  });

  test.each([undefined, 'status'] as const)('page after page, empty ones too (index: %s)', async (index) => {
    const last = { pk: { S: 'p' }, sk: { S: 'é"' }, ...(index && { statusPk: { S: 's' }, statusSk: { S: '\n' } }) };
    const answers = aws.on(QueryCommand);
    answers.resolvesOnce({ Items: [stored], LastEvaluatedKey: last });
    answers.resolvesOnce({ Items: [], LastEvaluatedKey: { ...last, sk: { S: 'z' } } });
    answers.rejectsOnce(sdkProblem('ThrottlingException')).resolves({ Items: [stored] });
    expect(await gather(allItems(items, { pk: 'p', ...(index && { index }) }))).toEqual([put, put]);
    const starts = aws.commandCalls(QueryCommand).map(({ args }) => args[0].input.ExclusiveStartKey);
    expect(starts).toEqual([undefined, last, { ...last, sk: { S: 'z' } }, { ...last, sk: { S: 'z' } }]);
  });

  test('refuses the place of another index, and what DynamoDB finds not valid', async () => {
    aws.on(QueryCommand).resolvesOnce({ Items: [], LastEvaluatedKey: { pk: { S: 'p' }, sk: { S: 'a' } } });
    const { next = '' } = await items.query({ pk: 'p' });
    expect(await thrownBy(items.query({ pk: 'p', index: 'due', after: next }))).toBeInstanceOf(LimitExceeded);
    aws.on(QueryCommand).rejects(sdkProblem('ValidationException'));
    expect(await thrownBy(items.query({ pk: 'p', after: next }))).toBeInstanceOf(LimitExceeded);
  });
});
