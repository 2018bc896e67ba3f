import type { Address, Claim, Practice } from '../claims/index.ts';
import { balances, type JournalEntry, whereTheMoneyStands } from '../ledger/index.ts';
import { asCents, type Cents, sumCents } from '../money.ts';
import type { ClaimPayment, LinePayment } from '../remittance/index.ts';
import { SafeError } from '../safe-error.ts';
import { addresseeOf, fullName } from './addressee.ts';
import { type OwedBecause, owedBecause } from './owed-because.ts';
import { serviceName } from './service-name.ts';
import { type ServiceShares, serviceShares } from './service-shares.ts';

interface StatementService extends ServiceShares {
  /** ISO dates; `dateEnd` only for a range. */
  readonly date: string;
  readonly dateEnd?: string;
  /** In our own plain words. */
  readonly name: string;
  readonly procedureCode: string;
}

/** The statement of the same claim that the patient has, and that does not hold any more. */
export interface ReplacedStatement {
  readonly statementNumber: string;
  /** ISO date. */
  readonly statementDate: string;
}

/** What a patient reads: what was done, who paid what of it, what is left to pay and why. */
export interface PatientStatement {
  readonly statementNumber: string;
  /** ISO dates. */
  readonly statementDate: string;
  readonly dueDate: string;
  readonly replaces?: ReplacedStatement;
  readonly practice: {
    readonly name: string;
    readonly address: Address;
    readonly phoneNumber?: string;
    readonly payOnlineUrl?: string;
  };
  /** Whom it is sent to: the patient, or the parent or guardian of a child. */
  readonly addressee: { readonly name: string; readonly address?: Address };
  readonly patientName: string;
  readonly insuranceName: string;
  readonly services: readonly StatementService[];
  readonly totals: ServiceShares;
  readonly because: readonly OwedBecause[];
}

export interface StatementParts {
  readonly practice: Practice;
  readonly claim: Claim;
  /** The answers of payers that count, each without what it says of the others. */
  readonly payments: readonly ClaimPayment[];
  /** Whether more than one payer has answered. */
  readonly isOfSeveralPayers: boolean;
  /** The claim's line (from 0) that an answer names by our line control number. */
  readonly positionOf: (answer: LinePayment) => number | undefined;
  /** Every entry of the claim: what the totals are. */
  readonly journal: readonly JournalEntry[];
  readonly statementNumber: string;
  readonly statementDate: string;
  readonly dueDate: string;
  readonly replaces: ReplacedStatement | undefined;
}

function practiceOf({ billingProvider, patientBilling }: Practice): PatientStatement['practice'] {
  const phoneNumber = patientBilling?.phoneNumber ?? billingProvider.contact?.phoneNumber;
  return {
    name: fullName({ ...billingProvider, lastName: billingProvider.lastNameOrOrganization }),
    address: billingProvider.address,
    ...(phoneNumber === undefined ? {} : { phoneNumber }),
    ...(patientBilling?.payOnlineUrl === undefined ? {} : { payOnlineUrl: patientBilling.payOnlineUrl }),
  };
}

function totalsOf(journal: readonly JournalEntry[]): ServiceShares {
  const sums = balances(journal);
  const { billed, paid, adjusted, writtenOff, denied, open } = whereTheMoneyStands(sums);
  // What a payer has taken back beyond what it paid is between the two of us.
  const excess = Math.min(paid, 0);
  return {
    charge: billed,
    insurancePaid: asCents(paid - excess),
    adjustments: asCents(adjusted + writtenOff),
    pending: asCents(denied + open + excess),
    youOwe: sums['receivable:patient'],
  };
}

function columnSum(services: readonly StatementService[], column: keyof ServiceShares): Cents {
  return sumCents(services.map((service) => service[column]));
}

/** Why a statement cannot be sent as it is, if it cannot. */
function faultOf({ services, totals, because }: PatientStatement): string | undefined {
  const columns = ['charge', 'insurancePaid', 'adjustments', 'pending', 'youOwe'] as const;
  const differing = columns.find((column) => columnSum(services, column) !== totals[column]);
  if (differing !== undefined) return `the services do not add up to the ledger: ${differing}`;
  const crooked = [...services, totals].some(
    ({ charge, insurancePaid, adjustments, pending, youOwe }) =>
      charge - insurancePaid - adjustments - pending !== youOwe,
  );
  if (crooked) return 'charge less insurance, adjustments and pending is not what the patient owes';
  if (sumCents(because.map(({ amount }) => amount)) !== totals.youOwe) return 'the reasons do not explain what is owed';
  if (totals.youOwe < 0 || totals.pending < 0) return 'the account is in credit: refund or correct it first';
  return undefined;
}

/** Throws when it does not add up to the cent: a patient is never sent a sum that nobody can explain. */
export function buildStatement(parts: StatementParts): PatientStatement {
  const { practice, claim, journal, statementNumber, statementDate, dueDate, replaces } = parts;
  const totals = totalsOf(journal);
  const shares = serviceShares(parts, totals);
  const statement: PatientStatement = {
    statementNumber,
    statementDate,
    dueDate,
    ...(replaces === undefined ? {} : { replaces }),
    practice: practiceOf(practice),
    ...addresseeOf(claim, statementDate),
    insuranceName: parts.isOfSeveralPayers ? 'your insurance' : claim.payer.name,
    services: claim.serviceLines.flatMap((line, position) => {
      const share = shares[position];
      const range = line.serviceDateEnd === undefined ? {} : { dateEnd: line.serviceDateEnd };
      if (share === undefined) return [];
      return [
        { ...share, date: line.serviceDate, ...range, name: serviceName(line), procedureCode: line.procedureCode },
      ];
    }),
    totals,
    because: owedBecause(journal),
  };
  const fault = faultOf(statement);
  if (fault !== undefined) throw new SafeError(`statement ${statementNumber} cannot be sent: ${fault}`);
  return statement;
}
