import { type Acknowledgement999, acknowledgement999 } from '../../guides/acknowledgement-999.ts';
import { type Claim837I, claim837i } from '../../guides/claim-837i/index.ts';
import { type Claim837P, claim837p } from '../../guides/claim-837p/index.ts';
import { type ClaimAcknowledgement277, claimAcknowledgement277 } from '../../guides/claim-acknowledgement-277ca.ts';
import { type EligibilityInquiry270, eligibilityInquiry270 } from '../../guides/eligibility-270.ts';
import { type EligibilityResponse271, eligibilityResponse271 } from '../../guides/eligibility-271.ts';
import { type Remittance835, remittance835 } from '../../guides/remittance-835/index.ts';
import { type Cents, negateCents, sumCents, zeroCents } from '../../money.ts';
import type { Guide, Transaction } from '../../x12/index.ts';
import { claimReceipts } from '../acknowledgements/claim-receipts.ts';
import { transactionsReceipt } from '../acknowledgements/transactions-receipt.ts';
import type { Loose } from '../loose.ts';

/** What one transaction set holds. */
export interface Summary {
  readonly what: string;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly counts: Readonly<Record<string, number>>;
  readonly amount?: { readonly of: 'billed' | 'paid'; readonly cents: Cents };
}

type Held = Omit<Summary, 'what'>;

interface Kind {
  readonly guide: Guide;
  readonly what: string;
  summarize(value: unknown): Held;
}

/** What each guide's transaction sets hold. A value with issues may lack anything. */
const kinds: readonly Kind[] = [
  { guide: claim837p, what: '837 professional claims', summarize: (value) => claims(value as Loose<Claim837P>) },
  { guide: claim837i, what: '837 institutional claims', summarize: (value) => claims(value as Loose<Claim837I>) },
  { guide: remittance835, what: '835 remittance advice', summarize: (value) => payment(value as Loose<Remittance835>) },
  {
    guide: acknowledgement999,
    what: '999 acknowledgement',
    summarize: (value) => receipt(value as Loose<Acknowledgement999>),
  },
  {
    guide: claimAcknowledgement277,
    what: '277CA claim acknowledgement',
    summarize: (value) => claimAnswers(value as Loose<ClaimAcknowledgement277>),
  },
  {
    guide: eligibilityInquiry270,
    what: '270 eligibility inquiry',
    summarize: (value) => patients(value as Loose<EligibilityInquiry270>),
  },
  {
    guide: eligibilityResponse271,
    what: '271 eligibility answer',
    summarize: (value) => patients(value as Loose<EligibilityResponse271>),
  },
];

function claims({ submitter, receiver, billingProviders = [] }: Loose<Claim837P> | Loose<Claim837I>): Held {
  const subscribers = billingProviders.flatMap((provider) => provider.subscribers ?? []);
  const all = subscribers.flatMap((subscriber) => [
    ...(subscriber.claims ?? []),
    ...(subscriber.patients ?? []).flatMap((patient) => patient.claims ?? []),
  ]);
  return {
    from: submitter?.name?.last,
    to: receiver?.name?.last,
    counts: { claims: all.length },
    amount: { of: 'billed', cents: sumCents(all.map(({ claim }) => claim?.totalCharge ?? zeroCents)) },
  };
}

function payment({ payer, payee, payment: paid = {}, headers = [] }: Loose<Remittance835>): Held {
  const amount = paid.amount ?? zeroCents;
  return {
    from: payer?.name?.name,
    to: payee?.name?.name,
    counts: { payments: 1, claims: headers.flatMap((header) => header.claims ?? []).length },
    // A debit takes money from the provider.
    amount: { of: 'paid', cents: paid.creditDebit === 'D' ? negateCents(amount) : amount },
  };
}

function receipt(value: Loose<Acknowledgement999>): Held {
  const { transactions } = transactionsReceipt(value);
  const accepted = transactions.filter((transaction) => transaction.accepted).length;
  return { counts: { transactionSets: transactions.length, rejected: transactions.length - accepted } };
}

function claimAnswers(value: Loose<ClaimAcknowledgement277>): Held {
  const ofClaims = claimReceipts(value).filter(({ level }) => level === 'claim');
  const rejected = ofClaims.filter(({ outcome }) => outcome === 'rejected').length;
  return { counts: { claims: ofClaims.length, rejected } };
}

/** Those who are asked about, or answered for: a subscriber's dependents in the subscriber's place. */
function patients({ sources = [] }: Loose<EligibilityInquiry270> | Loose<EligibilityResponse271>): Held {
  const receivers = sources.flatMap((source) => source.receivers ?? []);
  const subscribers = receivers.flatMap((receiver) => receiver.subscribers ?? []);
  return { counts: { patients: subscribers.reduce((sum, { dependents = [] }) => sum + (dependents.length || 1), 0) } };
}

/** What a transaction set holds, as far as it could be read. */
export function summaryOf({ guide, set, value }: Transaction): Summary {
  const kind = kinds.find((known) => known.guide === guide);
  if (kind !== undefined) return { what: kind.what, ...kind.summarize(value ?? {}) };
  // Where the file is at fault, anything may stand there.
  const name = /^\d{3}$/.test(set) ? set : 'transaction set';
  return { what: `${name}, not read here`, counts: { transactionSets: 1 } };
}
