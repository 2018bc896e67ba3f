import { asCents, type Cents, sumCents, zeroCents } from '../../shared/money.ts';
import type { Behaviour } from '../configuration.ts';
import { type Denial, type Remarks, remarksFor } from '../denials.ts';
import { type CostShare, copayFor, shareCosts } from './cost-share.ts';
import {
  type AdjudicatedLine,
  adjusted,
  adjustments,
  type BilledClaim,
  type BilledLine,
  excess,
  less,
  lesser,
  percentOf,
} from './line.ts';

/** By what a payer adjudicates a claim. */
export interface Terms extends Pick<Behaviour, 'feeSchedule' | 'otherProceduresPercent' | 'benefits'> {
  readonly denial?: Denial | undefined;
  /** Of what is otherwise allowed: a correction allows less. */
  readonly allowedPercent?: number | undefined;
  /** What of the deductible the member has yet to pay. */
  readonly deductibleLeft: Cents;
}

export interface Adjudication {
  readonly lines: readonly AdjudicatedLine[];
  readonly denied: boolean;
  /** Remarks of the whole claim. */
  readonly remarks: readonly string[];
  /** What of the deductible the claim has used up. */
  readonly deductible: Cents;
}

function allowedFor({ procedureCode, units, charge }: BilledLine, terms: Terms): Cents {
  const fee = terms.feeSchedule[procedureCode];
  const full =
    fee === undefined ? percentOf(charge, terms.otherProceduresPercent) : asCents(Math.round(Number(fee) * units));
  return lesser(charge, percentOf(full, terms.allowedPercent ?? 100));
}

function denyLine(line: BilledLine, denial: Denial, remarks: Remarks): AdjudicatedLine {
  const left = lesser(line.leftByPriorPayers ?? line.charge, line.charge);
  return {
    charge: line.charge,
    allowed: zeroCents,
    paid: zeroCents,
    adjustments: adjustments(
      { group: 'OA', reason: '23', amount: less(line.charge, left) },
      { group: denial.group, reason: denial.reason, amount: left },
    ),
    remarks: remarks.line,
  };
}

function payAsFirst(line: BilledLine, allowed: Cents, share: CostShare): AdjudicatedLine {
  return {
    charge: line.charge,
    allowed,
    paid: less(allowed, share.deductible, share.copay, share.coinsurance),
    adjustments: adjustments(
      { group: 'CO', reason: '45', amount: less(line.charge, allowed) },
      { group: 'PR', reason: '1', amount: share.deductible },
      { group: 'PR', reason: '2', amount: share.coinsurance },
      { group: 'PR', reason: '3', amount: share.copay },
    ),
    remarks: [],
  };
}

/** Pays what it would have paid as the first payer, but no more than the payers before it left to the patient. */
function payAfterOthers(line: BilledLine, allowed: Cents, share: CostShare, leftByPriorPayers: Cents): AdjudicatedLine {
  const left = lesser(leftByPriorPayers, line.charge);
  const benefit = less(allowed, share.deductible, share.copay, share.coinsurance);
  const paid = lesser(benefit, left);
  const writtenOff = excess(left, allowed);
  // What is left of the patient's part is said in the order in which it arose.
  const patient = less(left, paid, writtenOff);
  const deductible = lesser(share.deductible, patient);
  const copay = lesser(share.copay, less(patient, deductible));
  return {
    charge: line.charge,
    allowed,
    paid,
    adjustments: adjustments(
      { group: 'OA', reason: '23', amount: less(line.charge, left) },
      { group: 'CO', reason: '45', amount: writtenOff },
      { group: 'PR', reason: '1', amount: deductible },
      { group: 'PR', reason: '2', amount: less(patient, deductible, copay) },
      { group: 'PR', reason: '3', amount: copay },
    ),
    remarks: [],
  };
}

/** What becomes of each line of a claim, to the cent. */
export function adjudicate(claim: BilledClaim, terms: Terms): Adjudication {
  const { denial, benefits } = terms;
  const remarks = denial ? remarksFor(denial.reason) : undefined;
  const firstDenied = denial ? (denial.lines === 'all' ? 0 : claim.lines.length - 1) : claim.lines.length;
  const payable = claim.lines.slice(0, firstDenied).map((line) => ({ line, allowed: allowedFor(line, terms) }));
  const shares = shareCosts(
    payable.map(({ allowed }) => allowed),
    { ...benefits, deductibleLeft: terms.deductibleLeft, copay: copayFor(claim, benefits) },
  );
  const paid = payable.map(({ line, allowed }, index) => {
    const share = shares[index] ?? { deductible: zeroCents, copay: zeroCents, coinsurance: zeroCents };
    return line.leftByPriorPayers === undefined
      ? payAsFirst(line, allowed, share)
      : payAfterOthers(line, allowed, share, line.leftByPriorPayers);
  });
  const denied = denial && remarks ? claim.lines.slice(firstDenied).map((line) => denyLine(line, denial, remarks)) : [];
  const lines = [...paid, ...denied];
  return {
    lines,
    denied: denied.length > 0 && paid.length === 0,
    remarks: denied.length > 0 ? (remarks?.claim ?? []) : [],
    deductible: sumCents(paid.map((line) => adjusted(line, 'PR', '1'))),
  };
}
