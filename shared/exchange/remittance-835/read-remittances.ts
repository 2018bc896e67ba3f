import type { Finding } from '../../claims/index.ts';
import { type Remittance835, remittance835 } from '../../guides/remittance-835/index.ts';
import type { Remittance } from '../../remittance/index.ts';
import { readValues, type Transaction } from '../../x12/index.ts';
import { findingOfIssue } from '../issue-findings.ts';
import type { Loose } from '../loose.ts';
import { contentHash } from './content-hash.ts';
import { Needs } from './needs.ts';
import { remittanceOf } from './remittance-of.ts';

/** One transaction set of a file of remittances: what it says, or why it says nothing that could be posted. */
type ReadRemittance =
  | { readonly kind: 'remittance'; readonly remittance: Remittance; readonly findings: readonly Finding[] }
  | { readonly kind: 'refused'; readonly transactionControlNumber: string; readonly findings: readonly Finding[] };

export interface ReadRemittances {
  readonly transactions: readonly ReadRemittance[];
  /** What is wrong with the file around them. */
  readonly findings: readonly Finding[];
}

/** Reads the remittances (835) of a file: every transaction set of every interchange in it, in order. Others are not looked at. */
export function readRemittances835(file: string | Uint8Array): ReadRemittances {
  const reading = readValues(file, [remittance835]);
  const groups = reading.interchanges.flatMap((interchange) => interchange.groups);
  const transactions = groups
    .flatMap((group) => group.transactions)
    .filter(({ guide, set }) => guide !== undefined || set === remittance835.set);
  const ofTransactions = new Set(transactions.flatMap(({ issues }) => issues));
  return {
    transactions: transactions.map(readTransaction),
    findings: reading.issues.filter((issue) => !ofTransactions.has(issue)).map((issue) => findingOfIssue(issue)),
  };
}

function readTransaction({ value, issues, controlNumber }: Transaction): ReadRemittance {
  const isCutOff = issues.some(({ code }) => code === 'envelope-cut-off');
  const isUnreadable = value === undefined || isCutOff;
  // Whether the sums come out is for `balanceRemittance` to say: it decides what is posted.
  const findings = issues
    .filter(({ level }) => level !== 'balance')
    .map((issue) => findingOfIssue(issue, isUnreadable ? 'error' : 'warning'));
  const refused = (reasons: readonly Finding[]): ReadRemittance => ({
    kind: 'refused',
    transactionControlNumber: controlNumber,
    findings: [...reasons, ...findings],
  });
  if (isUnreadable) return refused(findings.length === 0 ? [ofOtherVersion] : []);
  const needs = new Needs();
  const remittance = remittanceOf(value as Loose<Remittance835>, contentHash(value), needs);
  if (needs.missing.length > 0) return refused(needs.missing.map(lacks));
  return { kind: 'remittance', remittance, findings };
}

/** The group alone says of what version it is, and that no guide reads it. */
const ofOtherVersion: Finding = {
  code: 'x12-version-unknown',
  severity: 'error',
  message: 'This remittance is of a version (GS08) that is not read here, so that nothing of it can be posted.',
};

function lacks(what: string): Finding {
  return {
    code: 'remittance-incomplete',
    severity: 'error',
    message: `Of this remittance ${what} is missing or can't be read, so that nothing of it can be posted.`,
  };
}
