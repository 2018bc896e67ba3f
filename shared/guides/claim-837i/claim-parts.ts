import { type Infer, loop, many, maybe, notUsed, one, type Rule, required, some, use } from '../../x12/notation.ts';
import { mostOtherPayers } from '../claim-837/coordination.ts';
import { attachment, CN1, certification, K3, NTE } from '../claim-837/segments.ts';
import { amount, pastDay, reference } from '../claim-837/uses.ts';
import { codeList } from '../code-list.ts';
import { DTP, past, REF } from '../segments/index.ts';
import { isState } from '../segments/places.ts';
import {
  admittingDiagnosis,
  conditions,
  diagnosisRelatedGroup,
  externalCauses,
  occurrenceSpans,
  occurrences,
  otherDiagnoses,
  otherProcedures,
  principalDiagnosis,
  principalProcedure,
  reasonsForVisit,
  treatments,
  values,
} from './codes.ts';
import { otherSubscriberLoop } from './other-payer.ts';
import {
  attendingProviderLoop,
  operatingPhysicianLoop,
  otherOperatingPhysicianLoop,
  referringProviderLoop,
  renderingProviderLoop,
  serviceFacilityLoop,
} from './providers.ts';
import { CL1, CLM, DTP_HOUR, HCP } from './segments.ts';
import { serviceLineLoop } from './service-line.ts';

/** What a claim holds; claim.ts adds the rules. */
export const claimParts = {
  claim: one(CLM),
  dischargeHour: maybe(use(DTP_HOUR, { qualifier: '096', format: 'TM' })),
  statementDates: one(use(DTP, { qualifier: '434', format: 'RD8' }, past('date', 'the last day that a bill is for'))),
  admissionDate: maybe(
    use(
      DTP_HOUR,
      { qualifier: '435', format: ['D8', 'DT'] },
      {
        says: 'an admission is not later than the file, which says in GS04 when it was written',
        at: 'date',
        level: 'situation',
        holds: ({ date }, { written }) => written === undefined || date.slice(0, 8) <= written,
      },
    ),
  ),
  repricerReceivedDate: maybe(pastDay('050', 'the day that the repricer received a claim')),
  admission: one(CL1),
  attachments: many(10, attachment),
  contract: maybe(CN1),
  patientEstimatedDue: maybe(amount('F3')),
  serviceAuthorizationException: maybe(use(REF, { qualifier: '4N', id: ['1', '2', '3', '4', '5', '6', '7'] })),
  referralNumber: maybe(reference('9F')),
  priorAuthorizationNumber: maybe(reference('G1')),
  payerClaimControlNumber: maybe(reference('F8')),
  repricedClaimNumber: maybe(reference('9A')),
  adjustedRepricedClaimNumber: maybe(reference('9C')),
  investigationalDeviceNumbers: many(5, reference('LX')),
  clearinghouseTraceNumber: maybe(reference('D9')),
  autoAccidentState: maybe(
    use(
      REF,
      { qualifier: 'LU' },
      {
        says: 'the state of an accident is a code of the US Postal Service or of Canada Post',
        at: 'id',
        level: 'code-set',
        holds: ({ id }) => isState(id, undefined),
      },
    ),
  ),
  medicalRecordNumber: maybe(reference('EA')),
  demonstrationProject: maybe(reference('P4')),
  peerReviewApprovalNumber: maybe(reference('G4')),
  fileInformation: many(10, K3),
  notes: many(10, use(NTE, { purpose: codeList('ALG DCP DGN DME MED NTR ODT RHB RLH RNH SET SFM SPT UPI') })),
  billingNote: maybe(use(NTE, { purpose: 'ADD' })),
  screeningReferral: maybe(use(certification(3, 'AV', 'NU', 'S2', 'ST'), { category: 'ZZ', conditions: required })),
  principalDiagnosis: one(principalDiagnosis),
  admittingDiagnosis: maybe(admittingDiagnosis),
  reasonsForVisit: maybe(reasonsForVisit),
  externalCauses: maybe(externalCauses),
  diagnosisRelatedGroup: maybe(diagnosisRelatedGroup),
  otherDiagnoses: many(2, otherDiagnoses),
  principalProcedure: maybe(principalProcedure),
  otherProcedures: many(2, otherProcedures),
  occurrenceSpans: many(2, occurrenceSpans),
  occurrences: many(2, occurrences),
  values: many(2, values),
  conditions: many(2, conditions),
  treatments: many(2, treatments),
  repricing: maybe(use(HCP, { procedureQualifier: notUsed, procedureCode: notUsed })),
  attendingProvider: maybe(attendingProviderLoop),
  operatingPhysician: maybe(operatingPhysicianLoop),
  otherOperatingPhysician: maybe(otherOperatingPhysicianLoop),
  renderingProvider: maybe(renderingProviderLoop),
  serviceFacility: maybe(serviceFacilityLoop),
  referringProvider: maybe(referringProviderLoop),
  otherSubscribers: many(mostOtherPayers, otherSubscriberLoop),
  serviceLines: some(999, serviceLineLoop),
};

const bare = loop('2300', claimParts);

export type ClaimLoop = Infer<typeof bare>;

export type ClaimRule = Rule<ClaimLoop, keyof ClaimLoop & string>;
