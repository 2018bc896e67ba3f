import { createHash } from 'node:crypto';
import { storeArrival } from './arrival.ts';
import type { Services } from './services.ts';

/** Brings in all that the clearinghouse has for us, each file as an arrival. Answers how many. */
export async function collectFiles(services: Services): Promise<number> {
  let files = 0;
  for (let some = await collectSome(services); some > 0; some = await collectSome(services)) files += some;
  return files;
}

/** A clearinghouse may offer its files in portions. */
async function collectSome(services: Services): Promise<number> {
  const { clearinghouse, ids } = services;
  const files = await clearinghouse.collect();
  for (const { name, bytes } of files) {
    const digest = createHash('sha256').update(bytes).digest('hex');
    const arrivalId = ids.derive(20, 'collected', name, digest);
    await storeArrival(services, `clearinghouse/${arrivalId}`, name, bytes);
    await clearinghouse.collected([name]);
  }
  return files.length;
}
