import type { Issue, IssueCode, IssueLevel, Remedy } from '../x12/index.ts';
import type {
  ElementErrorCode,
  GroupErrorCode,
  SegmentErrorCode,
  TransactionErrorCode,
} from './acknowledgement-999.ts';

/** One code where the standard itself is broken, another where the guide is. */
type ByLevel<Code extends string> = readonly [standard: Code, guide: Code];

const column = { syntax: 0, 'code-set': 0, requirement: 1, balance: 1, situation: 1 } as const satisfies Record<
  IssueLevel,
  0 | 1
>;

/** By what mends it: something must come, something must go, or what stands there must be changed. */
type ByRemedy<Code extends string> = Readonly<Record<Remedy['must'] | 'change', Code>>;

type Codes<Code extends string> = Code | ByLevel<Code> | ByRemedy<Code>;

export function codeOf<Code extends string>(codes: Codes<Code>, { level, remedy }: Issue): Code {
  if (typeof codes === 'string') return codes;
  return 'change' in codes ? codes[remedy?.must ?? 'change'] : codes[column[level]];
}

/** What the 999 says of one kind of issue; which of these codes applies depends on where the issue was found. */
interface Answer {
  /** AK905, when the group itself is at fault. */
  readonly group?: GroupErrorCode;
  /** IK502, when no segment is at fault; it is then said instead of 5 or I5. */
  readonly transaction?: TransactionErrorCode;
  /** IK304. */
  readonly segment: Codes<SegmentErrorCode>;
  /** IK403, when an element is at fault; IK304 is then 8. */
  readonly element?: Codes<ElementErrorCode>;
}

/**
 * The codes of IK304 and IK403, where 8 stands for faults of elements. By X12's interpretation RFI 2502 those that begin
 * with I report against the guide, and I9 of an element is for one that "became required based on a situational rule":
 * so I6 and I9 (segments) and I9 and I13 (elements) answer rules by which something had to come or to go. What a rule
 * finds wrong in value is I12, a pattern of the guide that is not met.
 */
export const answers: Readonly<Record<IssueCode, Answer>> = {
  'not-x12': { group: '1', transaction: '5', segment: '1' },
  'envelope-cut-off': { group: '3', transaction: '2', segment: '3' },
  'envelope-count': { group: '5', transaction: '4', segment: '8' },
  'envelope-control-number': { group: '4', transaction: '3', segment: '8' },
  'version-unknown': { group: '2', transaction: 'I6', segment: '8' },
  'segment-unknown': { segment: '1' },
  'segment-not-used': { segment: 'I4' },
  'segment-unexpected': { segment: '2' },
  'segment-misplaced': { segment: '7' },
  'segment-early': { segment: '7' },
  'segment-missing': { segment: ['3', 'I8'] },
  'segment-repeated': { segment: '5' },
  'segment-too-long': { segment: '8', element: '5' },
  'loop-missing': { segment: ['3', 'I7'] },
  'loop-repeated': { segment: '4' },
  'element-missing': { segment: '8', element: '1' },
  'element-not-used': { segment: '8', element: ['3', 'I10'] },
  'element-too-short': { segment: '8', element: '4' },
  'element-too-long': { segment: '8', element: '5' },
  'element-repeated': { segment: '8', element: '12' },
  'element-invalid': { segment: '8', element: '6' },
  'code-invalid': { segment: '8', element: ['7', 'I6'] },
  'date-invalid': { segment: '8', element: '8' },
  'time-invalid': { segment: '8', element: '9' },
  'condition-broken': { segment: '8', element: { come: '2', go: '10', change: '10' } },
  'hierarchy-broken': { segment: '8', element: 'I12' },
  'rule-broken': {
    segment: { come: 'I6', go: 'I9', change: '8' },
    element: { come: 'I9', go: 'I13', change: 'I12' },
  },
} satisfies Record<IssueCode, Answer>;

export function elementErrorOf(issue: Issue, codes: Codes<ElementErrorCode>): ElementErrorCode {
  const { code, level, place } = issue;
  const surplusComponent = code === 'element-not-used' && level === 'syntax' && place.component !== undefined;
  return surplusComponent ? '13' : codeOf(codes, issue);
}
