import type { Audit } from '../../shared/ports/index.ts';
import { auditTrail } from '../../shared/repositories/index.ts';
import type { Services } from '../../shared/use-cases/index.ts';
import { fingerprintOf, type HomeTokens, homeTokens, systemClock } from '../adapters/index.ts';

export interface HomeAccess {
  readonly tokens: HomeTokens;
  readonly audit: Audit;
}

/** Who calls a home, and the record of it, under the home's key. */
export function homeAccess(
  folder: string,
  key: Uint8Array,
  { items, ids }: Pick<Services, 'items' | 'ids'>,
): HomeAccess {
  return { tokens: homeTokens(folder, fingerprintOf(key), systemClock), audit: auditTrail(items, ids, systemClock) };
}
