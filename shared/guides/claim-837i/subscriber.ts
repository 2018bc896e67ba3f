import { an, loop, many, maybe, notUsed, one, optional, required, use } from '../../x12/notation.ts';
import { PAT, SBR } from '../claim-837/segments.ts';
import { demographics, subscriberName } from '../claim-837/subscriber.ts';
import { planName, reference, wholeCity } from '../claim-837/uses.ts';
import { N3, NM1, REF } from '../segments/index.ts';

export const subscriberPlan = use(SBR, { relationship: optional('18'), insuranceType: notUsed });

/** Institutional claims say nothing more of a patient than whose dependent it is. */
export const patientRelationship = use(PAT, {
  relationship: required,
  dateFormat: notUsed,
  deathDate: notUsed,
  weightUnit: notUsed,
  weight: notUsed,
  pregnant: notUsed,
});

export const subscriberNameLoop = loop('2010BA', {
  name: one(subscriberName),
  address: maybe(N3),
  city: maybe(wholeCity),
  demographics: maybe(demographics),
  socialSecurityNumber: maybe(use(REF, { qualifier: 'SY', id: an(9, 9) })),
  propertyCasualtyClaimNumber: maybe(reference('Y4')),
});

export const payerLoop = loop('2010BB', {
  name: one(planName('PR')),
  address: maybe(N3),
  city: maybe(wholeCity),
  secondaryIds: many(3, reference(['2U', 'EI', 'FY', 'NF'])),
  billingProviderSecondaryId: maybe(reference(['G2', 'LU'])),
});

export const patientNameLoop = loop('2010CA', {
  name: one(use(NM1, { entity: 'QC', type: '1', last: required, idQualifier: notUsed, id: notUsed })),
  address: one(N3),
  city: one(wholeCity),
  demographics: one(demographics),
  propertyCasualtyClaimNumber: maybe(reference('Y4')),
  propertyCasualtyPatientId: maybe(reference(['1W', 'SY'])),
});
