import type { Address, Gender, Person, ProviderName } from '../../claims/index.ts';
import { isoDate } from '../dates.ts';

/** The parts of the guide's loops that name parties: the same wherever one is named. */
interface Name {
  readonly type?: string | undefined;
  readonly last?: string | undefined;
  readonly first?: string | undefined;
  readonly middle?: string | undefined;
  readonly suffix?: string | undefined;
  readonly idQualifier?: string | undefined;
  readonly id?: string | undefined;
}

interface Located {
  readonly address?: { readonly line1?: string | undefined; readonly line2?: string | undefined } | undefined;
  readonly city?:
    | {
        readonly city?: string | undefined;
        readonly state?: string | undefined;
        readonly postalCode?: string | undefined;
        readonly country?: string | undefined;
      }
    | undefined;
}

interface Member extends Located {
  readonly name?: Name | undefined;
  readonly demographics?: { readonly birthDate?: string | undefined; readonly gender?: string | undefined } | undefined;
}

interface Provider {
  readonly name?: Name | undefined;
  readonly specialty?: { readonly taxonomyCode?: string | undefined } | undefined;
}

const genders: readonly string[] = ['F', 'M', 'U'] satisfies Gender[];

function isGender(code: string | undefined): code is Gender {
  return code !== undefined && genders.includes(code);
}

/** Undefined when nothing at all is said of it. */
export function addressOf({ address, city }: Located): Address | undefined {
  if (!address && !city) return undefined;
  return {
    address1: address?.line1 ?? '',
    ...(address?.line2 && { address2: address.line2 }),
    city: city?.city ?? '',
    state: city?.state ?? '',
    postalCode: city?.postalCode ?? '',
    ...(city?.country && { country: city.country }),
  };
}

export function personOf(member: Member): Person {
  const { last = '', first, middle, suffix } = member.name ?? {};
  const dateOfBirth = isoDate(member.demographics?.birthDate);
  const gender = member.demographics?.gender;
  const address = addressOf(member);
  return {
    lastName: last,
    ...(first && { firstName: first }),
    ...(middle && { middleName: middle }),
    ...(suffix && { suffix }),
    ...(dateOfBirth && { dateOfBirth }),
    ...(isGender(gender) && { gender }),
    ...(address && { address }),
  };
}

/** Undefined when there is no such provider. */
export function providerOf(provider: Provider | undefined): ProviderName | undefined {
  if (!provider?.name) return undefined;
  const { type, last = '', first, middle, idQualifier, id } = provider.name;
  const taxonomyCode = provider.specialty?.taxonomyCode;
  return {
    lastNameOrOrganization: last,
    ...(first && { firstName: first }),
    ...(middle && { middleName: middle }),
    ...(type === '1' && !first && { entityType: 'person' as const }),
    ...(idQualifier === 'XX' && id && { npi: id }),
    ...(taxonomyCode && { taxonomyCode }),
  };
}
