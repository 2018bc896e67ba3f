import { type ClaimPaymentLoop, type Remittance835, remittance835 } from '../../guides/remittance-835/index.ts';
import { balanceClaim, balanceTransaction, type Imbalance, sayImbalance } from '../../remittance/index.ts';
import type { Interchange, Issue, Place, Transaction } from '../../x12/index.ts';
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

export interface RemittanceImbalances {
  readonly issues: readonly Issue[];
  /** The guide's own issues of the same sums: they name no amounts, and only what has no other fault is judged. */
  readonly instead: readonly Issue[];
}

/** Where a transaction set stands. */
interface Surroundings {
  readonly text: string;
  /** Counts the line ends of the file. */
  readonly linesBefore: Count;
  readonly delimiters: Interchange['delimiters'];
  readonly envelope: Pick<Place, 'interchange' | 'group' | 'transaction'>;
}

/** Every sum of a remittance that does not come out: of the transaction set, of its claims, of their lines. */
export function remittanceImbalances(
  transaction: Transaction,
  { text, linesBefore, delimiters, envelope }: Surroundings,
): RemittanceImbalances {
  const { guide, value, issues } = transaction;
  if (guide !== remittance835 || value === undefined) return { issues: [], instead: [] };
  const written = value as Loose<Remittance835>;
  const start = memoryOf(transaction)?.offset ?? 0;
  const segmentsBefore = counting(text, delimiters.segment, start);
  const found = imbalancesOf(
    written,
    issues.some(({ code }) => code === 'envelope-cut-off'),
  );
  return {
    issues: found.map((imbalance) => {
      const { part, ...where } = whereabouts(written, imbalance);
      const offset = (part && memoryOf(part)?.offset) ?? start;
      const at = { line: linesBefore(offset) + 1, offset, segment: segmentsBefore(offset) + 1 };
      return {
        code: 'rule-broken',
        level: 'balance',
        message: sentence(sayImbalance(imbalance)),
        place: { ...at, ...envelope, ...where },
      };
    }),
    instead: issues.filter(({ level }) => level === 'balance'),
  };
}

/** Where an amount is missing nothing is summed; what broke off is not blamed for the sums of what is lost. */
function imbalancesOf(written: Loose<Remittance835>, isCutOff: boolean): readonly Imbalance[] {
  const needs = new AmountsAlone();
  const remittance = remittanceOf(written, '', needs);
  const whole = needs.missing.length === 0 && !isCutOff ? balanceTransaction(remittance) : [];
  const claims = claimsOf(written).map((claim, index) => imbalancesOfClaim(claim, index + 1));
  return [...whole, ...(isCutOff ? claims.slice(0, -1) : claims).flat()];
}

function imbalancesOfClaim(claim: Loose<ClaimPaymentLoop>, ordinal: number): readonly Imbalance[] {
  const needs = new AmountsAlone();
  const payment = claimPaymentOf(claim, ordinal, needs);
  return needs.missing.length === 0 ? balanceClaim(payment) : [];
}

function claimsOf({ headers = [] }: Loose<Remittance835>): Loose<ClaimPaymentLoop>[] {
  return headers.flatMap((header) => header.claims ?? []);
}

interface Whereabouts extends Pick<Place, 'segmentId' | 'element' | 'loop'> {
  readonly part: object | undefined;
}

/** The element that states the sum. */
function whereabouts(written: Loose<Remittance835>, { of, claim = 0, line = 0 }: Imbalance): Whereabouts {
  if (of === 'transaction') return { segmentId: 'BPR', element: 2, part: written.payment };
  const paid = claimsOf(written)[claim - 1];
  if (of === 'claim') return { segmentId: 'CLP', element: 4, loop: '2100', part: paid?.claim };
  return { segmentId: 'SVC', element: 3, loop: '2110', part: paid?.serviceLines?.[line - 1]?.service };
}

/** How many there are before an offset. */
export type Count = (offset: number) => number;

/** Counts on from where it has come to: offsets that rise, as they do in a file, cost one pass in all. */
export function counting(text: string, mark: string, start: number): Count {
  let count = 0;
  let next = text.indexOf(mark, start);
  return (offset) => {
    for (; next !== -1 && next < offset; next = text.indexOf(mark, next + 1)) count++;
    return count;
  };
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
