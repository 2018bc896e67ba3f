import { randomUUID } from 'node:crypto';
import {
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { refuseItemKey, refuseQuery, storableTransaction } from '../../shared/adapters/index.ts';
import { type Item, type Items, LimitExceeded, type TransactionOutcome, type Write } from '../../shared/ports/index.ts';
import { ask, codeOf, ServiceRefused, ServiceUnavailable } from './ask.ts';
import { nextOf, queryInput, transactWriteItem } from './dynamodb-expressions.ts';
import { type Patience, somePatience, withPatience } from './patience.ts';

const transactWriteItems = 'DynamoDB TransactWriteItems';

const transientReasons = new Set([
  'InternalServerError',
  'ProvisionedThroughputExceeded',
  'RequestLimitExceeded',
  'ThrottlingError',
  'TransactionConflict',
]);

/**
 * What a cancelled transaction says. As long as DynamoDB could not judge one of the writes, those whose condition failed
 * may not be all: only whole answers are given.
 */
function outcomeOf(cancelled: TransactionCanceledException): TransactionOutcome {
  const codes = (cancelled.CancellationReasons ?? []).map(({ Code }) => Code ?? 'None');
  const transient = codes.find((code) => transientReasons.has(code));
  if (transient !== undefined) throw new ServiceUnavailable(transactWriteItems, transient, cancelled);
  const other = codes.find((code) => code !== 'None' && code !== 'ConditionalCheckFailed');
  if (other !== undefined) throw new LimitExceeded(`DynamoDB refuses a write of a transaction: ${other}`);
  const failedConditions = codes.flatMap((code, position) => (code === 'ConditionalCheckFailed' ? [position] : []));
  if (failedConditions.length === 0) throw new ServiceUnavailable(transactWriteItems, cancelled.name, cancelled);
  return { failedConditions };
}

/**
 * The store in one DynamoDB table.
 *
 * A transaction has a token of its own, by which DynamoDB knows for ten minutes that it is made again and has been
 * done: when the answer is lost, the next attempt gives `done` rather than a condition that fails because of the first.
 * A PutItem under a condition has no such token, so a single write under a condition is a transaction too, though it
 * costs twice the write units. Only a single write without a condition is a plain one: it may be made twice.
 */
export function dynamodbItems(client: DynamoDBClient, table: string, patience: Patience = somePatience): Items {
  /** Tries for a time. What DynamoDB finds not valid is the caller's bug. */
  async function tried<Answer>(operation: string, attempt: () => Promise<Answer>): Promise<Answer> {
    try {
      return await withPatience(patience, attempt);
    } catch (problem) {
      if (codeOf(problem) === 'ValidationException') throw new LimitExceeded(`DynamoDB refuses it: ${operation}`);
      throw problem;
    }
  }
  const call = <Answer>(operation: string, attempt: () => Promise<Answer>): Promise<Answer> =>
    tried(operation, () => ask(operation, attempt));

  async function writeAlone(write: Write): Promise<void> {
    const { Put, Delete } = transactWriteItem(table, write);
    if (Put !== undefined) await call('DynamoDB PutItem', () => client.send(new PutItemCommand(Put)));
    if (Delete !== undefined) await call('DynamoDB DeleteItem', () => client.send(new DeleteItemCommand(Delete)));
  }

  async function writeTogether(writes: readonly Write[]): Promise<TransactionOutcome> {
    const command = new TransactWriteItemsCommand({
      TransactItems: writes.map((write) => transactWriteItem(table, write)),
      // Made up for this transaction: one derived from its content would make the same writes, wanted again after
      // others, do nothing.
      ClientRequestToken: randomUUID(),
    });
    return await tried(transactWriteItems, async () => {
      try {
        await ask(transactWriteItems, () => client.send(command));
        return 'done';
      } catch (problem) {
        const cause = problem instanceof ServiceRefused ? problem.sensitiveCause : undefined;
        if (cause instanceof TransactionCanceledException) return outcomeOf(cause);
        throw problem;
      }
    });
  }

  return {
    async get(key) {
      refuseItemKey(key);
      const command = new GetItemCommand({
        TableName: table,
        Key: { pk: { S: key.pk }, sk: { S: key.sk } },
        ConsistentRead: true,
      });
      const { Item: found } = await call('DynamoDB GetItem', () => client.send(command));
      return found && (unmarshall(found) as Item);
    },
    async query(query) {
      refuseQuery(query);
      const command = new QueryCommand(queryInput(table, query));
      const { Items: found = [], LastEvaluatedKey: last } = await call('DynamoDB Query', () => client.send(command));
      const items = found.map((each) => unmarshall(each) as Item);
      return last === undefined ? { items } : { items, next: nextOf(last, query.index) };
    },
    async transact(writes) {
      storableTransaction(writes);
      const [only] = writes;
      if (writes.length > 1 || only === undefined || only.if !== undefined) return await writeTogether(writes);
      await writeAlone(only);
      return 'done';
    },
  };
}
