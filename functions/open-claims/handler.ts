import * as z from 'zod';
import { openClaims, type Services } from '../../shared/use-cases/index.ts';
import { conventions } from '../middleware.ts';

const eventSchema = z.object({ fileId: z.string().min(1), chunkKey: z.string().min(1) });

/** Opens a claim for each record of a chunk. */
export const createHandler = (services: Services) =>
  conventions('open-claims', async (event) => {
    const { fileId, chunkKey } = eventSchema.parse(event);
    await openClaims(services, fileId, chunkKey);
    return {};
  });
