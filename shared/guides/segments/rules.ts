import type { Cents } from '../../money.ts';
import type { HoldingSegmentRule } from '../../x12/notation.ts';
import { isDigits } from './forms.ts';
import { isCountry, isPostalCode, isState } from './places.ts';

/** Rules over one segment that hold in every guide or in many of its places. */

/** A value with a text of that name, perhaps. */
type Saying<Name extends string> = { readonly [Key in Name]?: string | undefined };

/** For a rule over one element: that it is there. */
export function givenIs<const Name extends string>(at: Name): { readonly [Key in Name]: true } {
  return { [at]: true } as { readonly [Key in Name]: true };
}

/** What has happened is not later than the file that tells of it. Of a period, its last day counts. */
export function past<const Name extends string>(at: Name, what: string): HoldingSegmentRule<Saying<Name>> {
  return {
    says: `${what} is not later than the file, which says in GS04 when it was written`,
    at,
    level: 'situation',
    given: givenIs(at),
    holds: ({ [at]: day = '' }, { written }) => written === undefined || day.slice(-8) <= written,
  };
}

/** A code or number in the form that it has wherever it is given. */
export function formed<const Name extends string>(
  at: Name,
  form: RegExp,
  says: string,
  level: HoldingSegmentRule<unknown>['level'] = 'code-set',
): HoldingSegmentRule<Saying<Name>> {
  return { says, at, level, given: givenIs(at), holds: ({ [at]: text = '' }) => form.test(text) };
}

/** What is billed: what was billed too much is taken back by a replacement or a void. */
export function notNegative<const Name extends string>(
  at: Name,
  level: HoldingSegmentRule<unknown>['level'],
): HoldingSegmentRule<{ readonly [Key in Name]: Cents }> {
  return { says: 'a charge is zero or more', at, level, holds: ({ [at]: cents }) => cents >= 0 };
}

/** Numbers of the Internal Revenue Service and of the Social Security Administration. */
export const nineDigits: HoldingSegmentRule<{ readonly qualifier: string; readonly id: string }> = {
  says: 'a tax id or social security number has nine digits and nothing between them',
  at: 'id',
  level: 'requirement',
  given: { qualifier: ['EI', 'SY', 'TJ'] },
  holds: ({ id }) => isDigits(id, 9),
};

/** A telephone or fax number: ten digits, or more of them abroad, where they never begin with the 1 of North America. */
export function isTelephone(number: string): boolean {
  return isDigits(number, 10) || /^[2-9]\d{10,14}$/.test(number) || /^0\d{10,14}$/.test(number);
}

interface Address {
  readonly state?: string | undefined;
  readonly postalCode?: string | undefined;
  readonly country?: string | undefined;
}

/** A Canadian postal code as Canada Post writes it, in two halves. */
const halves = /^[A-Z]\d[A-Z] \d[A-Z]\d$/;

const isNorthAmerican = ({ country }: Address) => country === undefined || country === 'US' || country === 'CA';

export const addressRules: readonly HoldingSegmentRule<Address>[] = [
  {
    says: 'a country is named by its two letters of ISO 3166',
    at: 'country',
    level: 'code-set',
    given: { country: true },
    holds: ({ country = '' }) => isCountry(country),
  },
  {
    says: 'a state is a code of the US Postal Service or of Canada Post, as the country wants',
    at: 'state',
    level: 'code-set',
    given: { state: true },
    holds: (address) => !isNorthAmerican(address) || isState(address.state ?? '', address.country),
  },
  {
    says: 'a postal code is a ZIP code of five or nine digits, or a Canadian one, without punctuation',
    at: 'postalCode',
    level: 'code-set',
    given: { postalCode: true },
    holds: (address) =>
      !isNorthAmerican(address) || isPostalCode(address.postalCode ?? '', address.state, address.country),
  },
  {
    // X12's RFI 1731: element 116 leaves punctuation and blanks out.
    says: 'a Canadian postal code has no blank in its midst',
    at: 'postalCode',
    level: 'code-set',
    given: { postalCode: true },
    holds: (address) =>
      address.postalCode?.length !== 7 || !isNorthAmerican(address) || !halves.test(address.postalCode),
  },
  {
    // X12's RFI 1667.
    says: 'a country is named of addresses outside of the United States alone',
    at: 'country',
    level: 'situation',
    forbids: 'element',
    given: { country: ['US'] },
    holds: () => false,
  },
];

/** Where an address must be whole: abroad neither state nor postal code need exist. */
export const wholeAddress: readonly HoldingSegmentRule<Address>[] = [
  {
    says: 'an address in the United States or Canada has a state or province',
    at: 'state',
    level: 'situation',
    holds: (address) => !isNorthAmerican(address) || address.state !== undefined,
  },
  {
    says: 'an address in the United States or Canada has a postal code',
    at: 'postalCode',
    level: 'situation',
    holds: (address) => !isNorthAmerican(address) || address.postalCode !== undefined,
  },
];

/** Where the guide asks for all of a ZIP code. Postal codes of five digits there are abroad too. */
export const wholeZip: HoldingSegmentRule<Address> = {
  says: 'the ZIP code of this address has all its nine digits',
  at: 'postalCode',
  level: 'code-set',
  given: { postalCode: true },
  holds: ({ postalCode = '', state, country }) =>
    !isDigits(postalCode, 5) || (country ?? 'US') !== 'US' || !isPostalCode(postalCode, state, country),
};

const box = /^BOX\s*\d|\b(?:P\.?\s*O\.?|POST\s+OFFICE|LOCK)\s*(?:BOX|DRAWER)\b|\bPOB\s*\d/i;

/** Where a street address is asked for: where the provider is, not where mail goes. */
export const streetAddress: readonly HoldingSegmentRule<Saying<'line1' | 'line2'>>[] = (
  ['line1', 'line2'] as const
).map((at) => ({
  says: 'this is a street address; a post office box or lock box stands in the pay-to address',
  at,
  level: 'situation',
  given: givenIs(at),
  holds: ({ [at]: line = '' }) => !box.test(line),
}));
