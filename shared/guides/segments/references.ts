import {
  an,
  composite,
  date,
  decimal,
  el,
  externalCode,
  id,
  money,
  opt,
  period,
  segment,
  time,
  unused,
  whole,
} from '../../x12/notation.ts';
import { nineDigits } from './rules.ts';

/** What transaction this is; `reference` is its originator's number for it. */
export const BHT = segment('BHT', [
  el('structure', externalCode(4, 4)),
  el('purpose', externalCode(2, 2)),
  opt('reference', an(1, 50)),
  opt('date', date(8)),
  opt('time', time(4, 8)),
  opt('type', externalCode(2, 2)),
]);

/** A level of the hierarchy. Number, parent and child flag follow from the nesting: a writer fills them in. */
export const HL = segment('HL', [
  opt('id', an(1, 12)),
  opt('parent', an(1, 12)),
  el('level', externalCode(1, 2)),
  opt('hasChildren', id('0', '1')),
]);

export const LX = segment('LX', [el('number', whole(1, 6))]);

export const TRN = segment('TRN', [
  el('type', externalCode(1, 2)),
  el('number', an(1, 50)),
  opt('originator', an(10, 10)),
  opt('originatorSupplement', an(1, 50)),
]);

export const REF = segment(
  'REF',
  [el('qualifier', externalCode(2, 3)), el('id', an(1, 50)), unused, unused],
  nineDigits,
);

/** A REF that may be of another payer than the one billed: `payer` holds that payer's identifier. */
export const REF_OF_PAYER = segment('REF', [
  el('qualifier', externalCode(2, 3)),
  el('id', an(1, 50)),
  unused,
  opt('payer', composite(el('qualifier', id('2U')), el('id', an(1, 50)), unused, unused, unused, unused)),
]);

export const DTP = segment(
  'DTP',
  [el('qualifier', externalCode(3, 3)), el('format', id('D8', 'RD8')), el('date', period)],
  {
    says: 'a range of days does not end before it begins',
    at: 'date',
    level: 'situation',
    given: { format: ['RD8'] },
    holds: ({ date }) => date.slice(0, 8) <= date.slice(-8),
  },
);

export const DTM = segment('DTM', [
  el('qualifier', externalCode(3, 3)),
  el('date', date(8)),
  unused,
  unused,
  unused,
  unused,
]);

export const AMT = segment('AMT', [el('qualifier', externalCode(1, 3)), el('amount', money), unused]);

export const QTY = segment('QTY', [
  el('qualifier', externalCode(2, 2)),
  el('quantity', decimal(1, 15)),
  unused,
  unused,
]);
