import {
  count,
  each,
  externalCode,
  guide,
  type HoldingRule,
  type Infer,
  loop,
  many,
  maybe,
  notUsed,
  one,
  optional,
  orItself,
  required,
  some,
  use,
} from '../x12/notation.ts';
import { codeList } from './code-list.ts';
import {
  city,
  EQ,
  HI,
  III,
  INS,
  oneOfEachKind,
  PRV_NUMBERED,
  pointsToDiagnoses,
  REF_NAMED,
  specialty,
} from './eligibility-segments.ts';

import { AMT, BHT, DMG, DTP, HL, N3, NM1, REF, TRN } from './segments/index.ts';
import { streamed } from './streamed.ts';

const unlimited = Number.POSITIVE_INFINITY;

const demographics = use(DMG, { gender: optional('F', 'M') });

interface Asked {
  readonly name: { readonly last?: string; readonly first?: string; readonly id?: string };
  readonly references: readonly { readonly qualifier: string }[];
}

/** Which of the search options a payer needs, it says itself; none finds a patient of whom nothing is said. */
const isIdentified: HoldingRule<Asked, 'name'> = {
  says: 'the patient or subscriber is named, or has a number',
  at: 'name',
  element: 'last',
  level: 'situation',
  holds: ({ name: { last, first, id }, references }) =>
    [last, first, id].some((said) => said !== undefined) || references.length > 0,
};

const inquiry = {
  inquiry: one(EQ),
  placeOfService: maybe(
    use(III, { qualifier: 'ZZ', code: externalCode(1, 30, 'place-of-service'), category: notUsed, text: notUsed }),
  ),
  authorization: maybe(use(REF, { qualifier: ['9F', 'G1'] })),
  date: maybe(use(DTP, { qualifier: '291' })),
};

const subscriberInquiry = loop('2110C', {
  inquiry: inquiry.inquiry,
  spendDownAmount: maybe(use(AMT, { qualifier: 'R' })),
  spendDownTotalBilled: maybe(use(AMT, { qualifier: 'PB' })),
  placeOfService: inquiry.placeOfService,
  authorization: inquiry.authorization,
  date: inquiry.date,
});

const dependentInquiry = loop('2110D', { ...inquiry, inquiry: one(use(EQ, { coverageLevel: notUsed })) });

export const inquiredDependent = loop('2000D', {
  level: one(use(HL, { level: '23' })),
  traces: many(2, use(TRN, { type: '1', originator: required })),
  dependent: one(
    loop(
      '2100D',
      {
        name: one(use(NM1, { entity: '03', type: '1', idQualifier: notUsed, id: notUsed })),
        references: many(
          9,
          use(REF, {
            qualifier: codeList('18 1L 1W 6P CT EA EJ F6 GH HJ IF IG MRC N6 SY Y4'),
          }),
        ),
        address: maybe(N3),
        city: maybe(city),
        provider: maybe(PRV_NUMBERED),
        demographics: maybe(demographics),
        relationship: maybe(
          use(INS, {
            insured: 'N',
            relationship: ['01', '19', '34'],
            maintenanceType: notUsed,
            maintenanceReason: notUsed,
          }),
        ),
        diagnoses: maybe(HI),
        dates: many(2, use(DTP, { qualifier: ['102', '291'] })),
        inquiries: some(99, dependentInquiry),
      },
      isIdentified,
      oneOfEachKind,
      pointsToDiagnoses(({ inquiries }) => inquiries.map((each) => each.inquiry)),
    ),
  ),
});

export const inquiredSubscriber = loop(
  '2000C',
  {
    level: one(use(HL, { level: '22' })),
    traces: many(2, use(TRN, { type: '1', originator: required })),
    subscriber: one(
      loop(
        '2100C',
        {
          name: one(use(NM1, { entity: 'IL', idQualifier: optional('II', 'MI') })),
          references: many(
            9,
            use(REF, {
              qualifier: codeList('18 1L 1W 3H 6P CT EA EJ F6 GH HJ IG N6 NQ SY Y4'),
            }),
          ),
          address: maybe(N3),
          city: maybe(city),
          provider: maybe(PRV_NUMBERED),
          demographics: maybe(demographics),
          multipleBirth: maybe(
            use(INS, {
              insured: 'Y',
              relationship: '18',
              maintenanceType: notUsed,
              maintenanceReason: notUsed,
              birthSequence: required,
            }),
          ),
          diagnoses: maybe(HI),
          dates: many(2, use(DTP, { qualifier: ['102', '291'] })),
          // Required of a subscriber who is the patient: with dependents, theirs are asked instead.
          inquiries: many(99, subscriberInquiry),
        },
        isIdentified,
        oneOfEachKind,
        pointsToDiagnoses(({ inquiries }) => inquiries.map((each) => each.inquiry)),
      ),
    ),
    dependents: each(inquiredDependent),
  },
  {
    says: 'a subscriber without dependents is the patient, and something is asked about the subscriber',
    at: 'subscriber',
    level: 'situation',
    asksFor: 'inquiries',
    tally: count(inquiredDependent),
    holds: ({ subscriber }, { tally: dependents }) => dependents > 0 || subscriber.inquiries.length > 0,
  },
);

export const inquiringReceiver = loop('2000B', {
  level: one(use(HL, { level: '21' })),
  receiver: one(
    loop(
      '2100B',
      {
        name: one(
          use(NM1, {
            entity: ['1P', '2B', '36', '80', 'FA', 'GP', 'P5', 'PR'],
            last: required,
            idQualifier: ['24', '34', 'FI', 'PI', 'PP', 'SV', 'XV', 'XX'],
            id: required,
          }),
        ),
        references: many(
          9,
          use(REF_NAMED, {
            qualifier: codeList('0B 1C 1D 1J 4A CT EL EO HPI JD N5 N7 Q4 SY TJ'),
          }),
        ),
        address: maybe(N3),
        city: maybe(city),
        provider: maybe(specialty),
      },
      oneOfEachKind,
    ),
  ),
  subscribers: orItself(streamed(1, unlimited, inquiredSubscriber)),
});

export const inquiredSource = loop('2000A', {
  level: one(use(HL, { level: '20' })),
  source: one(
    loop('2100A', {
      name: one(
        use(NM1, {
          entity: ['2B', '36', 'GP', 'P5', 'PR'],
          last: required,
          idQualifier: ['24', '46', 'FI', 'NI', 'PI', 'XV', 'XX'],
          id: required,
        }),
      ),
    }),
  ),
  receivers: some(unlimited, inquiringReceiver),
});

export const eligibilityInquiry270 = guide(
  {
    set: '270',
    functionalId: 'HS',
    version: '005010X279A1',
    reads: ['005010X279A1', '005010X279'],
    name: 'Eligibility, Coverage or Benefit Inquiry',
    // X12's 270 (005010).
    standard: {
      // biome-ignore format: a table
      segments: [
        'BHT', 'HL', 'TRN', 'NM1', 'REF', 'N2', 'N3', 'N4', 'PER', 'PRV', 'DMG', 'INS', 'HI', 'DTP', 'MPI', 'EQ', 'AMT', 'VEH', 'PDR',
        'PDP', 'III',
      ],
      mandatory: ['BHT', 'HL', 'NM1'],
    },
  },
  {
    transaction: one(
      use(BHT, {
        structure: '0022',
        purpose: ['01', '13'],
        date: required,
        time: required,
        type: optional('RT'),
      }),
    ),
    sources: some(unlimited, inquiredSource),
  },
);

export type EligibilityInquiry270 = Infer<typeof eligibilityInquiry270>;
export type InquiredSource = Infer<typeof inquiredSource>;
export type InquiringReceiver = Infer<typeof inquiringReceiver>;
export type InquiredSubscriber = Infer<typeof inquiredSubscriber>;
export type InquiredDependent = Infer<typeof inquiredDependent>;
export type SubscriberInquiry = Infer<typeof subscriberInquiry>;
