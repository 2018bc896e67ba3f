import type { Items } from '../../shared/ports/index.ts';
import { scopedItems } from '../../shared/repositories/index.ts';
import { auditedAccess } from '../../shared/use-cases/index.ts';
import type { HomeAccess } from '../home/home-access.ts';

/** Who runs the commands, as the machine knows him. */
export const operator: string = process.env['USER'] ?? 'operator';

export interface Audited {
  /** The store, with a note of each claim that is read. */
  readonly items: Items;
  /** Before something is changed; `about` is a file of which it is. */
  begun(about?: string): Promise<void>;
  /** Before what was read is printed. */
  shown(): Promise<void>;
}

/** Writes down what a command sees and changes. Nothing may be printed of a claim before `shown` has returned. */
export function audited(
  { items, access }: { readonly items: Items; readonly access: Pick<HomeAccess, 'audit'> },
  command: string,
): Audited {
  const who = { kind: 'user', subject: operator, roles: [] } as const;
  const { seen, record } = auditedAccess(access.audit, who, `claimwright ${command}`);
  return {
    items: scopedItems(items, 'all', seen),
    begun(about) {
      if (about !== undefined) seen.about.add(about);
      return record('begun');
    },
    shown: () => record('shown'),
  };
}
