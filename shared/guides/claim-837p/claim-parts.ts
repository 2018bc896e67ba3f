import {
  an,
  composite,
  el,
  externalCode,
  type HoldingSegmentRule,
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
  series,
  some,
  unused,
  use,
} from '../../x12/notation.ts';
import { type Coded, formRules } from '../claim-837/code-forms.ts';
import { mostOtherPayers } from '../claim-837/coordination.ts';
import { diagnosesOf, diagnosisRules, pathOfDiagnosis } from '../claim-837/diagnoses.ts';
import { ambulanceCertification, attachment, CN1, CR1, certification, HCP, K3, NTE } from '../claim-837/segments.ts';
import {
  amount,
  cliaNumber,
  day,
  dropOffName,
  facilityCity,
  facilityName,
  pastDay,
  person,
  personOrOrganization,
  pickUpName,
  reference,
  renderingSpecialty,
  telephone,
  wholeCity,
} from '../claim-837/uses.ts';
import { codeList } from '../code-list.ts';
import { DTP, isCountry, isState, N3, notNegative, REF, repeats } from '../segments/index.ts';
import { otherSubscriberLoop } from './other-payer.ts';
import { serviceLineLoop } from './service-line.ts';

interface Caused {
  readonly relatedCauses?: { readonly cause: string; readonly secondCause?: string };
}

/** The element that names a cause of the claim, when it is one of these. */
export function pathOfCause({ relatedCauses }: Caused, ...causes: string[]): string | undefined {
  if (relatedCauses === undefined) return undefined;
  if (causes.includes(relatedCauses.cause)) return 'relatedCauses.cause';
  return causes.includes(relatedCauses.secondCause ?? '') ? 'relatedCauses.secondCause' : undefined;
}

/** The claim itself. Its place of service is that of every line that names none. */
const CLM = segment(
  'CLM',
  [
    el('patientControlNumber', an(1, 38)),
    el('totalCharge', money),
    unused,
    unused,
    el(
      'facility',
      composite(
        el('placeOfServiceCode', externalCode(1, 2, 'place-of-service')),
        el('qualifier', id('B')),
        el('claimFrequencyCode', externalCode(1, 1, 'nubc-claim-frequency')),
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
  ],
  notNegative('totalCharge', 'requirement'),
  {
    says: 'the state of an accident is a code of the US Postal Service or of Canada Post',
    at: 'relatedCauses.state',
    level: 'code-set',
    given: { relatedCauses: true },
    holds: ({ relatedCauses: { state, country } = {} }) =>
      state === undefined || (country ?? 'US') !== 'US' || isState(state, country),
  },
  {
    says: 'the country of an accident is named by its two letters of ISO 3166',
    at: 'relatedCauses.country',
    level: 'code-set',
    given: { relatedCauses: true },
    holds: ({ relatedCauses: { country } = {} }) => country === undefined || isCountry(country),
  },
  {
    says: 'a related cause is said once',
    at: 'relatedCauses.secondCause',
    level: 'situation',
    forbids: 'element',
    given: { relatedCauses: true },
    holds: ({ relatedCauses: { cause, secondCause } = {} }) => cause !== secondCause,
  },
  {
    says: 'a claim caused by an automobile accident names the state or country where it happened',
    at: 'relatedCauses.state',
    level: 'situation',
    given: { relatedCauses: true },
    holds: (claim) => {
      const { state, country } = claim.relatedCauses ?? {};
      return (state ?? country) !== undefined || pathOfCause(claim, 'AA') === undefined;
    },
  },
  {
    says: 'state and country of an accident are said of automobile accidents alone',
    level: 'situation',
    forbids: 'element',
    given: { relatedCauses: true },
    faults: (claim) => {
      const { state, country } = claim.relatedCauses ?? {};
      if ((state ?? country) === undefined || pathOfCause(claim, 'AA') !== undefined) return [];
      return [state === undefined ? 'relatedCauses.country' : 'relatedCauses.state'];
    },
  },
);

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
export const diagnoses = segment(
  'HI',
  [el('principal', listed('ABK', 'BK', 'ABF', 'BF')), series('others', 11, listed('ABF', 'BF'))],
  ...diagnosisRules,
  {
    says: 'the principal diagnosis (ABK, or BK in ICD-9) comes first',
    at: 'principal.qualifier',
    level: 'situation',
    holds: ({ principal }) => principal.qualifier === 'ABK' || principal.qualifier === 'BK',
  },
  {
    says: 'no diagnosis stands there twice',
    level: 'situation',
    forbids: 'element',
    given: { others: true },
    faults: (hi) => repeats(diagnosesOf(hi).map(({ code }) => code)).map((index) => `${pathOfDiagnosis(index)}.code`),
  },
);

/** The surgery that anesthesia was for, by its code of CPT. */
export const anesthesiaProcedures = segment(
  'HI',
  [el('principal', listed('BP')), opt('other', listed('BO'))],
  ...(['principal', 'other'] as const).map(
    (at): HoldingSegmentRule<{ readonly [Key in typeof at]?: Coded }> => ({
      says: 'a procedure of surgery is four digits and a digit or letter',
      at: `${at}.code`,
      level: 'code-set',
      holds: ({ [at]: coded }) => coded === undefined || /^\d{4}[0-9A-Z]$/.test(coded.code),
    }),
  ),
);

export const conditions = segment(
  'HI',
  [el('first', listed('BG')), series('others', 11, listed('BG'))],
  ...formRules<{ readonly first: Coded; readonly others: readonly Coded[] }>(
    ({ first, others }) => [first, ...others],
    (index) => (index === 0 ? 'first' : `others.${index - 1}`),
    'BG',
  ),
);

const visionCertification = use(certification(5, 'L1', 'L2', 'L3', 'L4', 'L5'), {
  category: ['E1', 'E2', 'E3'],
  conditions: required,
});
const homeboundIndicator = use(certification(1, 'IH'), { category: '75', applies: 'Y', conditions: required });
const screeningReferral = use(
  certification(3, 'AV', 'NU', 'S2', 'ST'),
  { category: 'ZZ', conditions: required },
  {
    says: 'what screening found (AV, S2, ST) is told when there is a referral, NU when there is none',
    at: 'conditions.0',
    level: 'situation',
    holds: ({ applies, conditions }) => conditions.includes('NU') === (applies === 'N'),
  },
);

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
  city: one(facilityCity),
  secondaryIds: many(3, reference(['0B', 'G2', 'LU'])),
  contact: maybe(telephone),
});

const supervisingProviderLoop = loop('2310D', {
  name: one(person('DQ')),
  secondaryIds: many(4, reference(['0B', '1G', 'G2', 'LU'])),
});

const ambulancePickUpLoop = loop('2310E', { name: one(pickUpName), address: one(N3), city: one(wholeCity) });

const ambulanceDropOffLoop = loop('2310F', { name: one(dropOffName), address: one(N3), city: one(wholeCity) });

export const claimParts = {
  claim: one(CLM),
  onsetDate: maybe(pastDay('431', 'the onset of an illness')),
  initialTreatmentDate: maybe(pastDay('454', 'an initial treatment')),
  lastSeenDate: maybe(pastDay('304', 'a visit')),
  acuteManifestationDate: maybe(pastDay('453', 'an acute manifestation')),
  accidentDate: maybe(pastDay('439', 'an accident')),
  lastMenstrualPeriodDate: maybe(pastDay('484', 'a menstrual period')),
  lastXRayDate: maybe(pastDay('455', 'an X-ray')),
  prescriptionDate: maybe(pastDay('471', 'a prescription')),
  disabilityDates: maybe(
    use(
      DTP,
      { qualifier: ['314', '360', '361'] },
      {
        says: 'the beginning (360) or end (361) of a disability is one day, both (314) are a range',
        at: 'format',
        level: 'situation',
        holds: ({ qualifier, format }) => (qualifier === '314') === (format === 'RD8'),
      },
    ),
  ),
  lastWorkedDate: maybe(day('297')),
  returnToWorkDate: maybe(day('296')),
  admissionDate: maybe(pastDay('435', 'an admission')),
  dischargeDate: maybe(pastDay('096', 'a discharge')),
  careDates: many(2, pastDay(['090', '091'], 'the change of care')),
  firstContactDate: maybe(pastDay('444', 'the first contact')),
  repricerReceivedDate: maybe(pastDay('050', 'receipt by a repricer')),
  attachments: many(10, attachment),
  contract: maybe(CN1),
  patientPaid: maybe(amount('F5')),
  serviceAuthorizationException: maybe(use(REF, { qualifier: '4N', id: ['1', '2', '3', '4', '5', '6', '7'] })),
  mandatoryCrossover: maybe(use(REF, { qualifier: 'F5', id: ['N', 'Y'] })),
  mammographyCertificationNumber: maybe(reference('EW')),
  referralNumber: maybe(reference('9F')),
  priorAuthorizationNumber: maybe(reference('G1')),
  payerClaimControlNumber: maybe(reference('F8')),
  cliaNumber: maybe(cliaNumber('X4')),
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
  otherSubscribers: many(mostOtherPayers, otherSubscriberLoop),
  serviceLines: some(50, serviceLineLoop),
};

const bare = loop('2300', claimParts);

export type ClaimLoop = Infer<typeof bare>;

export type ClaimRule = Rule<ClaimLoop, keyof ClaimLoop & string>;
