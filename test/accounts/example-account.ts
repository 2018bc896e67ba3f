import { buildStatement, type PatientStatement, type StatementParts } from '../../shared/accounts/index.ts';
import type { Claim } from '../../shared/claims/index.ts';
import { type JournalEntry, journalEntry, transfer } from '../../shared/ledger/index.ts';
import { asCents } from '../../shared/money.ts';
import {
  type Adjustment,
  type ClaimPayment,
  type LinePayment,
  paymentPostings,
} from '../../shared/remittance/index.ts';
import { configuration, exampleClaim } from '../claims/example.ts';

const [practice] = configuration.practices;

/** `PR-3 20.00` */
export function adjustments(...written: string[]): readonly Adjustment[] {
  return written.map((text) => {
    const [, group, reasonCode = '', amount] = /^(CO|PR|OA|PI)-(\w+) (-?\d+)$/.exec(text) ?? [];
    return { group: group as Adjustment['group'], reasonCode, amount: asCents(Number(amount)) };
  });
}

/** How a payer answered a line: what it paid and why it did not pay the rest, in cents. */
export function answer(procedureCode: string, charge: number, paid: number, ...reasons: string[]): LinePayment {
  return {
    procedureCode,
    procedureModifiers: [],
    charge: asCents(charge),
    paid: asCents(paid),
    adjustments: adjustments(...reasons),
    remarkCodes: [],
  };
}

export function payment(serviceLines: readonly LinePayment[], change: Partial<ClaimPayment> = {}): ClaimPayment {
  const paid = asCents(serviceLines.reduce((sum, line) => sum + line.paid, 0));
  const charge = asCents(serviceLines.reduce((sum, line) => sum + line.charge, 0));
  const patientResponsibility = asCents(0);
  const common = { ordinal: 1, patientControlNumber: 'X', statusCode: '1', adjustments: [], remarkCodes: [] };
  return { ...common, charge, paid, patientResponsibility, serviceLines, ...change };
}

export function journalOf(claim: Claim, payments: readonly ClaimPayment[]): readonly JournalEntry[] {
  return [
    journalEntry('charge', '2026-03-10', transfer(claim.totalCharge, 'revenue', 'receivable:payer')),
    ...payments.map((paid, index) => journalEntry(`payment#${index}`, '2026-04-01', paymentPostings(paid, 0))),
  ];
}

export function statementParts(
  payments: readonly ClaimPayment[],
  claim: Claim = exampleClaim(),
  more: readonly JournalEntry[] = [],
): StatementParts {
  if (practice === undefined) throw new Error('the example has a practice');
  return {
    practice,
    claim,
    payments,
    positionOf: () => undefined,
    isOfSeveralPayers: false,
    journal: [...journalOf(claim, payments), ...more],
    statementNumber: 'S-1001',
    statementDate: '2026-04-02',
    dueDate: '2026-05-02',
    replaces: undefined,
  };
}

export const usualPayment = payment([
  answer('90834', 12500, 8000, 'CO-45 2500', 'PR-3 2000'),
  answer('90837', 18050, 9040, 'CO-45 5010', 'PR-1 3000', 'PR-2 1000'),
]);

export function exampleStatement(): PatientStatement {
  return buildStatement(statementParts([usualPayment]));
}
