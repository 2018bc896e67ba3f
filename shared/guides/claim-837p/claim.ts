import {
  an,
  composite,
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
  series,
  some,
  unused,
  use,
} from '../../x12/notation.ts';
import { accountsForPayment } from '../claim-837/coordination.ts';
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
} from '../claim-837/segments.ts';
import {
  amount,
  day,
  dropOffName,
  facilityName,
  person,
  personOrOrganization,
  pickUpName,
  reference,
  renderingSpecialty,
  telephone,
} from '../claim-837/uses.ts';
import { codeList } from '../code-list.ts';
import { DTP, N3, N4, REF, total } from '../segments/index.ts';
import { otherSubscriberLoop } from './other-payer.ts';
import { serviceLineLoop } from './service-line.ts';

/** The claim itself. Its place of service is that of every line that names none. */
const CLM = segment('CLM', [
  el('patientControlNumber', an(1, 38)),
  el('totalCharge', money),
  unused,
  unused,
  el(
    'facility',
    composite(
      el('placeOfServiceCode', externalCode(1, 2)),
      el('qualifier', id('B')),
      el('claimFrequencyCode', externalCode(1, 1)),
    ),
  ),
  el('providerSignature', id('N', 'Y')),
  el('assignment', id('A', 'B', 'C')),
  el('benefitsAssigned', id('N', 'W', 'Y')),
  el('releaseOfInformation', id('I', 'Y')),
  opt('patientSignatureSource', id('P')),
  opt(
    'relatedCauses',
    composite(
      el('cause', id('AA', 'EM', 'OA')),
      opt('secondCause', id('AA', 'EM', 'OA')),
      unused,
      opt('state', externalCode(2, 2)),
      opt('country', externalCode(2, 3)),
    ),
  ),
  opt('specialProgram', id('02', '03', '05', '09')),
  unused,
  unused,
  unused,
  unused,
  unused,
  unused,
  unused,
  opt('delayReason', id(...codeList('1 2 3 4 5 6 7 8 9 10 11 15'))),
]);

/** Chiropractic treatment: the condition it treats. */
const CR2 = segment('CR2', [
  unused,
  unused,
  unused,
  unused,
  unused,
  unused,
  unused,
  el('condition', id('A', 'C', 'D', 'E', 'F', 'G', 'M')),
  unused,
  opt('description1', an(1, 80)),
  opt('description2', an(1, 80)),
  unused,
]);

/** A code and the list it is from. */
function listed<const Qualifier extends string>(...qualifiers: Qualifier[]) {
  return composite(
    el('qualifier', id(...qualifiers)),
    el('code', an(1, 30)),
    unused,
    unused,
    unused,
    unused,
    unused,
    unused,
    unused,
  );
}

/** Up to twelve diagnoses, ICD-10 (ABK, ABF) or ICD-9 (BK, BF). Service lines point to them by their number, from 1. */
export const diagnoses = segment('HI', [
  el('principal', listed('ABK', 'BK')),
  series('others', 11, listed('ABF', 'BF')),
]);

export const anesthesiaProcedures = segment('HI', [el('principal', listed('BP')), opt('other', listed('BO'))]);

export const conditions = segment('HI', [el('first', listed('BG')), series('others', 11, listed('BG'))]);

const visionCertification = use(certification(5, 'L1', 'L2', 'L3', 'L4', 'L5'), {
  category: ['E1', 'E2', 'E3'],
  conditions: required,
});
const homeboundIndicator = use(certification(1, 'IH'), { category: '75', applies: 'Y', conditions: required });
const screeningReferral = use(certification(3, 'AV', 'NU', 'S2', 'ST'), { category: 'ZZ', conditions: required });

const referringProviderLoop = loop('2310A', {
  name: one(person(['DN', 'P3'])),
  secondaryIds: many(3, reference(['0B', '1G', 'G2'])),
});

const renderingProviderLoop = loop('2310B', {
  name: one(personOrOrganization('82')),
  specialty: maybe(renderingSpecialty),
  secondaryIds: many(4, reference(['0B', '1G', 'G2', 'LU'])),
});

const serviceFacilityLoop = loop('2310C', {
  name: one(facilityName),
  address: one(N3),
  city: one(N4),
  secondaryIds: many(3, reference(['0B', 'G2', 'LU'])),
  contact: maybe(telephone),
});

const supervisingProviderLoop = loop('2310D', {
  name: one(person('DQ')),
  secondaryIds: many(4, reference(['0B', '1G', 'G2', 'LU'])),
});

const ambulancePickUpLoop = loop('2310E', { name: one(pickUpName), address: one(N3), city: one(N4) });

const ambulanceDropOffLoop = loop('2310F', { name: one(dropOffName), address: one(N3), city: one(N4) });

export const claimLoop = loop(
  '2300',
  {
    claim: one(CLM),
    onsetDate: maybe(day('431')),
    initialTreatmentDate: maybe(day('454')),
    lastSeenDate: maybe(day('304')),
    acuteManifestationDate: maybe(day('453')),
    accidentDate: maybe(day('439')),
    lastMenstrualPeriodDate: maybe(day('484')),
    lastXRayDate: maybe(day('455')),
    prescriptionDate: maybe(day('471')),
    disabilityDates: maybe(use(DTP, { qualifier: ['314', '360', '361'] })),
    lastWorkedDate: maybe(day('297')),
    returnToWorkDate: maybe(day('296')),
    admissionDate: maybe(day('435')),
    dischargeDate: maybe(day('096')),
    careDates: many(2, day(['090', '091'])),
    firstContactDate: maybe(day('444')),
    repricerReceivedDate: maybe(day('050')),
    attachments: many(10, attachment),
    contract: maybe(CN1),
    patientPaid: maybe(amount('F5')),
    serviceAuthorizationException: maybe(use(REF, { qualifier: '4N', id: ['1', '2', '3', '4', '5', '6', '7'] })),
    mandatoryCrossover: maybe(use(REF, { qualifier: 'F5', id: ['N', 'Y'] })),
    mammographyCertificationNumber: maybe(reference('EW')),
    referralNumber: maybe(reference('9F')),
    priorAuthorizationNumber: maybe(reference('G1')),
    payerClaimControlNumber: maybe(reference('F8')),
    cliaNumber: maybe(reference('X4')),
    repricedClaimNumber: maybe(reference('9A')),
    adjustedRepricedClaimNumber: maybe(reference('9C')),
    investigationalDeviceNumber: maybe(reference('LX')),
    clearinghouseTraceNumber: maybe(reference('D9')),
    medicalRecordNumber: maybe(reference('EA')),
    demonstrationProject: maybe(reference('P4')),
    carePlanOversightNumber: maybe(reference('1J')),
    fileInformation: many(10, K3),
    note: maybe(use(NTE, { purpose: ['ADD', 'CER', 'DCP', 'DGN', 'TPO'] })),
    ambulanceTransport: maybe(CR1),
    spinalManipulation: maybe(CR2),
    ambulanceCertifications: many(3, ambulanceCertification),
    visionCertifications: many(3, visionCertification),
    homebound: maybe(homeboundIndicator),
    screeningReferral: maybe(screeningReferral),
    diagnoses: one(diagnoses),
    anesthesiaProcedures: maybe(anesthesiaProcedures),
    conditions: many(2, conditions),
    repricing: maybe(
      use(HCP, {
        method: codeList('00 01 02 03 04 05 07 08 09 10 11 12 13 14'),
        procedureQualifier: notUsed,
        procedureCode: notUsed,
        unitType: notUsed,
        units: notUsed,
      }),
    ),
    referringProviders: many(2, referringProviderLoop),
    renderingProvider: maybe(renderingProviderLoop),
    serviceFacility: maybe(serviceFacilityLoop),
    supervisingProvider: maybe(supervisingProviderLoop),
    ambulancePickUp: maybe(ambulancePickUpLoop),
    ambulanceDropOff: maybe(ambulanceDropOffLoop),
    otherSubscribers: many(10, otherSubscriberLoop),
    serviceLines: some(50, serviceLineLoop),
  },
  {
    says: 'the total charge is the sum of the charges of the service lines',
    at: 'claim',
    level: 'balance',
    holds: ({ claim, serviceLines }) => claim.totalCharge === total(serviceLines.map((line) => line.service.charge)),
  },
  {
    says: 'a replacement or void names the payer claim control number of the claim it replaces',
    at: 'payerClaimControlNumber',
    level: 'situation',
    holds: ({ claim, payerClaimControlNumber }) =>
      !['7', '8'].includes(claim.facility.claimFrequencyCode) || payerClaimControlNumber !== undefined,
  },
  {
    says: 'a claim caused by an accident says when it happened',
    at: 'accidentDate',
    level: 'situation',
    holds: ({ claim: { relatedCauses }, accidentDate }) =>
      accidentDate !== undefined ||
      ![relatedCauses?.cause, relatedCauses?.secondCause].some((cause) => cause === 'AA' || cause === 'OA'),
  },
  {
    says: 'a claim caused by an automobile accident names the state or country where it happened',
    at: 'claim',
    level: 'situation',
    holds: ({ claim: { relatedCauses } }) =>
      ![relatedCauses?.cause, relatedCauses?.secondCause].includes('AA') ||
      (relatedCauses?.state ?? relatedCauses?.country) !== undefined,
  },
  {
    says: 'no two other payers have the same place in the order of payers',
    at: 'otherSubscribers',
    level: 'situation',
    holds: ({ otherSubscribers }) => {
      const known = otherSubscribers.map((other) => other.subscriber.payerSequence).filter((place) => place !== 'U');
      return new Set(known).size === known.length;
    },
  },
  {
    says: 'all diagnoses are ICD-10 or all are ICD-9',
    at: 'diagnoses',
    level: 'situation',
    holds: ({ diagnoses: { principal, others } }) =>
      others.every((other) => (other.qualifier === 'ABF') === (principal.qualifier === 'ABK')),
  },
  {
    says: 'every diagnosis pointer points to a diagnosis of the claim',
    at: 'serviceLines',
    level: 'situation',
    holds: ({ diagnoses: { others }, serviceLines }) =>
      serviceLines.every((line) =>
        line.service.diagnosisPointers.pointers.every((number) => number >= 1 && number <= others.length + 1),
      ),
  },
  {
    says: 'service lines are numbered from 1 without gaps',
    at: 'serviceLines',
    level: 'situation',
    holds: ({ serviceLines }) => serviceLines.every((line, index) => line.lineNumber.number === index + 1),
  },
  {
    says: "a line's adjudication names one of the claim's other payers",
    at: 'serviceLines',
    level: 'situation',
    holds: ({ otherSubscribers, serviceLines }) => {
      const payers = new Set(otherSubscribers.map((other) => other.payer.name.id));
      return serviceLines.every((line) =>
        line.adjudications.every(({ adjudication }) => payers.has(adjudication.payer)),
      );
    },
  },
  {
    says: 'what another payer paid for the claim agrees with what it paid for the lines and its adjustments',
    at: 'otherSubscribers',
    level: 'balance',
    holds: ({ claim, otherSubscribers, serviceLines }) => {
      const adjudications = serviceLines.flatMap((line) => line.adjudications);
      return otherSubscribers.every((other) => accountsForPayment(claim.totalCharge, adjudications, other));
    },
  },
  {
    says: 'an attachment that travels apart from the claim has a control number',
    at: 'attachments',
    level: 'situation',
    holds: ({ attachments }) => attachments.every(isIdentified),
  },
);

export type ClaimLoop = Infer<typeof claimLoop>;
