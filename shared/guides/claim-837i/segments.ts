import {
  an,
  composite,
  decimal,
  el,
  externalCode,
  id,
  money,
  opt,
  period,
  segment,
  unused,
  whole,
} from '../../x12/notation.ts';
import { codeList } from '../code-list.ts';
import { formed, hcpcsFormed, notNegative, procedure, revenueCoded } from '../segments/index.ts';
import { facilityTypes, frequencies } from './bill-type.ts';

/** The claim itself. Its facility type and frequency together are the type of bill. */
export const CLM = segment(
  'CLM',
  [
    el('patientControlNumber', an(1, 38)),
    el('totalCharge', money),
    unused,
    unused,
    el(
      'facility',
      composite(
        el('facilityTypeCode', externalCode(1, 2, 'nubc-facility-type')),
        el('qualifier', id('A')),
        el('claimFrequencyCode', externalCode(1, 1, 'nubc-claim-frequency')),
      ),
    ),
    unused,
    el('assignment', id('A', 'B', 'C')),
    el('benefitsAssigned', id('N', 'W', 'Y')),
    el('releaseOfInformation', id('I', 'Y')),
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
    opt('delayReason', id(...codeList('1 2 3 4 5 6 7 8 9 10 11 15'))),
  ],
  notNegative('totalCharge', 'requirement'),
  {
    says: 'a type of bill begins with the two digits of a kind of facility that bills, such as 11 or 13',
    at: 'facility.facilityTypeCode',
    level: 'code-set',
    holds: ({ facility }) => (facilityTypes as readonly string[]).includes(facility.facilityTypeCode),
  },
  {
    says: 'a type of bill ends with the code of a bill (0 to 5, 7 to 9) or of an adjustment or notice, a letter',
    at: 'facility.claimFrequencyCode',
    level: 'code-set',
    holds: ({ facility }) => (frequencies as readonly string[]).includes(facility.claimFrequencyCode),
  },
);

/** How the patient came and how the patient left. */
export const CL1 = segment(
  'CL1',
  [
    el('admissionType', externalCode(1, 1, 'nubc-admission-type')),
    opt('pointOfOrigin', externalCode(1, 1, 'nubc-point-of-origin')),
    el('patientStatus', externalCode(1, 2, 'nubc-patient-status')),
    unused,
  ],
  formed('admissionType', /^[1-59]$/, 'the type of an admission or visit is one of 1 to 5, or 9 when it is not known'),
  formed('pointOfOrigin', /^[1-9A-G]$/, 'a point of origin is a digit from 1 to 9 or a letter from A to G'),
  // 08 ended in October 2005, long before this version of the guides; 00 and 99 never were.
  formed(
    'patientStatus',
    /^(?!00|08|99)\d\d$/,
    'the status of the patient when the bill ends has two digits, and is one that there is',
  ),
);

/** A date that may come with its hour, or an hour alone. */
export const DTP_HOUR = segment('DTP', [
  el('qualifier', externalCode(3, 3)),
  el('format', id('D8', 'DT', 'TM')),
  el('date', period),
]);

const procedureQualifiers = ['ER', 'HC', 'HP', 'IV', 'WK'] as const;

/** What a repricer made of a charge before the claim reached the payer. */
export const HCP = segment(
  'HCP',
  [
    el('method', id(...codeList('00 01 02 03 04 05 06 07 08 09 10 11 12 13 14'))),
    el('allowed', money),
    opt('saved', money),
    opt('repricer', an(1, 50)),
    opt('rate', decimal(1, 9)),
    opt('relatedGroup', an(1, 50)),
    opt('relatedGroupAmount', money),
    opt('revenueCode', externalCode(1, 48, 'revenue-code')),
    opt('procedureQualifier', id(...procedureQualifiers)),
    opt('procedureCode', an(1, 48)),
    opt('unitType', id('DA', 'UN')),
    opt('units', decimal(1, 15)),
    opt('rejectReason', id('T1', 'T2', 'T3', 'T4', 'T5', 'T6')),
    opt('policyCompliance', id('1', '2', '3', '4', '5')),
    opt('exception', id('1', '2', '3', '4', '5', '6')),
  ],
  'R0113',
  'P0910',
  'P1112',
);

/** A line of the bill: the department whose revenue it is and, where more is to be told, the service. */
export const SV2 = segment(
  'SV2',
  [
    el('revenueCode', externalCode(1, 48, 'revenue-code')),
    opt('procedure', procedure(...procedureQualifiers)),
    el('charge', money),
    el('unitType', id('DA', 'UN')),
    el('units', decimal(1, 15)),
    unused,
    opt('nonCoveredCharge', money),
    unused,
    unused,
    unused,
  ],
  revenueCoded,
  hcpcsFormed('procedure'),
  {
    says: 'the total of the bill is in CLM02; it has no line of its own (0001)',
    at: 'revenueCode',
    level: 'situation',
    holds: ({ revenueCode }) => revenueCode !== '0001',
  },
  notNegative('charge', 'situation'),
  {
    says: 'a line is billed for at least a part of a unit, in no more than eight digits, three of them decimals',
    at: 'units',
    level: 'situation',
    holds: ({ units }) => units > 0 && units < 1e8 && Number.isInteger(Math.round(units * 1e6) / 1e3),
  },
  {
    says: 'no more of a charge is not covered than there is',
    at: 'nonCoveredCharge',
    level: 'balance',
    holds: ({ charge, nonCoveredCharge = charge }) => nonCoveredCharge <= charge,
  },
  {
    says: 'a line that names the payment group of a stay or episode (0022, 0023, 0024) gives its HIPPS code',
    at: 'procedure',
    level: 'situation',
    given: { revenueCode: ['0022', '0023', '0024'] },
    holds: ({ procedure }) => procedure?.qualifier === 'HP',
  },
);

/** What another payer paid for a line. */
export const SVD = segment(
  'SVD',
  [
    el('payer', an(2, 80)),
    el('paid', money),
    opt('procedure', procedure(...procedureQualifiers)),
    el('revenueCode', externalCode(1, 48, 'revenue-code')),
    el('unitsPaid', decimal(1, 15)),
    opt('bundledLine', whole(1, 6)),
  ],
  revenueCoded,
  hcpcsFormed('procedure'),
);

/** What the subscriber of another plan has agreed to. */
export const OI = segment('OI', [
  unused,
  unused,
  el('benefitsAssigned', id('N', 'W', 'Y')),
  unused,
  unused,
  el('releaseOfInformation', id('I', 'Y')),
]);
