import { an, loop, many, maybe, notUsed, one, optional, required, use } from '../../x12/notation.ts';
import { DMG, HL, N3, NM1, REF } from '../segments/index.ts';
import { medicareSaysWhy, PAT, SBR } from './segments.ts';
import { planName, reference, telephone, wholeCity } from './uses.ts';

export const subscriberLevel = use(HL, { level: '22' });
export const patientLevel = use(HL, { level: '23' });

export const subscriberPlan = use(SBR, { relationship: optional('18') }, medicareSaysWhy, {
  says: 'a payer that pays first has no reason why another one would (SBR05)',
  at: 'insuranceType',
  level: 'situation',
  forbids: 'element',
  given: { payerSequence: ['P'] },
  holds: ({ insuranceType }) => insuranceType === undefined,
});

/** What a claim needs to know of a subscriber who is the patient. */
export const patientInformation = use(PAT, { relationship: notUsed });
export const patientRelationship = use(PAT, { relationship: required });

export const demographics = use(DMG, { dateFormat: 'D8', birthDate: required, gender: required });

export const subscriberName = use(
  NM1,
  { entity: 'IL', type: ['1', '2'], last: required, idQualifier: optional('II', 'MI') },
  {
    says: 'a subscriber who is a person has a member identifier',
    at: 'id',
    level: 'situation',
    given: { type: ['1'] },
    holds: ({ id }) => id !== undefined,
  },
);

export const subscriberNameLoop = loop('2010BA', {
  name: one(subscriberName),
  address: maybe(N3),
  city: maybe(wholeCity),
  demographics: maybe(demographics),
  socialSecurityNumber: maybe(use(REF, { qualifier: 'SY', id: an(9, 9) })),
  propertyCasualtyClaimNumber: maybe(reference('Y4')),
  propertyCasualtyContact: maybe(telephone),
});

export const payerLoop = loop('2010BB', {
  name: one(planName('PR')),
  address: maybe(N3),
  city: maybe(wholeCity),
  secondaryIds: many(3, reference(['2U', 'EI', 'FY', 'NF'])),
  billingProviderSecondaryIds: many(2, reference(['G2', 'LU'])),
});

export const patientNameLoop = loop('2010CA', {
  name: one(use(NM1, { entity: 'QC', type: '1', last: required, idQualifier: notUsed, id: notUsed })),
  address: one(N3),
  city: one(wholeCity),
  demographics: one(demographics),
  propertyCasualtyClaimNumber: maybe(reference('Y4')),
  propertyCasualtyPatientId: maybe(reference(['1W', 'SY'])),
  propertyCasualtyContact: maybe(telephone),
});
