import {
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
  some,
  sum,
  use,
} from '../../x12/notation.ts';
import { codeList } from '../code-list.ts';
import { AMT, adjusted, CAS, DTM, LQ, LX, MIA, MOA, N1, N3, N4, NM1, PER, QTY, REF, TRN } from '../segments/index.ts';
import { streamed } from '../streamed.ts';
import { BPR, CLP, CUR, PLB, RDM, SVC, TS2, TS3 } from './segments.ts';

const adjustments = use(CAS, { group: ['CO', 'OA', 'PI', 'PR'], adjustments: required });

const technicalContact = use(PER, {
  purpose: 'BL',
  qualifier1: optional('EM', 'TE', 'UR'),
  qualifier2: optional('EM', 'EX', 'FX', 'TE', 'UR'),
  qualifier3: optional('EM', 'EX', 'FX', 'UR'),
});

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
  city: one(N4),
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
  city: maybe(N4),
  secondaryIds: many(Number.POSITIVE_INFINITY, use(REF, { qualifier: ['0B', 'D3', 'PQ', 'TJ'] })),
  delivery: maybe(RDM),
});

const noPersonalName = { first: notUsed, middle: notUsed, suffix: notUsed } as const;

const otherPayerId = ['AD', 'FI', 'NI', 'PI', 'PP', 'XV'] as const;

function day<const Qualifier extends string | readonly string[]>(qualifier: Qualifier) {
  return use(DTM, { qualifier });
}

export const servicePaymentLoop = loop(
  '2110',
  {
    service: one(SVC),
    dates: many(2, day(['150', '151', '472'])),
    adjustments: many(99, adjustments),
    references: many(8, use(REF, { qualifier: codeList('1S APC BB E9 G1 G3 LU RB') })),
    providerControlNumber: maybe(use(REF, { qualifier: '6R' })),
    renderingProviderIds: many(10, use(REF, { qualifier: codeList('0B 1A 1B 1C 1D 1G 1H 1J D3 G2 HPI SY TJ') })),
    policies: many(5, use(REF, { qualifier: '0K' })),
    amounts: many(9, use(AMT, { qualifier: codeList('B6 KH T T2 ZK ZL ZM ZN ZO') })),
    quantities: many(6, use(QTY, { qualifier: ['ZK', 'ZL', 'ZM', 'ZN', 'ZO'] })),
    remarks: many(99, use(LQ, { list: ['HE', 'RX'] })),
  },
  {
    says: 'the charge of the service less its adjustments is what was paid for it',
    at: 'service',
    level: 'balance',
    holds: ({ service, adjustments }) => service.charge - adjusted(adjustments) === service.paid,
  },
);

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
    statementDates: many(2, day(['232', '233'])),
    coverageExpirationDate: maybe(day('036')),
    receivedDate: maybe(day('050')),
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
    level: 'balance',
    holds: ({ claim, adjustments, serviceLines }) =>
      claim.totalCharge -
        adjusted(adjustments) -
        serviceLines.reduce((sum, line) => sum + adjusted(line.adjustments), 0) ===
      claim.paid,
  },
);

/** A group of claims; most payers send one. */
export const remittanceHeaderLoop = loop('2000', {
  number: one(LX),
  providerSummary: maybe(TS3),
  providerSupplement: maybe(TS2),
  claims: streamed(1, Number.POSITIVE_INFINITY, claimPaymentLoop),
});

export const remittance835 = guide(
  {
    set: '835',
    functionalId: 'HP',
    version: '005010X221A1',
    reads: ['005010X221A1', '005010X221'],
    name: 'Remittance advice',
    omitsReference: true,
  },
  {
    payment: one(BPR),
    trace: one(use(TRN, { type: '1', originator: required })),
    currency: maybe(CUR),
    receiverId: maybe(use(REF, { qualifier: 'EV' })),
    versionId: maybe(use(REF, { qualifier: 'F2' })),
    productionDate: maybe(day('405')),
    payer: one(remittancePayerLoop),
    payee: one(payeeLoop),
    headers: each(remittanceHeaderLoop),
    providerAdjustments: many(Number.POSITIVE_INFINITY, use(PLB, { adjustments: required })),
  },
  {
    says: 'an electronic payment names the accounts from which and to which it goes',
    at: 'payment',
    level: 'situation',
    holds: ({ payment: { method, payerAccount, payeeAccount } }) =>
      method === 'CHK' || method === 'NON' || (payerAccount !== undefined && payeeAccount !== undefined),
  },
  {
    says: 'payment and trace name the same originator',
    at: 'trace',
    level: 'situation',
    holds: ({ payment, trace }) => payment.originator === undefined || payment.originator === trace.originator,
  },
  {
    says: 'the payment is the sum of all claims paid less the provider adjustments',
    at: 'payment',
    level: 'balance',
    tally: sum(claimPaymentLoop, ({ claim }) => claim.paid),
    holds: ({ payment, providerAdjustments }, { tally: claims }) => {
      const net = claims - adjusted(providerAdjustments);
      // A debit takes money from the provider.
      return (payment.creditDebit === 'D' ? -payment.amount : payment.amount) === net;
    },
  },
);

export type Remittance835 = Infer<typeof remittance835>;
export type ClaimPaymentLoop = Infer<typeof claimPaymentLoop>;
export type ServicePaymentLoop = Infer<typeof servicePaymentLoop>;
