import * as z from 'zod';
import { reportBatch, type Services } from '../../shared/use-cases/index.ts';
import { conventions } from '../middleware.ts';

const eventSchema = z.object({ fileId: z.string().min(1) });

/** Counts what became of each record of an upload. */
export const createHandler = (services: Services) =>
  conventions('report-batch', (event) => reportBatch(services, eventSchema.parse(event).fileId));
