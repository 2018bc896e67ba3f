import { type Acknowledgement999, acknowledgement999 } from '../../guides/acknowledgement-999.ts';
import { type Claim837I, claim837i } from '../../guides/claim-837i/index.ts';
import { type Claim837P, claim837p } from '../../guides/claim-837p/index.ts';
import {
  acknowledgedProvider,
  acknowledgedReceiver,
  claimAcknowledgement277,
} from '../../guides/claim-acknowledgement-277ca.ts';
import { claimStatusInquiry276 } from '../../guides/claim-status-276.ts';
import { claimStatusAnswer277 } from '../../guides/claim-status-277.ts';
import { eligibilityInquiry270 } from '../../guides/eligibility-270.ts';
import { eligibilityResponse271 } from '../../guides/eligibility-271.ts';
import { remittance835 } from '../../guides/remittance-835/index.ts';
import { type Cents, negateCents, zeroCents } from '../../money.ts';
import type { Guide, Item, PassedTransaction } from '../../x12/index.ts';
import { claimReceipts } from '../acknowledgements/claim-receipts.ts';
import type { Loose } from '../loose.ts';

/** What a transaction set holds, or one item of it adds. */
export interface Held {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly counts: Readonly<Record<string, number>>;
  readonly amount?: { readonly of: 'billed' | 'paid'; readonly cents: Cents };
}

/** How transaction sets of a guide are summed up: by what each item adds, then by what they say as a whole. */
interface Kind<Value = unknown> {
  readonly guide: Guide<Value>;
  readonly what: string;
  readonly ofItem: (item: Item) => Held;
  /** A value with issues may lack anything. */
  readonly ofWhole: (value: Loose<Value>) => Held;
}

const nothing: Held = { counts: {} };

/** The guides that files are checked by. */
const kinds: readonly Kind[] = [
  kind({ guide: claim837p, what: '837 professional claims', ofItem: oneClaim, ofWhole: noClaims }),
  kind({ guide: claim837i, what: '837 institutional claims', ofItem: oneClaim, ofWhole: noClaims }),
  kind({
    guide: remittance835,
    what: '835 remittance advice',
    ofItem: () => ({ counts: { claims: 1 } }),
    ofWhole: ({ payer, payee, payment: { amount = zeroCents, creditDebit } = {} }) => ({
      from: payer?.name?.name,
      to: payee?.name?.name,
      counts: { payments: 1, claims: 0 },
      // A debit takes money from the provider.
      amount: { of: 'paid', cents: creditDebit === 'D' ? negateCents(amount) : amount },
    }),
  }),
  kind({
    guide: acknowledgement999,
    what: '999 acknowledgement',
    ofItem: (item) => {
      const { result } = item.value as Loose<Acknowledgement999['transactions'][number]>;
      return { counts: { transactionSets: 1, rejected: ['A', 'E'].includes(result?.code ?? '') ? 0 : 1 } };
    },
    ofWhole: () => ({ counts: { transactionSets: 0, rejected: 0 } }),
  }),
  kind({
    guide: claimAcknowledgement277,
    what: '277CA claim acknowledgement',
    ofItem: claimAnswers,
    ofWhole: () => ({ counts: { claims: 0, rejected: 0 } }),
  }),
  kind({ guide: claimStatusInquiry276, what: '276 claim status inquiry', ofItem: claimAsked, ofWhole: noClaimsAsked }),
  kind({ guide: claimStatusAnswer277, what: '277 claim status answer', ofItem: claimAsked, ofWhole: noClaimsAsked }),
  kind({ guide: eligibilityInquiry270, what: '270 eligibility inquiry', ofItem: patients, ofWhole: noPatients }),
  kind({ guide: eligibilityResponse271, what: '271 eligibility answer', ofItem: patients, ofWhole: noPatients }),
];

/** Checks a row against the type of its guide. */
function kind<Value>(row: Kind<Value>): Kind {
  return row as unknown as Kind;
}

export const checkedGuides: readonly Guide[] = kinds.map(({ guide }) => guide);

function oneClaim({ value }: Item): Held {
  const { claim } = value as { readonly claim?: { readonly totalCharge?: Cents } };
  return { counts: { claims: 1 }, amount: { of: 'billed', cents: claim?.totalCharge ?? zeroCents } };
}

function noClaims({ submitter, receiver }: Loose<Claim837P> | Loose<Claim837I>): Held {
  return {
    from: submitter?.name?.last,
    to: receiver?.name?.last,
    counts: { claims: 0 },
    amount: { of: 'billed', cents: zeroCents },
  };
}

function claimAnswers(item: Item): Held {
  const provider = { ...item.within(acknowledgedProvider), patients: [item.value as object] };
  const receiver = { ...item.within(acknowledgedReceiver), providers: [provider] };
  const ofClaims = claimReceipts({ source: { receivers: [receiver] } }).filter(({ level }) => level === 'claim');
  const rejected = ofClaims.filter(({ outcome }) => outcome === 'rejected').length;
  return { counts: { claims: ofClaims.length, rejected } };
}

/** A claim that is asked about, or answered for. */
function claimAsked(): Held {
  return { counts: { claims: 1 } };
}

function noClaimsAsked(): Held {
  return { counts: { claims: 0 } };
}

/** Who is asked about, or answered for: a subscriber, or a dependent in the subscriber's place. */
function patients(): Held {
  return { counts: { patients: 1 } };
}

function noPatients(): Held {
  return { counts: { patients: 0 } };
}

export function heldByItem(item: Item): Held {
  return kinds.find((known) => known.guide === item.guide)?.ofItem(item) ?? nothing;
}

export function heldByWhole({ guide, set, value }: PassedTransaction): Held & { readonly what: string } {
  const known = kinds.find((each) => each.guide === guide);
  if (known !== undefined) return { what: known.what, ...known.ofWhole(value ?? {}) };
  // Where the file is at fault, anything may stand there.
  const name = /^\d{3}$/.test(set) ? set : 'transaction set';
  return { what: `${name}, not read here`, counts: { transactionSets: 1 } };
}
