import {
  count,
  directly,
  each,
  guide,
  type Infer,
  loop,
  many,
  maybe,
  notUsed,
  one,
  optional,
  required,
  use,
} from '../x12/notation.ts';
import {
  billType,
  clearinghouseTraceNumber,
  lineControlNumber,
  patientControlNumber,
  payerClaimControlNumber,
  prescriptionNumber,
  SVC,
  serviceDate,
} from './claim-status-segments.ts';
import { AMT, BHT, DMG, HL, NM1, REF, TRN } from './segments/index.ts';
import { streamed } from './streamed.ts';

const unlimited = Number.POSITIVE_INFINITY;

const demographics = use(DMG, { dateFormat: 'D8', birthDate: required, gender: optional('F', 'M') });

/** A claim that is asked about. `trace.number` comes back in the answer. */
function claimInquiry(claimLoop: '2200D' | '2200E', lineLoop: '2210D' | '2210E') {
  return loop(
    claimLoop,
    {
      trace: one(use(TRN, { type: '1', originator: notUsed, originatorSupplement: notUsed })),
      payerClaimControlNumber: maybe(payerClaimControlNumber),
      billType: maybe(billType),
      /** Which of the payer's systems or places has the claim. */
      location: maybe(use(REF, { qualifier: 'LU' })),
      groupNumber: maybe(use(REF, { qualifier: '6P' })),
      patientControlNumber: maybe(patientControlNumber),
      prescriptionNumber: maybe(prescriptionNumber),
      clearinghouseTraceNumber: maybe(clearinghouseTraceNumber),
      totalCharge: maybe(use(AMT, { qualifier: 'T3' })),
      serviceDate: maybe(serviceDate),
      serviceLines: many(
        unlimited,
        loop(lineLoop, {
          service: one(use(SVC, { paid: notUsed })),
          lineControlNumber: maybe(lineControlNumber),
          serviceDate: one(serviceDate),
        }),
      ),
    },
    {
      says: 'a claim that no service line dates has its own date of service',
      at: 'serviceDate',
      level: 'situation',
      holds: ({ serviceDate: day, serviceLines }) => day !== undefined || serviceLines.length > 0,
    },
  );
}

const claimOfSubscriber = claimInquiry('2200D', '2210D');

/** A patient who is not the subscriber. */
export const claimStatusDependent = loop('2000E', {
  level: one(use(HL, { level: '23', hasChildren: notUsed })),
  demographics: one(demographics),
  party: one(
    loop('2100E', {
      name: one(use(NM1, { entity: 'QC', type: '1', last: required, idQualifier: notUsed, id: notUsed })),
    }),
  ),
  claims: streamed(1, unlimited, claimInquiry('2200E', '2210E')),
});

export const claimStatusSubscriber = loop(
  '2000D',
  {
    level: one(use(HL, { level: '22' })),
    demographics: maybe(demographics),
    party: one(
      loop('2100D', {
        name: one(use(NM1, { entity: 'IL', last: required, idQualifier: ['24', 'II', 'MI'], id: required })),
      }),
    ),
    claims: each(claimOfSubscriber),
    dependents: each(claimStatusDependent),
  },
  {
    says: 'a claim of the subscriber or of a dependent is asked about',
    at: 'level',
    level: 'situation',
    asksFor: 'claims',
    tally: [directly(count(claimOfSubscriber)), count(claimStatusDependent)],
    holds: (_, { tally: claims }) => claims > 0,
  },
  {
    says: 'a subscriber who is the patient has demographics',
    at: 'demographics',
    level: 'situation',
    tally: count(claimOfSubscriber),
    holds: (subscriber, { tally: claims }) => claims === 0 || subscriber.demographics !== undefined,
  },
);

const inquiringProvider = loop('2100C', {
  name: one(use(NM1, { entity: '1P', idQualifier: ['FI', 'SV', 'XX'], id: required })),
});

/** The provider whose claims they are; `alternateNames` has another number of the same provider. */
export const claimStatusProvider = loop('2000C', {
  level: one(use(HL, { level: '19' })),
  party: one(inquiringProvider),
  alternateNames: many(1, inquiringProvider),
  subscribers: streamed(1, unlimited, claimStatusSubscriber),
});

/** Who asks, for itself or for the providers. */
export const claimStatusReceiver = loop('2000B', {
  level: one(use(HL, { level: '21' })),
  party: one(
    loop('2100B', { name: one(use(NM1, { entity: '41', suffix: notUsed, idQualifier: '46', id: required })) }),
  ),
  providers: streamed(1, unlimited, claimStatusProvider),
});

/** The payer that is asked. */
export const claimStatusSource = loop('2000A', {
  level: one(use(HL, { level: '20' })),
  party: one(
    loop('2100A', {
      name: one(
        use(NM1, {
          entity: 'PR',
          type: '2',
          last: required,
          first: notUsed,
          middle: notUsed,
          suffix: notUsed,
          idQualifier: ['PI', 'XV'],
          id: required,
        }),
      ),
    }),
  ),
  receivers: streamed(1, unlimited, claimStatusReceiver),
});

export const claimStatusInquiry276 = guide(
  {
    set: '276',
    functionalId: 'HR',
    version: '005010X212',
    reads: ['005010X212'],
    name: 'Claim status inquiry',
    // X12's 276 (005010).
    standard: {
      // biome-ignore format: a table
      segments: [
        'BHT', 'REF', 'NM1', 'N2', 'N3', 'N4', 'PER', 'HL', 'SBR', 'PAT', 'DMG', 'TRN', 'AMT', 'DTP', 'SVC',
      ],
      mandatory: ['BHT', 'HL'],
    },
  },
  {
    transaction: one(
      use(BHT, {
        structure: '0010',
        purpose: '13',
        reference: required,
        date: required,
        time: required,
        type: notUsed,
      }),
    ),
    sources: streamed(1, unlimited, claimStatusSource),
  },
);

export type ClaimStatusInquiry276 = Infer<typeof claimStatusInquiry276>;
