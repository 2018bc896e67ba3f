import type { Finding } from '../claims/index.ts';
import type { Issue, Place } from '../x12/index.ts';

/** An issue as a finding: where it stands in the file, in words, and what is wrong. */
export function findingOfIssue(issue: Issue, severity: Finding['severity'] = 'error'): Finding {
  return { code: `x12-${issue.code}`, severity, message: `${where(issue.place)}: ${issue.message}` };
}

/** An issue with a claim as it would leave, in a file that nobody has seen: the line says nothing. */
export function findingBeforeSending(issue: Issue): Finding {
  return { code: `x12-${issue.code}`, severity: 'error', message: `${inGuide(issue.place)}: ${issue.message}` };
}

function where(place: Place): string {
  return `Line ${place.line}, ${inGuide(place)}`.replace(/, $/, '');
}

/** The segment or element and its loop: `CLM05-03 in loop 2300`. */
function inGuide({ segmentId, element, component, loop }: Place): string {
  const position = [element, component]
    .filter((part) => part !== undefined)
    .map((part) => String(part).padStart(2, '0'));
  const named = segmentId ? [`${segmentId}${position[0] ?? ''}`, ...position.slice(1)].join('-') : '';
  return `${named}${loop ? ` in loop ${loop}` : ''}`.trim();
}
