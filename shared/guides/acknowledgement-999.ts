import {
  an,
  composite,
  each,
  el,
  externalCode,
  type FindingSegmentRule,
  guide,
  type HoldingSegmentRule,
  type Infer,
  id,
  loop,
  many,
  maybe,
  one,
  opt,
  segment,
  sum,
  unused,
  whole,
} from '../x12/notation.ts';
import { groupResultRules, weightOf } from './acknowledged-group.ts';
import { codeList } from './code-list.ts';
import { list, repeats } from './segments/index.ts';

const unlimited = Number.POSITIVE_INFINITY;

/** AK1: the functional group that is answered. GS06 is echoed as it came, so it stays text. */
const AK1 = segment('AK1', [
  el('functionalId', externalCode(2, 2)),
  el('controlNumber', an(1, 9)),
  el('version', an(1, 12)),
]);

/** AK2: the transaction set that is answered: ST01, ST02 and ST03. */
const AK2 = segment('AK2', [el('set', externalCode(3, 3)), el('controlNumber', an(4, 9)), opt('version', an(1, 35))]);

/** IK304: what is wrong with a segment. */
const segmentErrorCode = id(...codeList('1 2 3 4 5 6 7 8 I4 I6 I7 I8 I9'));

/** IK403: what is wrong with an element. */
const elementErrorCode = id(...codeList('1 2 3 4 5 6 7 8 9 10 11 12 13 I6 I9 I10 I11 I12 I13'));

/** IK502–06: what is wrong with a transaction set as a whole. */
const transactionErrorCode = id(...codeList('1 2 3 4 5 6 7 8 9 10 11 12 13 15 16 17 18 19 23 24 25 26 27 I5 I6'));

/** AK905–09: what is wrong with a functional group as a whole. */
const groupErrorCode = id(...codeList('1 2 3 4 5 6 10 11 12 13 14 15 16 17 18 19 23 24 25 26'));

/** The standard counts from the ST, which is 1 (element 719). */
const segmentCounted: HoldingSegmentRule<{ readonly position: number }> = {
  says: 'segments are counted from 1, which is the ST',
  at: 'position',
  level: 'situation',
  holds: ({ position }) => position > 0,
};

const IK3 = segment(
  'IK3',
  [
    el('segmentId', externalCode(2, 3)),
    el('position', whole(1, 6)),
    opt('loop', an(1, 4)),
    el('error', segmentErrorCode),
  ],
  segmentCounted,
);

const positionInSegment = composite(
  el('element', whole(1, 2)),
  opt('component', whole(1, 2)),
  opt('repetition', whole(1, 4)),
);

/** The standard counts from 1 (elements 722, 1528 and 1686). */
const elementCounted: FindingSegmentRule<{ readonly at?: Infer<typeof positionInSegment> }> = {
  says: 'elements, components and repetitions are counted from 1',
  level: 'situation',
  given: { at: true },
  faults: ({ at }) =>
    (['element', 'component', 'repetition'] as const).flatMap((name) => (at?.[name] === 0 ? [`at.${name}`] : [])),
};

/** CTX: what made necessary, or forbade, what is at fault. */
const TRIGGER = segment(
  'CTX',
  [
    el('context', composite(el('name', id('SITUATIONAL TRIGGER')), unused)),
    el('segmentId', externalCode(2, 3)),
    el('position', whole(1, 6)),
    opt('loop', an(1, 4)),
    opt('at', positionInSegment),
    opt('dataElement', composite(el('number', whole(1, 4)), opt('componentNumber', whole(1, 4)))),
  ],
  segmentCounted,
  elementCounted,
);

/** CTX: the claim, or whatever else a transaction set has many of, that is at fault, with its identifier. */
const BUSINESS_UNIT = segment('CTX', [
  el(
    'context',
    composite(
      el(
        'name',
        id(
          'CLM01',
          'TRN02',
          'NM109',
          'PATIENT NAME NM109',
          'SUBSCRIBER NAME NM109',
          'SUBSCRIBER NUMBER REF02',
          'ENT01',
        ),
      ),
      el('reference', an(1, 35)),
    ),
  ),
  unused,
  unused,
  unused,
  unused,
  unused,
]);

const IK4 = segment(
  'IK4',
  [
    el('at', positionInSegment),
    opt('dataElement', whole(1, 4)),
    el('error', elementErrorCode),
    opt('badData', an(1, 99)),
  ],
  elementCounted,
);

/** What is wrong with a whole is said once, however often it is. */
const eachErrorOnce: FindingSegmentRule<{ readonly errors: readonly string[] }> = {
  says: 'each error of a transaction set or group is said once',
  level: 'situation',
  forbids: 'element',
  given: { errors: true },
  faults: ({ errors }) => repeats(errors).map((index) => `errors.${index}`),
};

const IK5 = segment(
  'IK5',
  [el('code', id('A', 'E', 'M', 'R', 'W', 'X')), list('errors', 5, transactionErrorCode)],
  eachErrorOnce,
  {
    says: 'a transaction set that is rejected, or has errors noted, says which',
    at: 'errors',
    level: 'situation',
    holds: ({ code, errors }) => (code !== 'E' && code !== 'R') || errors.length > 0,
  },
);

const AK9 = segment(
  'AK9',
  [
    el('code', id('A', 'E', 'M', 'P', 'R', 'W', 'X')),
    el('included', whole(1, 6)),
    el('received', whole(1, 6)),
    el('accepted', whole(1, 6)),
    list('errors', 5, groupErrorCode),
  ],
  eachErrorOnce,
);

const elementError = loop('2110', { element: one(IK4), triggers: many(10, TRIGGER) });

const segmentError = loop(
  '2100',
  {
    segment: one(IK3),
    triggers: many(9, TRIGGER),
    businessUnit: maybe(BUSINESS_UNIT),
    elementErrors: many(unlimited, elementError),
  },
  {
    says: 'a segment whose elements are at fault has the error 8',
    at: 'segment',
    element: 'error',
    level: 'situation',
    holds: ({ segment: { error }, elementErrors }) => error === '8' || elementErrors.length === 0,
  },
  {
    says: 'a segment with the error 8 says which of its elements are at fault',
    at: 'segment',
    element: 'error',
    level: 'situation',
    asksFor: 'elementErrors',
    holds: ({ segment: { error }, elementErrors }) => error !== '8' || elementErrors.length > 0,
  },
);

export const transactionAcknowledgement = loop(
  '2000',
  {
    set: one(AK2),
    segmentErrors: many(unlimited, segmentError),
    result: one(IK5),
  },
  {
    says: 'a transaction set with errors in its segments is not accepted without a note',
    at: 'result',
    element: 'code',
    level: 'situation',
    holds: ({ segmentErrors, result }) => result.code !== 'A' || segmentErrors.length === 0,
  },
  {
    says: 'an accepted transaction set has no errors',
    at: 'result',
    element: 'errors',
    level: 'situation',
    // With segments at fault it is the code that is wrong.
    holds: ({ segmentErrors, result }) => result.code !== 'A' || segmentErrors.length > 0 || result.errors.length === 0,
  },
  {
    says: 'segments at fault are listed in the order in which they came',
    level: 'situation',
    faults: ({ segmentErrors }) =>
      segmentErrors.flatMap(({ segment }, index) => {
        const before = segmentErrors[index - 1]?.segment.position ?? 0;
        return segment.position < before ? [[segment, 'position'] as const] : [];
      }),
  },
);

/** What is neither accepted nor refused, since it says both, counts for neither. */
const listed = sum(transactionAcknowledgement, ({ segmentErrors, result: { code } }) => {
  if (code === 'A' && segmentErrors.length > 0) return Number.NaN;
  return code === 'A' || code === 'E' ? weightOf.accepted : weightOf.refused;
});

export const acknowledgement999 = guide(
  {
    set: '999',
    functionalId: 'FA',
    version: '005010X231A1',
    reads: ['005010X231A1', '005010X231'],
    name: 'Implementation Acknowledgement',
    // X12's 999 (005010), of which the guide leaves nothing out.
    standard: { segments: ['AK1', 'AK2', 'IK3', 'CTX', 'IK4', 'IK5', 'AK9'], mandatory: ['AK1', 'IK5', 'AK9'] },
  },
  {
    group: one(AK1),
    transactions: each(transactionAcknowledgement),
    groupResult: one(AK9),
  },
  ...groupResultRules(listed),
  {
    says: 'a group with errors noted in a transaction set is not accepted without a note',
    at: 'groupResult',
    element: 'code',
    level: 'balance',
    tally: sum(transactionAcknowledgement, ({ result }) => (result.code === 'E' ? 1 : 0)),
    // Where not all are accepted, the code is wrong for that.
    holds: ({ groupResult: { code, received, accepted } }, { tally: noted }) =>
      code !== 'A' || noted === 0 || accepted !== received,
  },
);

export type Acknowledgement999 = Infer<typeof acknowledgement999>;
export type TransactionAcknowledgement = Infer<typeof transactionAcknowledgement>;
export type SegmentError = Infer<typeof segmentError>;
export type ElementError = Infer<typeof elementError>;
export type Trigger = Infer<typeof TRIGGER>;
export type BusinessUnit = Infer<typeof BUSINESS_UNIT>;
export type SegmentErrorCode = Infer<typeof segmentErrorCode>;
export type ElementErrorCode = Infer<typeof elementErrorCode>;
export type TransactionErrorCode = Infer<typeof transactionErrorCode>;
export type GroupErrorCode = Infer<typeof groupErrorCode>;
