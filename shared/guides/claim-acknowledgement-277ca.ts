import type { Cents } from '../money.ts';
import {
  each,
  type Fault,
  type FindingRule,
  guide,
  type Infer,
  loop,
  many,
  maybe,
  notUsed,
  one,
  required,
  some,
  sum,
  type Tally,
  use,
} from '../x12/notation.ts';
import { actionFits, actionsAgree, chargesAgree } from './acknowledged-statuses.ts';
import {
  billType,
  clearinghouseTraceNumber,
  lineControlNumber,
  payerClaimControlNumber,
  prescriptionNumber,
  serviceDate,
  serviceOf,
  standard277,
  statusOf,
} from './claim-status-segments.ts';
import { codeList } from './code-list.ts';
import { AMT, BHT, DTP, HL, NM1, QTY, REF, TRN } from './segments/index.ts';

const unlimited = Number.POSITIVE_INFINITY;

const trace = { originator: notUsed, originatorSupplement: notUsed } as const;

/** Whom the status of a claim may speak of. */
const STC = statusOf(
  ...codeList('03 1P 1Z 40 41 71 72 73 77 82 85 87 DK DN DQ FA GB HK IL LI MSC PR PRP QB QC QD SEP TL TTP TU'),
);

const serviceLine = loop('2220D', {
  service: one(use(serviceOf('AD', 'ER', 'HC', 'HP', 'IV', 'NU', 'WK'), { paid: notUsed })),
  // No day here by the guide's examples; some senders give one.
  statuses: some(
    unlimited,
    // Not narrowed to U: another action would be taken for a status of the claim.
    use(
      STC,
      { action: required, charge: notUsed },
      {
        says: 'only a rejected line is spoken of: its action is U',
        at: 'action',
        level: 'requirement',
        holds: ({ action }) => action === 'U',
      },
    ),
  ),
  lineControlNumber: maybe(lineControlNumber),
  prescriptionNumber: maybe(prescriptionNumber),
  serviceDate: maybe(serviceDate),
});

/** One claim; `claimTrace.number` is the patient control number it was sent with. */
export const acknowledgedClaim = loop(
  '2200D',
  {
    claimTrace: one(use(TRN, { type: '2', ...trace })),
    statuses: some(unlimited, use(STC, { date: required, action: required, charge: required }, actionFits)),
    payerClaimControlNumber: maybe(payerClaimControlNumber),
    clearinghouseTraceNumber: maybe(clearinghouseTraceNumber),
    billType: maybe(billType),
    serviceDate: one(serviceDate),
    serviceLines: many(unlimited, serviceLine),
  },
  actionsAgree,
  chargesAgree,
  {
    says: 'a service line is told of where it caused its claim to be rejected',
    level: 'situation',
    forbids: 'loop',
    given: { serviceLines: true },
    faults: ({ statuses, serviceLines: [line] }): Fault[] =>
      line && statuses.length > 0 && statuses.every(({ action }) => action === 'WQ') ? [[line.service]] : [],
  },
);

export const acknowledgedPatient = loop('2000D', {
  level: one(use(HL, { level: 'PT', hasChildren: notUsed })),
  party: one(
    loop('2100D', {
      name: one(use(NM1, { entity: 'QC', type: '1', last: required, idQualifier: ['II', 'MI'], id: required })),
    }),
  ),
  claims: some(unlimited, acknowledgedClaim),
});

/** How many claims, and what charges, were accepted and rejected. */
interface Totals {
  readonly acceptedQuantity?: { readonly quantity: number };
  readonly rejectedQuantity?: { readonly quantity: number };
  readonly acceptedAmount?: { readonly amount: number };
  readonly rejectedAmount?: { readonly amount: number };
}

type Kind = keyof Totals;

const kinds = {
  acceptedQuantity: 'the number of accepted claims is that of the claims below',
  rejectedQuantity: 'the number of rejected claims is that of the claims below',
  acceptedAmount: 'the charges of accepted claims are those of the claims below',
  rejectedAmount: 'the charges of rejected claims are those of the claims below',
} as const satisfies Record<Kind, string>;

const kindNames = Object.keys(kinds) as Kind[];

function givesTotals(totals: Totals | undefined): totals is Totals {
  return kindNames.some((kind) => totals?.[kind] !== undefined);
}

/** A kind that is left out is none, where another is given. */
function totalOf(kind: Kind, totals: Totals): number {
  if (kind === 'acceptedQuantity' || kind === 'rejectedQuantity') return totals[kind]?.quantity ?? 0;
  return totals[kind]?.amount ?? 0;
}

const actions = { U: 'rejected', WQ: 'accepted' } as const;

/** What the claims below add to a total: a claim's first status says whether it was accepted, and its charge. */
function claimsOf(kind: Kind): Tally {
  return sum(acknowledgedClaim, ({ statuses: [status] }) => {
    const action = status && actions[status.action];
    // A claim that cannot be read is one of either kind.
    if (action === undefined) return Number.NaN;
    if (!kind.startsWith(action)) return 0;
    return kind.endsWith('Quantity') ? 1 : (status?.charge ?? Number.NaN);
  });
}

interface Level {
  readonly level: { readonly hasChildren?: '0' | '1' };
  readonly outcome?: { readonly trace: object; readonly statuses: readonly { readonly charge?: Cents }[] } & Totals;
}

/** Totals, where they are given, are those of the claims below. A level refused as a whole need not list its claims. */
function totalsAgree(below: (kind: Kind) => Tally[]): FindingRule<Level>[] {
  return kindNames.map((kind) => ({
    says: kinds[kind],
    level: 'balance',
    asksFor: kind,
    tally: below(kind),
    faults({ level, outcome }, { tally }) {
      const agrees = level.hasChildren === '0' || !givesTotals(outcome) || totalOf(kind, outcome) === tally;
      if (agrees || !outcome) return [];
      const said = outcome[kind];
      return [said ? [said, kind.endsWith('Quantity') ? 'quantity' : 'amount'] : [outcome.trace]];
    },
  }));
}

/** What a provider without listed claims says of them; not a number when it does not say. */
function unlistedOf(kind: Kind): Tally {
  return sum(acknowledgedProvider, ({ level, outcome }) => {
    if (level.hasChildren !== '0') return 0;
    return givesTotals(outcome) ? totalOf(kind, outcome) : Number.NaN;
  });
}

/** The charges of all claims; not a number where one does not say. */
const chargesOfClaims = sum(acknowledgedClaim, ({ statuses: [status] }) => status?.charge ?? Number.NaN);

/** What a level says of all its claims, by what it totals or else by its status. */
function chargesSaid({ outcome }: Level): number {
  const [status] = outcome?.statuses ?? [];
  if (givesTotals(outcome)) return totalOf('acceptedAmount', outcome) + totalOf('rejectedAmount', outcome);
  return status?.charge ?? Number.NaN;
}

/** A level's status tells what all its claims charge (STC04), accepted or not. Where its totals do not, they have told so. */
function chargeAgrees(...tally: Tally[]): FindingRule<Level> {
  return {
    says: 'the charge that a status of a level tells is that of all claims below',
    level: 'balance',
    tally,
    faults(level, { tally: ofClaims }) {
      const said = chargesSaid(level);
      const expected = level.level.hasChildren === '0' ? said : ofClaims;
      const [status] = level.outcome?.statuses ?? [];
      if (status?.charge === undefined || status.charge === expected) return [];
      return givesTotals(level.outcome) && said !== expected ? [] : [[status, 'charge']];
    },
  };
}

function totals<Accepted extends string, Rejected extends string>(accepted: Accepted, rejected: Rejected) {
  return {
    acceptedQuantity: maybe(use(QTY, { qualifier: accepted })),
    rejectedQuantity: maybe(use(QTY, { qualifier: rejected })),
    acceptedAmount: maybe(use(AMT, { qualifier: 'YU' })),
    rejectedAmount: maybe(use(AMT, { qualifier: 'YY' })),
  };
}

const providerName = loop('2100C', {
  name: one(use(NM1, { entity: '85', last: required, idQualifier: ['FI', 'SV', 'XX'], id: required })),
});

/**
 * The billing provider; `alternateNames` has other numbers of the same provider. `outcome` is there when all that it
 * sent was answered at once.
 */
export const acknowledgedProvider = loop(
  '2000C',
  {
    level: one(use(HL, { level: '19' })),
    party: one(providerName),
    alternateNames: many(unlimited, providerName),
    outcome: maybe(
      loop(
        '2200C',
        {
          trace: one(use(TRN, { type: '1', ...trace })),
          statuses: many(
            unlimited,
            use(
              statusOf('36', '40', '41', '77', '82', '85', '87', 'AY', 'PR'),
              { action: required, charge: required, date: notUsed, message: notUsed },
              actionFits,
            ),
          ),
          secondaryIds: many(3, use(REF, { qualifier: ['0B', '1G', 'G2', 'LU', 'SY', 'TJ'] })),
          ...totals('QA', 'QC'),
        },
        actionsAgree,
        chargesAgree,
      ),
    ),
    patients: each(acknowledgedPatient),
  },
  ...totalsAgree((kind) => [claimsOf(kind)]),
  chargeAgrees(chargesOfClaims),
);

/** The same of a provider without listed claims; nothing of one that lists them. */
const chargesUnlisted = sum(acknowledgedProvider, (provider) =>
  provider.level.hasChildren === '0' ? chargesSaid(provider) : 0,
);

/** Who sent the claims; `outcome.trace.number` is the BHT03 of the 837 that is answered. */
export const acknowledgedReceiver = loop(
  '2000B',
  {
    level: one(use(HL, { level: '21' })),
    party: one(
      loop('2100B', {
        name: one(use(NM1, { entity: '41', last: required, suffix: notUsed, idQualifier: '46', id: required })),
      }),
    ),
    outcome: one(
      loop(
        '2200B',
        {
          trace: one(use(TRN, { type: '2', ...trace })),
          // Required by the letter, but the guide's own example of a rejected batch leaves day and charge out.
          statuses: some(
            unlimited,
            use(statusOf('36', '40', '41', 'AY', 'PR'), { action: required, message: notUsed }, actionFits),
          ),
          ...totals('90', 'AA'),
        },
        actionsAgree,
        chargesAgree,
      ),
    ),
    providers: each(acknowledgedProvider),
  },
  ...totalsAgree((kind) => [claimsOf(kind), unlistedOf(kind)]),
  chargeAgrees(chargesOfClaims, chargesUnlisted),
);

/** The payer (PR) or the clearinghouse (AY) that answers. */
export const acknowledgingSource = loop('2000A', {
  level: one(use(HL, { level: '20' })),
  party: one(
    loop('2100A', {
      name: one(
        use(NM1, {
          entity: ['AY', 'PR'],
          type: '2',
          last: required,
          first: notUsed,
          middle: notUsed,
          suffix: notUsed,
          idQualifier: ['46', 'FI', 'PI', 'XV'],
          id: required,
        }),
      ),
    }),
  ),
  receipt: one(
    loop('2200A', {
      trace: one(use(TRN, { type: '1', ...trace })),
      received: one(use(DTP, { qualifier: '050', format: 'D8' })),
      processed: one(use(DTP, { qualifier: '009', format: 'D8' })),
    }),
  ),
  // The guide knows one receiver a transaction set; a list, so that a second one is reported and not lost.
  receivers: some(1, acknowledgedReceiver),
});

export const claimAcknowledgement277 = guide(
  {
    set: '277',
    functionalId: 'HN',
    version: '005010X214',
    reads: ['005010X214'],
    name: 'Health Care Claim Acknowledgement',
    standard: standard277,
  },
  {
    transaction: one(
      use(BHT, { structure: '0085', purpose: '08', reference: required, date: required, time: required, type: 'TH' }),
    ),
    source: one(acknowledgingSource),
  },
);

export type ClaimAcknowledgement277 = Infer<typeof claimAcknowledgement277>;
export type AcknowledgingSource = Infer<typeof acknowledgingSource>;
export type AcknowledgedReceiver = Infer<typeof acknowledgedReceiver>;
export type AcknowledgedProvider = Infer<typeof acknowledgedProvider>;
export type AcknowledgedPatient = Infer<typeof acknowledgedPatient>;
export type AcknowledgedClaim = Infer<typeof acknowledgedClaim>;
export type AcknowledgedServiceLine = Infer<typeof serviceLine>;
export type ClaimStatus = AcknowledgedClaim['statuses'][number]['first'];
