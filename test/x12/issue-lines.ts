import type { Issue } from '../../shared/x12/index.ts';

/** `code-invalid 2300/CLM04-3 #9`: what, where, and the ordinal of the segment in its transaction set. */
export function issueLine({ code, place }: Issue): string {
  const { loop, segmentId = '', element, component, segment } = place;
  const spot = `${loop === undefined ? '' : `${loop}/`}${segmentId}${element === undefined ? '' : String(element).padStart(2, '0')}`;
  return `${code} ${spot}${component === undefined ? '' : `-${component}`}${segment === undefined ? '' : ` #${segment}`}`;
}

export function issueLines(issues: readonly Issue[]): string[] {
  return issues.map(issueLine);
}
