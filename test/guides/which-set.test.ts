import { describe, expect, test } from 'vitest';
import { acknowledge } from '../../shared/guides/acknowledge.ts';
import { claimStatusInquiry276 } from '../../shared/guides/claim-status-276.ts';
import { claimStatusAnswer277 } from '../../shared/guides/claim-status-277.ts';
import { eligibilityInquiry270 } from '../../shared/guides/eligibility-270.ts';
import { eligibilityResponse271 } from '../../shared/guides/eligibility-271.ts';
import { type Guide, readFile, readValues } from '../../shared/x12/index.ts';
import { issueLines } from '../x12/issue-lines.ts';
import { everyGuide } from './every-guide.ts';
import { inEnvelope } from './in-envelope.ts';

const parties = `
  HL*1**20*1
  NM1*PR*2*EXAMPLE HEALTH PLAN*****PI*EX001
  HL*2*1*21*1
  NM1*1P*2*EXAMPLE PRACTICE*****XX*1999999984
  HL*3*2*22*0
  NM1*IL*1*EXAMPLE*PAT****MI*MEMBER0001`;
const statusParties = `
  HL*1**20*1
  NM1*PR*2*EXAMPLE HEALTH PLAN*****PI*EX001
  HL*2*1*21*1
  NM1*41*2*EXAMPLE SERVICE*****46*EXSERV
  HL*3*2*19*1
  NM1*1P*2*EXAMPLE PRACTICE*****XX*1999999984
  HL*4*3*22*0`;
const member = 'NM1*IL*1*EXAMPLE*PAT****MI*MEMBER0001';

const bodies = new Map<Guide, string>([
  [eligibilityInquiry270, `BHT*0022*13*EL1*20260302*0815${parties}\nEQ*30`],
  [eligibilityResponse271, `BHT*0022*11*EL1*20260302*0815${parties}\nEB*1**30`],
  [
    claimStatusInquiry276,
    `BHT*0010*13*CS1*20260302*0815${statusParties}\nDMG*D8*19800102*F\n${member}\nTRN*1*ASK1\nAMT*T3*100\nDTP*472*D8*20260201`,
  ],
  [
    claimStatusAnswer277,
    `BHT*0010*08*CS1*20260302*0815*DG${statusParties}\n${member}\nTRN*2*ASK1\nSTC*P3:317*20260220**45\nDTP*472*D8*20260201`,
  ],
]);

/** A group of a kind that holds sets of these guides; `change` is made in the nth of them. */
function group(kind: Guide, guides: readonly Guide[], nth = -1, change = (text: string) => text): string {
  const sets = guides.map((guide, index) => {
    const [set = ''] = /ST\*.*\nSE\*[^~]*~\n/s.exec(inEnvelope(guide, bodies.get(guide) ?? '')) ?? [];
    const numbered = set.replaceAll('*0001', `*000${index + 1}`);
    return index === nth ? change(numbered) : numbered;
  });
  return inEnvelope(kind, '')
    .replace(/ST\*.*(?=GE\*)/s, sets.join(''))
    .replace('GE*1', `GE*${sets.length}`);
}

/** By its groups and sets: what is said, and what the 999 answers. */
function said(text: string): unknown[] {
  const { issues, interchanges } = readFile(text, everyGuide);
  expect(readValues(text, everyGuide).issues).toEqual(issues);
  const [group] = interchanges[0]?.groups ?? [];
  const answer = group && acknowledge(group);
  return [
    issueLines(issues),
    answer?.transactions.map(({ result }) => [result.code, ...result.errors].join('')),
    [answer?.groupResult.code, ...(answer?.groupResult.errors ?? [])].join(''),
  ];
}

const pairs = [
  ['270', '271', eligibilityInquiry270, eligibilityResponse271],
  ['271', '270', eligibilityResponse271, eligibilityInquiry270],
  ['276', '277', claimStatusInquiry276, claimStatusAnswer277],
  ['277', '276', claimStatusAnswer277, claimStatusInquiry276],
] as const;

describe.each(pairs)(
  'a group of %s, whose guide is of the same version as that of %s',
  (set, other, kind, stranger) => {
    const named = (text: string) => text.replace(`ST*${set}`, `ST*${other}`);
    const withoutBeginning = (text: string) => named(text).replace(/BHT.*\n/, '');

    test('is right', () => {
      expect(said(group(kind, [kind, kind]))).toEqual([[], ['A', 'A'], 'A']);
    });

    test.each([
      ['alone', [kind], 0, ['R6'], 'R'],
      ['first', [kind, kind], 0, ['R6', 'A'], 'P'],
      ['last', [kind, kind], 1, ['A', 'R6'], 'P'],
    ] as const)('a set of it that is named otherwise, %s, has the wrong ST01', (_, guides, nth, results, all) => {
      expect(said(group(kind, guides, nth, named))).toEqual([['code-invalid ST01 #1'], results, all]);
    });

    test('such a set is read as what it is', () => {
      const read = readFile(group(kind, [kind, kind], 1, named), everyGuide).interchanges[0]?.groups[0]?.transactions;
      expect(read?.[1]?.guide).toBe(kind);
      expect(read?.[1]?.value).toEqual(read?.[0]?.value);
    });

    test('without BHT as well', () => {
      const [lines] = said(group(kind, [kind, kind], 1, withoutBeginning));
      expect(lines).toContain('code-invalid ST01 #1');
      expect(lines).not.toContain('code-invalid GS01');
    });

    test('a set of the other kind behind one of it is a stray', () => {
      expect(said(group(kind, [kind, stranger, kind]))).toEqual([
        ['segment-unexpected ST01 #1'],
        ['A', 'R18', 'A'],
        'P',
      ]);
    });

    test('nothing but sets of the other kind: GS01 is wrong', () => {
      expect(said(group(kind, [stranger, stranger]))).toEqual([['code-invalid GS01'], [], 'R1']);
    });
  },
);
