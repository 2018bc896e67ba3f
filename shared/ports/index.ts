export type { Audit, AuditEntry } from './audit.ts';
export { type Clearinghouse, ClearinghouseUnavailable, type CollectedFile, NotOffered } from './clearinghouse.ts';
export type { Clock } from './clock.ts';
export type { DomainEvent, Events } from './events.ts';
export type { HttpPost, PostAnswer, PostRequest } from './http-post.ts';
export type { Ids } from './ids.ts';
export {
  allItems,
  type Condition,
  type IndexName,
  type Item,
  type ItemKey,
  type Items,
  indexNames,
  type Json,
  LimitExceeded,
  type Page,
  pagesOf,
  type Query,
  type TransactionOutcome,
  type Write,
} from './items.ts';
export { type Link, type Links, linkSeconds } from './links.ts';
export type { ObjectSummary, Objects } from './objects.ts';
export {
  maxDeliveries,
  type QueueMessage,
  type QueueName,
  type Queues,
  queueNames,
  type ReceivedMessage,
  visibilitySeconds,
} from './queues.ts';
export type { Secrets } from './secrets.ts';
export type { TokenClaims, TokenFault, Tokens } from './tokens.ts';
export type { MachineName, TaskAnswer, Workflows } from './workflows.ts';
