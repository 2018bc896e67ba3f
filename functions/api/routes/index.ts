import type { Route } from '../route.ts';
import { accessRoutes } from './access.ts';
import { batchRoutes } from './batches.ts';
import { claimRoutes } from './claims.ts';
import { configurationRoutes } from './configuration.ts';
import { eligibilityRoutes } from './eligibility.ts';
import { encounterRoutes } from './encounters.ts';
import { healthRoutes } from './health.ts';
import { heldClaimRoutes } from './held-claims.ts';
import { paymentRoutes } from './payments.ts';
import { submissionRoutes } from './submissions.ts';
import { uploadRoutes } from './uploads.ts';
import { webhookDeliveryRoutes } from './webhook-deliveries.ts';
import { webhookRoutes } from './webhooks.ts';
import { workRoutes } from './work.ts';

/** Everything that the API does. */
export const routes: readonly Route[] = [
  ...healthRoutes,
  ...encounterRoutes,
  ...uploadRoutes,
  ...batchRoutes,
  ...claimRoutes,
  ...submissionRoutes,
  ...heldClaimRoutes,
  ...eligibilityRoutes,
  ...workRoutes,
  ...paymentRoutes,
  ...webhookRoutes,
  ...webhookDeliveryRoutes,
  ...accessRoutes,
  ...configurationRoutes,
];
