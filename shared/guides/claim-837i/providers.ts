import { loop, many, maybe, notUsed, one, optional, required, some, use } from '../../x12/notation.ts';
import { payToOfItsOwn } from '../claim-837/named-again.ts';
import {
  contact,
  facilityCity,
  person,
  reference,
  referenceOfPayer,
  roleOnly,
  street,
  wholeCity,
} from '../claim-837/uses.ts';
import { N3, NM1, PRV } from '../segments/index.ts';

/** Billing providers of institutional claims, and the places of service, are never persons; all others always are. */

function organization<const Entity extends string>(entity: Entity) {
  return use(NM1, {
    entity,
    type: '2',
    last: required,
    first: notUsed,
    middle: notUsed,
    suffix: notUsed,
    idQualifier: optional('XX'),
  });
}

export const billingProviderNameLoop = loop('2010AA', {
  name: one(organization('85')),
  address: one(street),
  city: one(facilityCity),
  taxId: one(reference('EI')),
  contacts: many(2, contact),
});

export const payToAddressLoop = loop(
  '2010AB',
  { name: one(roleOnly('87', '2')), address: one(N3), city: one(wholeCity) },
  payToOfItsOwn(billingProviderNameLoop),
);

const anyIds = ['0B', '1G', 'G2', 'LU'] as const;
const idsOfPersons = ['0B', '1G', 'G2'] as const;

export const attendingProviderLoop = loop('2310A', {
  name: one(person('71')),
  specialty: maybe(use(PRV, { role: 'AT', qualifier: 'PXC', taxonomyCode: required })),
  secondaryIds: many(4, reference(anyIds)),
});

export const operatingPhysicianLoop = loop('2310B', {
  name: one(person('72')),
  secondaryIds: many(4, reference(anyIds)),
});

export const otherOperatingPhysicianLoop = loop('2310C', {
  name: one(person('ZZ')),
  secondaryIds: many(4, reference(anyIds)),
});

export const renderingProviderLoop = loop('2310D', {
  name: one(person('82')),
  secondaryIds: many(4, reference(anyIds)),
});

export const serviceFacilityLoop = loop('2310E', {
  name: one(organization('77')),
  address: one(N3),
  city: one(facilityCity),
  secondaryIds: many(3, reference(['0B', 'G2', 'LU'])),
});

export const referringProviderLoop = loop('2310F', {
  name: one(person('DN')),
  secondaryIds: many(3, reference(idsOfPersons)),
});

/** The providers of the claim under the identifiers that another payer knows them by. */
export const otherPayerAttendingProviderLoop = loop('2330C', {
  name: one(roleOnly('71', '1')),
  secondaryIds: some(4, reference(anyIds)),
});

export const otherPayerOperatingPhysicianLoop = loop('2330D', {
  name: one(roleOnly('72', '1')),
  secondaryIds: some(4, reference(anyIds)),
});

export const otherPayerOtherOperatingPhysicianLoop = loop('2330E', {
  name: one(roleOnly('ZZ', '1')),
  secondaryIds: some(4, reference(anyIds)),
});

export const otherPayerServiceFacilityLoop = loop('2330F', {
  name: one(roleOnly('77', '2')),
  secondaryIds: some(3, reference(['0B', 'G2', 'LU'])),
});

export const otherPayerRenderingProviderLoop = loop('2330G', {
  name: one(roleOnly('82', '1')),
  secondaryIds: some(4, reference(anyIds)),
});

export const otherPayerReferringProviderLoop = loop('2330H', {
  name: one(roleOnly('DN', '1')),
  secondaryIds: some(3, reference(idsOfPersons)),
});

export const otherPayerBillingProviderLoop = loop('2330I', {
  name: one(roleOnly('85', '2')),
  secondaryIds: some(2, reference(['G2', 'LU'])),
});

/** Where a line's providers are others than the claim's. */
export const lineOperatingPhysicianLoop = loop('2420A', {
  name: one(person('72')),
  secondaryIds: many(20, referenceOfPayer(anyIds)),
});

export const lineOtherOperatingPhysicianLoop = loop('2420B', {
  name: one(person('ZZ')),
  secondaryIds: many(20, referenceOfPayer(anyIds)),
});

export const lineRenderingProviderLoop = loop('2420C', {
  name: one(person('82')),
  secondaryIds: many(20, referenceOfPayer(anyIds)),
});

export const lineReferringProviderLoop = loop('2420D', {
  name: one(person('DN')),
  secondaryIds: many(20, referenceOfPayer(idsOfPersons)),
});
