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
 * The sums of remittances in amounts, as their claims pass. Which of them do not come out, and where that is said, the guide
 * knows: once, innermost, and not where what they need is missing or wrong. It names no amounts.
 */
export class RemittanceSums {
  #claims = 0;
  #paid: Cents | undefined = zeroCents;
  #ofPayment: Issue[] = [];

  /** Holds back what is said of the sum of a payment, of which all is known at its end; true when it does. */
  holds(issue: Issue): boolean {
    if (issue.level !== 'balance' || issue.place.segmentId !== 'BPR') return false;
    this.#ofPayment.push(issue);
    return true;
  }

  /** What is wrong with a claim, its sums in amounts. */
  ofItem({ loop, value, place, issues }: Item): readonly Issue[] {
    if (loop !== claimPaymentLoop) return issues;
    this.#claims++;
    const claim = value as Loose<ClaimPaymentLoop>;
    const { paid } = claim.claim ?? {};
    this.#paid = paid === undefined || this.#paid === undefined ? undefined : plus(this.#paid, paid);
    if (issues.every(({ level }) => level !== 'balance')) return issues;
    const payment = claimPaymentOf(claim, this.#claims, new AmountsAlone());
    const inAmounts = balanceClaim(payment).map((imbalance) => atClaim(imbalance, claim, place));
    return issues.map((issue) => inAmounts.find((one) => isOfSameSum(one, issue)) ?? issue);
  }

  /** What is wrong with the sum of a payment. */
  ofTransaction({ guide, value }: PassedTransaction): readonly Issue[] {
    const held = this.#ofPayment;
    const paid = this.#paid;
    this.#ofPayment = [];
    this.#claims = 0;
    this.#paid = zeroCents;
    if (guide !== remittance835 || paid === undefined) return held;
    const remittance = remittanceOf(value as Loose<Remittance835>, '', new AmountsAlone());
    const [imbalance] = balanceTransaction({ ...remittance, claims: [{ paid }] });
    return imbalance ? held.map(({ place }) => issueOf(imbalance, place)) : held;
  }
}

function isOfSameSum(one: Issue, { level, place }: Issue): boolean {
  return level === 'balance' && place.segment === one.place.segment && place.element === one.place.element;
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
