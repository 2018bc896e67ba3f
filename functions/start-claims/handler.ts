import * as z from 'zod';
import { type Services, startClaims } from '../../shared/use-cases/index.ts';
import { conventions } from '../middleware.ts';

const eventSchema = z.object({ fileId: z.string().min(1), chunkKey: z.string().min(1) });

/** Starts the workflow of each claim of a chunk. */
export const createHandler = (services: Services) =>
  conventions('start-claims', async (event) => {
    const { fileId, chunkKey } = eventSchema.parse(event);
    await startClaims(services, fileId, chunkKey);
    return {};
  });
