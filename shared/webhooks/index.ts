export { claimEventType, eventTypes } from './event-types.ts';
