export {
  dynamodbLimits,
  indexAttributes,
  refuseItemKey,
  refuseQuery,
  storableTransaction,
  writeKey,
} from './dynamodb-limits.ts';
export { hmacIds } from './hmac-ids.ts';
export { keyOfSecret, seededKey } from './id-keys.ts';
export { refuseObjectKey } from './object-keys.ts';
