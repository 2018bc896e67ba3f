import { expect, test } from 'vitest';
import { findIssues, readFile } from '../../shared/x12/index.ts';
import { issueLines } from './issue-lines.ts';
import { inEnvelope, smallClaims } from './small-file.ts';
import { smallGuide } from './small-guide.ts';

/** The HL segments with other numbers, in their order. */
function numbered(...levels: string[]): string[] {
  let at = 0;
  return smallClaims.map((segment) => (segment.startsWith('HL*') ? `HL*${levels[at++]}` : segment));
}

test.each([
  ['zeros before a number', numbered('01**20*1', '02*01*22*1', '003*2*23*0'), []],
  ['zeros before a number that is named', numbered('1**20*1', '2*0001*22*1', '3*02*23*0'), []],
  ['zeros before a wrong number', numbered('1**20*1', '05*1*22*1', '6*5*23*0'), ['hierarchy-broken 2000B/HL01 #6']],
  ['zeros before another parent', numbered('1**20*1', '2*1*22*1', '3*01*23*0'), ['hierarchy-broken 2000C/HL02 #28']],
  ['letters', numbered('1**20*1', 'B*1*22*1', '3*B*23*0'), ['hierarchy-broken 2000B/HL01 #6']],
  ['other letters', numbered('1**20*1', '2*1*22*1', '3*0B*23*0'), ['hierarchy-broken 2000C/HL02 #28']],
])('levels are numbers: %s', (_, segments, expected) => {
  const text = inEnvelope(segments);
  expect(issueLines(readFile(text, [smallGuide]).issues)).toEqual(expected);
  expect(issueLines(findIssues(text, [smallGuide]))).toEqual(expected);
});
