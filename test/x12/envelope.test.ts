import { describe, expect, test } from 'vitest';
import { readFile } from '../../shared/x12/index.ts';
import { issueLines } from './issue-lines.ts';
import { enveloped, inEnvelope, isa, smallClaims, smallFile } from './small-file.ts';
import { smallGuide } from './small-guide.ts';

const set = (control: string) => [`ST*837*${control}*005010T1`, 'BHT*0019', `SE*3*${control}`];
const ta1 = 'TA1*000000001*260101*0304*A*000';

/** The same as an interchange of its own. */
const another = (file: string) => file.replaceAll('000000007', '000000008');

function lines(...segments: string[]): string {
  return segments.map((segment) => `${segment}~`).join('');
}

describe('delimiters and line ends', () => {
  const values = readFile(smallFile, [smallGuide]).interchanges[0]?.groups[0]?.transactions[0]?.value;
  const texts: [what: string, text: string][] = [
    ['no line ends', smallFile.replaceAll('\n', '')],
    ['CR LF', smallFile.replaceAll('\n', '\r\n')],
    ['CR', smallFile.replaceAll('\n', '\r')],
    ['newlines as terminators', smallFile.replaceAll('~\n', '\n')],
    ['CR LF as terminator', smallFile.replaceAll('~\n', '\r\n')],
    ['blank lines', smallFile.replaceAll('\n', '\n\n')],
    ['indented lines', smallFile.replaceAll('\n', '\n  ')],
    ['a byte order mark', `\uFEFF${smallFile}`],
    ['white space around', `\r\n ${smallFile} \r\n\u001A`],
    [
      'other delimiters',
      smallFile.replaceAll('*', '|').replaceAll(':', '>').replaceAll('^', '!').replaceAll('~', '\u001C'),
    ],
    [
      'delimiters that are control characters',
      smallFile.replaceAll('*', '\x1d').replaceAll(':', '\x1f').replaceAll('^', '\x1e').replaceAll('~', '\x1c'),
    ],
    [
      'an ISA without padding',
      smallFile.replace(isa, 'ISA*00**00**ZZ*SENDER*ZZ*RECEIVER*260102*0304*^*00501*000000007*0*T*:'),
    ],
    ['an ISA with too much padding', smallFile.replace('SENDER  ', 'SENDER          ')],
  ];

  test.each(texts)('%s', (_, text) => {
    const reading = readFile(text, [smallGuide]);
    expect(reading.issues).toEqual([]);
    expect(reading.interchanges[0]?.groups[0]?.transactions[0]?.value).toEqual(values);
    expect(reading.interchanges[0]?.header).toMatchObject({ sender: 'SENDER', receiver: 'RECEIVER', date: '260102' });
  });

  test('are told', () => {
    const { delimiters } = readFile(smallFile.replaceAll('\n', '\r\n'), []).interchanges[0] ?? {};
    expect(delimiters).toEqual({ element: '*', repetition: '^', component: ':', segment: '~', lineEnd: '\r\n' });
  });
});

describe('what is wrong with an envelope', () => {
  const [first = '', ...rest] = smallFile.split('~\n');
  const files: [what: string, text: string, issues: string[]][] = [
    ['an empty file', '', ['not-x12 ']],
    ['a blank file', ' \n ', ['not-x12 ']],
    ['a text', 'Dear Sir or Madam,\nISAAC*', ['not-x12 ']],
    ['a text before', `Dear Sir,\n${smallFile}`, ['not-x12 ']],
    ['a text after', `${smallFile}Yours`, ['not-x12 ']],
    ['half an ISA', isa.slice(0, 50), ['not-x12 ']],
    ['an ISA whose delimiters can be none', smallFile.replace('*:~', '*A~'), ['not-x12 ']],
    ['no IEA', smallFile.slice(0, smallFile.indexOf('IEA')), ['envelope-cut-off ']],
    ['a cut IEA', smallFile.slice(0, -2), ['envelope-cut-off ']],
    [
      'cut within a segment',
      smallFile.slice(0, smallFile.indexOf('HI*ABK:J20*ABF') + 9),
      ['envelope-cut-off SE #11', 'envelope-cut-off ', 'envelope-cut-off '],
    ],
    [
      'a second ISA without IEA',
      lines(isa.replace('*000000007', '*000000006'), isa, 'IEA*0*000000007'),
      ['envelope-cut-off '],
    ],
    ['no GE', lines(isa, 'GS*HC*SS*RR*20260102*0304*5*X*V', 'IEA*1*000000007'), ['envelope-cut-off ']],
    ['no SE', enveloped([set('0001').slice(0, 2), set('0002')]), ['envelope-cut-off SE #2']],
    ['an SE alone', enveloped([[...set('0001'), 'SE*3*0001']]), ['segment-unexpected SE']],
    ['segments between transaction sets', enveloped([[...set('0001'), 'A*1', 'B*2']]), ['segment-unexpected ']],
    ['an ST without GS', lines(isa, 'ST*837*0001', 'IEA*0*000000007'), ['segment-unexpected ST']],
    [
      'wrong counts',
      enveloped([['ST*837*0001*005010T1', 'BHT*0019', 'SE*4*0001']])
        .replace('GE*1', 'GE*2')
        .replace('IEA*1', 'IEA*2'),
      ['envelope-count SE01 #3', 'envelope-count GE01', 'envelope-count IEA01'],
    ],
    [
      'wrong control numbers',
      enveloped([['ST*837*0001*005010T1', 'BHT*0019', 'SE*3*0002']])
        .replace('GE*1*5', 'GE*1*6')
        .replace('IEA*1*000000007', 'IEA*1*000000008'),
      ['envelope-control-number SE02 #3', 'envelope-control-number GE02', 'envelope-control-number IEA02'],
    ],
    ['a control number twice', enveloped([set('0001'), set('0001')]), ['envelope-control-number ST02 #1']],
    [
      'an unknown version',
      enveloped([['ST*837*0001*005010T9', 'BHT*0019', 'SE*3*0001']]).replace('X*005010T1', 'X*005010T9'),
      ['version-unknown GS08'],
    ],
    [
      'an unknown version of the set alone',
      smallFile.replace('*005010T1~\nBHT', '*005010T9~\nBHT'),
      ['version-unknown ST03 #1'],
    ],
    ['an unknown version of the group alone', smallFile.replace('X*005010T1', 'X*004010T1'), ['version-unknown GS08']],
    [
      'one for two sets',
      enveloped([set('0001'), set('0002')]).replace('X*005010T1', 'X*004010T1'),
      ['version-unknown GS08'],
    ],
    ['no version of a transaction set', smallFile.replace('*005010T1~\nBHT', '~\nBHT'), ['element-missing ST03 #1']],
    ['an empty version', smallFile.replace('*005010T1~\nBHT', '*~\nBHT'), ['element-missing ST03 #1']],
    ['an unknown set', enveloped([['ST*999*0001', 'AK1*X', 'SE*3*0001']]), ['code-invalid ST01 #1']],
    [
      'a number of a group twice',
      lines(
        isa,
        ...Array.from({ length: 2 }, () => ['GS*HC*SS*RR*20260102*0304*5*X*V', 'GE*0*5']).flat(),
        'IEA*2*000000007',
      ),
      ['segment-missing ST', 'envelope-control-number GS06', 'segment-missing ST'],
    ],
    [
      'a group without transaction set',
      lines(isa, 'GS*HC*SS*RR*20260102*0304*5*X*V', 'GE*0*5', 'IEA*1*000000007'),
      ['segment-missing ST'],
    ],
    [
      'a group without the transaction set that it counts',
      lines(isa, 'GS*HC*SS*RR*20260102*0304*5*X*V', 'GE*1*5', 'IEA*1*000000007'),
      ['segment-missing ST'],
    ],
    ['another functional id', inEnvelope(smallClaims).replace('GS*HC', 'GS*HP'), ['code-invalid GS01']],
    ['a control character', smallFile.replace('SENDER   ', 'SENDER\x01  '), ['element-invalid ISA06']],
    ['a date that is none', inEnvelope(smallClaims).replace('*260102*', '*261302*'), ['date-invalid ISA09']],
    [
      'a TA1 after a group',
      lines(isa, 'GS*HC*SS*RR*20260102*0304*5*X*V', 'GE*0*5', ta1, 'IEA*1*000000007'),
      ['segment-missing ST', 'segment-unexpected TA1'],
    ],
    ['no GS', smallFile.replace(/GS\*.*\n/, ''), ['segment-unexpected ST']],
    ['a misspelt GS', smallFile.replace('GS*', 'GX*'), ['segment-unexpected ']],
    ['a GS in small letters', smallFile.replace('GS*', 'gs*'), ['segment-unexpected ']],
    [
      'no GS of the first of two groups',
      smallFile
        .replace(/GS.*GE\*1\*5~\n/s, (group) => group.replace(/GS.*\n/, '') + group.replaceAll('*5', '*6'))
        .replace('IEA*1', 'IEA*2'),
      ['segment-unexpected ST'],
    ],
    ['no ST', smallFile.replace(/ST\*.*\n/, ''), ['segment-unexpected ']],
    ['a misspelt ST', smallFile.replace('ST*', 'SX*'), ['segment-unexpected ']],
    [
      'a misspelt ST of the first of two',
      enveloped([set('0001').with(0, 'SX*837*0001*005010T1'), set('0002')]),
      ['segment-unexpected '],
    ],
    ['a misspelt SE', smallFile.replace('SE*37', 'SX*37'), ['envelope-cut-off SE #37']],
    ['an SE in small letters', smallFile.replace('SE*37', 'se*37'), ['envelope-cut-off SE #37']],
    ['a misspelt GE', smallFile.replace('GE*', 'GX*'), ['envelope-cut-off ']],
    ['a misspelt IEA', smallFile.replace('IEA*', 'IEX*'), ['envelope-cut-off ']],
    [
      'a segment before a trailer and no trailer',
      smallFile.replace('GE*1*5', 'REF*G1*X'),
      ['segment-unexpected ', 'envelope-cut-off '],
    ],
    ['too long a count of segments', smallFile.replace('SE*37', 'SE*99999999999'), ['element-too-long SE01 #37']],
    ['too long a count of transaction sets', smallFile.replace('GE*1', 'GE*9999999'), ['element-too-long GE01']],
    ['too long a count of groups', smallFile.replace('IEA*1', 'IEA*999999'), ['element-too-long IEA01']],
    ['too long a number at the end', smallFile.replace('IEA*1*', 'IEA*1*1'), ['element-too-long IEA02']],
    ['an interchange twice', smallFile + smallFile, ['envelope-control-number ISA13']],
    ['two interchanges', smallFile + another(smallFile), []],
    ['two of one number, to different receivers', smallFile + smallFile.replace('*ZZ*RECEIVER ', '*ZZ*ANOTHER1 '), []],
    [
      'a segment without end',
      smallFile.replace('REF*G1*AUTH', `REF*G1*${'A'.repeat(70_000)}`),
      ['segment-too-long 2300/REF02 #11'],
    ],
    ['the right file', [first, ...rest].join('~\n'), []],
  ];

  test.each(files)('%s', (_, text, issues) => {
    expect(issueLines(readFile(text, [smallGuide]).issues)).toEqual(issues);
  });
});

test('several interchanges, groups and transaction sets, with spaces between them', () => {
  const group = [
    'GS*HC*SS*RR*20260102*0304*5*X*005010T0',
    ...set('1'.padStart(4, '0')).map((one) => one.replace('T1', 'T0')),
    ...set('0002'),
    'GE*2*5',
  ];
  const second = group.map((one) => one.replace('0304*5', '0304*6').replace('GE*2*5', 'GE*2*6'));
  const file = lines(isa, ta1, ...group, ...second, 'IEA*2*000000007');
  const { interchanges, issues } = readFile(`${file}  \n\n${another(file)}`, [smallGuide]);
  // One set of each group is of another version than the group says.
  const strange = Array.from({ length: 4 }, () => ['code-invalid', 'ST', 3]);
  const others = issues.filter(({ code }) => code !== 'loop-missing');
  expect(others.map(({ code, place }) => [code, place.segmentId, place.element])).toEqual(strange);
  expect(
    interchanges.map(({ groups }) => groups.map(({ transactions }) => transactions.map(({ version }) => version))),
  ).toEqual(Array.from({ length: 2 }, () => Array.from({ length: 2 }, () => ['005010T0', '005010T1'])));
  expect(interchanges[1]?.acknowledgements).toEqual([
    { controlNumber: '000000001', date: '260101', time: '0304', code: 'A', note: '000' },
  ]);
});

test('a place tells line, offset and ordinals', () => {
  const text = inEnvelope(smallClaims.with(8, 'DTP*431*D8*2026'));
  const [issue] = readFile(text + another(text), [smallGuide]).issues.slice(1);
  expect(issue).toEqual({
    code: 'date-invalid',
    level: 'syntax',
    message: 'DTP03 (period) must be written CCYYMMDD, as the element before it says.',
    place: {
      line: 53,
      offset: text.length + text.indexOf('DTP*431'),
      interchange: 2,
      group: 1,
      transaction: 1,
      segment: 10,
      segmentId: 'DTP',
      loop: '2300',
      element: 3,
    },
  });
});

test('what a transaction set shows of its group stands at the GS', () => {
  const [issue] = readFile(smallFile.replace('GS*HC', 'GS*HP'), [smallGuide]).issues;
  expect(issue?.place).toEqual({
    line: 2,
    offset: smallFile.indexOf('GS*'),
    interchange: 1,
    group: 1,
    segmentId: 'GS',
    element: 1,
  });
});

test.each([
  ['20260230', 'names a day that does not exist.'],
  ['2026', 'must be written CCYYMMDD, as the element before it says.'],
])('of the period %s it says what is wrong', (period, says) => {
  const [issue] = readFile(inEnvelope(smallClaims.with(8, `DTP*431*D8*${period}`)), [smallGuide]).issues;
  expect(issue?.message).toBe(`DTP03 (period) ${says}`);
});
