import type { Finding } from '../claims/index.ts';
import type { Issue, Place } from '../x12/index.ts';

/** An issue as a finding: where it stands in the file, in words, and what is wrong. */
export function findingOfIssue(issue: Issue, severity: Finding['severity'] = 'error'): Finding {
  return { code: `x12-${issue.code}`, severity, message: `${where(issue.place)}: ${issue.message}` };
}

/** The same where the line is told beside it, or says nothing: a claim as it would leave is in a file that nobody has seen. */
export function findingWithoutLine({ code, place, message }: Issue): Finding {
  const where = inGuide(place);
  return { code: `x12-${code}`, severity: 'error', message: where === '' ? message : `${where}: ${message}` };
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
