import type { Finding } from '../../claims/index.ts';
import { claim837p } from '../../guides/claim-837p/index.ts';
import { findIssues, type Issue } from '../../x12/index.ts';
import { findingWithoutLine } from '../issue-findings.ts';
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
  const issues = findIssues(text, [claim837p]);
  return [...outgoing.findings, ...issues.flatMap((issue) => findingBeforeSending(issue, claim.source !== undefined))];
}

/** What holds no claim was told of an 837 when it came; an encounter was never written as one before. */
function findingBeforeSending(issue: Issue, cameAs837: boolean): Finding[] {
  if (!isHarmless(issue)) return [findingWithoutLine(issue)];
  return cameAs837 ? [] : [{ ...findingWithoutLine(issue), severity: 'warning' }];
}
