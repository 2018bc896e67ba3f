import { describe, expect, test } from 'vitest';
import {
  an,
  composite,
  type DataType,
  date,
  decimal,
  el,
  externalCode,
  type Guide,
  guide,
  id,
  loop,
  many,
  maybe,
  money,
  notUsed,
  one,
  opt,
  optional,
  period,
  readFile,
  repeat,
  required,
  rewrite,
  segment,
  series,
  some,
  time,
  unused,
  use,
  whole,
} from '../../shared/x12/index.ts';
import { issueLines } from './issue-lines.ts';
import { inEnvelope } from './small-file.ts';

function tiny<Value>(parts: Guide<Value>['parts']): Guide<unknown> {
  const about = { set: '837', functionalId: 'HC', version: '005010T1', reads: ['005010T1'], name: 'Tiny' };
  return guide(about, parts);
}

/** Reads segments by a guide; clean ones are also written back. */
function read(by: Guide<unknown>, ...segments: string[]): { value: unknown; issues: string[] } {
  const text = inEnvelope(segments);
  const reading = readFile(text, [by]);
  if (reading.issues.length === 0) expect(rewrite(reading)).toBe(text);
  return { value: reading.interchanges[0]?.groups[0]?.transactions[0]?.value, issues: issueLines(reading.issues) };
}

describe('texts become values', () => {
  const rows: [type: DataType, text: string, value: unknown, issue?: string][] = [
    [money, '40', 4000],
    [money, '40.00', 4000],
    [money, '-.5', -50],
    [money, '1.005', undefined, 'element-invalid'],
    [money, '1,000', undefined, 'element-invalid'],
    [money, '+1', undefined, 'element-invalid'],
    [whole(1, 3), '007', 7],
    [whole(1, 3), '-123', -123],
    [whole(1, 3), '1234', 1234, 'element-too-long'],
    [whole(1, 3), '1.0', undefined, 'element-invalid'],
    [decimal(1, 5), '1.50', 1.5],
    [decimal(1, 5), '.5', 0.5],
    [decimal(1, 5), '5.', 5],
    [decimal(1, 5), '.', undefined, 'element-invalid'],
    [decimal(1, 5), 'NaN', undefined, 'element-invalid'],
    [an(1, 3), 'abc', 'abc'],
    [an(1, 3), ' a', ' a', 'element-invalid'],
    [an(2, 3), 'a', 'a', 'element-too-short'],
    [id('A', 'BB'), 'BB', 'BB'],
    [id('A', 'BB'), 'B', 'B', 'code-invalid'],
    [externalCode(1, 2), 'ZZ', 'ZZ'],
    [date(8), '20240229', '20240229'],
    [date(8), '20230229', '20230229', 'date-invalid'],
    [date(8), '240229', '240229', 'date-invalid'],
    [date(6), '240229', '240229'],
    [date(6), '241301', '241301', 'date-invalid'],
    [time(4, 8), '2359', '2359'],
    [time(4, 8), '23595999', '23595999'],
    [time(4, 8), '235', '235', 'time-invalid'],
    [time(4, 8), '2360', '2360', 'time-invalid'],
    [time(4, 4), '235959', '235959', 'element-too-long'],
  ];

  test.each(rows)('%j: %s', (type, text, value, issue) => {
    const result = read(tiny({ it: one(segment('ZZZ', [opt('value', type)])) }), `ZZZ*${text}`);
    expect(result).toEqual({
      value: { it: value === undefined ? {} : { value } },
      issues: issue === undefined ? [] : [`${issue} ZZZ01 #2`],
    });
  });
});

describe('a period has the form that the element before it names', () => {
  const rows: [format: string, right: string, wrong: string, issue?: string][] = [
    ['D8', '20260131', '20260132'],
    ['RD8', '20260131-20260201', '20260131 20260201'],
    ['D6', '260131', '20260131'],
    ['RD6', '260131-260201', '260131'],
    ['DT', '202601312359', '202601312400'],
    ['TS', '20260131235959', '202601312359'],
    ['TM', '2359', '2400', 'time-invalid'],
    ['RTM', '0000-2359', '2359', 'time-invalid'],
    ['CM', '202612', '202613'],
    ['YM', '2612', '2613'],
    ['CY', '2026', '26'],
    ['YY', '26', '2026'],
    ['MD', '0229', '0230'],
    ['DB', '12312026', '31122026'],
    ['TT', '123126', '311226'],
  ];
  const by = tiny({ it: one(segment('DTP', [el('format', externalCode(1, 3)), el('period', period)])) });

  test.each(rows)('%s', (format, right, wrong, issue = 'date-invalid') => {
    expect(read(by, `DTP*${format}*${right}`).issues).toEqual([]);
    expect(read(by, `DTP*${format}*${wrong}`).issues).toEqual([`${issue} DTP02 #2`]);
  });

  test('and is free where the form is not known', () => {
    expect(read(by, 'DTP*UN*whenever').issues).toEqual([]);
  });

  test('in composites too', () => {
    const HI = segment('HI', [
      el('it', composite(el('code', an(1, 3)), opt('format', id('D8')), opt('period', period))),
    ]);
    expect(read(tiny({ it: one(HI) }), 'HI*BR:D8:20260101').issues).toEqual([]);
    expect(read(tiny({ it: one(HI) }), 'HI*BR:D8:2026').issues).toEqual(['date-invalid HI01-3 #2']);
  });
});

test.each([
  ['P0102', '*a*b', '*a', 2],
  ['P0102', '', '**b', 1],
  ['R0102', '**b', '***c', 1],
  ['E0102', '*a', '*a*b', 2],
  ['C0102', '**b', '*a', 2],
  ['L010203', '*a**c', '*a', 2],
])('condition %s', (condition, right, wrong, at) => {
  const text = an(1, 1);
  const by = tiny({ it: maybe(segment('ZZZ', [opt('a', text), opt('b', text), opt('c', text)], condition)) });
  expect(read(by, ...(right === '' ? [] : [`ZZZ${right}`])).issues).toEqual([]);
  expect(read(by, `ZZZ${wrong}`).issues).toEqual([`condition-broken ZZZ0${at} #2`]);
});

describe('a use', () => {
  const REF = segment('REF', [
    el('qualifier', externalCode(2, 2)),
    opt('id', an(1, 9)),
    opt('kind', id('A', 'B')),
    opt('text', an(1, 9)),
  ]);
  const cases: [
    what: string,
    narrowed: Parameters<typeof use<{ qualifier: string; id?: string; kind?: string; text?: string }, object>>[1],
    text: string,
    issues: string[],
  ][] = [
    ['requires', { id: required }, 'REF*AA', ['element-missing REF02 #2']],
    ['does without', { id: notUsed }, 'REF*AA*1', ['element-not-used REF02 #2']],
    ['takes one code', { kind: 'A' }, 'REF*AA**B', ['code-invalid REF03 #2']],
    ['requires what it takes a code of', { kind: 'A' }, 'REF*AA', ['element-missing REF03 #2']],
    ['takes codes', { kind: ['A', 'B'] }, 'REF*AA**B', []],
    ['takes codes or none', { kind: optional('A') }, 'REF*AA', []],
    ['takes another type, as optional as before', { text: an(1, 2) }, 'REF*AA', []],
    ['takes another type', { text: an(1, 2) }, 'REF*AA***123', ['element-too-long REF04 #2']],
  ];

  test.each(cases)('%s', (_, narrowed, text, issues) => {
    expect(read(tiny({ it: maybe(use(REF, narrowed)) }), text).issues).toEqual(issues);
  });
});

describe('uses at one position', () => {
  const composed = (...names: [string, ...string[]]) =>
    segment('CTX', [el('context', composite(el('name', id(...names)), opt('reference', an(1, 9))))]);
  const free = segment('CTX', [el('context', composite(el('name', an(1, 9)), opt('reference', an(1, 9))))]);
  const repeated = segment('CTX', [repeat('codes', 3, id('X', 'Y'))]);
  const listed = segment('CTX', [series('codes', 2, id('S'))]);
  const by = tiny({
    free: many(9, free),
    trigger: maybe(composed('TRIGGER')),
    repeated: maybe(repeated),
    listed: maybe(listed),
    end: one(segment('END', [unused, opt('x', an(1, 1))])),
  });

  test('are told apart by the codes of a composite, a repetition or a series, and the one without codes takes the rest', () => {
    const { value, issues } = read(by, 'CTX*S*S', 'CTX*OTHER:1', 'CTX*TRIGGER:2', 'CTX*X^Y', 'CTX*MORE', 'END**Z');
    expect(issues).toEqual([]);
    expect(value).toEqual({
      free: [{ context: { name: 'OTHER', reference: '1' } }, { context: { name: 'MORE' } }],
      trigger: { context: { name: 'TRIGGER', reference: '2' } },
      repeated: { codes: ['X', 'Y'] },
      listed: { codes: ['S', 'S'] },
      end: { x: 'Z' },
    });
  });
});

test('an inner loop takes what an outer one would take too', () => {
  const N1 = segment('N1', [el('entity', externalCode(2, 2))]);
  const REF = segment('REF', [el('id', an(1, 9))]);
  const by = tiny({
    parties: some(9, loop('1000', { name: one(N1), reference: maybe(REF) })),
    references: many(2, REF),
  });
  expect(read(by, 'N1*AA', 'REF*1', 'N1*BB', 'REF*2', 'REF*3')).toEqual({
    value: {
      parties: [
        { name: { entity: 'AA' }, reference: { id: '1' } },
        { name: { entity: 'BB' }, reference: { id: '2' } },
      ],
      references: [{ id: '3' }],
    },
    issues: [],
  });
});

test('a series of groups and one of simple elements keep their places', () => {
  const by = tiny({
    it: one(
      segment('ZZZ', [
        series('pairs', 2, [el('a', an(1, 1)), opt('b', an(1, 1))]),
        series('codes', 2, an(1, 1)),
        el('last', an(1, 1)),
      ]),
    ),
  });
  expect(read(by, 'ZZZ*1*2*3**5**7')).toEqual({
    value: { it: { pairs: [{ a: '1', b: '2' }, { a: '3' }], codes: ['5'], last: '7' } },
    issues: [],
  });
});
