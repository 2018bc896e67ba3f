import { describe, expect, test } from 'vitest';
import { acknowledgement999 } from '../../shared/guides/acknowledgement-999.ts';
import { answers, codeOf } from '../../shared/guides/answers.ts';
import { claimAcknowledgement277 } from '../../shared/guides/claim-acknowledgement-277ca.ts';
import { claimStatusInquiry276 } from '../../shared/guides/claim-status-276.ts';
import { claimStatusAnswer277 } from '../../shared/guides/claim-status-277.ts';
import { eligibilityInquiry270 } from '../../shared/guides/eligibility-270.ts';
import { eligibilityResponse271 } from '../../shared/guides/eligibility-271.ts';
import { type Guide, type Loop, readFile } from '../../shared/x12/index.ts';
import { everyGuide, written } from './every-guide.ts';
import { filledValue } from './filled-value.ts';

function segmentIdsIn({ parts }: Loop): string[] {
  return Object.values(parts).flatMap(({ of }) => ('parts' in of ? segmentIdsIn(of) : [of.id]));
}

test.each(everyGuide.map((guide) => [guide.name, guide] as const))(
  '%s: narrows a transaction set of X12, which has all of its segments',
  (_, guide) => {
    const { segments = [], mandatory = [] } = guide.standard ?? {};
    expect(segments).toEqual(expect.arrayContaining(segmentIdsIn(guide)));
    expect(segments).toEqual(expect.arrayContaining(mandatory.map((one) => one.replace(/.*\//, ''))));
    expect(new Set(segments).size).toBe(segments.length);
  },
);

/** IK304 of each fault of a segment or loop, in a transaction set that has everything. */
function told(guide: Guide, change: (text: string) => string): string[] {
  const text = written(guide, [filledValue(guide)]);
  const { issues } = readFile(change(text), [guide]);
  const found = issues.filter(({ code }) => /^(segment|loop)-/.test(code));
  return found.map((issue) => `${issue.place.segmentId} ${codeOf(answers[issue.code].segment, issue)}`);
}

/** With a segment behind the first one of an id. */
const behind = (id: string, segment: string) => (text: string) =>
  text.replace(new RegExp(`~${id}\\*[^~]*`), `$&~${segment}`);

/** Without the first segment of an id. */
const without = (id: string) => (text: string) => text.replace(new RegExp(`~${id}\\*[^~]*`), '');

describe('a segment that X12 has and the guide does not use is told apart from one that neither has', () => {
  test.each([
    [eligibilityInquiry270, 'BHT', 'N2*A'],
    [eligibilityInquiry270, 'EQ', 'VEH*1'],
    [eligibilityResponse271, 'EB', 'LUI*1'],
    [claimStatusInquiry276, 'BHT', 'SBR*P'],
    [claimStatusAnswer277, 'SVC', 'QTY*90*1'],
    [claimAcknowledgement277, 'BHT', 'PER*IC'],
  ])('$0.name, $2', (guide, after, segment) => {
    const [id = ''] = segment.split('*');
    expect(told(guide, behind(after, segment))).toEqual([`${id} I4`]);
    expect(told(guide, behind(after, 'CLM*1'))).toEqual(['CLM 1']);
  });
});

describe('a segment that X12 asks for is told apart from one that the guide asks for', () => {
  test.each([
    [eligibilityInquiry270, 'BHT', 'BHT 3'],
    [eligibilityInquiry270, 'NM1', 'NM1 3'],
    [eligibilityResponse271, 'NM1', 'NM1 3'],
    [eligibilityResponse271, 'LE', 'LE 3'],
    [claimStatusInquiry276, 'BHT', 'BHT 3'],
    [claimStatusAnswer277, 'STC', 'STC I8'],
    [claimAcknowledgement277, 'TRN', 'TRN I8'],
    [acknowledgement999, 'AK1', 'AK1 3'],
    [acknowledgement999, 'IK5', 'IK5 3'],
    [acknowledgement999, 'AK9', 'AK9 3'],
  ])('$0.name, $1', (guide, segmentId, expected) => {
    expect(told(guide, without(segmentId))).toEqual([expected]);
  });

  test('nobody must be named between LS and LE, but by the guide', () => {
    expect(told(eligibilityResponse271, (text) => text.replace(/(~LS\*[^~]*).*?(?=~LE\*)/s, '$1'))).toEqual(['NM1 I7']);
  });
});
