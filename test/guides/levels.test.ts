import { expect, test } from 'vitest';
import { claim837i } from '../../shared/guides/claim-837i/index.ts';
import { claimAcknowledgement277 } from '../../shared/guides/claim-acknowledgement-277ca.ts';
import { claimStatusInquiry276 } from '../../shared/guides/claim-status-276.ts';
import { claimStatusAnswer277 } from '../../shared/guides/claim-status-277.ts';
import { eligibilityInquiry270 } from '../../shared/guides/eligibility-270.ts';
import { eligibilityResponse271 } from '../../shared/guides/eligibility-271.ts';
import { type Guide, readFile, readItems } from '../../shared/x12/index.ts';
import { issueLine } from '../x12/issue-lines.ts';
import { issuesOf } from './guide-faults.ts';
import { inEnvelope } from './in-envelope.ts';
import { oneAnswer271 } from './one-answer-271.ts';
import { oneAnswer277 } from './one-answer-277.ts';
import { oneBatch277ca } from './one-batch-277ca.ts';
import { oneInquiry270 } from './one-inquiry-270.ts';
import { oneInquiry276 } from './one-inquiry-276.ts';
import { twoStays837i } from './two-stays-837i.ts';

const stays = [claim837i, twoStays837i] as const;
const batch = [claimAcknowledgement277, oneBatch277ca] as const;
const statusInquiry = [claimStatusInquiry276, oneInquiry276] as const;
const statusAnswer = [claimStatusAnswer277, oneAnswer277] as const;
const inquiry = [eligibilityInquiry270, oneInquiry270] as const;
const benefits = [eligibilityResponse271, oneAnswer271] as const;

type Change = (lines: readonly string[], at: number) => readonly string[];
const swapped: Change = (lines, at) => lines.toSpliced(at, 2, lines[at + 1] ?? '', lines[at] ?? '');
const doubled: Change = (lines, at) => lines.toSpliced(at, 0, lines[at] ?? '');
const without =
  (count: number): Change =>
  (lines, at) =>
    lines.toSpliced(at, count);
const instead =
  (text: string): Change =>
  (lines, at) =>
    lines.with(at, text);

function changed(body: string, line: string, change: Change): string {
  const lines = body.trim().split(/\s*\n\s*/);
  const at = lines.findIndex((one) => one.startsWith(line));
  if (at < 0) throw new Error(`the example has no segment ${line}`);
  return change(lines, at).join('\n');
}

type Row = [fault: string, guide: Guide, body: string, line: string, change: Change, issue: string, says: RegExp];

const faults: Row[] = [
  // A segment before the HL of its level.
  [
    'a first patient',
    ...stays,
    'HL*2',
    swapped,
    'segment-early 2000B/SBR #16',
    /stand behind the HL that opens loop 2000B/,
  ],
  ['a patient behind claims', ...stays, 'HL*3', swapped, 'segment-early 2000B/SBR #73', /loop 2000B/],
  ['another patient behind claims', ...stays, 'HL*4', swapped, 'segment-early 2000B/SBR #118', /loop 2000B/],
  ['a dependent', ...stays, 'HL*5', swapped, 'segment-early 2000C/PAT #122', /loop 2000C/],
  ['a payer', ...statusAnswer, 'HL*1', swapped, 'segment-early 2100A/NM1 #3', /loop 2000A/],
  ['who asked', ...benefits, 'HL*2', swapped, 'segment-early 2100B/NM1 #6', /loop 2000B/],
  ['a provider', ...statusInquiry, 'HL*3', swapped, 'segment-early 2100C/NM1 #7', /loop 2000C/],
  ['a patient of a batch', ...batch, 'HL*4', swapped, 'segment-early 2100D/NM1 #25', /loop 2000D/],
  // A level of which nothing has come.
  ['no provider', ...statusInquiry, 'HL*3', without(3), 'loop-missing 2000C/HL #7', /^Loop 2000C .* must be present/],
  ['no provider in an answer', ...statusAnswer, 'HL*3', without(2), 'loop-missing 2000C/HL #8', /^Loop 2000C/],
  ['no receiver', ...inquiry, 'HL*2', without(4), 'loop-missing 2000B/HL #5', /^Loop 2000B/],
  // A dependent with the code of a subscriber.
  ['one whose benefits are told', ...benefits, 'HL*4', instead('HL*4*3*22*0'), 'code-invalid 2000D/HL03 #40', /HL03/],
  ['one who is asked about', ...inquiry, 'HL*5', instead('HL*5*4*22*0'), 'code-invalid 2000D/HL03 #26', /HL03/],
  ['one with a claim', ...statusInquiry, 'HL*6', instead('HL*6*5*22'), 'code-invalid 2000E/HL03 #29', /HL03/],
  // The first segment of a loop twice.
  [
    'a claim twice',
    ...stays,
    'CLM*STAY01',
    doubled,
    'segment-repeated 2300/CLM #25',
    /^The CLM segment \(claim\) may occur once/,
  ],
  ['a level twice', ...stays, 'HL*3', doubled, 'segment-repeated 2000B/HL #74', /HL segment/],
  ['a subscriber twice', ...stays, 'SBR*S', doubled, 'segment-repeated 2000B/SBR #18', /SBR segment/],
  ['a provider twice', ...stays, 'NM1*85', doubled, 'segment-repeated 2010AA/NM1 #9', /NM1 segment/],
  ['a patient twice', ...stays, 'NM1*QC', doubled, 'segment-repeated 2010CA/NM1 #125', /NM1 segment/],
  ["another payer's answer twice", ...stays, 'SVD', doubled, 'segment-repeated 2430/SVD #146', /SVD segment/],
];

async function claimsOf(guide: Guide, body: string): Promise<number> {
  let count = 0;
  for await (const _ of readItems(inEnvelope(guide, body), [guide])) count++;
  return count;
}

function transactionOf(guide: Guide, body: string): unknown {
  return readFile(inEnvelope(guide, body), [guide]).interchanges[0]?.groups[0]?.transactions[0]?.value;
}

test.each(faults)(
  '%s is told once, and every claim is kept where it belongs',
  async (_, guide, body, line, change, issue, says) => {
    const faulty = changed(body, line, change);
    const issues = issuesOf(guide, faulty);
    expect(issues.map(issueLine)).toEqual([issue]);
    expect(issues[0]?.message).toMatch(says);
    expect(await claimsOf(guide, faulty)).toBe(await claimsOf(guide, body));
    if (change === swapped || change === doubled)
      expect(transactionOf(guide, faulty)).toEqual(transactionOf(guide, body));
  },
);

test('what stands before an HL that has its own is a stray', () => {
  const stray: Change = (lines, at) => lines.toSpliced(at, 0, lines[at + 1] ?? '');
  expect(issuesOf(claim837i, changed(twoStays837i, 'HL*3', stray)).map(issueLine)).toEqual([
    'segment-misplaced 2320/SBR #73',
  ]);
});

test('what stands for a name that must come before an HL has a wrong code', () => {
  const body = changed(oneInquiry276, 'NM1*41', instead('NM1*1P*2*EXAMPLE SERVICE*****46*EXSERV'));
  expect(issuesOf(claimStatusInquiry276, body).map(issueLine)).toEqual(['code-invalid 2100B/NM101 #6']);
});

test('several segments of a claim before the next one are of a claim without its TRN', () => {
  const issues = issuesOf(claimStatusInquiry276, changed(oneInquiry276, 'TRN*1*ASK0001', without(1)));
  expect(issues.map(issueLine)).toEqual(['segment-missing 2200D/TRN #13']);
});
