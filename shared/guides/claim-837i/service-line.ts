import {
  an,
  composite,
  decimal,
  el,
  type Infer,
  id,
  loop,
  many,
  maybe,
  one,
  required,
  segment,
  unused,
  use,
} from '../../x12/notation.ts';
import { groupsOnce } from '../claim-837/coordination.ts';
import { attachment, NTE } from '../claim-837/segments.ts';
import { adjudicationDate, amount, reference } from '../claim-837/uses.ts';
import { CAS, DTP, formed, LX } from '../segments/index.ts';
import {
  lineOperatingPhysicianLoop,
  lineOtherOperatingPhysicianLoop,
  lineReferringProviderLoop,
  lineRenderingProviderLoop,
} from './providers.ts';
import { HCP, SV2, SVD } from './segments.ts';

const LIN = segment(
  'LIN',
  [unused, el('qualifier', id('N4')), el('code', an(1, 48))],
  formed('code', /^\d{11}$/, 'a national drug code has eleven digits, five, four and two, without hyphens'),
);

const CTP = segment('CTP', [
  unused,
  unused,
  unused,
  el('quantity', decimal(1, 15)),
  el('unit', composite(el('code', id('F2', 'GR', 'ME', 'ML', 'UN')))),
  unused,
  unused,
  unused,
  unused,
  unused,
  unused,
]);

const drugLoop = loop('2410', {
  drug: one(LIN),
  quantity: one(CTP),
  prescriptionNumber: maybe(reference(['VY', 'XZ'])),
});

/** How another payer adjudicated the line. */
export const lineAdjudicationLoop = loop(
  '2430',
  {
    adjudication: one(SVD),
    adjustments: many(5, use(CAS, { adjustments: required })),
    paymentDate: one(adjudicationDate),
    remainingPatientLiability: maybe(amount('EAF')),
  },
  groupsOnce,
);

export const serviceLineLoop = loop('2400', {
  lineNumber: one(LX),
  service: one(SV2),
  attachments: many(10, attachment),
  serviceDate: maybe(use(DTP, { qualifier: '472' })),
  providerControlNumber: maybe(reference('6R')),
  repricedLineNumber: maybe(reference('9B')),
  adjustedRepricedLineNumber: maybe(reference('9D')),
  serviceTax: maybe(amount('GT')),
  facilityTax: maybe(amount('N8')),
  thirdPartyNote: maybe(use(NTE, { purpose: 'TPO' })),
  repricing: maybe(HCP),
  drug: maybe(drugLoop),
  operatingPhysician: maybe(lineOperatingPhysicianLoop),
  otherOperatingPhysician: maybe(lineOtherOperatingPhysicianLoop),
  renderingProvider: maybe(lineRenderingProviderLoop),
  referringProvider: maybe(lineReferringProviderLoop),
  adjudications: many(15, lineAdjudicationLoop),
});

export type ServiceLineLoop = Infer<typeof serviceLineLoop>;
