import type { Fault, FindingRule, Loop } from '../../x12/notation.ts';

/** Rules that a place or a provider be named only when it is another than the one that is named already. */

interface Addressed {
  readonly address: { readonly line1: string; readonly line2?: string | undefined };
  readonly city: { readonly city: string; readonly postalCode?: string | undefined };
}

function isSameAddress(one: Addressed, other: Addressed): boolean {
  return (
    one.address.line1 === other.address.line1 &&
    one.address.line2 === other.address.line2 &&
    one.city.city === other.city.city &&
    one.city.postalCode?.slice(0, 5) === other.city.postalCode?.slice(0, 5)
  );
}

interface Identified {
  readonly name: { readonly id?: string | undefined };
}

/** The identifier of a provider that says nothing, because it names another one over again. */
export function again(provider: Identified | undefined, other: Identified | undefined): Fault[] {
  if (!provider || !other || provider.name.id === undefined || provider.name.id !== other.name.id) return [];
  return [[provider.name, 'id', [other.name, 'id']]];
}

/** Where a place of service is another one over again, by its identifier or by its address. */
export function placeAgain(
  facility: (Identified & Addressed) | undefined,
  other: (Identified & Addressed) | undefined,
): Fault[] {
  const repeated = again(facility, other);
  if (repeated.length > 0 || !facility || !other) return repeated;
  return isSameAddress(facility, other) ? [[facility.address, undefined, [other.address]]] : [];
}

/** The rule for a place of service; `billing` is the loop 2010AA. */
export function facilityOfItsOwn(
  billing: Loop<Identified & Addressed>,
): FindingRule<{ readonly serviceFacility?: Identified & Addressed }> {
  return {
    says: 'a service facility is named only when it is not the place of the billing provider',
    level: 'situation',
    forbids: 'loop',
    given: { serviceFacility: true },
    faults: ({ serviceFacility }, { around }) => placeAgain(serviceFacility, around(billing)),
  };
}

/** The rule for a pay-to address. */
export function payToOfItsOwn(billing: Loop<Addressed>): FindingRule<Addressed> {
  return {
    says: 'a pay-to address is another than that of the billing provider',
    level: 'situation',
    forbids: 'loop',
    faults: (payTo, { around }) => {
      const provider = around(billing);
      return provider && isSameAddress(payTo, provider) ? [[payTo.address, undefined, [provider.address]]] : [];
    },
  };
}
