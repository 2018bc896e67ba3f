import { isDay, isTime } from '../x12/dates.ts';
import type {
  Group,
  Interchange,
  InterchangeAcknowledgement,
  Issue,
  IssueCode,
  IssueLevel,
  Spot,
  Transaction,
} from '../x12/index.ts';
import { trailerOf } from '../x12/memory.ts';
import {
  type Acknowledgement999,
  acknowledgement999,
  type ElementError,
  type GroupErrorCode,
  type SegmentError,
  type TransactionAcknowledgement,
  type TransactionErrorCode,
  type Trigger,
} from './acknowledgement-999.ts';
import { answers, codeOf, elementErrorOf } from './answers.ts';
import { BusinessUnits } from './business-units.ts';

export interface AcknowledgeOptions {
  /** The kinds of fault that reject a transaction set (IK501 R). Other faults are noted and accepted (IK501 E). */
  readonly rejecting?: readonly IssueLevel[];
}

/** IK502 for a fault in an element of ST or SE, by its position. */
const envelopeErrors: Readonly<Record<string, Readonly<Record<number, TransactionErrorCode>>>> = {
  ST: { 1: '6', 2: '7', 3: '19' },
  SE: { 1: '4', 2: '3' },
};

/** AK905 for a fault in an element of GS or GE, by its position. */
const groupElementErrors: Readonly<Record<string, Readonly<Record<number, GroupErrorCode>>>> = {
  GS: { 1: '1', 6: '6', 8: '2' },
  GE: { 1: '5', 2: '4' },
};

function transactionError({ code, place }: Issue): TransactionErrorCode | undefined {
  const { segmentId = '', element = 0 } = place;
  // A control number that another transaction set of the group has: ST02 itself is well-formed.
  if (code === 'envelope-control-number' && segmentId === 'ST') return '23';
  // Of another kind of group.
  if (code === 'segment-unexpected' && segmentId === 'ST') return '18';
  const ofEnvelope = envelopeErrors[segmentId];
  return answers[code].transaction ?? (ofEnvelope && (ofEnvelope[element] ?? '5'));
}

function groupError({ code, place }: Issue): GroupErrorCode | undefined {
  // A control number that another group has.
  if (code === 'envelope-control-number' && place.segmentId === 'GS') return '19';
  return answers[code].group ?? groupElementErrors[place.segmentId ?? '']?.[place.element ?? 0];
}

/** Names, dates and times of a GS say nothing of what is in the group: they alone reject none. */
function rejectsGroup(issue: Issue): boolean {
  return groupError(issue) !== undefined || issue.place.segmentId !== 'GS';
}

/** Text of ours to write: what came may hold anything, our delimiters too. */
function echo(text: string | undefined, min: number, max: number): string {
  const plain = (text ?? '').replace(/[^A-Za-z0-9._-]/g, '').slice(0, max);
  return plain.padStart(min, '0');
}

function atMost(max: number, value: number): number {
  return Math.min(max, Math.max(1, value));
}

/** A count in the six digits that AK9 has. */
function counted(value: number): number {
  return Math.min(999999, value);
}

/** As many as an IK3 may have. */
const mostTriggers = 9;

/** What asks for what is missing or forbids what is there; else the place that a situational rule is about. */
function triggerOf({ code, level, place, remedy }: Issue): Trigger | undefined {
  const isOfRule = code === 'rule-broken' && remedy !== undefined;
  if (!isOfRule && level !== 'situation') return undefined;
  const trigger = isOfRule ? remedy.trigger : place;
  const { element, component } = trigger;
  return {
    context: { name: 'SITUATIONAL TRIGGER' },
    ...segmentPlace(trigger),
    ...(element !== undefined && { at: positionOf(element, component) }),
  };
}

/** Two things of one kind may be missing at one place, each for a reason of its own. */
function addTrigger(triggers: Trigger[], trigger: Trigger | undefined): void {
  if (trigger && triggers.length < mostTriggers) triggers.push(trigger);
}

function segmentPlace({ segment = 1, segmentId, loop }: Spot) {
  return {
    segmentId: echo(segmentId, 2, 3),
    position: atMost(999999, segment),
    ...(loop !== undefined && { loop: echo(loop, 1, 4) }),
  };
}

function positionOf(element: number, component: number | undefined): ElementError['element']['at'] {
  return {
    element: atMost(99, element),
    ...(component !== undefined && { component: atMost(99, component) }),
  };
}

/** One IK3 for each segment and code; the faults of its elements below it. */
function segmentErrorsOf(transaction: Transaction, issues: readonly Issue[]): SegmentError[] {
  const units = new BusinessUnits(transaction);
  const errors = new Map<string, SegmentError>();
  for (const issue of issues) {
    const what = issue.remedy?.what ?? issue.place;
    const { segment = 1, segmentId, loop, element, component } = what;
    const answer = answers[issue.code];
    const ofElement = answer.element !== undefined && element !== undefined;
    const code = ofElement ? '8' : codeOf(answer.segment, issue);
    const key = [segment, segmentId, loop, code].join(' ');
    const unit = units.of(issue);
    const error: SegmentError = errors.get(key) ?? {
      segment: { ...segmentPlace(what), error: code },
      triggers: [],
      ...(unit && { businessUnit: { context: unit } }),
      elementErrors: [],
    };
    errors.set(key, error);
    const trigger = triggerOf(issue);
    if (!ofElement) {
      addTrigger(error.triggers, trigger);
      continue;
    }
    // The text that is wrong may be PHI: the element's place says enough.
    const note = { at: positionOf(element, component), error: elementErrorOf(issue, answer.element) };
    error.elementErrors.push({ element: note, triggers: trigger ? [trigger] : [] });
  }
  return [...errors.values()].sort((a, b) => a.segment.position - b.segment.position);
}

/** Whether nothing but the guide is broken: the standard's own codes are numbers, the guide's begin with I. */
function isOfGuideAlone({ segment, elementErrors }: SegmentError): boolean {
  if (segment.error !== '8') return segment.error?.startsWith('I') === true;
  return elementErrors.length > 0 && elementErrors.every(({ element }) => element.error.startsWith('I'));
}

function acknowledgeTransaction(transaction: Transaction, options: AcknowledgeOptions): TransactionAcknowledgement {
  const { rejecting = ['syntax', 'requirement'] } = options;
  const { issues, guide, set, controlNumber, version } = transaction;
  const whole = issues.map(transactionError).filter((code) => code !== undefined);
  const inSegments = issues.filter((issue) => transactionError(issue) === undefined);
  const segmentErrors = inSegments.length > 0 ? segmentErrorsOf(transaction, inSegments) : [];
  const codes = new Set<TransactionErrorCode>(whole);
  if (guide === undefined && codes.size === 0) codes.add('1');
  for (const error of segmentErrors) codes.add(isOfGuideAlone(error) ? 'I5' : '5');
  const rejected = guide === undefined || issues.some(({ level }) => rejecting.includes(level));
  return {
    set: {
      set: echo(set, 3, 3),
      controlNumber: echo(controlNumber, 4, 9),
      ...(version !== '' && { version: echo(version, 1, 35) }),
    },
    segmentErrors,
    result: {
      code: rejected ? 'R' : codes.size > 0 ? 'E' : 'A',
      errors: [...codes].slice(0, 5),
    },
  };
}

/** GE01, what the sender says it sent; the count of what came when there is none. */
function declaredCount(group: Group): number {
  const trailer = trailerOf(group);
  const [, count = ''] = trailer?.text.split(trailer.delimiters.element) ?? [];
  return /^\d{1,6}$/.test(count) ? Number(count) : counted(group.transactions.length);
}

function groupCode(accepted: number, received: number, noted: boolean): 'A' | 'E' | 'P' | 'R' {
  if (accepted < received) return accepted === 0 ? 'R' : 'P';
  return noted ? 'E' : 'A';
}

/**
 * The 999 that answers a functional group; none answers a group of 999s. A group that is itself at fault is rejected
 * whole: then only the transaction sets that have faults of their own are listed.
 */
export function acknowledge(group: Group, options: AcknowledgeOptions = {}): Acknowledgement999 | undefined {
  const { header, transactions, issues } = group;
  if (header.functionalId === acknowledgement999.functionalId) return undefined;
  const answered = transactions.map((transaction) => acknowledgeTransaction(transaction, options));
  const included = declaredCount(group);
  const faults = new Set(issues.map(groupError).filter((code) => code !== undefined));
  // One of them may have lost its ST.
  if (included !== counted(transactions.length)) faults.add('5');
  const rejected = issues.some(rejectsGroup);
  const accepted = rejected ? 0 : answered.filter(({ result }) => result.code !== 'R').length;
  const noted = issues.length > 0 || answered.some(({ result }) => result.code !== 'A');
  return {
    group: {
      functionalId: echo(header.functionalId, 2, 2),
      controlNumber: echo(header.controlNumber, 1, 9),
      version: echo(header.version, 1, 12),
    },
    transactions: rejected
      ? answered
          .filter(({ result }) => result.code !== 'A')
          .map((answer) => ({ ...answer, result: { ...answer.result, code: 'R' } }))
      : answered,
    groupResult: {
      code: rejected ? 'R' : groupCode(accepted, transactions.length, noted),
      included,
      received: counted(transactions.length),
      accepted: counted(accepted),
      errors: [...faults].slice(0, 5),
    },
  };
}

/** TA105 for a fault in an element of the ISA or IEA, by its position. */
const interchangeElementNotes: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  ISA: {
    1: '010',
    2: '011',
    3: '012',
    4: '013',
    5: '005',
    6: '006',
    7: '007',
    8: '008',
    9: '014',
    10: '015',
    11: '016',
    12: '017',
    13: '018',
    14: '019',
    15: '020',
    16: '027',
  },
  IEA: { 1: '021', 2: '001' },
};

/** TA105 for the other faults of an envelope: 022 of its structure, 023 of its end, 024 of what is in it. */
const interchangeNotes: Readonly<Partial<Record<IssueCode, string>>> = {
  'not-x12': '022',
  'envelope-cut-off': '023',
};

const isOfEnvelope: ReadonlySet<string> = new Set(['GS', 'ST', 'SE', 'GE', 'IEA']);

/** A TA1 speaks of another interchange, and costs the one that it came in nothing. */
function isOfAcknowledgement({ place }: Issue): boolean {
  return place.segmentId === 'TA1';
}

function interchangeNote({ code, place: { segmentId = '', element = 0 } }: Issue): string {
  // A control number that another interchange has.
  if (code === 'envelope-control-number' && segmentId === 'ISA') return '025';
  // A header or trailer whose other one did not come.
  if (code === 'segment-unexpected' && isOfEnvelope.has(segmentId)) return '022';
  return interchangeElementNotes[segmentId]?.[element] ?? interchangeNotes[code] ?? '024';
}

/** A fault of a group for which AK905 has no code: only a note of the interchange can say why its 999 is not what it could be. */
function isUntoldByGroup(issue: Issue): boolean {
  return groupError(issue) === undefined;
}

/**
 * The TA1, when the envelope is at fault or its sender asked for one (ISA14 = 1); none answers what holds TA1s alone.
 * A TA1 with a fault, and a group with one that a 999 has no code for, are noted (E); the group is rejected by its 999 alone where it must be.
 * What cannot be echoed, since it is no number, day or time, is said as zeros: the TA1 itself has no fault.
 */
export function interchangeAcknowledgement(interchange: Interchange): InterchangeAcknowledgement | undefined {
  const { header, acknowledgements, groups, issues } = interchange;
  const fault = issues.find((issue) => !isOfAcknowledgement(issue));
  const isNoted = issues.length > 0 || groups.some((group) => group.issues.some(isUntoldByGroup));
  if (fault === undefined && !isNoted && header.acknowledgementRequested !== '1') return undefined;
  if (acknowledgements.length > 0 && groups.length === 0) return undefined;
  const echoed = {
    controlNumber: header.controlNumber.replace(/\D/g, '').slice(0, 9).padStart(9, '0'),
    date: isDay(header.date, 6) ? header.date : '000101',
    time: isTime(header.time) ? header.time.slice(0, 4) : '0000',
  };
  if (fault) return { ...echoed, code: 'R', note: interchangeNote(fault) };
  return isNoted ? { ...echoed, code: 'E', note: '024' } : { ...echoed, code: 'A', note: '000' };
}
