import {
  an,
  composite,
  date,
  decimal,
  el,
  externalCode,
  type Infer,
  id,
  loop,
  many,
  maybe,
  money,
  notUsed,
  one,
  opt,
  required,
  segment,
  some,
  unused,
  use,
  whole,
} from '../../x12/notation.ts';
import { accountsForCharge } from '../claim-837/coordination.ts';
import {
  ambulanceCertification,
  attachment,
  CN1,
  CR1,
  certification,
  HCP,
  isIdentified,
  K3,
  NTE,
  PWK,
} from '../claim-837/segments.ts';
import {
  amount,
  contact,
  day,
  dropOffName,
  facilityName,
  person,
  personOrOrganization,
  pickUpName,
  purchasedServiceProvider,
  reference,
  referenceOfPayer,
  renderingSpecialty,
} from '../claim-837/uses.ts';
import { CAS, DTP, LQ, LX, list, N3, N4, procedure, QTY, SVD } from '../segments/index.ts';

/** A professional service: what was done, for how much and how often, because of which diagnoses. */
const SV1 = segment('SV1', [
  el('procedure', procedure('ER', 'HC', 'IV', 'WK')),
  el('charge', money),
  el('unitType', id('MJ', 'UN')),
  el('units', decimal(1, 15)),
  opt('placeOfServiceCode', externalCode(1, 2)),
  unused,
  el('diagnosisPointers', composite(list('pointers', 4, whole(1, 2)))),
  unused,
  opt('emergency', id('Y')),
  unused,
  opt('screening', id('Y')),
  opt('familyPlanning', id('Y')),
  unused,
  unused,
  opt('copayExempt', id('0')),
  unused,
  unused,
  unused,
  unused,
  unused,
  unused,
]);

/** Rent and price of durable medical equipment. */
const SV5 = segment('SV5', [
  el(
    'procedure',
    composite(el('qualifier', id('HC')), el('code', an(1, 48)), unused, unused, unused, unused, unused, unused),
  ),
  el('unitType', id('DA')),
  el('days', decimal(1, 15)),
  el('rentalPrice', money),
  el('purchasePrice', money),
  el('rentalFrequency', id('1', '4', '6')),
  unused,
]);

/** Certification of durable medical equipment and the months it is for. */
const CR3 = segment('CR3', [
  el('type', id('I', 'R', 'S')),
  el('unit', id('MO')),
  el('duration', decimal(1, 15)),
  unused,
  unused,
]);

const hospiceEmployee = use(certification(1, '65'), { category: '70', conditions: required });
const equipmentCondition = use(certification(2, '38', 'ZV'), { category: '09', conditions: required });

/** A test result: hemoglobin, hematocrit, height … */
const MEA = segment('MEA', [
  el('reference', id('OG', 'TR')),
  el('measurement', id('HT', 'R1', 'R2', 'R3', 'R4')),
  el('value', decimal(1, 20)),
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

const PS1 = segment('PS1', [el('provider', an(1, 50)), el('charge', money), unused]);

const LIN = segment('LIN', [
  unused,
  el('qualifier', id('EN', 'EO', 'HI', 'N4', 'ON', 'UK', 'UP')),
  el('code', an(1, 48)),
]);

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

/** One answered question of a certificate of medical necessity. */
const FRM = segment(
  'FRM',
  [
    el('question', an(1, 20)),
    opt('yesNo', id('N', 'W', 'Y')),
    opt('text', an(1, 50)),
    opt('date', date(8)),
    opt('percentage', decimal(1, 6)),
  ],
  'R02030405',
);

const drugLoop = loop('2410', {
  drug: one(LIN),
  quantity: one(CTP),
  prescriptionNumber: maybe(reference(['VY', 'XZ'])),
});

const renderingProviderLoop = loop('2420A', {
  name: one(personOrOrganization('82')),
  specialty: maybe(renderingSpecialty),
  secondaryIds: many(20, referenceOfPayer(['0B', '1G', 'G2', 'LU'])),
});

const purchasedServiceProviderLoop = loop('2420B', {
  name: one(purchasedServiceProvider),
  secondaryIds: many(20, referenceOfPayer(['0B', '1G', 'G2'])),
});

const serviceFacilityLoop = loop('2420C', {
  name: one(facilityName),
  address: one(N3),
  city: one(N4),
  secondaryIds: many(3, referenceOfPayer(['G2', 'LU'])),
});

const supervisingProviderLoop = loop('2420D', {
  name: one(person('DQ')),
  secondaryIds: many(20, referenceOfPayer(['0B', '1G', 'G2', 'LU'])),
});

const orderingProviderLoop = loop('2420E', {
  name: one(person('DK')),
  address: maybe(N3),
  city: maybe(N4),
  secondaryIds: many(20, referenceOfPayer(['0B', '1G', 'G2'])),
  contact: maybe(contact),
});

const referringProviderLoop = loop('2420F', {
  name: one(person(['DN', 'P3'])),
  secondaryIds: many(20, referenceOfPayer(['0B', '1G', 'G2'])),
});

const ambulancePickUpLoop = loop('2420G', { name: one(pickUpName), address: one(N3), city: one(N4) });

const ambulanceDropOffLoop = loop('2420H', { name: one(dropOffName), address: one(N3), city: one(N4) });

/** How another payer adjudicated the line. */
export const lineAdjudicationLoop = loop('2430', {
  adjudication: one(SVD),
  adjustments: many(5, use(CAS, { adjustments: required })),
  paymentDate: one(day('573')),
  remainingPatientLiability: maybe(amount('EAF')),
});

/** A certificate of medical necessity: the form and its answers. */
const formLoop = loop('2440', {
  form: one(use(LQ, { list: ['AS', 'UT'] })),
  answers: some(99, FRM),
});

export const serviceLineLoop = loop(
  '2400',
  {
    lineNumber: one(LX),
    service: one(SV1),
    equipment: maybe(SV5),
    attachments: many(10, attachment),
    medicalNecessityAttachment: maybe(
      use(PWK, {
        transmission: ['AB', 'AD', 'AF', 'AG', 'NS'],
        report: 'CT',
        controlNumberQualifier: notUsed,
        controlNumber: notUsed,
      }),
    ),
    ambulanceTransport: maybe(CR1),
    equipmentCertification: maybe(CR3),
    ambulanceCertifications: many(3, ambulanceCertification),
    hospiceEmployee: maybe(hospiceEmployee),
    equipmentCondition: maybe(equipmentCondition),
    serviceDate: one(use(DTP, { qualifier: '472' })),
    prescriptionDate: maybe(day('471')),
    recertificationDate: maybe(day('607')),
    therapyBeginDate: maybe(day('463')),
    lastCertificationDate: maybe(day('461')),
    lastSeenDate: maybe(day('304')),
    testDates: many(2, day(['738', '739'])),
    shippedDate: maybe(day('011')),
    lastXRayDate: maybe(day('455')),
    initialTreatmentDate: maybe(day('454')),
    ambulancePatients: maybe(use(QTY, { qualifier: 'PT' })),
    obstetricUnits: maybe(use(QTY, { qualifier: 'FL' })),
    testResults: many(5, MEA),
    contract: maybe(CN1),
    repricedLineNumber: maybe(reference('9B')),
    adjustedRepricedLineNumber: maybe(reference('9D')),
    priorAuthorizationNumbers: many(5, referenceOfPayer('G1')),
    providerControlNumber: maybe(reference('6R')),
    mammographyCertificationNumber: maybe(reference('EW')),
    cliaNumber: maybe(reference('X4')),
    referringCliaNumber: maybe(reference('F4')),
    immunizationBatchNumber: maybe(reference('BT')),
    referralNumbers: many(5, referenceOfPayer('9F')),
    salesTax: maybe(amount('T')),
    postage: maybe(amount('F4')),
    fileInformation: many(10, K3),
    note: maybe(use(NTE, { purpose: ['ADD', 'DCP'] })),
    thirdPartyNote: maybe(use(NTE, { purpose: 'TPO' })),
    purchasedService: maybe(PS1),
    repricing: maybe(HCP),
    drug: maybe(drugLoop),
    renderingProvider: maybe(renderingProviderLoop),
    purchasedServiceProvider: maybe(purchasedServiceProviderLoop),
    serviceFacility: maybe(serviceFacilityLoop),
    supervisingProvider: maybe(supervisingProviderLoop),
    orderingProvider: maybe(orderingProviderLoop),
    referringProviders: many(2, referringProviderLoop),
    ambulancePickUp: maybe(ambulancePickUpLoop),
    ambulanceDropOff: maybe(ambulanceDropOffLoop),
    adjudications: many(15, lineAdjudicationLoop),
    forms: many(Number.POSITIVE_INFINITY, formLoop),
  },
  {
    says: 'what each other payer paid and adjusted accounts for the charge',
    at: 'adjudications',
    level: 'balance',
    holds: ({ service, adjudications }) => accountsForCharge(service.charge, adjudications),
  },
  {
    says: 'an attachment that travels apart from the claim has a control number',
    at: 'attachments',
    level: 'situation',
    holds: ({ attachments }) => attachments.every(isIdentified),
  },
);

export type ServiceLineLoop = Infer<typeof serviceLineLoop>;
export type LineAdjudicationLoop = Infer<typeof lineAdjudicationLoop>;
