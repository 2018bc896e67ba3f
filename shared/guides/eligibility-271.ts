import {
  count,
  each,
  type Fault,
  type FindingRule,
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
  AAA,
  city,
  contactBy,
  EB,
  HI,
  HSD,
  III,
  INS,
  LE,
  LS,
  MPI,
  MSG,
  N4_REGION,
  NM1_RELATED,
  oneOfEachKind,
  PRV_NUMBERED,
  pointsToDiagnoses,
  REF_NAMED,
  repeated,
  specialty,
} from './eligibility-segments.ts';

import { BHT, DMG, DTP, HL, N3, NM1, TRN } from './segments/index.ts';

const unlimited = Number.POSITIVE_INFINITY;

const relatedParty = {
  name: one(
    use(NM1_RELATED, {
      entity: codeList('13 1I 1P 2B 36 73 FA GP GW I3 IL LR OC P3 P4 P5 PR PRP SEP TTP VER VN VY X3 Y2'),
      idQualifier: optional('24', '34', '46', 'FA', 'FI', 'II', 'MI', 'NI', 'PI', 'PP', 'SV', 'XV', 'XX'),
      relationship: optional('01', '02', '27', '41', '48', '65', '72'),
    }),
  ),
  address: maybe(N3),
  city: maybe(N4_REGION),
  contacts: many(3, contactBy('ED', 'EM', 'FX', 'TE', 'UR', 'WP')),
  provider: maybe(specialty),
};

const benefitParts = {
  benefit: one(EB),
  deliveries: many(9, HSD),
  references: many(
    9,
    use(REF_NAMED, {
      qualifier: codeList('18 1L 1W 49 6P 9F ALS CLI F6 FO G1 IG M7 N6 NQ'),
    }),
  ),
  dates: many(
    20,
    use(DTP, {
      qualifier: codeList('096 193 194 198 290 291 292 295 304 307 318 346 348 349 356 357 435 472 636 771'),
    }),
  ),
  rejections: many(
    9,
    use(AAA, {
      reason: codeList('15 33 52 53 54 55 56 57 60 61 62 63 69 70 98 AA AE AF AG AO CI E8 IA MA'),
      followUp: ['C', 'N', 'R', 'W', 'X', 'Y'],
    }),
  ),
  messages: many(10, MSG),
};

/** What the patient pays: coinsurance, copayment, deductible, out of pocket, cost containment, spend-down. */
const patientPays: readonly string[] = ['A', 'B', 'C', 'G', 'J', 'Y'];

interface Said {
  readonly benefit: Infer<typeof EB>;
  readonly messages: readonly object[];
}

const saysHowMuch: HoldingRule<Said, 'benefit'> = {
  says: 'what the patient pays is an amount, a share or a quantity, or said in words',
  at: 'benefit',
  element: 'amount',
  level: 'situation',
  holds: ({ benefit: { information, amount, share, quantity }, messages }) =>
    !patientPays.includes(information) ||
    messages.length > 0 ||
    [amount, share, quantity].some((said) => said !== undefined),
};

const detail = use(
  III,
  {},
  {
    says: 'a place of service is one that there is',
    at: 'code',
    level: 'code-set',
    given: { qualifier: ['ZZ'], code: true },
    holds: ({ code = '' }, { codes }) => codes?.('place-of-service', code) !== false,
  },
);

const subscriberBenefit = loop(
  '2110C',
  {
    ...benefitParts,
    details: many(10, loop('2115C', { detail: one(detail) })),
    // The guide puts LS and LE beside the loop 2120 that they embrace; here they hold it together.
    related: maybe(loop('2120C', { begin: one(LS), parties: some(23, loop('2120C', relatedParty)), end: one(LE) })),
  },
  saysHowMuch,
  oneOfEachKind,
);

const dependentBenefit = loop(
  '2110D',
  {
    ...benefitParts,
    details: many(10, loop('2115D', { detail: one(detail) })),
    related: maybe(loop('2120D', { begin: one(LS), parties: some(23, loop('2120D', relatedParty)), end: one(LE) })),
  },
  saysHowMuch,
  oneOfEachKind,
);

interface Answered {
  readonly rejections: readonly object[];
  readonly benefits: readonly { readonly benefit: { readonly serviceTypes: readonly string[] } }[];
}

/** What differs in its service types alone is one benefit of them all. */
const onceForAllServiceTypes: FindingRule<Answered> = {
  says: 'benefits that differ in their service types alone are one, with all of these',
  level: 'situation',
  forbids: 'loop',
  faults: ({ benefits }) =>
    repeated(benefits, ({ benefit, ...more }) =>
      // Without a service type a benefit is like no other.
      benefit.serviceTypes.length === 0 ? benefit : JSON.stringify([{ ...benefit, serviceTypes: [] }, more]),
    ).map(({ benefit }): Fault => [benefit, 'serviceTypes']),
};

function isAnswered({ benefits, rejections }: Answered): boolean {
  return benefits.length > 0 || rejections.length > 0;
}

const patientRules = [oneOfEachKind, onceForAllServiceTypes] as const;

const dateQualifiers = codeList(
  '096 102 152 291 307 318 340 341 342 343 346 347 356 357 382 435 442 458 472 539 540 636 771',
);

const followUps = ['C', 'N', 'R', 'S', 'W', 'X', 'Y'] as const;

export const answeredDependent = loop(
  '2000D',
  {
    level: one(use(HL, { level: '23' })),
    traces: many(3, use(TRN, { type: ['1', '2'], originator: required })),
    dependent: one(
      loop(
        '2100D',
        {
          name: one(use(NM1, { entity: '03', type: '1', idQualifier: notUsed, id: notUsed })),
          references: many(
            9,
            use(REF_NAMED, {
              qualifier: codeList('18 1L 1W 49 6P CE CT EA EJ F6 GH HJ IF IG MRC N6 NQ Q4 SY Y4'),
            }),
          ),
          address: maybe(N3),
          city: maybe(city),
          rejections: many(
            9,
            use(AAA, {
              reason: codeList('15 35 42 43 45 47 48 49 51 52 56 57 58 60 61 62 63 64 65 66 67 68 71 77'),
              followUp: followUps,
            }),
          ),
          provider: maybe(PRV_NUMBERED),
          demographics: maybe(DMG),
          relationship: maybe(
            use(INS, { insured: 'N', relationship: ['01', '19', '20', '21', '39', '40', '53', 'G8'] }),
          ),
          diagnoses: maybe(HI),
          dates: many(9, use(DTP, { qualifier: dateQualifiers })),
          militaryService: maybe(MPI),
          benefits: many(unlimited, dependentBenefit),
        },
        ...patientRules,
        pointsToDiagnoses(({ benefits }) => benefits.map((each) => each.benefit)),
      ),
    ),
  },
  {
    says: 'a dependent has benefits, or the request was rejected',
    at: 'dependent',
    level: 'situation',
    asksFor: 'benefits',
    holds: ({ dependent }) => isAnswered(dependent),
  },
);

export const answeredSubscriber = loop(
  '2000C',
  {
    level: one(use(HL, { level: '22' })),
    traces: many(3, use(TRN, { type: ['1', '2'], originator: required })),
    subscriber: one(
      loop(
        '2100C',
        {
          name: one(use(NM1, { entity: 'IL', idQualifier: optional('II', 'MI') })),
          references: many(
            9,
            use(REF_NAMED, {
              qualifier: codeList('18 1L 1W 3H 49 6P CE CT EA EJ F6 GH HJ IF IG N6 NQ Q4 SY Y4'),
            }),
          ),
          address: maybe(N3),
          city: maybe(city),
          rejections: many(
            9,
            use(AAA, {
              reason: codeList('15 35 42 43 45 47 48 49 51 52 56 57 58 60 61 62 63 71 72 73 74 75 76 78'),
              followUp: followUps,
            }),
          ),
          provider: maybe(PRV_NUMBERED),
          demographics: maybe(DMG),
          relationship: maybe(use(INS, { insured: 'Y', relationship: '18' })),
          diagnoses: maybe(HI),
          dates: many(9, use(DTP, { qualifier: dateQualifiers })),
          militaryService: maybe(MPI),
          benefits: many(unlimited, subscriberBenefit),
        },
        ...patientRules,
        pointsToDiagnoses(({ benefits }) => benefits.map((each) => each.benefit)),
      ),
    ),
    dependents: each(answeredDependent),
  },
  {
    says: 'a subscriber without dependents has benefits, or the request was rejected',
    at: 'subscriber',
    level: 'situation',
    asksFor: 'benefits',
    tally: count(answeredDependent),
    holds: ({ subscriber }, { tally: dependents }) => dependents > 0 || isAnswered(subscriber),
  },
);

export const answeredReceiver = loop(
  '2000B',
  {
    level: one(use(HL, { level: '21' })),
    receiver: one(
      loop(
        '2100B',
        {
          name: one(
            use(NM1, {
              entity: ['1P', '2B', '36', '80', 'FA', 'GP', 'P5', 'PR'],
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
          rejections: many(
            9,
            use(AAA, {
              reason: codeList('15 41 43 44 45 46 47 48 50 51 79 97 T4'),
              followUp: followUps,
            }),
          ),
          provider: maybe(specialty),
        },
        oneOfEachKind,
      ),
    ),
    subscribers: orItself(each(answeredSubscriber)),
  },
  {
    says: 'a receiver without answers has its request rejected',
    at: 'receiver',
    level: 'situation',
    asksFor: 'rejections',
    tally: count(answeredSubscriber),
    holds: ({ receiver }, { tally: subscribers }) => subscribers > 0 || receiver.rejections.length > 0,
  },
);

export const answeringSource = loop(
  '2000A',
  {
    level: one(use(HL, { level: '20' })),
    rejections: many(9, use(AAA, { reason: ['04', '41', '42', '79'], followUp: ['C', 'N', 'P', 'R', 'S', 'Y'] })),
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
        contacts: many(3, contactBy('ED', 'EM', 'FX', 'TE', 'UR')),
        rejections: many(
          9,
          use(AAA, {
            reason: ['04', '41', '42', '79', '80', 'T4'],
            followUp: ['C', 'N', 'P', 'R', 'S', 'W', 'X', 'Y'],
          }),
        ),
      }),
    ),
    receivers: many(unlimited, answeredReceiver),
  },
  {
    says: 'a source without receivers rejects the request',
    at: 'source',
    level: 'situation',
    asksFor: 'rejections',
    holds: ({ rejections, source, receivers }) =>
      receivers.length > 0 || rejections.length > 0 || source.rejections.length > 0,
  },
);

export const eligibilityResponse271 = guide(
  {
    set: '271',
    functionalId: 'HB',
    version: '005010X279A1',
    reads: ['005010X279A1', '005010X279'],
    name: 'Eligibility, Coverage or Benefit Information',
    // X12's 271 (005010). Who is named between LS and LE (2120) need not be.
    standard: {
      // biome-ignore format: a table
      segments: [
        'BHT', 'HL', 'TRN', 'AAA', 'NM1', 'REF', 'N2', 'N3', 'N4', 'PER', 'PRV', 'DMG', 'INS', 'HI', 'DTP', 'LUI', 'MPI', 'EB', 'HSD',
        'VEH', 'PID', 'PDR', 'PDP', 'LIN', 'EM', 'SD1', 'PKD', 'MSG', 'III', 'AMT', 'PCT', 'LQ', 'LS', 'LE',
      ],
      mandatory: ['BHT', 'HL', '2100/NM1', 'LE'],
    },
  },
  {
    transaction: one(
      use(BHT, { structure: '0022', purpose: ['06', '11'], date: required, time: required, type: optional('RT') }),
    ),
    sources: some(unlimited, answeringSource),
  },
);

export type EligibilityResponse271 = Infer<typeof eligibilityResponse271>;
export type AnsweringSource = Infer<typeof answeringSource>;
export type AnsweredReceiver = Infer<typeof answeredReceiver>;
export type AnsweredSubscriber = Infer<typeof answeredSubscriber>;
export type AnsweredDependent = Infer<typeof answeredDependent>;
export type Benefit = Infer<typeof subscriberBenefit>;
export type ServiceType = Benefit['benefit']['serviceTypes'][number];
