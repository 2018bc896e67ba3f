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
  type Rule,
  required,
  segment,
  some,
  unused,
  use,
  whole,
} from '../../x12/notation.ts';
import { groupsOnce } from '../claim-837/coordination.ts';
import {
  ambulanceCertification,
  attachment,
  CN1,
  CR1,
  certification,
  HCP,
  K3,
  NTE,
  PWK,
} from '../claim-837/segments.ts';
import {
  adjudicationDate,
  amount,
  cliaNumber,
  contact,
  day,
  dropOffName,
  facilityCity,
  facilityName,
  pastDay,
  person,
  personOrOrganization,
  pickUpName,
  purchasedServiceProvider,
  reference,
  referenceOfPayer,
  renderingSpecialty,
  wholeCity,
} from '../claim-837/uses.ts';
import { codeList } from '../code-list.ts';
import {
  CAS,
  DTP,
  hcpcsFormed,
  isAlphanumeric,
  LQ,
  LX,
  list,
  N3,
  notNegative,
  procedure,
  QTY,
  repeats,
  SVD,
} from '../segments/index.ts';

/** A professional service: what was done, for how much and how often, because of which diagnoses. */
const SV1 = segment(
  'SV1',
  [
    el('procedure', procedure('ER', 'HC', 'IV', 'WK')),
    el('charge', money),
    el('unitType', id('MJ', 'UN')),
    el('units', decimal(1, 15)),
    opt('placeOfServiceCode', externalCode(1, 2, 'place-of-service')),
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
  ],
  hcpcsFormed('procedure'),
  {
    says: 'a modifier has two letters or digits',
    level: 'code-set',
    faults: ({ procedure: { modifiers } }) =>
      modifiers.length === 0 || modifiers.every(isModifier)
        ? []
        : modifiers.flatMap((modifier, index) => (isModifier(modifier) ? [] : `procedure.modifiers.${index}`)),
  },
  {
    says: 'minutes (MJ) are the time of anesthesia; other services are counted in units (UN)',
    at: 'unitType',
    level: 'situation',
    given: { unitType: ['MJ'] },
    holds: ({ procedure }) => procedure.qualifier !== 'HC' || isAnesthesia(procedure),
  },
  notNegative('charge', 'situation'),
  {
    says: 'a line is billed for at least a part of a unit',
    at: 'units',
    level: 'situation',
    holds: ({ units }) => units > 0,
  },
  {
    says: 'units have at most eight digits, three of them after the decimal point',
    at: 'units',
    level: 'requirement',
    holds: ({ units }) => units < 100_000_000 && (Number.isInteger(units) || Number(units.toFixed(3)) === units),
  },
  {
    says: 'a line points to each of its diagnoses once',
    level: 'situation',
    forbids: 'element',
    faults: ({ diagnosisPointers: { pointers } }) =>
      pointers.length < 2 ? [] : repeats(pointers).map((index) => `diagnosisPointers.pointers.${index}`),
  },
);

const isModifier = (text: string) => isAlphanumeric(text, 2);

/** By the codes of CPT for it, or by the modifiers of who gave it. */
function isAnesthesia({ code, modifiers }: { readonly code: string; readonly modifiers: readonly string[] }): boolean {
  return /^0[01]\d{3}$/.test(code) || modifiers.some((modifier) => anesthetists.has(modifier));
}

const anesthetists: ReadonlySet<string> = new Set(codeList('AA AD QK QS QX QY QZ'));

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

const LIN = segment(
  'LIN',
  [unused, el('qualifier', id('EN', 'EO', 'HI', 'N4', 'ON', 'UK', 'UP')), el('code', an(1, 48))],
  {
    says: 'a national drug code is eleven digits (five, four and two) without hyphens',
    at: 'code',
    level: 'code-set',
    given: { qualifier: ['N4'] },
    holds: ({ code }) => /^\d{11}$/.test(code),
  },
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
  city: one(facilityCity),
  secondaryIds: many(3, referenceOfPayer(['G2', 'LU'])),
});

const supervisingProviderLoop = loop('2420D', {
  name: one(person('DQ')),
  secondaryIds: many(20, referenceOfPayer(['0B', '1G', 'G2', 'LU'])),
});

const orderingProviderLoop = loop('2420E', {
  name: one(person('DK')),
  address: maybe(N3),
  city: maybe(wholeCity),
  secondaryIds: many(20, referenceOfPayer(['0B', '1G', 'G2'])),
  contact: maybe(contact),
});

const referringProviderLoop = loop('2420F', {
  name: one(person(['DN', 'P3'])),
  secondaryIds: many(20, referenceOfPayer(['0B', '1G', 'G2'])),
});

const ambulancePickUpLoop = loop('2420G', { name: one(pickUpName), address: one(N3), city: one(wholeCity) });

const ambulanceDropOffLoop = loop('2420H', { name: one(dropOffName), address: one(N3), city: one(wholeCity) });

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

/** A certificate of medical necessity: the form and its answers. */
const formLoop = loop('2440', {
  form: one(use(LQ, { list: ['AS', 'UT'] })),
  answers: some(99, FRM),
});

export const serviceLineParts = {
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
  serviceDate: one(
    use(
      DTP,
      { qualifier: '472' },
      {
        says: 'a service has begun by the time that the file was written (GS04)',
        at: 'date',
        level: 'situation',
        holds: ({ date }, { written = '99991231' }) => date.slice(0, 8) <= written,
      },
    ),
  ),
  prescriptionDate: maybe(pastDay('471', 'a prescription')),
  recertificationDate: maybe(day('607')),
  therapyBeginDate: maybe(pastDay('463', 'the beginning of a therapy')),
  lastCertificationDate: maybe(pastDay('461', 'a certification')),
  lastSeenDate: maybe(pastDay('304', 'a visit')),
  testDates: many(2, pastDay(['738', '739'], 'a test')),
  shippedDate: maybe(pastDay('011', 'a shipment')),
  lastXRayDate: maybe(pastDay('455', 'an X-ray')),
  initialTreatmentDate: maybe(pastDay('454', 'an initial treatment')),
  ambulancePatients: maybe(
    use(
      QTY,
      { qualifier: 'PT' },
      {
        says: 'how many patients an ambulance carried is said when there was more than one',
        at: 'quantity',
        level: 'situation',
        forbids: 'segment',
        holds: ({ quantity }) => quantity > 1,
      },
    ),
  ),
  obstetricUnits: maybe(use(QTY, { qualifier: 'FL' })),
  testResults: many(5, MEA),
  contract: maybe(CN1),
  repricedLineNumber: maybe(reference('9B')),
  adjustedRepricedLineNumber: maybe(reference('9D')),
  priorAuthorizationNumbers: many(5, referenceOfPayer('G1')),
  providerControlNumber: maybe(reference('6R')),
  mammographyCertificationNumber: maybe(reference('EW')),
  cliaNumber: maybe(cliaNumber('X4')),
  referringCliaNumber: maybe(cliaNumber('F4')),
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
};

const bare = loop('2400', serviceLineParts);

export type ServiceLineLoop = Infer<typeof bare>;

export type ServiceLineRule = Rule<ServiceLineLoop, keyof ServiceLineLoop & string>;
export type LineAdjudicationLoop = Infer<typeof lineAdjudicationLoop>;
