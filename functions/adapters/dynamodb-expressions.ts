import type { AttributeValue, QueryCommandInput, TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { indexAttributes } from '../../shared/adapters/index.ts';
import { type Condition, type IndexName, LimitExceeded, type Query, type Write } from '../../shared/ports/index.ts';

interface Expression {
  readonly ConditionExpression: string | undefined;
  readonly ExpressionAttributeNames?: Record<string, string>;
  readonly ExpressionAttributeValues?: Record<string, AttributeValue>;
}

const pkName = { '#pk': 'pk' };

/** Every name goes by a placeholder: many are reserved words. */
function conditionExpression(condition: Condition | undefined): Expression {
  if (condition === undefined) return { ConditionExpression: undefined };
  if (condition === 'absent') {
    return { ConditionExpression: 'attribute_not_exists(#pk)', ExpressionAttributeNames: pkName };
  }
  if (condition === 'present') {
    return { ConditionExpression: 'attribute_exists(#pk)', ExpressionAttributeNames: pkName };
  }
  const attributes = Object.entries(condition);
  return {
    ConditionExpression: attributes.map((_, place) => `#a${place} = :a${place}`).join(' AND '),
    ExpressionAttributeNames: Object.fromEntries(attributes.map(([name], place) => [`#a${place}`, name])),
    ExpressionAttributeValues: marshall(
      Object.fromEntries(attributes.map(([, value], place) => [`:a${place}`, value])),
    ),
  };
}

/** A write as a part of a transaction; without its condition a Put or Delete is a whole request too. */
export function transactWriteItem(table: string, write: Write): TransactWriteItem {
  const common = { TableName: table, ...conditionExpression(write.if) };
  if ('put' in write) return { Put: { ...common, Item: marshall(write.put, { removeUndefinedValues: true }) } };
  if ('delete' in write) return { Delete: { ...common, Key: marshall({ pk: write.delete.pk, sk: write.delete.sk }) } };
  return { ConditionCheck: { ...common, Key: marshall({ pk: write.check.pk, sk: write.check.sk }) } };
}

const keyAttributes = (index: IndexName | undefined) => (index === undefined ? ['pk', 'sk'] : indexAttributes[index]);

export function queryInput(table: string, query: Query): QueryCommandInput {
  const { pk, index, beginsWith, upTo, descending, limit, after, consistent } = query;
  const [partition = '', sortKey = ''] = keyAttributes(index);
  const bound = beginsWith ?? upTo;
  const range = beginsWith === undefined ? '#sk <= :bound' : 'begins_with(#sk, :bound)';
  return {
    TableName: table,
    KeyConditionExpression: bound === undefined ? '#pk = :pk' : `#pk = :pk AND ${range}`,
    ExpressionAttributeNames: { '#pk': partition, ...(bound !== undefined && { '#sk': sortKey }) },
    ExpressionAttributeValues: marshall({ ':pk': pk, ...(bound !== undefined && { ':bound': bound }) }),
    ScanIndexForward: descending !== true,
    ...(index !== undefined && { IndexName: index }),
    ...(consistent === true && { ConsistentRead: true }),
    ...(limit !== undefined && { Limit: limit }),
    ...(after !== undefined && { ExclusiveStartKey: startKeyOf(after, index) }),
  };
}

const placeNames = (index: IndexName | undefined) => [...new Set(['pk', 'sk', ...keyAttributes(index)])];

/** `next` of a page that ended at the key: opaque to the caller. */
export function nextOf(lastKey: NonNullable<QueryCommandInput['ExclusiveStartKey']>, index?: IndexName): string {
  const place = placeNames(index).map((name) => lastKey[name]?.S ?? '');
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

function startKeyOf(after: string, index: IndexName | undefined) {
  const names = placeNames(index);
  try {
    const place: unknown = JSON.parse(Buffer.from(after, 'base64url').toString());
    if (Array.isArray(place) && place.length === names.length && place.every((part) => typeof part === 'string')) {
      return marshall(Object.fromEntries(names.map((name, position) => [name, place[position]])));
    }
  } catch {}
  throw new LimitExceeded('`after` is not the `next` of a page');
}
