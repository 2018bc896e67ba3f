import type { Finding } from '../../claims/index.ts';
import type { Issue, Item } from '../../x12/index.ts';
import { findingOfIssue } from '../issue-findings.ts';
import { isHarmless } from './harmless-rules.ts';
import { patientInDoubt } from './lost-segments.ts';

/**
 * What is wrong with a claim and around it. What Claimwright writes anew itself is no reason to hold the claim, nor are segments
 * before it that have run together: they were read as those that they are.
 */
export function findingsOfClaim({ surroundings, issues }: Item): Finding[] {
  const around = surroundings.map((issue) => findingOf(issue, issue.runsInto !== undefined));
  return [...around, ...issues.map((issue) => findingOf(issue, false))];
}

function findingOf(issue: Issue, isRead: boolean): Finding {
  if (namesAnotherLevel(issue) || isInTheMidst(issue)) return patientInDoubt(findingOfIssue(issue).message);
  const finding = findingOfIssue(issue, isRead || isMended(issue) || isHarmless(issue) ? 'warning' : 'error');
  const isLost = lost.some((code) => code === issue.code) && !isOfLevel(issue);
  return isLost ? { ...finding, message: `${finding.message} It is left out when the claim is sent.` } : finding;
}

/** What the guide has no place for can't be kept, and no payer would take it: a person decides. */
const lost = [
  'segment-unknown',
  'segment-not-used',
  'segment-unexpected',
  'segment-misplaced',
  'segment-early',
  'segment-too-long',
  'element-not-used',
] satisfies Issue['code'][];

/** What stands before the HL of its level is read all the same. */
function isOfLevel({ code, place: { loop } }: Issue): boolean {
  return code === 'segment-early' && loop !== '2300';
}

/** A level that names another one than the one it stands under (HL02). Nothing is above a billing provider. */
function namesAnotherLevel({ code, place: { loop, element } }: Issue): boolean {
  return code === 'hierarchy-broken' && element === 2 && loop !== '2000A';
}

/** A level that begins in the midst of a claim: the claims of a lost one may stand behind it. */
function isInTheMidst({ code, place: { segmentId } }: Issue): boolean {
  return code === 'segment-unexpected' && segmentId === 'HL';
}

/** What is written anew whatever came: who submits to whom, the levels, and the numbers of the lines. */
const ours = {
  loops: ['1000A', '1000B'],
  segments: ['BHT', 'HL', 'LX'],
  rules: ['Service lines are numbered from 1'],
} as const satisfies Record<string, readonly string[]>;

function isMended({ code, message, place: { loop, segmentId, element, component } }: Issue): boolean {
  if (ours.loops.some((id) => id === loop)) return true;
  // A rule is reported at a loop's first segment and seldom speaks of it.
  if (code === 'rule-broken') return ours.rules.some((rule) => message.startsWith(rule));
  if (ours.segments.some((id) => id === segmentId)) return true;
  // CLM05-2 has one code only.
  return segmentId === 'CLM' && element === 5 && component === 2;
}
