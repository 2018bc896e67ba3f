import { count, directly, each, guide, type Infer, loop, maybe, one } from '../../x12/notation.ts';
import { beginning, receiverLoop, submitterLoop } from '../claim-837/header.ts';
import {
  billingLevel,
  billingProviderNameLoop,
  billingSpecialty,
  foreignCurrency,
  payToAddressLoop,
  payToPlanLoop,
} from '../claim-837/provider.ts';
import {
  patientInformation,
  patientLevel,
  patientNameLoop,
  patientRelationship,
  payerLoop,
  subscriberLevel,
  subscriberNameLoop,
  subscriberPlan,
} from '../claim-837/subscriber.ts';
import { streamed } from '../streamed.ts';
import { claimLoop } from './claim.ts';

/** A patient who is not the subscriber. */
export const patientLoop = loop('2000C', {
  level: one(patientLevel),
  relationship: one(patientRelationship),
  patientName: one(patientNameLoop),
  claims: streamed(1, 100, claimLoop),
});

export const subscriberLoop = loop(
  '2000B',
  {
    level: one(subscriberLevel),
    subscriber: one(subscriberPlan),
    patientInformation: maybe(patientInformation),
    subscriberName: one(subscriberNameLoop),
    payer: one(payerLoop),
    claims: streamed(0, 100, claimLoop),
    patients: each(patientLoop),
  },
  {
    says: 'a subscriber who is the patient has claims and no other patients',
    at: 'patients',
    level: 'situation',
    tally: count(patientLoop),
    holds: ({ subscriber }, { tally: patients }) => subscriber.relationship !== '18' || patients === 0,
  },
  {
    says: 'claims of a subscriber who is not the patient stand under a patient',
    at: 'claims',
    level: 'situation',
    tally: directly(count(claimLoop)),
    holds: ({ subscriber }, { tally: claims }) => subscriber.relationship === '18' || claims === 0,
  },
  {
    says: 'Medicare that does not pay first says why another payer does',
    at: 'subscriber',
    level: 'situation',
    holds: ({ subscriber: { payerSequence, claimFilingCode, insuranceType } }) =>
      payerSequence === 'P' || (claimFilingCode !== 'MA' && claimFilingCode !== 'MB') || insuranceType !== undefined,
  },
  {
    says: 'a subscriber who is the patient has an address and demographics',
    at: 'subscriberName',
    level: 'situation',
    holds: ({ subscriber, subscriberName: { address, city, demographics } }) =>
      subscriber.relationship !== '18' || (address !== undefined && city !== undefined && demographics !== undefined),
  },
);

export const billingProviderLoop = loop('2000A', {
  level: one(billingLevel),
  specialty: maybe(billingSpecialty),
  currency: maybe(foreignCurrency),
  billingProvider: one(billingProviderNameLoop),
  payToAddress: maybe(payToAddressLoop),
  payToPlan: maybe(payToPlanLoop),
  subscribers: streamed(1, Number.POSITIVE_INFINITY, subscriberLoop),
});

export const claim837p = guide(
  {
    set: '837',
    functionalId: 'HC',
    version: '005010X222A1',
    reads: ['005010X222A1', '005010X222A2', '005010X222'],
    name: 'Professional claim',
  },
  {
    transaction: one(beginning),
    submitter: one(submitterLoop),
    receiver: one(receiverLoop),
    billingProviders: streamed(1, Number.POSITIVE_INFINITY, billingProviderLoop),
  },
);

export type Claim837P = Infer<typeof claim837p>;
export type BillingProviderLoop = Infer<typeof billingProviderLoop>;
export type SubscriberLoop = Infer<typeof subscriberLoop>;
export type PatientLoop = Infer<typeof patientLoop>;
