import {
  an,
  composite,
  date,
  decimal,
  el,
  externalCode,
  id,
  money,
  opt,
  segment,
  series,
  unused,
} from '../../x12/notation.ts';
import { codeList } from '../code-list.ts';
import { formed, hcpcsFormed, list, procedure, revenueCoded, revenueFormed } from '../segments/index.ts';

/** The payment: how much, how and from which account to which. */
export const BPR = segment(
  'BPR',
  [
    el('handling', id('C', 'D', 'H', 'I', 'P', 'U', 'X')),
    el('amount', money),
    el('creditDebit', id('C', 'D')),
    el('method', id('ACH', 'BOP', 'CHK', 'FWT', 'NON')),
    opt('format', id('CCP', 'CTX')),
    opt('payerBankQualifier', id('01', '04')),
    opt('payerBank', an(3, 12)),
    opt('payerAccountQualifier', id('DA')),
    opt('payerAccount', an(1, 35)),
    opt('originator', an(10, 10)),
    opt('originatorSupplement', an(9, 9)),
    opt('payeeBankQualifier', id('01', '04')),
    opt('payeeBank', an(3, 12)),
    opt('payeeAccountQualifier', id('DA', 'SG')),
    opt('payeeAccount', an(1, 35)),
    el('date', date(8)),
    unused,
    unused,
    unused,
    unused,
    unused,
  ],
  'P0607',
  'C0809',
  'P1213',
  'C1415',
  {
    says: 'what is paid is no negative amount; a balance that the provider owes is carried forward (PLB)',
    at: 'amount',
    level: 'situation',
    holds: ({ amount }) => amount >= 0,
  },
  {
    says: 'information alone (H) moves no money: the method is NON then, and only then',
    at: 'method',
    level: 'situation',
    holds: ({ handling, method }) => (handling === 'H') === (method === 'NON'),
  },
  {
    says: 'a remittance without payment is information alone (H, NON), or a notice before payments begin (P)',
    at: 'amount',
    level: 'situation',
    holds: ({ handling, method, amount }) =>
      handling === 'P' || (handling === 'H') !== (method === 'NON') || (amount === 0) === (handling === 'H'),
  },
  {
    says: 'an electronic payment (ACH, BOP, FWT) names its format, banks, accounts and originator',
    level: 'situation',
    given: { method: ['ACH', 'BOP', 'FWT'] },
    faults: (payment) => {
      const named = payment.method === 'ACH' ? ['format', ...electronic] : electronic;
      return named.filter((name) => !(name in payment));
    },
  },
  {
    says: 'the format of a payment (CCP, CTX) is one of the clearing house (ACH), and a wire (FWT) has none',
    at: 'format',
    level: 'situation',
    forbids: 'element',
    given: { method: ['FWT'] },
    holds: ({ format }) => format === undefined,
  },
  {
    says: 'a payment by check, or none, names no format, bank or account',
    level: 'situation',
    forbids: 'element',
    given: { method: ['CHK', 'NON'] },
    faults: (payment) =>
      ['format', ...electronic, 'originatorSupplement'].filter((name) => name in payment).slice(0, 1),
  },
);

const electronic = [
  'payerBankQualifier',
  'payerBank',
  'payerAccountQualifier',
  'payerAccount',
  'originator',
  'payeeBankQualifier',
  'payeeBank',
  'payeeAccountQualifier',
  'payeeAccount',
];

/** The currency, when it is not the US dollar. */
export const CUR = segment(
  'CUR',
  [
    el('entity', id('PR')),
    el('currency', externalCode(3, 3)),
    unused,
    unused,
    unused,
    unused,
    unused,
    unused,
    unused,
    unused,
    unused,
    unused,
    unused,
    unused,
    unused,
    unused,
    unused,
    unused,
    unused,
    unused,
    unused,
  ],
  {
    says: 'a currency is three letters of ISO 4217, and is said only when it is not the US dollar',
    at: 'currency',
    level: 'code-set',
    holds: ({ currency }, { codes }) =>
      /^[A-Z]{3}$/.test(currency) && currency !== 'USD' && codes?.('currency', currency) !== false,
  },
);

/** How the payee gets the remittance when it does not come with the payment. */
export const RDM = segment('RDM', [
  el('method', id('BM', 'EM', 'FT', 'OL')),
  opt('name', an(1, 60)),
  opt('number', an(1, 256)),
  unused,
  unused,
]);

/** Totals of one provider's claims (Medicare Part A). */
export const TS3 = segment('TS3', [
  el('provider', an(1, 50)),
  el('facilityType', externalCode(1, 2)),
  el('fiscalPeriodDate', date(8)),
  el('claimCount', decimal(1, 15)),
  el('charge', money),
  unused,
  unused,
  unused,
  unused,
  unused,
  unused,
  unused,
  opt('secondaryPayer', money),
  unused,
  opt('nonLaboratoryCharge', money),
  unused,
  opt('hcpcsReportable', money),
  opt('hcpcsPayable', money),
  unused,
  opt('professionalComponent', money),
  opt('secondaryPayerPatientLiability', money),
  opt('patientReimbursement', money),
  opt('periodicInterimClaimCount', decimal(1, 15)),
  opt('periodicInterimAdjustment', money),
]);

/** More totals of one provider's inpatient claims. */
export const TS2 = segment('TS2', [
  opt('drg', money),
  opt('federalSpecific', money),
  opt('hospitalSpecific', money),
  opt('disproportionateShare', money),
  opt('capital', money),
  opt('indirectMedicalEducation', money),
  opt('outlierDays', decimal(1, 15)),
  opt('dayOutlier', money),
  opt('costOutlier', money),
  opt('averageLengthOfStay', decimal(1, 15)),
  opt('discharges', decimal(1, 15)),
  opt('costReportDays', decimal(1, 15)),
  opt('coveredDays', decimal(1, 15)),
  opt('noncoveredDays', decimal(1, 15)),
  opt('secondaryPayerPassThrough', money),
  opt('averageDrgWeight', decimal(1, 15)),
  opt('capitalFederalSpecificDrg', money),
  opt('capitalHospitalSpecificDrg', money),
  opt('disproportionateShareDrg', money),
]);

/** One claim as adjudicated. */
export const CLP = segment(
  'CLP',
  [
    el('patientControlNumber', an(1, 38)),
    el('status', id('1', '2', '3', '4', '19', '20', '21', '22', '23', '25')),
    el('totalCharge', money),
    el('paid', money),
    opt('patientResponsibility', money),
    el('claimFilingCode', id(...codeList('12 13 14 15 16 17 AM CH DS HM LM MA MB MC OF TV VA WC ZZ'))),
    el('payerClaimControlNumber', an(1, 50)),
    opt('placeOfServiceCode', externalCode(1, 2)),
    opt('claimFrequencyCode', externalCode(1, 1, 'nubc-claim-frequency')),
    unused,
    opt('drg', externalCode(1, 4)),
    opt('drgWeight', decimal(1, 15)),
    opt('dischargeFraction', decimal(1, 10)),
    unused,
  ],
  {
    says: 'a reversal (22) takes back what was charged and paid; no other claim has a negative charge',
    level: 'situation',
    faults: ({ status, totalCharge, paid }) => [
      ...((status === '22' ? totalCharge > 0 : totalCharge < 0) ? ['totalCharge'] : []),
      ...(status === '22' && paid > 0 ? ['paid'] : []),
    ],
  },
  formed('drg', /^\d{3,4}$/, 'a diagnosis related group has three digits, or four with the severity'),
);

/** One service as adjudicated, and as it was billed when that was another procedure. */
export const SVC = segment(
  'SVC',
  [
    el(
      'procedure',
      composite(
        el('qualifier', id('AD', 'ER', 'HC', 'HP', 'IV', 'N4', 'N6', 'NU', 'UI', 'WK')),
        el('code', an(1, 48)),
        list('modifiers', 4, an(2, 2)),
        unused,
        unused,
      ),
    ),
    el('charge', money),
    el('paid', money),
    opt('revenueCode', externalCode(1, 48, 'revenue-code')),
    opt('unitsPaid', decimal(1, 15)),
    opt('billedProcedure', procedure('AD', 'ER', 'HC', 'HP', 'IV', 'N4', 'NU', 'WK')),
    opt('billedUnits', decimal(1, 15)),
  ],
  hcpcsFormed('procedure'),
  hcpcsFormed('billedProcedure'),
  revenueFormed('procedure'),
  revenueFormed('billedProcedure'),
  revenueCoded,
  {
    says: 'the procedure as it was billed is told when another one was adjudicated',
    at: 'billedProcedure',
    level: 'situation',
    forbids: 'element',
    holds: ({ procedure, billedProcedure }) =>
      billedProcedure === undefined || codeOf(procedure) !== codeOf(billedProcedure),
  },
  {
    says: 'the units that were billed are told when others were paid',
    at: 'billedUnits',
    level: 'situation',
    forbids: 'element',
    // One unit is paid where no other number is told.
    holds: ({ unitsPaid = 1, billedUnits }) => billedUnits === undefined || billedUnits !== unitsPaid,
  },
);

interface Procedure {
  readonly qualifier: string;
  readonly code: string;
  readonly modifiers: readonly string[];
}

const codeOf = ({ qualifier, code, modifiers }: Procedure) => [qualifier, code, ...modifiers].join(':');

const providerAdjustmentReasons = codeList(
  '50 51 72 90 AH AM AP B2 B3 BD BN C5 CR CS CT CV CW DM E3 FB FC',
  'GO HM IP IR IS J1 L3 L6 LE LS OA OB PI PL RA RE SL TL WO WU',
);

/** Money between payer and provider that belongs to no claim of this remittance. */
export const PLB = segment('PLB', [
  el('provider', an(1, 50)),
  el('fiscalPeriodDate', date(8)),
  series('adjustments', 6, [
    el('identifier', composite(el('reason', id(...providerAdjustmentReasons)), opt('reference', an(1, 50)))),
    el('amount', money),
  ]),
]);
