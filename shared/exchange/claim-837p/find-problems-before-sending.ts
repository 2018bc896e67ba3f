import type { Finding } from '../../claims/index.ts';
import { claim837p } from '../../guides/claim-837p/index.ts';
import { findIssues, type Issue } from '../../x12/index.ts';
import { findingWithoutLine } from '../issue-findings.ts';
import { fieldAtFault } from './field-at-fault.ts';
import { isHarmless } from './harmless-rules.ts';
import { type OutgoingClaim, outgoingTree } from './outgoing-claim.ts';
import { writeOutgoing837P } from './write-claims-837p.ts';

const nobody = { id: 'CLAIMWRIGHT', name: 'CLAIMWRIGHT', phoneNumber: '8005550100' };

/**
 * Everything around the claim is made up: it is written only to be read again. By the day on which it is, all that the
 * claim tells of is past: what lies in the future today is for those to say who have a clock.
 */
const trial = {
  tradingPartners: { submitter: nobody, receiver: nobody, usage: 'T' },
  controlNumber: 1,
  at: '2099-12-31T00:00',
} as const;

/**
 * What the guide has against a claim as it would leave now. Unlike the findings of an upload it sees corrections, and it
 * says what a receiver's 999 would.
 */
export function findProblemsBeforeSending(claim: OutgoingClaim): Finding[] {
  const outgoing = outgoingTree(claim);
  const { text, leftOut } = writeOutgoing837P(trial, [outgoing]);
  if (text === '') return leftOut.map(({ finding }) => finding);
  // The file begins with its ISA and GS.
  const segments = text
    .split('~')
    .slice(2)
    .map((segment) => segment.trim());
  const issues = findIssues(text, [claim837p]).filter((issue) => !isToldAlready(issue, claim));
  return [...outgoing.findings, ...issues.map((issue) => findingOf(issue, fieldAtFault(issue, segments)))];
}

/** What holds no claim was told of an 837 when it came; an encounter was never written as one before. */
function isToldAlready(issue: Issue, { source }: OutgoingClaim): boolean {
  return source !== undefined && isHarmless(issue);
}

/** A field is named where the claim has it, and its place in the file where it does not. */
function findingOf(issue: Issue, field: string | undefined): Finding {
  const severity = isHarmless(issue) ? 'warning' : 'error';
  const finding = { ...findingWithoutLine(issue), severity } as const;
  return field === undefined ? finding : { ...finding, field, message: issue.message };
}
