import {
  type ClaimPaymentLoop,
  claimPaymentLoop,
  type Remittance835,
  remittance835,
} from '../../guides/remittance-835/index.ts';
import { asCents, type Cents, zeroCents } from '../../money.ts';
import { balanceClaim, balanceTransaction, type Imbalance, sayImbalance } from '../../remittance/index.ts';
import type { Issue, Item, PassedTransaction, Place } from '../../x12/index.ts';
import { memoryOf } from '../../x12/memory.ts';
import type { Loose } from '../loose.ts';
import { claimPaymentOf } from '../remittance-835/claim-payment-of.ts';
import { Needs } from '../remittance-835/needs.ts';
import { remittanceOf } from '../remittance-835/remittance-of.ts';

/** Whether sums come out can be told without names and dates. */
class AmountsAlone extends Needs {
  override text(_what: string, text: string | undefined): string {
    return text ?? '';
  }
}

/**
 * The sums of remittances, as their claims pass. What the guide itself says of a sum names no amounts: it is held back
 * until it is known whether we say more.
 */
export class RemittanceSums {
  #claims = 0;
  #paid: Cents | undefined = zeroCents;
  #ofPayment: Issue[] = [];
  #isCutOff = false;

  /** Takes note of an issue that is no claim's; true when it is held back. */
  holds(issue: Issue): boolean {
    if (issue.code === 'envelope-cut-off') this.#isCutOff = true;
    if (issue.level !== 'balance' || issue.place.segmentId !== 'BPR') return false;
    this.#ofPayment.push(issue);
    return true;
  }

  /** What is wrong with a claim, its sums in amounts. */
  ofItem({ loop, value, place, issues }: Item): readonly Issue[] {
    if (loop !== claimPaymentLoop) return issues;
    this.#claims++;
    const needs = new AmountsAlone();
    const claim = value as Loose<ClaimPaymentLoop>;
    const payment = claimPaymentOf(claim, this.#claims, needs);
    const { paid } = claim.claim ?? {};
    this.#paid = paid === undefined || this.#paid === undefined ? undefined : plus(this.#paid, paid);
    // What broke off is not blamed for the sums of what is lost.
    if (needs.missing.length > 0 || issues.some(({ code }) => code === 'envelope-cut-off')) return issues;
    const ours = balanceClaim(payment).map((imbalance) => atClaim(imbalance, claim, place));
    const said = new Set(ours.map((issue) => issue.place.segment));
    const others = issues.filter(({ level, place: { segment } }) => level !== 'balance' || !said.has(segment));
    return [...others, ...ours].sort((a, b) => a.place.offset - b.place.offset);
  }

  /** What is wrong with the sum of a payment. */
  ofTransaction({ guide, value }: PassedTransaction, place: Partial<Place>): readonly Issue[] {
    const held = this.#ofPayment;
    const paid = this.#paid;
    const isWhole = !this.#isCutOff;
    this.#ofPayment = [];
    this.#claims = 0;
    this.#paid = zeroCents;
    this.#isCutOff = false;
    if (guide !== remittance835 || paid === undefined || !isWhole) return held;
    const needs = new AmountsAlone();
    const written = value as Loose<Remittance835>;
    const remittance = remittanceOf(written, '', needs);
    const at = held[0]?.place ?? placeOf(written.payment, { ...place, segmentId: 'BPR' });
    if (needs.missing.length > 0 || !at) return held;
    return balanceTransaction({ ...remittance, claims: [{ paid }] }).map((imbalance) =>
      issueOf(imbalance, { ...at, element: 2 }),
    );
  }
}

/** At the element that states the sum. */
function atClaim(imbalance: Imbalance, { serviceLines = [] }: Loose<ClaimPaymentLoop>, place: Place): Issue {
  if (imbalance.of !== 'line') return issueOf(imbalance, { ...place, element: 4 });
  const service = serviceLines[(imbalance.line ?? 0) - 1]?.service;
  const line = placeOf(service, { ...place, segmentId: 'SVC', loop: '2110' });
  return issueOf(imbalance, line ? { ...line, element: 3 } : place);
}

function issueOf(imbalance: Imbalance, place: Place): Issue {
  return { code: 'rule-broken', level: 'balance', message: sentence(sayImbalance(imbalance)), place };
}

/** Where a segment stood that was read. */
function placeOf(segment: object | undefined, about: Partial<Place>): Place | undefined {
  const mark = segment && memoryOf(segment)?.standing?.mark;
  return mark && { ...about, line: mark.line, offset: mark.offset, segment: mark.segment };
}

/** What is too much for whole numbers can't be told. */
function plus(one: Cents, other: Cents): Cents | undefined {
  return Number.isSafeInteger(one + other) ? asCents(one + other) : undefined;
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
