import * as z from 'zod';
import { type Services, splitUpload } from '../../shared/use-cases/index.ts';
import { conventions } from '../middleware.ts';

const eventSchema = z.object({ fileId: z.string().min(1), fromOrdinal: z.int().positive() });

/** Cuts an upload into chunks of records. */
export const createHandler = (services: Services) =>
  conventions('split-upload', (event) => {
    const { fileId, fromOrdinal } = eventSchema.parse(event);
    return splitUpload(services, fileId, fromOrdinal);
  });
