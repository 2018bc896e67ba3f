import type { Practice } from '../claims/index.ts';
import { allItems, type Items } from '../ports/index.ts';
import type { FileRecord } from './files.ts';
import { keys } from './keys.ts';
import type { PracticeScope } from './scope.ts';
import { bodyOf, storedItem } from './stored-claim.ts';

type Sent = Pick<FileRecord, 'fileId' | 'sentFor'>;

/**
 * Keeps a practice that has sent something, and routes its payments to it by NPI and tax id, but for those that others
 * are configured with. Who may send for some practices alone gives his own word for what their tax id is.
 */
export async function enrolPractice(
  items: Items,
  practice: Practice,
  { fileId, sentFor }: Sent,
  configured: readonly Practice[],
): Promise<void> {
  const key = { pk: keys.practices, sk: practice.practiceId };
  if ((await items.get(key)) !== undefined) return;
  const isConfigured = configured.some(({ practiceId }) => practiceId === practice.practiceId);
  const ofOthers = configured.flatMap(({ billingProvider: { npi, taxId } }) => [npi, taxId]);
  await routePayments(items, practice, isConfigured ? [] : ofOthers);
  const by = { enrolledBy: fileId, isOwnWord: sentFor !== undefined };
  await items.transact([{ put: storedItem(key, practice, by), if: 'absent' }]);
}

/**
 * The practices that earlier files have made known under this tax id. One that has given its own word for it counts for
 * a file that was sent for it, and for no other: nobody gets another's claims by saying his tax id.
 */
export async function practicesUnderTaxId(
  items: Items,
  taxId: string,
  { fileId, sentFor }: Sent,
): Promise<readonly Practice[]> {
  const found: Practice[] = [];
  for await (const item of allItems(items, { pk: keys.practices, consistent: true })) {
    const { enrolledBy, isOwnWord } = item;
    if (enrolledBy === fileId || !(isOwnWord === false || sentFor?.includes(item.sk))) continue;
    const practice = bodyOf<Practice>(item);
    if (practice.billingProvider.taxId.replaceAll('-', '') === taxId.replaceAll('-', '')) found.push(practice);
  }
  return found;
}

/** Puts the practice in the place of what it was, if it has sent something. */
export async function changeEnrolledPractice(items: Items, practice: Practice): Promise<void> {
  const put = storedItem({ pk: keys.practices, sk: practice.practiceId }, practice);
  if ((await items.transact([{ put, if: 'present' }])) === 'done') await routePayments(items, practice);
}

async function routePayments(
  items: Items,
  practice: Practice,
  ofOthers: readonly (string | undefined)[] = [],
): Promise<void> {
  const { npi, taxId } = practice.billingProvider;
  for (const identifier of [npi, taxId]) {
    if (identifier === undefined || ofOthers.includes(identifier)) continue;
    // Two practices may share a tax id; the first keeps it, and the NPI tells them apart.
    await items.transact([
      { put: storedItem(keys.payeeRoute(identifier), { practiceId: practice.practiceId }), if: 'absent' },
    ]);
  }
}

/** A practice that has sent something, as it was when it did first. */
export async function enrolledPractice(items: Items, { practiceId }: PracticeScope): Promise<Practice | undefined> {
  const item = await items.get({ pk: keys.practices, sk: practiceId });
  return item && bodyOf<Practice>(item);
}

/** Every practice that has sent something. */
export async function enrolledPractices(items: Items): Promise<readonly Practice[]> {
  const found: Practice[] = [];
  for await (const item of allItems(items, { pk: keys.practices })) found.push(bodyOf<Practice>(item));
  return found;
}

export async function practiceScopes(items: Items): Promise<readonly PracticeScope[]> {
  return (await enrolledPractices(items)).map(({ practiceId }) => ({ practiceId }));
}

/** The practice that a payee identifier (NPI or tax id) belongs to. */
export async function practiceOfPayee(items: Items, identifier: string): Promise<PracticeScope | undefined> {
  const route = await items.get(keys.payeeRoute(identifier));
  return route && bodyOf<PracticeScope>(route);
}
