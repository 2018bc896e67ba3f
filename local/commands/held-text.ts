import { styleText } from 'node:util';
import { type Finding, findingText } from '../../shared/claims/index.ts';
import { headingText } from './heading-text.ts';
import type { HeldClaim, HeldConflict, HeldList } from './held-list.ts';

const bold = (text: string): string => styleText('bold', text, { stream: process.stdout });

/** What waits for a person, as a person reads it. */
export function heldText({ claims, conflicts }: HeldList): string {
  if (claims.length === 0 && conflicts.length === 0) return 'Nothing waits for a person.\n';
  const byStatus = Map.groupBy(claims, ({ status }) => status);
  return [
    ...[...byStatus].flatMap(([status, group]) => [bold(`${status}: ${group.length}`), ...group.flatMap(claimLines)]),
    ...(conflicts.length === 0 ? [] : [bold(`conflicts: ${conflicts.length}`), ...conflicts.flatMap(conflictLines)]),
    '',
  ].join('\n');
}

function claimLines(claim: HeldClaim): string[] {
  return [`  ${headingText(claim)}`, ...below(claim)];
}

function conflictLines(conflict: HeldConflict): string[] {
  const { externalId, file, place, claimId } = conflict;
  const named = externalId === undefined ? '' : `${externalId}, `;
  return [`  ${named}${file}, ${place}, repeats claim ${claimId ?? 'unknown'}`, ...below(conflict)];
}

function below({ reasons, commands }: { reasons: readonly Finding[]; commands: readonly string[] }): string[] {
  return [
    ...reasons.map((reason) => `      ${findingText(reason)}`),
    ...commands.map((command) => `      > ${command}`),
  ];
}
