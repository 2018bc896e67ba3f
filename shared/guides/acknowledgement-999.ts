import {
  an,
  composite,
  each,
  el,
  externalCode,
  guide,
  type Infer,
  id,
  loop,
  many,
  one,
  opt,
  segment,
  whole,
} from '../x12/notation.ts';
import { codeList } from './code-list.ts';
import { list } from './segments/index.ts';

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

const IK3 = segment('IK3', [
  el('segmentId', externalCode(2, 3)),
  el('position', whole(1, 6)),
  opt('loop', an(1, 4)),
  // The guide leaves it situational for a reader; an IK3 without it says nothing, so we always write it.
  opt('error', segmentErrorCode),
]);

const positionInSegment = composite(
  el('element', whole(1, 2)),
  opt('component', whole(1, 2)),
  opt('repetition', whole(1, 4)),
);

/**
 * CTX: either the element that made another one necessary (`SITUATIONAL TRIGGER`, with its place) or the business
 * unit that is at fault (`CLM01` and its like, with the identifier).
 */
const CTX = segment('CTX', [
  el(
    'context',
    composite(
      el(
        'name',
        id(
          'SITUATIONAL TRIGGER',
          'CLM01',
          'TRN02',
          'NM109',
          'PATIENT NAME NM109',
          'SUBSCRIBER NAME NM109',
          'SUBSCRIBER NUMBER REF02',
          'ENT01',
        ),
      ),
      opt('reference', an(1, 35)),
    ),
  ),
  opt('segmentId', externalCode(2, 3)),
  opt('position', whole(1, 6)),
  opt('loop', an(1, 4)),
  opt('at', positionInSegment),
  opt('dataElement', composite(el('number', whole(1, 4)), opt('componentNumber', whole(1, 4)))),
]);

const IK4 = segment('IK4', [
  el('at', positionInSegment),
  opt('dataElement', whole(1, 4)),
  el('error', elementErrorCode),
  opt('badData', an(1, 99)),
]);

const IK5 = segment('IK5', [el('code', id('A', 'E', 'M', 'R', 'W', 'X')), list('errors', 5, transactionErrorCode)]);

const AK9 = segment('AK9', [
  el('code', id('A', 'E', 'M', 'P', 'R', 'W', 'X')),
  el('included', whole(1, 6)),
  el('received', whole(1, 6)),
  el('accepted', whole(1, 6)),
  list('errors', 5, groupErrorCode),
]);

const elementError = loop('2110', { element: one(IK4), contexts: many(10, CTX) });

const segmentError = loop('2100', {
  segment: one(IK3),
  contexts: many(10, CTX),
  elementErrors: many(unlimited, elementError),
});

export const transactionAcknowledgement = loop('2000', {
  set: one(AK2),
  segmentErrors: many(unlimited, segmentError),
  result: one(IK5),
});

export const acknowledgement999 = guide(
  {
    set: '999',
    functionalId: 'FA',
    version: '005010X231A1',
    reads: ['005010X231A1', '005010X231'],
    name: 'Implementation Acknowledgement',
  },
  {
    group: one(AK1),
    transactions: each(transactionAcknowledgement),
    groupResult: one(AK9),
  },
  {
    says: 'the group is accepted only if as many transaction sets are accepted as were received',
    at: 'groupResult',
    level: 'balance',
    holds: ({ groupResult }) => groupResult.code !== 'A' || groupResult.accepted === groupResult.received,
  },
);

export type Acknowledgement999 = Infer<typeof acknowledgement999>;
export type TransactionAcknowledgement = Infer<typeof transactionAcknowledgement>;
export type SegmentError = Infer<typeof segmentError>;
export type ElementError = Infer<typeof elementError>;
export type Context = Infer<typeof CTX>;
export type SegmentErrorCode = Infer<typeof segmentErrorCode>;
export type ElementErrorCode = Infer<typeof elementErrorCode>;
export type TransactionErrorCode = Infer<typeof transactionErrorCode>;
export type GroupErrorCode = Infer<typeof groupErrorCode>;
