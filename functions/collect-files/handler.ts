import { collectFiles, type Services } from '../../shared/use-cases/index.ts';
import { conventions } from '../middleware.ts';

/** On a schedule: brings in what the clearinghouse has for us. */
export const createHandler = (services: Services) =>
  conventions('collect-files', async () => ({ files: await collectFiles(services) }));
