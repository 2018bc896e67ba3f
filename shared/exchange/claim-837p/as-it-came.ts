import type { Address, Claim } from '../../claims/index.ts';
import { claimFrom837 } from './project-claim.ts';
import type { SourceClaim837 } from './source-claim.ts';

/** A claim that was opened before it had countries and the day of admission of its own, with what its 837 says of them. */
export function asItCame(claim: Claim, source: SourceClaim837): Claim {
  const projected = claimFrom837(source);
  if (!projected.ok) return claim;
  const came = projected.value;
  return {
    ...claim,
    billingProvider: withCountry(claim.billingProvider, came.billingProvider),
    subscriber: withCountry(claim.subscriber, came.subscriber),
    ...(claim.dependent && { dependent: withCountry(claim.dependent, came.dependent) }),
    ...(claim.serviceFacility && { serviceFacility: withCountry(claim.serviceFacility, came.serviceFacility) }),
    ...(claim.accident && { accident: abroad(claim.accident, came.accident) }),
    ...(came.admissionDate && { admissionDate: came.admissionDate }),
  };
}

function withCountry<Party extends { readonly address?: Address }>(now: Party, came: Party | undefined): Party {
  return now.address === undefined ? now : { ...now, address: abroad(now.address, came?.address) };
}

function abroad<Place extends { readonly country?: string }>(now: Place, came: Place | undefined): Place {
  return came?.country === undefined ? now : { ...now, country: came.country };
}
