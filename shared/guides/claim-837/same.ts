/** Whether two loops name the same place or the same provider. */

interface Addressed {
  readonly address: { readonly line1: string; readonly line2?: string | undefined };
  readonly city: { readonly city: string; readonly postalCode?: string | undefined };
}

export function isSameAddress(one: Addressed, other: Addressed): boolean {
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

/** By NPI; who has none is nobody else. */
export function isSameProvider(one: Identified | undefined, other: Identified | undefined): boolean {
  return one?.name.id !== undefined && one.name.id === other?.name.id;
}
