import type { Address, Claim, ProviderName, ServiceFacility, ServiceLine } from '../claims/claim.ts';
import { saidRenderingProvider, saidRenderingProviderOfLine } from '../claims/rendering-provider.ts';

/** A part of a claim with its path and its name in a sentence. */
export interface Part<Value> {
  readonly field: string;
  readonly where: string;
  readonly value: Value;
}

type Candidate<Value> = readonly [field: string, where: string, value: Value | undefined];

function present<Value>(candidates: readonly Candidate<Value>[]): Part<Value>[] {
  return candidates.flatMap(([field, where, value]) => (value === undefined ? [] : [{ field, where, value }]));
}

export function linesOf(claim: Claim): Part<ServiceLine>[] {
  return claim.serviceLines.map((value, index) => ({
    field: `serviceLines[${index}]`,
    where: `Service line ${index + 1}`,
    value,
  }));
}

/** The providers that the claim names when it leaves. */
export function providersOf(claim: Claim): Part<ProviderName>[] {
  return present<ProviderName>([
    ['billingProvider', 'Billing provider', claim.billingProvider],
    ['renderingProvider', 'Rendering provider', saidRenderingProvider(claim)],
    ['referringProvider', 'Referring provider', claim.referringProvider],
    ['supervisingProvider', 'Supervising provider', claim.supervisingProvider],
    ...linesOf(claim).map(
      ({ field, where, value }): Candidate<ProviderName> => [
        `${field}.renderingProvider`,
        `${where}, rendering provider`,
        saidRenderingProviderOfLine(value, claim),
      ],
    ),
  ]);
}

export function facilityOf(claim: Claim): Part<ServiceFacility>[] {
  return present<ServiceFacility>([['serviceFacility', 'Service facility', claim.serviceFacility]]);
}

export function addressesOf(claim: Claim): Part<Address>[] {
  return present<Address>([
    ['billingProvider.address', 'Billing provider', claim.billingProvider.address],
    ['subscriber.address', 'Subscriber', claim.subscriber.address],
    ['dependent.address', 'Patient', claim.dependent?.address],
    ['serviceFacility.address', 'Service facility', claim.serviceFacility?.address],
  ]);
}
