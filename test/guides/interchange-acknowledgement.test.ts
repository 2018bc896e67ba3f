import { describe, expect, test } from 'vitest';
import { acknowledge, interchangeAcknowledgement } from '../../shared/guides/acknowledge.ts';
import { claim837p } from '../../shared/guides/claim-837p/index.ts';
import { readFile } from '../../shared/x12/index.ts';
import { guides } from './answer-999.ts';
import { inEnvelope } from './in-envelope.ts';
import { twoPayers837p } from './two-payers-837p.ts';

const file = inEnvelope(claim837p, twoPayers837p);

describe('the TA1', () => {
  type Row = [about: string, from: string | RegExp, to: string, expected: string | undefined];
  const rows: Row[] = [
    ['nothing asked and nothing wrong', '', '', undefined],
    ['asked for', '*0*T*', '*1*T*', 'A000'],
    ['control numbers that differ', 'IEA*1*000000101', 'IEA*1*000000102', 'R001'],
    ['no sender', 'SENDER         ', '               ', 'R006'],
    ['no receiver', '*RECEIVER       ', '*               ', 'R008'],
    ['a long qualifier of the sender', '*ZZ*SENDER', '*ZZZ*SENDER', 'R005'],
    ['a long qualifier of the receiver', '*ZZ*RECEIVER', '*ZZZ*RECEIVER', 'R007'],
    ['a letter as separator', '*^*00501', '*U*00501', 'R016'],
    ['a long qualifier of the authorization', 'ISA*00', 'ISA*000', 'R010'],
    ['a line break in the authorization', 'ISA*00*          ', 'ISA*00*A\nB       ', 'R011'],
    ['a long qualifier of the security', '          *00*', '          *000*', 'R012'],
    ['a line break in the security', '*          *ZZ*SENDER', '*A\nB       *ZZ*SENDER', 'R013'],
    ['a day that does not exist', '*260302*', '*260232*', 'R014'],
    ['a time that does not exist', '*0815*^', '*0875*^', 'R015'],
    ['a version that nobody reads', '*00501*', '*00401*', 'R017'],
    ['a control number of letters', /00000010(?=1\*0)/, '0000A010', 'R018'],
    ['an unknown request', '*0*T*', '*2*T*', 'R019'],
    ['an unknown usage', '*0*T*', '*0*X*', 'R020'],
    ['groups miscounted', 'IEA*1', 'IEA*2', 'R021'],
    ['no end', 'IEA*1*000000101~\n', '', 'R023'],
    ['a segment outside of groups', 'IEA*1', 'REF*1~\nIEA*1', 'R024'],
    ['a segment in a group, outside of its transaction sets', 'GE*1*7', 'REF*1~\nGE*1*7', 'E024'],
    ['a date of the group that is none', 'RECEIVER*20260302', 'RECEIVER*20260232', 'E024'],
    ['a group that a 999 says all of', 'GE*1*7', 'GE*2*7', undefined],
    ['a TA1 with a note that there is not', 'GS*', 'TA1*000000055*260301*0815*A*099~\nGS*', 'E024'],
    ['a TA1 behind a group', 'IEA*1', 'TA1*000000055*260301*0815*A*000~\nIEA*1', 'E024'],
    ['a TA1 in a group', 'GE*1*7', 'TA1*000000055*260301*0815*A*000~\nGE*1*7', 'E024'],
    [
      'a TA1 behind a group, and another number in the trailer',
      'IEA*1*000000101',
      'TA1*000000055*260301*0815*A*000~\nIEA*1*000000102',
      'R001',
    ],
    ['no GS', /GS\*.*\n/, '', 'R022'],
    ['a GE without its group', /GS\*.*GE\*1\*7~\n/s, 'GE*1*7~\n', 'R022'],
    ['a misspelt IEA', 'IEA*', 'IEX*', 'R023'],
  ];
  test.each(rows)('%s', (_, from, to, expected) => {
    const [interchange] = readFile(file.replace(from, to), guides).interchanges;
    const acknowledgement = interchange && interchangeAcknowledgement(interchange);
    expect(acknowledgement && `${acknowledgement.code}${acknowledgement.note}`).toBe(expected);
  });

  test('rejects the second of two that have one number', () => {
    const { interchanges } = readFile(file + file, guides);
    const notes = interchanges.map((interchange) => interchangeAcknowledgement(interchange)?.note);
    expect(notes).toEqual([undefined, '025']);
  });

  test('echoes the interchange', () => {
    const [interchange] = readFile(file.replace('*0*T*', '*1*T*'), guides).interchanges;
    expect(interchange && interchangeAcknowledgement(interchange)).toEqual({
      controlNumber: '000000101',
      date: '260302',
      time: '0815',
      code: 'A',
      note: '000',
    });
  });

  test('tells of a TA1 in a group, and leaves the group to its 999', () => {
    const text = file.replace('GE*1*7', 'TA1*000000055*260301*0815*A*000~\nGE*1*7');
    const [interchange] = readFile(text, guides).interchanges;
    expect(interchange?.groups.map((group) => acknowledge(group)?.groupResult.code)).toEqual(['A']);
    expect(interchange?.issues.map(({ code, place }) => [code, place.segmentId])).toEqual([
      ['segment-unexpected', 'TA1'],
    ]);
  });

  test('answers no interchange that holds TA1s alone', () => {
    const [isa = '', end = ''] = [file.split('~')[0]?.replace('*0*T*', '*1*T*'), 'IEA*0*000000101~'];
    const [interchange] = readFile(`${isa}~TA1*000000001*260302*0815*A*000~${end}`, guides).interchanges;
    expect(interchange?.acknowledgements).toHaveLength(1);
    expect(interchange && interchangeAcknowledgement(interchange)).toBeUndefined();
  });
});
