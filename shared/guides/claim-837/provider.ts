import { el, externalCode, id, loop, many, maybe, one, required, segment, unused, use } from '../../x12/notation.ts';
import { HL, N3, N4, PRV } from '../segments/index.ts';
import { contact, personOrOrganization, planName, reference, roleOnly } from './uses.ts';

export const billingLevel = use(HL, { level: '20' });

export const billingSpecialty = use(PRV, { role: 'BI', qualifier: 'PXC', taxonomyCode: required });

/** The currency, when it is not the US dollar. */
export const foreignCurrency = segment('CUR', [
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
]);

export const billingProviderNameLoop = loop('2010AA', {
  name: one(personOrOrganization('85')),
  address: one(N3),
  city: one(N4),
  taxId: one(reference(['EI', 'SY'])),
  secondaryIds: many(2, reference(['0B', '1G'])),
  contacts: many(2, contact),
});

export const payToAddressLoop = loop('2010AB', {
  name: one(roleOnly('87', ['1', '2'])),
  address: one(N3),
  city: one(N4),
});

export const payToPlanLoop = loop('2010AC', {
  name: one(planName('PE')),
  address: one(N3),
  city: one(N4),
  secondaryId: maybe(reference(['2U', 'FY', 'NF'])),
  taxId: one(reference('EI')),
});
