import { mayTouch, type Practices } from '../access/index.ts';
import type { Item, ItemKey, Items, Query, Write } from '../ports/index.ts';
import { keys } from './keys.ts';

export type Noted = Readonly<Record<'practices' | 'claims' | 'about', readonly string[]>>;

/** What was read of the store: whose, which claims, and which other things of ours. */
export class Seen {
  readonly practices = new Set<string>();
  readonly claims = new Set<string>();
  readonly about = new Set<string>();

  add({ pk }: ItemKey): void {
    const { practiceId, kind = '', id } = partsOf(pk);
    if (practiceId !== undefined) this.practices.add(practiceId);
    if (id === undefined) return;
    if (kind === 'C' || kind === 'H') this.claims.add(id);
    // Remittances, transmissions, and files.
    else if (kind === 'R' || kind === 'T' || kind === 'FILE') this.about.add(id);
  }

  /** Whatever an answer that is given again was made of. */
  addNoted({ practices, claims, about }: Noted): void {
    for (const practiceId of practices) this.practices.add(practiceId);
    for (const claimId of claims) this.claims.add(claimId);
    for (const id of about) this.about.add(id);
  }

  get noted(): Noted {
    return { practices: [...this.practices], claims: [...this.claims], about: [...this.about] };
  }
}

/** `P#<practice>#<kind>#<id>`, or `<kind>#<id>` for what is under no practice. */
function partsOf(pk: string): { readonly practiceId?: string; readonly kind?: string; readonly id?: string } {
  const [first, second, third, fourth] = pk.split('#');
  if (first === 'P')
    return { practiceId: second ?? '', kind: third ?? '', ...(fourth === undefined ? {} : { id: fourth }) };
  return { kind: first ?? '', ...(second === undefined ? {} : { id: second }) };
}

/** Where nothing is: what is out of scope costs the read of what does not exist. */
const nowhere = 'NOWHERE';

/**
 * The store as one who may touch these practices sees it: what belongs to others is not there, and takes as many reads
 * as what does not exist. What he reads is noted in `seen`. This is the one place that keeps practices apart for whoever
 * calls from outside.
 */
export function scopedItems(items: Items, practices: Practices, seen: Seen): Items {
  const isKeyInScope = ({ pk }: Pick<ItemKey, 'pk'>): boolean => {
    const { practiceId } = partsOf(pk);
    return practiceId === undefined || mayTouch(practices, practiceId);
  };
  const isInScope = (item: Item): boolean => {
    if (practices === 'all') return true;
    const { practiceId, kind } = partsOf(item.pk);
    if (practiceId !== undefined) return practices.includes(practiceId);
    if (item.pk === keys.practices) return practices.includes(item.sk);
    // The records beside a file are as visible as it is.
    if (kind === 'FILE' && item.sk !== 'FILE') return true;
    const {
      practiceId: whose,
      practiceIds = whose === undefined ? [] : [whose],
      sentFor = [],
    } = (item['body'] ?? {}) as { readonly [Name in 'practiceIds' | 'sentFor']?: readonly string[] } & {
      readonly practiceId?: string;
    };
    // Whose a file is, is known once it was read: until then, and where nothing was taken of it, it is its sender's.
    const owners = practiceIds.length > 0 ? practiceIds : sentFor;
    return owners.length > 0 && owners.every((each) => practices.includes(each));
  };

  async function get(key: ItemKey): Promise<Item | undefined> {
    const item = await items.get({ ...key, pk: await whereToLook(key) });
    if (item === undefined || !isInScope(item)) return undefined;
    seen.add(item);
    return item;
  }

  /** What lies beside a file is looked for once the file itself was found. */
  async function whereToLook({ pk, sk }: Pick<ItemKey, 'pk'> & Partial<ItemKey>): Promise<string> {
    if (!isKeyInScope({ pk })) return nowhere;
    const isBesideFile = practices !== 'all' && partsOf(pk).kind === 'FILE' && sk !== 'FILE';
    return isBesideFile && (await get({ pk, sk: 'FILE' })) === undefined ? nowhere : pk;
  }

  return {
    get,
    async query(query: Query) {
      const page = await items.query({ ...query, pk: await whereToLook({ pk: query.pk }) });
      const visible = page.items.filter(isInScope);
      for (const item of visible) seen.add(item);
      return { ...page, items: visible };
    },
    async transact(writes) {
      if (!writes.map(writtenKey).every(isKeyInScope)) throw new Error('a write is out of the scope of its caller');
      return items.transact(writes);
    },
  };
}

/** The store without any practice's data: who may do what, the record of who saw what, and which practices there are. */
export function homeItems(items: Items): Items {
  const look = ({ pk }: Pick<ItemKey, 'pk'>): void => {
    const isOfHome = pk === keys.grants || pk === keys.practices || partsOf(pk).kind === 'AUDIT';
    if (!isOfHome) throw new Error('a practice’s data is not looked for here');
  };
  return {
    async get(key) {
      look(key);
      return items.get(key);
    },
    async query(query) {
      look(query);
      return items.query(query);
    },
    async transact(writes) {
      for (const write of writes) look(writtenKey(write));
      return items.transact(writes);
    },
  };
}

function writtenKey(write: Write): ItemKey {
  if ('put' in write) return write.put;
  return 'delete' in write ? write.delete : write.check;
}
