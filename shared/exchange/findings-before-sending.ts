import type { Finding } from '../claims/index.ts';
import { type ScrubContext, scrub } from '../edits/index.ts';
import { findProblemsBeforeSending } from './claim-837p/find-problems-before-sending.ts';
import type { OutgoingClaim } from './claim-837p/outgoing-claim.ts';

/**
 * All that is wrong with a claim that is to be sent: what was found in its file, what the edits find, and what a
 * receiver's 999 would say. The guide has the last word: it would only say again, in its own terms, what stops the claim.
 */
export function findingsBeforeSending(
  claim: OutgoingClaim,
  inFile: readonly Finding[],
  context: ScrubContext,
  stops: (finding: Finding) => boolean,
): readonly Finding[] {
  const found = [...inFile, ...scrub(claim.claim, context)];
  return found.some(stops) ? found : [...found, ...findProblemsBeforeSending(claim)];
}
