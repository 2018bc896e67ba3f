import type { Route } from '../route.ts';
import { batchRoutes } from './batches.ts';
import { claimRoutes } from './claims.ts';
import { encounterRoutes } from './encounters.ts';
import { healthRoutes } from './health.ts';

/** Everything that the API does. */
export const routes: readonly Route[] = [...healthRoutes, ...encounterRoutes, ...batchRoutes, ...claimRoutes];
