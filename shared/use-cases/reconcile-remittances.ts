import {
  markPosted,
  practiceScopes,
  type RemittanceFile,
  readRemittanceFile,
  remittances,
} from '../repositories/index.ts';
import { nowIso, type Services } from './services.ts';

/** Whether every claim of the remittance was posted or set aside, to the cent. */
function isComplete({ record, posted, unapplied }: RemittanceFile): boolean {
  const settled = [...posted, ...unapplied];
  const settledCents = settled.reduce((sum, { paidCents }) => sum + paidCents, 0);
  return settled.length === record.claims && settledCents === record.claimsPaidCents;
}

/** Marks each remittance posted whose claims were all posted or set aside. Answers how many. */
export async function reconcileRemittances(services: Services): Promise<number> {
  const { items } = services;
  let completed = 0;
  for (const scope of await practiceScopes(items)) {
    for await (const { remittanceId } of remittances(items, scope, 'posting')) {
      const file = await readRemittanceFile(items, scope, remittanceId);
      if (file === undefined || file.record.status === 'posted' || !isComplete(file)) continue;
      await markPosted(items, scope, file.record, nowIso(services));
      completed += 1;
    }
  }
  return completed;
}
