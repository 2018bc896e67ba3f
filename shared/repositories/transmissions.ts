import type { ClaimId } from '../claims/index.ts';
import { allItems, type Item, type Items, type Write } from '../ports/index.ts';
import { indexes, keys } from './keys.ts';
import type { PracticeScope } from './scope.ts';
import { bodyOf, storedItem } from './stored-claim.ts';

/**
 * One 837 file on its way: number reserved (`open`) → claims join → `closed` → bytes stored → `sent`. Whatever the
 * moment of a crash, the same claims leave in the same bytes under the same number.
 */
export interface Transmission {
  readonly transmissionId: string;
  readonly controlNumber: number;
  /** ISO date and time at which its number was reserved; the file is dated so. */
  readonly createdAt: string;
  readonly status: 'open' | 'closed' | 'sent';
  readonly objectKey: string;
}

export interface TransmittedClaim {
  readonly claimId: ClaimId;
  readonly attempt: number;
  readonly patientControlNumber: string;
}

export function transmissionItem(scope: PracticeScope, transmission: Transmission): Item {
  const { transmissionId, status, createdAt } = transmission;
  const unsent = status === 'sent' ? {} : { readyPk: indexes.transmissions(scope), readySk: createdAt };
  return storedItem({ pk: keys.transmissionPartition(scope, transmissionId), sk: 'TRANSMISSION' }, transmission, {
    status,
    ...unsent,
  });
}

/** Holds while claims may join. */
export function isOpen(scope: PracticeScope, transmissionId: string): Write {
  return {
    check: { pk: keys.transmissionPartition(scope, transmissionId), sk: 'TRANSMISSION' },
    if: { status: 'open' },
  };
}

export function transmittedClaimItem(scope: PracticeScope, transmissionId: string, claim: TransmittedClaim): Item {
  const pk = keys.transmissionPartition(scope, transmissionId);
  return storedItem({ pk, sk: `CLAIM#${claim.patientControlNumber}` }, claim);
}

export async function readTransmission(
  items: Items,
  scope: PracticeScope,
  transmissionId: string,
): Promise<Transmission | undefined> {
  const item = await items.get({ pk: keys.transmissionPartition(scope, transmissionId), sk: 'TRANSMISSION' });
  return item && bodyOf<Transmission>(item);
}

/** The transmission that was begun and not sent, if there is one. */
export async function unsentTransmission(items: Items, scope: PracticeScope): Promise<Transmission | undefined> {
  const page = await items.query({ pk: indexes.transmissions(scope), index: 'ready', limit: 1 });
  const listed = page.items[0];
  // The index may lag behind: what the item itself says counts.
  const current = listed && (await items.get({ pk: listed.pk, sk: listed.sk }));
  const transmission = current && bodyOf<Transmission>(current);
  return transmission?.status === 'sent' ? undefined : transmission;
}

/** The claims of a transmission, by patient control number. */
export async function transmittedClaims(
  items: Items,
  scope: PracticeScope,
  transmissionId: string,
): Promise<readonly TransmittedClaim[]> {
  const found: TransmittedClaim[] = [];
  const query = {
    pk: keys.transmissionPartition(scope, transmissionId),
    beginsWith: 'CLAIM#',
    consistent: true,
  };
  for await (const item of allItems(items, query)) found.push(bodyOf(item));
  return found;
}

/** Where a group that we sent is found when its 999 comes. */
export interface TransmissionRoute {
  readonly practiceId: string;
  readonly transmissionId: string;
  readonly objectKey: string;
}

export function transmissionRouteWrite(
  sender: string,
  receiver: string,
  controlNumber: number,
  route: TransmissionRoute,
): Write {
  return { put: storedItem(keys.transmissionRoute(sender, receiver, controlNumber), route), if: 'absent' };
}

export async function transmissionOfGroup(
  items: Items,
  sender: string,
  receiver: string,
  controlNumber: number,
): Promise<TransmissionRoute | undefined> {
  const item = await items.get(keys.transmissionRoute(sender, receiver, controlNumber));
  return item && bodyOf<TransmissionRoute>(item);
}
