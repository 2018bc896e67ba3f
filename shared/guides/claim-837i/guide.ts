import { each, guide, type Infer, loop, maybe, one } from '../../x12/notation.ts';
import { beginning, receiverLoop, submitterLoop } from '../claim-837/header.ts';
import { billingLevel, billingSpecialty, foreignCurrency, payToPlanLoop } from '../claim-837/provider.ts';
import { standard837 } from '../claim-837/standard.ts';
import { patientLevel, subscriberLevel } from '../claim-837/subscriber.ts';
import { subscriberRules } from '../claim-837/subscriber-rules.ts';
import { streamed } from '../streamed.ts';
import { claimLoop } from './claim.ts';
import { billingProviderNameLoop, payToAddressLoop } from './providers.ts';
import { patientNameLoop, patientRelationship, payerLoop, subscriberNameLoop, subscriberPlan } from './subscriber.ts';

/** A patient who is not the subscriber. */
const patientLoop = loop('2000C', {
  level: one(patientLevel),
  relationship: one(patientRelationship),
  patientName: one(patientNameLoop),
  claims: streamed(1, 100, claimLoop),
});

const subscriberLoop = loop(
  '2000B',
  {
    level: one(subscriberLevel),
    subscriber: one(subscriberPlan),
    subscriberName: one(subscriberNameLoop),
    payer: one(payerLoop),
    claims: streamed(0, 100, claimLoop),
    patients: each(patientLoop),
  },
  ...subscriberRules(claimLoop, patientLoop),
);

const billingProviderLoop = loop('2000A', {
  level: one(billingLevel),
  specialty: maybe(billingSpecialty),
  currency: maybe(foreignCurrency),
  billingProvider: one(billingProviderNameLoop),
  payToAddress: maybe(payToAddressLoop),
  payToPlan: maybe(payToPlanLoop),
  subscribers: streamed(1, Number.POSITIVE_INFINITY, subscriberLoop),
});

export const claim837i = guide(
  {
    set: '837',
    functionalId: 'HC',
    version: '005010X223A2',
    reads: ['005010X223A2', '005010X223A3', '005010X223A1', '005010X223'],
    name: 'Institutional claim',
    standard: standard837,
  },
  {
    transaction: one(beginning),
    submitter: one(submitterLoop),
    receiver: one(receiverLoop),
    billingProviders: streamed(1, Number.POSITIVE_INFINITY, billingProviderLoop),
  },
);

export type Claim837I = Infer<typeof claim837i>;
