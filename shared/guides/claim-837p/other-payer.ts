import {
  an,
  el,
  type Infer,
  id,
  loop,
  many,
  maybe,
  one,
  opt,
  required,
  segment,
  some,
  unused,
  use,
} from '../../x12/notation.ts';
import { groupsOnce } from '../claim-837/coordination.ts';
import { otherPayerLoop } from '../claim-837/other-payer.ts';
import { medicareSaysWhy, SBR } from '../claim-837/segments.ts';
import { amount, reference, roleOnly, wholeCity } from '../claim-837/uses.ts';
import { CAS, MOA, N3, NM1, REF } from '../segments/index.ts';

/** What the subscriber of the other plan has agreed to. */
const OI = segment('OI', [
  unused,
  unused,
  el('benefitsAssigned', id('N', 'W', 'Y')),
  opt('patientSignatureSource', id('P')),
  unused,
  el('releaseOfInformation', id('I', 'Y')),
]);

const otherSubscriberNameLoop = loop('2330A', {
  name: one(use(NM1, { entity: 'IL', type: ['1', '2'], last: required, idQualifier: ['II', 'MI'], id: required })),
  address: maybe(N3),
  city: maybe(wholeCity),
  socialSecurityNumber: maybe(use(REF, { qualifier: 'SY', id: an(9, 9) })),
});

/** The providers of the claim under the identifiers that the other payer knows them by. */
const otherPayerReferringProviderLoop = loop('2330C', {
  name: one(roleOnly(['DN', 'P3'], '1')),
  secondaryIds: some(3, reference(['0B', '1G', 'G2'])),
});

const otherPayerRenderingProviderLoop = loop('2330D', {
  name: one(roleOnly('82', ['1', '2'])),
  secondaryIds: some(3, reference(['0B', '1G', 'G2', 'LU'])),
});

const otherPayerServiceFacilityLoop = loop('2330E', {
  name: one(roleOnly('77', '2')),
  secondaryIds: some(3, reference(['0B', 'G2', 'LU'])),
});

const otherPayerSupervisingProviderLoop = loop('2330F', {
  name: one(roleOnly('DQ', '1')),
  secondaryIds: some(3, reference(['0B', '1G', 'G2', 'LU'])),
});

const otherPayerBillingProviderLoop = loop('2330G', {
  name: one(roleOnly('85', ['1', '2'])),
  secondaryIds: some(2, reference(['G2', 'LU'])),
});

/** Another plan of the patient, and what it has paid if it came first. */
export const otherSubscriberLoop = loop(
  '2320',
  {
    subscriber: one(use(SBR, { relationship: required }, medicareSaysWhy)),
    adjustments: many(5, use(CAS, { adjustments: required })),
    payerPaid: maybe(amount('D')),
    nonCovered: maybe(amount('A8')),
    remainingPatientLiability: maybe(amount('EAF')),
    coverage: one(OI),
    outpatientAdjudication: maybe(MOA),
    subscriberName: one(otherSubscriberNameLoop),
    payer: one(otherPayerLoop),
    referringProviders: many(2, otherPayerReferringProviderLoop),
    renderingProvider: maybe(otherPayerRenderingProviderLoop),
    serviceFacility: maybe(otherPayerServiceFacilityLoop),
    supervisingProvider: maybe(otherPayerSupervisingProviderLoop),
    billingProvider: maybe(otherPayerBillingProviderLoop),
  },
  groupsOnce,
);

export type OtherSubscriberLoop = Infer<typeof otherSubscriberLoop>;
