import { notUsed, optional, required, use } from '../../x12/notation.ts';
import {
  AMT,
  DTP,
  formed,
  N3,
  N4,
  NM1,
  PER,
  PRV,
  past,
  REF,
  REF_OF_PAYER,
  streetAddress,
  wholeAddress,
  wholeZip,
} from '../segments/index.ts';

/** The uses of common segments that a claim makes many times over. What tells uses apart comes first. */

type Codes = string | readonly string[];

/** A date in one day. */
export function day<const Qualifier extends Codes>(qualifier: Qualifier) {
  return use(DTP, { qualifier, format: 'D8' });
}

/** A day of something that has happened. */
export function pastDay<const Qualifier extends Codes>(qualifier: Qualifier, what: string) {
  return use(DTP, { qualifier, format: 'D8' }, past('date', what));
}

/** When another payer adjudicated. */
export const adjudicationDate = pastDay('573', 'the day on which another payer adjudicated');

export function reference<const Qualifier extends Codes>(qualifier: Qualifier) {
  return use(REF, { qualifier });
}

/** The city of an address that must be whole. */
export const wholeCity = use(N4, {}, ...wholeAddress);

/** Where a provider is, and not where mail goes. */
export const street = use(N3, {}, ...streetAddress);

/** With nine digits of the ZIP code. */
export const facilityCity = use(N4, {}, ...wholeAddress, wholeZip);

/** The certificate of a laboratory under CLIA. */
export function cliaNumber<const Qualifier extends Codes>(qualifier: Qualifier) {
  return use(
    REF,
    { qualifier },
    formed('id', /^\d{2}D\d{7}$/, 'a CLIA number is two digits, the letter D and seven digits'),
  );
}

/** A reference that may be of another payer than the one billed. */
export function referenceOfPayer<const Qualifier extends Codes>(qualifier: Qualifier) {
  return use(REF_OF_PAYER, { qualifier });
}

export function amount<const Qualifier extends Codes>(qualifier: Qualifier) {
  return use(AMT, { qualifier });
}

/** A provider who is a person, with the national provider identifier if there is one. */
export function person<const Entity extends Codes>(entity: Entity) {
  return use(NM1, { entity, type: '1', last: required, idQualifier: optional('XX') });
}

/** A provider who may be a person or an organization. */
export function personOrOrganization<const Entity extends Codes>(entity: Entity) {
  return use(NM1, { entity, type: ['1', '2'], last: required, idQualifier: optional('XX') });
}

const noPersonalName = { first: notUsed, middle: notUsed, suffix: notUsed } as const;

/** A place where services are rendered. */
export const facilityName = use(NM1, {
  entity: '77',
  type: '2',
  last: required,
  ...noPersonalName,
  idQualifier: optional('XX'),
});

/** A payer or plan with its identifier. */
export function planName<const Entity extends string>(entity: Entity) {
  return use(NM1, { entity, type: '2', last: required, ...noPersonalName, idQualifier: ['PI', 'XV'], id: required });
}

/** A party of whom only the role is said. */
export function roleOnly<const Entity extends Codes, const Type extends Codes>(entity: Entity, type: Type) {
  return use(NM1, { entity, type, last: notUsed, ...noPersonalName, idQualifier: notUsed, id: notUsed });
}

export const pickUpName = roleOnly('PW', '2');

export const dropOffName = use(NM1, { entity: '45', type: '2', ...noPersonalName, idQualifier: notUsed, id: notUsed });

export const renderingSpecialty = use(PRV, { role: 'PE', qualifier: 'PXC', taxonomyCode: required });

/** Up to three ways to reach a provider. */
export const contact = use(PER, {
  purpose: 'IC',
  qualifier1: ['EM', 'FX', 'TE'],
  number1: required,
  qualifier2: optional('EM', 'EX', 'FX', 'TE'),
  qualifier3: optional('EM', 'EX', 'FX', 'TE'),
});

/** One telephone number and perhaps its extension. */
export const telephone = use(PER, {
  purpose: 'IC',
  qualifier1: 'TE',
  number1: required,
  qualifier2: optional('EX'),
  qualifier3: notUsed,
  number3: notUsed,
});

/** Who did work that the billing provider bought: an identifier alone. */
export const purchasedServiceProvider = use(NM1, {
  entity: 'QB',
  type: ['1', '2'],
  last: notUsed,
  ...noPersonalName,
  idQualifier: optional('XX'),
});
