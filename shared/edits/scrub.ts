import type { Claim } from '../claims/claim.ts';
import type { Finding } from '../claims/finding.ts';
import { characterEdits } from './character-edits.ts';
import { chargeEdits } from './charge-edits.ts';
import { claimEdits } from './claim-edits.ts';
import { dateEdits } from './date-edits.ts';
import { diagnosisEdits } from './diagnosis-edits.ts';
import type { Edit, ScrubContext, Violation } from './edit.ts';
import { identityEdits } from './identity-edits.ts';
import { serviceLineEdits } from './service-line-edits.ts';

/** Every edit, in the order in which findings are listed. */
export const edits: readonly Edit[] = [
  ...identityEdits,
  ...dateEdits,
  ...diagnosisEdits,
  ...serviceLineEdits,
  ...chargeEdits,
  ...claimEdits,
  ...characterEdits,
];

function findingOf(edit: Edit, { field, where, detail }: Violation): Finding {
  const message = `${where === undefined ? '' : `${where}: `}${edit.sentence}${detail === undefined ? '' : ` ${detail}`}`;
  return { code: edit.code, severity: edit.severity, field, message };
}

/** What stops the claim (errors) and what a person should know (warnings) before it is sent. */
export function scrub(claim: Claim, context: ScrubContext): Finding[] {
  return edits.flatMap((edit) => edit.check(claim, context).map((violation) => findingOf(edit, violation)));
}
