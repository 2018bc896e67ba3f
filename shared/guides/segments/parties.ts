import { isNpi } from '../../npi.ts';
import { an, el, externalCode, type HoldingSegmentRule, id, opt, period, segment, unused } from '../../x12/notation.ts';
import { addressRules, formed, isTelephone, past } from './rules.ts';

/** Whatever is named by a national provider identifier has a right one. */
const rightNpi: HoldingSegmentRule<{ readonly idQualifier?: string; readonly id?: string }> = {
  says: 'a national provider identifier has ten digits, of which the last is a check digit over the others',
  at: 'id',
  level: 'code-set',
  given: { idQualifier: ['XX'], id: true },
  holds: ({ id = '' }) => isNpi(id),
};

/** Of the Internal Revenue Service (24, FI) and the Social Security Administration (34). */
const rightTaxId: HoldingSegmentRule<{ readonly idQualifier?: string; readonly id?: string }> = {
  says: 'a tax id or social security number has nine digits and nothing between them',
  at: 'id',
  level: 'requirement',
  given: { idQualifier: ['24', '34', 'FI'], id: true },
  holds: ({ id = '' }) => /^\d{9}$/.test(id),
};

/** A person (`type` 1) or an organization (`type` 2), whose whole name is then `last`. */
export const NM1 = segment(
  'NM1',
  [
    el('entity', externalCode(2, 3)),
    el('type', id('1', '2')),
    opt('last', an(1, 60)),
    opt('first', an(1, 35)),
    opt('middle', an(1, 25)),
    unused,
    opt('suffix', an(1, 10)),
    opt('idQualifier', externalCode(1, 2)),
    opt('id', an(2, 80)),
    unused,
    unused,
    unused,
  ],
  'P0809',
  rightNpi,
  rightTaxId,
  {
    says: 'an organization has one name, and no first or middle name or suffix',
    level: 'situation',
    forbids: 'element',
    given: { type: ['2'] },
    faults: ({ first, middle, suffix }) => (first ? ['first'] : middle ? ['middle'] : suffix ? ['suffix'] : []),
  },
);

/** A party by its whole name. */
export const N1 = segment(
  'N1',
  [
    el('entity', externalCode(2, 3)),
    opt('name', an(1, 60)),
    opt('idQualifier', externalCode(1, 2)),
    opt('id', an(2, 80)),
    unused,
    unused,
  ],
  'R0203',
  'P0304',
  rightNpi,
  rightTaxId,
);

export const N3 = segment('N3', [el('line1', an(1, 55)), opt('line2', an(1, 55))]);

export const N4 = segment(
  'N4',
  [
    el('city', an(2, 30)),
    opt('state', externalCode(2, 2)),
    opt('postalCode', externalCode(3, 15)),
    opt('country', externalCode(2, 3)),
    unused,
    unused,
    opt('subdivision', externalCode(1, 3)),
  ],
  'E0207',
  'C0704',
  ...addressRules,
);

type Contact = {
  readonly [Key in `${'qualifier' | 'number'}${1 | 2 | 3}`]?: string;
};

/** Whom to call or write: up to three numbers, each with its kind (TE, FX, EM …) before it. */
export const PER = segment(
  'PER',
  [
    el('purpose', externalCode(2, 2)),
    opt('name', an(1, 60)),
    opt('qualifier1', externalCode(2, 2)),
    opt('number1', an(1, 256)),
    opt('qualifier2', externalCode(2, 2)),
    opt('number2', an(1, 256)),
    opt('qualifier3', externalCode(2, 2)),
    opt('number3', an(1, 256)),
    unused,
  ],
  'P0304',
  'P0506',
  'P0708',
  ...([2, 3] as const).map(
    (nth): HoldingSegmentRule<Contact> => ({
      says: 'an extension (EX) follows the telephone number that it is of',
      at: `qualifier${nth}`,
      level: 'situation',
      given: { [`qualifier${nth}` as const]: ['EX'] },
      holds: (contact) => contact[nth === 2 ? 'qualifier1' : 'qualifier2'] === 'TE',
    }),
  ),
  ...([1, 2, 3] as const).map(
    (nth): HoldingSegmentRule<Contact> => ({
      says: 'a telephone or fax number is its ten digits, area code first, without punctuation or a 1 before them',
      at: `number${nth}`,
      level: 'requirement',
      given: { [`qualifier${nth}` as const]: ['TE', 'FX'], [`number${nth}` as const]: true },
      holds: ({ [`number${nth}` as const]: number = '' }) => isTelephone(number),
    }),
  ),
);

export const PRV = segment(
  'PRV',
  [
    el('role', externalCode(1, 3)),
    opt('qualifier', externalCode(2, 3)),
    opt('taxonomyCode', externalCode(1, 50, 'taxonomy')),
    unused,
    unused,
    unused,
  ],
  'P0203',
  formed('taxonomyCode', /^[0-9A-Z]{9}X$/, 'a taxonomy code has ten letters and digits, of which the last is an X'),
);

export const DMG = segment(
  'DMG',
  [
    opt('dateFormat', id('D8')),
    opt('birthDate', period),
    opt('gender', id('F', 'M', 'U')),
    unused,
    unused,
    unused,
    unused,
    unused,
    unused,
    unused,
    unused,
  ],
  'P0102',
  past('birthDate', 'a date of birth'),
);
