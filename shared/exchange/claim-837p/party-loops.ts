import {
  type Address,
  countryAbroad,
  inUpperCase,
  isPerson,
  type Person,
  type ProviderName,
} from '../../claims/index.ts';
import { inCapitals, nameInCapitals } from '../characters.ts';
import { x12Date } from '../dates.ts';

/** The domain's parties as the guide's loops say them. */

interface Located {
  readonly city?: { readonly country?: string | undefined; readonly subdivision?: string | undefined } | undefined;
}

/** N3 and N4. Without an address: neither. A subdivision, which the domain does not know, stays in its country. */
export function addressParts(address: Address | undefined, before: Located | undefined) {
  if (!address) return { address: undefined, city: undefined };
  const { address1, address2, city, state, postalCode, country } = address;
  const isSameCountry = country === before?.city?.country;
  return {
    address: { line1: inCapitals(address1), line2: capitals(address2) },
    city: {
      city: inCapitals(city),
      state: inUpperCase(state) || undefined,
      postalCode: postalCode.replace(/[ -]/g, '') || undefined,
      country: countryAbroad(address),
      subdivision: isSameCountry && !state ? before?.city?.subdivision : undefined,
    },
  };
}

/** DMG. Without a birth date there is none: it must say one. */
export function demographics({ dateOfBirth, gender }: Person) {
  if (!dateOfBirth) return undefined;
  return { dateFormat: 'D8', birthDate: x12Date(dateOfBirth), gender: gender ?? 'U' };
}

/** A person's name in an NM1. */
export function personName({ lastName, firstName, middleName, suffix }: Person) {
  return {
    last: nameInCapitals(lastName),
    first: nameCapitals(firstName),
    middle: nameCapitals(middleName),
    suffix: nameCapitals(suffix),
  };
}

interface ProviderLoop {
  readonly name?:
    | {
        readonly type?: string | undefined;
        readonly first?: string | undefined;
        readonly suffix?: string | undefined;
        readonly id?: string | undefined;
      }
    | undefined;
}

/** NM102: a person (1) or an organization (2). What a claim does not tell is as it came. */
function entityTypeOf(provider: ProviderName, before: ProviderLoop['name'], otherwise: '1' | '2'): string {
  if (isPerson(provider)) return '1';
  if (provider.entityType === 'organization') return '2';
  return (before?.first ? undefined : before?.type) ?? otherwise;
}

/**
 * A provider's loop: what it said beyond the name stays when it is the same provider (the same NPI), and goes when
 * another one takes its place. What it is `otherwise` is said by its role.
 */
export function providerLoop<Loop extends ProviderLoop>(
  loop: Loop | undefined,
  entity: string,
  provider: ProviderName,
  otherwise: '1' | '2' = '2',
) {
  const { lastNameOrOrganization, firstName, middleName, npi } = provider;
  const isTheSame = loop !== undefined && loop.name?.id === npi;
  const type = entityTypeOf(provider, isTheSame ? loop.name : undefined, otherwise);
  return {
    ...(isTheSame ? loop : undefined),
    name: {
      entity,
      type,
      last: inCapitals(lastNameOrOrganization),
      first: nameCapitals(firstName),
      middle: nameCapitals(middleName),
      suffix: isTheSame && type === '1' ? loop?.name?.suffix : undefined,
      idQualifier: npi && 'XX',
      id: npi,
    },
  };
}

/** PRV, in the role of billing (BI) or performing (PE) provider. */
export function specialty(role: 'BI' | 'PE', { taxonomyCode }: ProviderName) {
  return taxonomyCode ? { role, qualifier: 'PXC', taxonomyCode } : undefined;
}

function nameCapitals(text: string | undefined): string | undefined {
  return text === undefined ? undefined : nameInCapitals(text);
}

function capitals(text: string | undefined): string | undefined {
  return text === undefined ? undefined : inCapitals(text);
}
