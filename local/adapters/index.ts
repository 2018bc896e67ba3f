export { isClientId, isSecretOf, newClient } from './client-secrets.ts';
export { systemClock, virtualClock } from './clock.ts';
export { fileSecrets } from './file-secrets.ts';
export { folderObjects } from './folder-objects.ts';
export { fingerprintOf, hasHomeKey, homeKey } from './home-key.ts';
export { type HomeTokens, homeTokens } from './home-tokens.ts';
export { type InProcessEvents, inProcessEvents } from './in-process-events.ts';
export { type SqliteItems, sqliteItems } from './sqlite-items.ts';
export { type SqliteQueues, sqliteQueues } from './sqlite-queues.ts';
