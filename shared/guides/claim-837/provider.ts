import { el, externalCode, id, loop, many, maybe, one, required, segment, unused, use } from '../../x12/notation.ts';
import { HL, N3, PRV } from '../segments/index.ts';
import { payToOfItsOwn } from './named-again.ts';
import {
  contact,
  facilityCity,
  personOrOrganization,
  planName,
  reference,
  roleOnly,
  street,
  wholeCity,
} from './uses.ts';

export const billingLevel = use(HL, { level: '20' });

export const billingSpecialty = use(PRV, { role: 'BI', qualifier: 'PXC', taxonomyCode: required });

/** The currency, when it is not the US dollar. */
export const foreignCurrency = segment(
  'CUR',
  [
    el('entity', id('85')),
    el('currency', externalCode(3, 3)),
    unused,
    unused,
    unused,
    unused,
    unused,
    unused,
    unused,
    unused,
    unused,
    unused,
    unused,
    unused,
    unused,
    unused,
    unused,
    unused,
    unused,
    unused,
    unused,
  ],
  {
    says: 'a currency is three letters of ISO 4217, and is said only when it is not the US dollar',
    at: 'currency',
    level: 'code-set',
    holds: ({ currency }, { codes }) =>
      /^[A-Z]{3}$/.test(currency) && currency !== 'USD' && codes?.('currency', currency) !== false,
  },
);

export const billingProviderNameLoop = loop('2010AA', {
  name: one(personOrOrganization('85')),
  address: one(street),
  city: one(facilityCity),
  taxId: one(reference(['EI', 'SY'])),
  secondaryIds: many(2, reference(['0B', '1G'])),
  contacts: many(2, contact),
});

export const payToAddressLoop = loop(
  '2010AB',
  { name: one(roleOnly('87', ['1', '2'])), address: one(N3), city: one(wholeCity) },
  payToOfItsOwn(billingProviderNameLoop),
);

export const payToPlanLoop = loop('2010AC', {
  name: one(planName('PE')),
  address: one(N3),
  city: one(wholeCity),
  secondaryId: maybe(reference(['2U', 'FY', 'NF'])),
  taxId: one(reference('EI')),
});
