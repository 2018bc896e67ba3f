import { an, date, el, externalCode, id, opt, segment, time, whole } from './notation.ts';

/** The segments of the envelope, in the guides' own notation. */

export const GS = segment('GS', [
  el('functionalId', externalCode(2, 2)),
  el('sender', an(2, 15)),
  el('receiver', an(2, 15)),
  el('date', date(8)),
  el('time', time(4, 8)),
  // Kept as text: an acknowledgement echoes it.
  el('controlNumber', an(1, 9)),
  el('agency', id('X')),
  el('version', an(1, 12)),
]);

/** TA105: 000 to 031. */
const notes = Array.from({ length: 32 }, (_, code) => String(code).padStart(3, '0'));

export const TA1 = segment(
  'TA1',
  [
    el('controlNumber', an(9, 9)),
    el('date', date(6)),
    el('time', time(4, 4)),
    el('code', id('A', 'E', 'R')),
    el('note', id(...notes)),
  ],
  {
    says: 'an interchange is accepted (A) with the note 000, and not accepted without a note',
    at: 'note',
    level: 'requirement',
    holds: ({ code, note }) => (code === 'A') === (note === '000'),
  },
);

const set = el('set', externalCode(3, 3));
const setNumber = el('controlNumber', an(4, 9));

/** Of a guide that leaves ST03 out, of one that nobody knows, and as it is written: as it came. */
export const ST = segment('ST', [set, setNumber, opt('version', an(1, 35))]);
export const STWithReference = segment('ST', [set, setNumber, el('version', an(1, 35))]);
export const SE = segment('SE', [el('count', whole(1, 10)), setNumber]);
export const GE = segment('GE', [el('count', whole(1, 6)), el('controlNumber', an(1, 9))]);
export const IEA = segment('IEA', [el('count', whole(1, 5)), el('controlNumber', an(9, 9))]);
