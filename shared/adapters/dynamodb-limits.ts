import { type Item, type ItemKey, indexNames, LimitExceeded, type Query, type Write } from '../ports/index.ts';

const kibibyte = 1024;
/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html */
export const dynamodbLimits = {
  partitionKeyBytes: 2 * kibibyte,
  sortKeyBytes: kibibyte,
  itemBytes: 400 * kibibyte,
  itemDepth: 32,
  transactionWrites: 100,
  transactionBytes: 4 * kibibyte * kibibyte,
  pageBytes: kibibyte * kibibyte,
} as const;

const smallestNumber = 1e-130;

/** The attributes that put an item into each index. */
export const indexAttributes = {
  status: ['statusPk', 'statusSk'],
  ready: ['readyPk', 'readySk'],
  due: ['duePk', 'dueSk'],
} as const satisfies Record<(typeof indexNames)[number], readonly [keyof Item, keyof Item]>;

// Messages name attributes and limits, never values: those may be a person's.
function refuse(what: string): never {
  throw new LimitExceeded(what);
}

/** A UTF-16 unit is at most three bytes of UTF-8, so most texts need not be counted. */
function isOver(maxBytes: number, text: string): boolean {
  return text.length * 3 > maxBytes && Buffer.byteLength(text) > maxBytes;
}

function refuseKey(name: string, value: unknown, maxBytes: number): void {
  if (typeof value !== 'string' || value === '') refuse(`${name} is not a string or is empty`);
  if (!value.isWellFormed()) refuse(`${name} is not well-formed Unicode`);
  if (isOver(maxBytes, value)) refuse(`${name} is over ${maxBytes} bytes`);
}

/** Throws LimitExceeded on a key that DynamoDB would refuse. */
export function refuseItemKey(key: ItemKey): void {
  refuseKey('pk', key.pk, dynamodbLimits.partitionKeyBytes);
  refuseKey('sk', key.sk, dynamodbLimits.sortKeyBytes);
}

/** What JSON would lose without a word: a number that is none, undefined in a list, an object with a class. */
function refuseValue(value: unknown, depth: number): void {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return;
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) refuse('an attribute holds a number that is not finite');
    if (Math.abs(value) > Number.MAX_SAFE_INTEGER) refuse('an attribute holds a number above 2^53 - 1');
    if (value !== 0 && Math.abs(value) < smallestNumber) refuse('an attribute holds a number nearer to 0 than 1e-130');
    return;
  }
  if (depth === dynamodbLimits.itemDepth) refuse(`an attribute is nested over ${dynamodbLimits.itemDepth} levels`);
  if (Array.isArray(value)) {
    for (const member of value) refuseValue(member, depth + 1);
    return;
  }
  if (typeof value !== 'object') refuse(`an attribute holds ${typeof value}`);
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) refuse('an attribute holds an object that is not JSON');
  for (const name in value) refuseValue((value as Record<string, unknown>)[name], depth + 1);
}

/** The item as JSON text. Throws LimitExceeded on what DynamoDB would refuse; sizes are those of the JSON. */
function storableBody(item: Item): string {
  refuseItemKey(item);
  for (const name in item) if (item[name] !== undefined) refuseValue(item[name], 0);
  for (const index of indexNames) {
    const [pk, sk] = indexAttributes[index];
    if (item[pk] === undefined && item[sk] === undefined) continue;
    if (item[pk] === undefined || item[sk] === undefined) refuse(`only one of ${pk} and ${sk} is present`);
    refuseKey(pk, item[pk], dynamodbLimits.partitionKeyBytes);
    refuseKey(sk, item[sk], dynamodbLimits.sortKeyBytes);
  }
  const body = JSON.stringify(item);
  if (isOver(dynamodbLimits.itemBytes, body)) refuse(`an item is over ${dynamodbLimits.itemBytes} bytes`);
  return body;
}

export function writeKey(write: Write): ItemKey {
  if ('put' in write) return write.put;
  return 'delete' in write ? write.delete : write.check;
}

/** The JSON text of each put, by position. Throws LimitExceeded when DynamoDB would refuse the transaction. */
export function storableTransaction(writes: readonly Write[]): readonly (string | undefined)[] {
  const { transactionWrites, transactionBytes } = dynamodbLimits;
  if (writes.length === 0) refuse('a transaction without writes');
  if (writes.length > transactionWrites) refuse(`over ${transactionWrites} writes in a transaction`);
  const keys = new Set<string>();
  let characters = 0;
  const bodies = writes.map((write) => {
    const key = writeKey(write);
    const body = 'put' in write ? storableBody(write.put) : undefined;
    if (body === undefined) refuseItemKey(key);
    else characters += body.length;
    if (writes.length > 1) keys.add(`${key.pk.length}:${key.pk}${key.sk}`);
    if (typeof write.if === 'object' && Object.keys(write.if).length === 0) refuse('a condition without attributes');
    return body;
  });
  if (writes.length > 1 && keys.size < writes.length) refuse('one item twice in a transaction');
  if (characters * 3 > transactionBytes && isOver(transactionBytes, bodies.join('')))
    refuse(`a transaction is over ${transactionBytes} bytes`);
  return bodies;
}

/** Throws LimitExceeded when DynamoDB would refuse the query. */
export function refuseQuery(query: Query): void {
  const { pk, index, beginsWith, upTo, limit, consistent } = query;
  refuseKey('pk', pk, dynamodbLimits.partitionKeyBytes);
  if (beginsWith !== undefined && upTo !== undefined) refuse('a query has one condition on the sort key');
  if (beginsWith !== undefined) refuseKey('beginsWith', beginsWith, dynamodbLimits.sortKeyBytes);
  if (upTo !== undefined) refuseKey('upTo', upTo, dynamodbLimits.sortKeyBytes);
  if (limit !== undefined && !(Number.isSafeInteger(limit) && limit > 0)) refuse('a limit is a whole number above 0');
  if (consistent && index !== undefined) refuse('an index cannot be read consistently');
}
