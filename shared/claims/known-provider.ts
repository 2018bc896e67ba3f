import { isPerson, type ProviderName } from './claim.ts';
import type { RosterProvider } from './configuration.ts';
import { inUpperCase } from './sendable-text.ts';

/** Who is known by this NPI: a provider of the roster, or the one who bills. */
export function knownProvider(
  npi: string | undefined,
  roster: readonly RosterProvider[],
  billingProvider?: ProviderName,
): ProviderName | undefined {
  if (!npi) return undefined;
  const found = roster.find((provider) => provider.npi === npi);
  if (found === undefined) return billingProvider?.npi === npi ? whoBills(billingProvider) : undefined;
  const { lastName, ...rest } = found;
  return { lastNameOrOrganization: lastName, ...rest };
}

function whoBills(billingProvider: ProviderName): ProviderName {
  return isPerson(billingProvider) ? billingProvider : { ...billingProvider, entityType: 'organization' };
}

export function isSameName(mine: string | undefined, theirs: string | undefined): boolean {
  return inUpperCase(mine ?? '').trim() === inUpperCase(theirs ?? '').trim();
}
