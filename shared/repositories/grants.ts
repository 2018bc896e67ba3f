import type { Practices, Scope } from '../access/index.ts';
import { allItems, type Items } from '../ports/index.ts';
import { keys } from './keys.ts';
import { bodyOf, storedItem } from './stored-claim.ts';

/** What a program or a person was granted, by the subject of the tokens. Without one a program may do nothing. */
export interface Grant {
  readonly subject: string;
  readonly kind: 'client' | 'user';
  /** For people: which program it is. */
  readonly name: string;
  readonly practices: Practices;
  /** A program's; what a person may do follows from his roles. */
  readonly scopes: readonly Scope[];
  /** ISO date and time. */
  readonly grantedAt: string;
  /** SHA-256 of a program's secret, where the home itself issues tokens. */
  readonly secretHash?: string;
}

const keyOf = (subject: string) => ({ pk: keys.grants, sk: subject });

export async function readGrant(items: Items, subject: string): Promise<Grant | undefined> {
  const item = await items.get(keyOf(subject));
  return item && bodyOf<Grant>(item);
}

/** Grants, in the place of what was granted before. */
export async function putGrant(items: Items, grant: Grant): Promise<void> {
  await items.transact([{ put: storedItem(keyOf(grant.subject), grant) }]);
}

/** Answers whether there was one. */
export async function removeGrant(items: Items, subject: string): Promise<boolean> {
  return (await items.transact([{ delete: keyOf(subject), if: 'present' }])) === 'done';
}

export async function* grants(items: Items): AsyncGenerator<Grant> {
  for await (const item of allItems(items, { pk: keys.grants, consistent: true })) yield bodyOf<Grant>(item);
}
