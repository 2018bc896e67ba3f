import type { Finding } from '../claims/index.ts';
import { type ScrubContext, scrub } from '../edits/index.ts';
import { findProblemsBeforeSending } from './claim-837p/find-problems-before-sending.ts';
import type { OutgoingClaim } from './claim-837p/outgoing-claim.ts';
import { drugsOf } from './claim-837p/owned-service-lines.ts';

/** A rule of the guide that an upload breaks. What is left of it after a correction is found before sending. */
const brokenRule = 'x12-rule-broken';

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
  const { serviceLines = [] } = claim.source?.claim ?? {};
  const drugs = drugsOf(claim.claim.serviceLines, serviceLines);
  const edited = scrub(claim.claim, { ...context, drugs, tellsOtherPayers: claim.source !== undefined });
  const fromFile = inFile.filter(({ code }) => code !== brokenRule || !edited.some(stops));
  const found = [...fromFile, ...edited];
  return found.some(stops) ? found : [...found, ...findProblemsBeforeSending(claim)];
}
