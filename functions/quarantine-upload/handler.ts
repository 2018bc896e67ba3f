import * as z from 'zod';
import { quarantineUpload, type Services } from '../../shared/use-cases/index.ts';
import { conventions } from '../middleware.ts';

const eventSchema = z.object({ fileId: z.string().min(1), error: z.string().min(1) });

/** Marks an upload that could not be taken in to its end. */
export const createHandler = (services: Services) =>
  conventions('quarantine-upload', async (event, measure) => {
    const { fileId, error } = eventSchema.parse(event);
    await quarantineUpload(services, fileId, error);
    measure('FilesQuarantined', 1);
    return {};
  });
