import type { Cents } from '../../money.ts';
import { isNpi } from '../../npi.ts';
import {
  count,
  each,
  type Fault,
  guide,
  type Infer,
  loop,
  many,
  maybe,
  notUsed,
  one,
  optional,
  required,
  some,
  sum,
  use,
} from '../../x12/notation.ts';
import { codeList } from '../code-list.ts';
import {
  AMT,
  adjusted,
  CAS,
  DTM,
  formed,
  LQ,
  LX,
  MIA,
  MOA,
  N1,
  N3,
  N4,
  NM1,
  PER,
  past,
  QTY,
  REF,
  TRN,
  wholeAddress,
} from '../segments/index.ts';
import { streamed } from '../streamed.ts';
import { BPR, CLP, CUR, PLB, RDM, SVC, TS2, TS3 } from './segments.ts';

const adjustments = use(CAS, { group: ['CO', 'OA', 'PI', 'PR'], adjustments: required });

const technicalContact = use(PER, {
  purpose: 'BL',
  qualifier1: optional('EM', 'TE', 'UR'),
  qualifier2: optional('EM', 'EX', 'FX', 'TE', 'UR'),
  qualifier3: optional('EM', 'EX', 'FX', 'UR'),
});

const wholeCity = use(N4, {}, ...wholeAddress);

const website = use(PER, {
  purpose: 'IC',
  name: notUsed,
  qualifier1: 'UR',
  number1: required,
  qualifier2: notUsed,
  number2: notUsed,
  qualifier3: notUsed,
  number3: notUsed,
});

export const remittancePayerLoop = loop('1000A', {
  name: one(use(N1, { entity: 'PR', name: required, idQualifier: optional('XV') })),
  address: one(N3),
  city: one(wholeCity),
  secondaryIds: many(4, use(REF, { qualifier: ['2U', 'EO', 'HI', 'NF'] })),
  businessContact: maybe(
    use(PER, {
      purpose: 'CX',
      qualifier1: optional('EM', 'FX', 'TE'),
      qualifier2: optional('EM', 'EX', 'FX', 'TE'),
      qualifier3: optional('EX'),
    }),
  ),
  technicalContacts: some(Number.POSITIVE_INFINITY, technicalContact),
  website: maybe(website),
});

export const payeeLoop = loop('1000B', {
  name: one(use(N1, { entity: 'PE', name: required, idQualifier: ['FI', 'XV', 'XX'], id: required })),
  address: maybe(N3),
  city: maybe(wholeCity),
  secondaryIds: many(Number.POSITIVE_INFINITY, use(REF, { qualifier: ['0B', 'D3', 'PQ', 'TJ'] })),
  delivery: maybe(RDM),
});

const noPersonalName = { first: notUsed, middle: notUsed, suffix: notUsed } as const;

const otherPayerId = ['AD', 'FI', 'NI', 'PI', 'PP', 'XV'] as const;

function pastDay<const Qualifier extends string | readonly string[]>(qualifier: Qualifier, what: string) {
  return use(DTM, { qualifier }, past('date', what));
}

function day<const Qualifier extends string | readonly string[]>(qualifier: Qualifier) {
  return use(DTM, { qualifier });
}

interface GroupedAdjustments {
  readonly group: string;
  readonly adjustments: readonly { readonly reason: string; readonly amount: Cents }[];
}

interface Service {
  readonly service: { readonly charge: Cents; readonly paid: Cents };
  readonly adjustments: readonly GroupedAdjustments[];
}

/** Reasons that a segment of the same group before it gives too. */
function reasonsRepeated({ adjustments: segments }: { readonly adjustments: readonly GroupedAdjustments[] }): Fault[] {
  if (!mayRepeatReasons(segments)) return [];
  const seen = new Set<string>();
  return segments.flatMap((segment) => {
    const keys = segment.adjustments.map(({ reason }) => `${segment.group} ${reason}`);
    const again = keys.flatMap((key, index): Fault[] =>
      seen.has(key) ? [[segment, `adjustments.${index}.reason`]] : [],
    );
    for (const key of keys) seen.add(key);
    return again;
  });
}

/** Up to so many, to compare each with each is soon done. */
const fewSegments = 12;

/** Looks at every two of them and makes nothing; where there are many, only that they may be. */
function mayRepeatReasons(segments: readonly GroupedAdjustments[]): boolean {
  if (segments.length > fewSegments) return true;
  for (let at = 0; at < segments.length; at++) {
    const { group, adjustments } = segments[at] as GroupedAdjustments;
    for (let index = 0; index < adjustments.length; index++) {
      const reason = adjustments[index]?.reason;
      for (let before = 0; before < index; before++) if (adjustments[before]?.reason === reason) return true;
      for (let before = 0; before < at; before++) {
        const other = segments[before] as GroupedAdjustments;
        if (other.group !== group) continue;
        for (const one of other.adjustments) if (one.reason === reason) return true;
      }
    }
  }
  return false;
}

export const servicePaymentLoop = loop(
  '2110',
  {
    service: one(SVC),
    dates: many(2, pastDay(['150', '151', '472'], 'a service')),
    adjustments: many(99, adjustments),
    references: many(8, use(REF, { qualifier: codeList('1S APC BB E9 G1 G3 LU RB') })),
    providerControlNumber: maybe(use(REF, { qualifier: '6R' })),
    renderingProviderIds: many(
      10,
      use(
        REF,
        { qualifier: codeList('0B 1A 1B 1C 1D 1G 1H 1J D3 G2 HPI SY TJ') },
        {
          says: 'a national provider identifier has ten digits, of which the last is a check digit over the others',
          at: 'id',
          level: 'code-set',
          given: { qualifier: ['HPI'] },
          holds: ({ id }) => isNpi(id),
        },
      ),
    ),
    policies: many(5, use(REF, { qualifier: '0K' })),
    amounts: many(9, use(AMT, { qualifier: codeList('B6 KH T T2 ZK ZL ZM ZN ZO') })),
    quantities: many(6, use(QTY, { qualifier: ['ZK', 'ZL', 'ZM', 'ZN', 'ZO'] })),
    remarks: many(99, use(LQ, { list: ['HE', 'RX'] })),
  },
  {
    says: 'the charge of the service less its adjustments is what was paid for it',
    at: 'service',
    element: 'paid',
    level: 'balance',
    holds: isServiceBalanced,
  },
  {
    says: 'a group gives each of its reasons once, with the whole amount',
    level: 'situation',
    forbids: 'element',
    given: { adjustments: true },
    faults: reasonsRepeated,
  },
  {
    says: 'a service has its day (472), or its first (150) and last (151), which is not before the first',
    level: 'situation',
    given: { dates: true },
    faults: ({ dates: [first, second] }): Fault[] => {
      if (!first) return [];
      if (!second) return first.qualifier === '472' ? [] : [[first, 'qualifier']];
      const [start, end] = first.qualifier === '151' ? [second, first] : [first, second];
      if (start.qualifier !== '150' || end.qualifier !== '151') return [[second, 'qualifier']];
      return end.date < start.date ? [[end, 'date']] : [];
    },
  },
);

function isServiceBalanced({ service, adjustments }: Service): boolean {
  return service.charge - adjusted(adjustments) === service.paid;
}

function patientShare(segments: readonly GroupedAdjustments[]): number {
  let sum = 0;
  for (const { group, adjustments } of segments) {
    if (group === 'PR') for (const { amount } of adjustments) sum += amount;
  }
  return sum;
}

export const claimPaymentLoop = loop(
  '2100',
  {
    claim: one(CLP),
    adjustments: many(99, adjustments),
    patient: one(use(NM1, { entity: 'QC', type: '1', idQualifier: optional('34', 'HN', 'II', 'MI', 'MR') })),
    insured: maybe(use(NM1, { entity: 'IL', type: ['1', '2'], idQualifier: ['FI', 'II', 'MI'], id: required })),
    correctedName: maybe(use(NM1, { entity: '74', type: ['1', '2'], idQualifier: optional('C') })),
    serviceProvider: maybe(
      use(NM1, {
        entity: '82',
        type: ['1', '2'],
        idQualifier: codeList('BD BS FI MC PC SL UP XX'),
        id: required,
      }),
    ),
    crossoverCarrier: maybe(
      use(NM1, { entity: 'TT', type: '2', last: required, ...noPersonalName, idQualifier: otherPayerId, id: required }),
    ),
    priorityPayer: maybe(
      use(NM1, { entity: 'PR', type: '2', last: required, ...noPersonalName, idQualifier: otherPayerId, id: required }),
    ),
    otherSubscriber: maybe(use(NM1, { entity: 'GB', type: ['1', '2'], idQualifier: optional('FI', 'II', 'MI') })),
    inpatientAdjudication: maybe(MIA),
    outpatientAdjudication: maybe(MOA),
    references: many(
      5,
      use(REF, {
        qualifier: codeList('1L 1W 28 6P 9A 9C BB CE EA F8 G1 G3 IG SY'),
      }),
    ),
    renderingProviderIds: many(10, use(REF, { qualifier: codeList('0B 1A 1B 1C 1D 1G 1H 1J D3 G2 LU') })),
    statementDates: many(2, pastDay(['232', '233'], 'what is paid for')),
    coverageExpirationDate: maybe(day('036')),
    receivedDate: maybe(pastDay('050', 'receipt of a claim')),
    contacts: many(
      2,
      use(PER, {
        purpose: 'CX',
        qualifier1: ['EM', 'FX', 'TE'],
        number1: required,
        qualifier2: optional('EM', 'EX', 'FX', 'TE'),
        qualifier3: optional('EX'),
      }),
    ),
    amounts: many(13, use(AMT, { qualifier: codeList('AU D8 DY F5 I NL T T2 ZK ZL ZM ZN ZO') })),
    quantities: many(
      14,
      use(QTY, {
        qualifier: codeList('CA CD LA LE NE NR OU PS VS ZK ZL ZM ZN ZO'),
      }),
    ),
    serviceLines: many(999, servicePaymentLoop),
  },
  {
    says: 'the total charge less all adjustments of claim and services is what was paid for the claim',
    at: 'claim',
    element: 'paid',
    level: 'balance',
    // When a service does not balance, so much is said already.
    holds: (claim) => isClaimBalanced(claim) || !claim.serviceLines.every(isServiceBalanced),
  },
  {
    says: 'a group gives each of its reasons once, with the whole amount',
    level: 'situation',
    forbids: 'element',
    given: { adjustments: true },
    faults: reasonsRepeated,
  },
  {
    says: 'what the patient has to pay (CLP05) is the sum of the adjustments of group PR',
    at: 'claim',
    element: 'patientResponsibility',
    level: 'situation',
    holds: ({ claim, adjustments, serviceLines }) => {
      let ofPatient = patientShare(adjustments);
      for (const line of serviceLines) ofPatient += patientShare(line.adjustments);
      // A reversal says nothing of it.
      return claim.status === '22' || (claim.patientResponsibility ?? 0) === ofPatient;
    },
  },
  {
    says: 'a service of a reversal (22) has a negative charge, one of another claim has none',
    level: 'situation',
    faults: ({ claim, serviceLines }) => {
      const faults: Fault[] = [];
      for (const { service } of serviceLines) {
        if (claim.status === '22' ? service.charge > 0 : service.charge < 0) faults.push([service, 'charge']);
      }
      return faults;
    },
  },
  {
    says: 'an adjudication is told of inpatient (MIA) or of other care (MOA), not of both',
    at: 'outpatientAdjudication',
    level: 'situation',
    given: { inpatientAdjudication: true, outpatientAdjudication: true },
    holds: () => false,
  },
  {
    says: 'the days of a claim (232, 233) are said once each, and the last is not before the first',
    level: 'situation',
    given: { statementDates: true },
    faults: ({ statementDates: [first, second] }): Fault[] => {
      if (!first || !second) return [];
      if (first.qualifier === second.qualifier) return [[second, 'qualifier']];
      const [start, end] = first.qualifier === '232' ? [first, second] : [second, first];
      return end.date < start.date ? [[end, 'date']] : [];
    },
  },
  {
    says: 'the days of a claim without services are said at the claim (232)',
    at: 'claim',
    level: 'situation',
    asksFor: 'statementDates',
    holds: ({ statementDates, serviceLines }) => statementDates.length > 0 || serviceLines.length > 0,
  },
  {
    says: 'the days of the services are said at the claim (232) or at each service (472, or 150 and 151)',
    level: 'situation',
    asksFor: 'dates',
    given: { serviceLines: true },
    faults: ({ statementDates, serviceLines }) =>
      statementDates.length > 0 || serviceLines.every(({ dates }) => dates.length > 0)
        ? []
        : serviceLines.flatMap(({ service, dates }): Fault[] => (dates.length === 0 ? [[service]] : [])),
  },
);

interface Payment {
  readonly claim: { readonly totalCharge: Cents; readonly paid: Cents };
  readonly adjustments: readonly GroupedAdjustments[];
  readonly serviceLines: readonly Service[];
}

function isClaimBalanced({ claim, adjustments, serviceLines }: Payment): boolean {
  let left = claim.totalCharge - adjusted(adjustments);
  for (const line of serviceLines) left -= adjusted(line.adjustments);
  return left === claim.paid;
}

/** A group of claims; most payers send one. */
export const remittanceHeaderLoop = loop(
  '2000',
  {
    number: one(LX),
    providerSummary: maybe(TS3),
    providerSupplement: maybe(TS2),
    claims: streamed(1, Number.POSITIVE_INFINITY, claimPaymentLoop),
  },
  {
    says: 'the summary of a provider counts the claims that follow it',
    at: 'providerSummary',
    element: 'claimCount',
    level: 'situation',
    tally: count(claimPaymentLoop),
    given: { providerSummary: true },
    holds: ({ providerSummary }, { tally }) => providerSummary?.claimCount === tally,
  },
  {
    says: 'the summary of a provider adds up the charges of the claims that follow it',
    at: 'providerSummary',
    element: 'charge',
    level: 'situation',
    tally: sum(claimPaymentLoop, ({ claim }) => claim.totalCharge),
    given: { providerSummary: true },
    holds: ({ providerSummary }, { tally }) => providerSummary?.charge === tally,
  },
);

export const remittance835 = guide(
  {
    set: '835',
    functionalId: 'HP',
    version: '005010X221A1',
    reads: ['005010X221A1', '005010X221'],
    name: 'Remittance advice',
    omitsReference: true,
    // X12's 835 (005010).
    standard: {
      // biome-ignore format: a table
      segments: [
        'BPR', 'NTE', 'TRN', 'CUR', 'REF', 'DTM', 'N1', 'N2', 'N3', 'N4', 'PER', 'RDM', 'LX', 'TS3', 'TS2', 'CLP', 'CAS', 'NM1', 'MIA',
        'MOA', 'AMT', 'QTY', 'SVC', 'LQ', 'PLB',
      ],
      mandatory: ['BPR', 'CLP', 'NM1'],
    },
  },
  {
    payment: one(BPR),
    trace: one(
      use(
        TRN,
        { type: '1', originator: required },
        formed('originator', /^1\d{9}$/, 'a payer is named by a 1 and the nine digits of its tax id', 'requirement'),
      ),
    ),
    currency: maybe(CUR),
    receiverId: maybe(use(REF, { qualifier: 'EV' })),
    versionId: maybe(use(REF, { qualifier: 'F2' })),
    productionDate: maybe(pastDay('405', 'the end of the production')),
    payer: one(remittancePayerLoop),
    payee: one(payeeLoop),
    headers: each(remittanceHeaderLoop),
    providerAdjustments: many(Number.POSITIVE_INFINITY, use(PLB, { adjustments: required })),
  },
  {
    says: 'payment and trace name the same originator',
    at: 'trace',
    element: 'originator',
    level: 'situation',
    holds: ({ payment, trace }) => payment.originator === undefined || payment.originator === trace.originator,
  },
  {
    says: 'payment and trace say the same more of the originator',
    at: 'trace',
    element: 'originatorSupplement',
    level: 'situation',
    holds: ({ payment: { originatorSupplement: more }, trace }) =>
      more === undefined || trace.originatorSupplement === undefined || more === trace.originatorSupplement,
  },
  {
    says: 'the payment is the sum of all claims paid less the provider adjustments',
    at: 'payment',
    element: 'amount',
    level: 'balance',
    // When a claim does not balance, so much is said already: a tally that is no number is not judged.
    tally: sum(claimPaymentLoop, (payment) => (isClaimBalanced(payment) ? payment.claim.paid : Number.NaN)),
    holds: ({ payment, providerAdjustments }, { tally: claims }) => {
      const net = claims - adjusted(providerAdjustments);
      // A debit takes money from the provider.
      return payment.amount < 0 || (payment.creditDebit === 'D' ? -payment.amount : payment.amount) === net;
    },
  },
);

export type Remittance835 = Infer<typeof remittance835>;
export type ClaimPaymentLoop = Infer<typeof claimPaymentLoop>;
export type ServicePaymentLoop = Infer<typeof servicePaymentLoop>;
