import type { Claim, ProviderName, ServiceLine } from './claim.ts';

/** Who rendered the services, where a claim says it: not when that is who bills for them. */
export function saidRenderingProvider({ renderingProvider, billingProvider }: Claim): ProviderName | undefined {
  return unlessSame(renderingProvider, billingProvider);
}

/** Who rendered a line, where the line says it: not when that is who rendered the claim. */
export function saidRenderingProviderOfLine(line: ServiceLine, claim: Claim): ProviderName | undefined {
  return unlessSame(line.renderingProvider, claim.renderingProvider ?? claim.billingProvider);
}

/** Undefined when it is the same provider, by NPI. */
function unlessSame(provider: ProviderName | undefined, other: ProviderName): ProviderName | undefined {
  return provider?.npi !== undefined && provider.npi === other.npi ? undefined : provider;
}
