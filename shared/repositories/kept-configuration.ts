import type { Configuration, Payer, Practice, RosterProvider } from '../claims/index.ts';
import { allItems, type Items } from '../ports/index.ts';
import { keys } from './keys.ts';
import { bodyOf, storedItem } from './stored-claim.ts';

/** What of a configuration can be changed while the home works. */
export type ConfigurationEntry =
  | { readonly kind: 'practice'; readonly value: Practice }
  | { readonly kind: 'payer'; readonly value: Payer }
  | { readonly kind: 'provider'; readonly value: RosterProvider };

function nameOf({ kind, value }: ConfigurationEntry): string {
  if (kind === 'practice') return value.practiceId;
  return kind === 'payer' ? value.payerId : value.npi;
}

/** Keeps an entry in the place of the one of that name, of the store or of the file. */
export async function keepConfigurationEntry(items: Items, entry: ConfigurationEntry): Promise<void> {
  const key = { pk: keys.configuration, sk: `${entry.kind}#${nameOf(entry)}` };
  await items.transact([{ put: storedItem(key, entry) }]);
}

/** Takes away what was kept under this name; false when nothing was. */
export async function dropConfigurationEntry(
  items: Items,
  kind: ConfigurationEntry['kind'],
  name: string,
): Promise<boolean> {
  const key = { pk: keys.configuration, sk: `${kind}#${name}` };
  return (await items.transact([{ delete: key, if: 'present' }])) === 'done';
}

/** The configuration with the entries that the store keeps. */
export async function withKeptEntries(items: Items, configuration: Configuration): Promise<Configuration> {
  const kept: ConfigurationEntry[] = [];
  for await (const item of allItems(items, { pk: keys.configuration, consistent: true })) kept.push(bodyOf(item));
  const merged = <Value>(kind: ConfigurationEntry['kind'], own: readonly Value[], name: (value: Value) => string) => {
    const changed = kept.filter((entry) => entry.kind === kind).map((entry) => entry.value as Value);
    return [...new Map([...own, ...changed].map((value) => [name(value), value])).values()];
  };
  return {
    ...configuration,
    practices: merged('practice', configuration.practices, ({ practiceId }) => practiceId),
    payers: merged('payer', configuration.payers, ({ payerId }) => payerId),
    providers: merged('provider', configuration.providers, ({ npi }) => npi),
  };
}
