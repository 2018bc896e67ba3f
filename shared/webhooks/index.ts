export {
  begun,
  type Delivery,
  ended,
  isGone,
  isSuccess,
  type Met,
  newDelivery,
  payloadOf,
  replayed,
  type ToldEvent,
} from './delivery.ts';
export { claimEventType, eventTypes } from './event-types.ts';
export { secretOf, signedHeaders } from './signature.ts';
export { mostOverlapHours, type Subscription, signingSecrets, withNewSecret } from './subscription.ts';
export { isLoopback, urlProblem } from './url-problem.ts';
