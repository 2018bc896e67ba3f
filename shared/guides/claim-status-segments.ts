import {
  an,
  composite,
  type DataType,
  date,
  decimal,
  el,
  externalCode,
  type FindingSegmentRule,
  id,
  money,
  opt,
  type Standard,
  segment,
  unused,
  use,
} from '../x12/notation.ts';
import { DTP, formed, hcpcsFormed, list, REF, revenueCoded, revenueFormed } from './segments/index.ts';

/** Segments that only the 276, the 277 and the 277CA use. */

/** The segments of X12's 277 (005010), for answers and acknowledgements alike. */
export const standard277: Standard = {
  // biome-ignore format: a table
  segments: [
    'BHT', 'REF', 'NM1', 'N2', 'N3', 'N4', 'PER', 'HL', 'SBR', 'PAT', 'DMG', 'TRN', 'STC', 'DTP', 'QTY', 'AMT', 'PWK', 'N1', 'SVC',
  ],
  mandatory: ['BHT', 'HL'],
};

interface Status {
  readonly category: string;
  readonly status: string;
  readonly codeList?: string;
}

interface Statuses {
  readonly first: Status;
  readonly second?: Status;
  readonly third?: Status;
}

const categoryForm = /^[A-Z]{1,2}\d{1,2}[A-Z]?$|^RQ$/;
const statusForm = /^\d{1,4}$/;

const statuses = ['first', 'second', 'third'] as const;

/** What can be told of the codes without their lists: A7 and 562 look like what they are, 562 and A7 do not. */
const forms: readonly FindingSegmentRule<Statuses>[] = [
  {
    says: 'a status category is one letter or two and a number',
    level: 'code-set',
    faults: (segment) =>
      statuses.flatMap((which) => {
        const status = segment[which];
        return status && !categoryForm.test(status.category) ? [`${which}.category`] : [];
      }),
  },
  {
    says: 'a claim status is a number, and one that there is',
    level: 'code-set',
    faults: (segment, { codes }) =>
      statuses.flatMap((which) => {
        const status = segment[which];
        // The reject codes of pharmacies (RX) are another list.
        if (!status || status.codeList === 'RX') return [];
        const isKnown = statusForm.test(status.status) && codes?.('claim-status', status.status) !== false;
        return isKnown ? [] : [`${which}.status`];
      }),
  },
];

/** Category, status and, where the status speaks of a party, which party. */
function claimStatus(entity: DataType<string>) {
  return composite(
    el('category', externalCode(1, 30, 'claim-status-category')),
    el('status', an(1, 30)),
    opt('entity', entity),
    unused,
  );
}

/** The same of a claim that may be a pharmacy's: the status is then one of the NCPDP's reject codes. */
function codedStatus(entity: DataType<string>) {
  return composite(
    el('category', externalCode(1, 30, 'claim-status-category')),
    el('status', an(1, 30)),
    opt('entity', entity),
    opt('codeList', id('RX')),
  );
}

/** STC: up to three statuses that hold together, on one day. Whom they may speak of differs from level to level. */
export function statusOf(...entities: string[]) {
  const status = claimStatus(id(...entities));
  return segment(
    'STC',
    [
      el('first', status),
      opt('date', date(8)),
      opt('action', id('U', 'WQ')),
      opt('charge', money),
      unused,
      unused,
      unused,
      unused,
      unused,
      opt('second', status),
      opt('third', status),
      opt('message', an(1, 264)),
    ],
    ...forms,
  );
}

/** STC of a claim in adjudication: what was paid, when, and with which payment. */
export function adjudicationStatusOf(...entities: string[]) {
  const status = codedStatus(id(...entities));
  return segment(
    'STC',
    [
      el('first', status),
      el('date', date(8)),
      unused,
      opt('charge', money),
      opt('paid', money),
      opt('adjudicated', date(8)),
      unused,
      opt('remitted', date(8)),
      opt('remittanceTrace', an(1, 16)),
      opt('second', status),
      opt('third', status),
      unused,
    ],
    ...forms,
  );
}

/** SVC: a service line as it was billed, by a code of one of these code sets. */
export function serviceOf<const Qualifier extends string>(...qualifiers: Qualifier[]) {
  return segment(
    'SVC',
    [
      el(
        'procedure',
        composite(
          el('qualifier', id(...qualifiers)),
          el('code', an(1, 48)),
          list('modifiers', 4, an(2, 2)),
          unused,
          unused,
        ),
      ),
      el('charge', money),
      opt('paid', money),
      opt('revenueCode', externalCode(1, 48, 'revenue-code')),
      unused,
      unused,
      opt('units', decimal(1, 15)),
    ],
    hcpcsFormed('procedure'),
    revenueFormed('procedure'),
    revenueCoded,
  );
}

export const SVC = serviceOf('AD', 'ER', 'HC', 'HP', 'IV', 'N4', 'NU', 'WK');

export const serviceDate = use(DTP, { qualifier: '472' });

/** The number by which the payer knows the claim. */
export const payerClaimControlNumber = use(REF, { qualifier: '1K' });
/** CLM05-1 and CLM05-3 of the claim, which the uniform bill prints with a zero before them. */
export const billType = use(
  REF,
  { qualifier: 'BLT', id: externalCode(1, 50, 'nubc-bill-type') },
  formed(
    'id',
    /^0?[1-9]\d[0-9A-Z]$/,
    'a type of bill is the two digits of a kind of facility and the frequency, as in 131',
  ),
);
/** The provider's number of the patient's account: CLM01 of the claim. */
export const patientControlNumber = use(REF, { qualifier: 'EJ' });
export const prescriptionNumber = use(REF, { qualifier: 'XZ' });
/** The number by which a clearinghouse knows the claim. */
export const clearinghouseTraceNumber = use(REF, { qualifier: 'D9' });
export const lineControlNumber = use(REF, { qualifier: 'FJ' });
