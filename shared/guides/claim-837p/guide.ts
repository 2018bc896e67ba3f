import { each, type Fault, guide, type Infer, loop, maybe, one } from '../../x12/notation.ts';
import { beginning, receiverLoop, submitterLoop } from '../claim-837/header.ts';
import {
  billingLevel,
  billingProviderNameLoop,
  billingSpecialty,
  foreignCurrency,
  payToAddressLoop,
  payToPlanLoop,
} from '../claim-837/provider.ts';
import { standard837 } from '../claim-837/standard.ts';
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
import { subscriberRules } from '../claim-837/subscriber-rules.ts';
import { streamed } from '../streamed.ts';
import { claimLoop } from './claim.ts';

interface Death {
  readonly deathDate?: string;
}

function diedTooEarly(patient: Death | undefined, born: { readonly birthDate: string } | undefined): Fault[] {
  if (patient?.deathDate === undefined || born === undefined || patient.deathDate >= born.birthDate) return [];
  return [[patient, 'deathDate']];
}

/** A patient who is not the subscriber. */
export const patientLoop = loop(
  '2000C',
  {
    level: one(patientLevel),
    relationship: one(patientRelationship),
    patientName: one(patientNameLoop),
    claims: streamed(1, 100, claimLoop),
  },
  {
    says: 'a patient does not die before birth',
    level: 'situation',
    faults: ({ relationship, patientName }) => diedTooEarly(relationship, patientName.demographics),
  },
);

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
  ...subscriberRules(claimLoop, patientLoop),
  {
    says: 'only what is known of a subscriber who is the patient is said of the patient here',
    at: 'patientInformation',
    level: 'situation',
    given: { patientInformation: true },
    holds: ({ subscriber }) => subscriber.relationship === '18',
  },
  {
    says: 'a patient does not die before birth',
    level: 'situation',
    given: { patientInformation: true },
    faults: ({ patientInformation, subscriberName }) => diedTooEarly(patientInformation, subscriberName.demographics),
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
    standard: standard837,
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
