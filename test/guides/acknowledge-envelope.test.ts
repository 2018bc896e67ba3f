import { describe, expect, test } from 'vitest';
import { claim837p } from '../../shared/guides/claim-837p/index.ts';
import { answer } from './answer-999.ts';
import { inEnvelope } from './in-envelope.ts';
import { twoPayers837p } from './two-payers-837p.ts';

const file = inEnvelope(claim837p, twoPayers837p);
const head = ['AK1*HC*7*005010X222A1', 'AK2*837*0001*005010X222A1'];
const rejected = 'AK9*R*1*1*0';

describe('a fault of the envelope', () => {
  const faults: [fault: string, from: string | RegExp, to: string, answer: string[]][] = [
    ['segments miscounted', 'SE*89', 'SE*88', [...head, 'IK5*R*4', rejected]],
    ['control numbers that differ', 'SE*89*0001', 'SE*89*0002', [...head, 'IK5*R*3', rejected]],
    ['a control number too short', 'ST*837*0001', 'ST*837*1', [...head, 'IK5*R*7', rejected]],
    ['no version of a set', 'ST*837*0001*005010X222A1', 'ST*837*0001', [...head, 'IK5*R*19', rejected]],
    [
      'a version that nobody reads',
      /005010X222A1/g,
      '005010X298',
      ['AK1*HC*7*005010X298', 'AK2*837*0001*005010X298', 'IK5*R*1', 'AK9*R*1*1*0*2'],
    ],
    ['an old version of the group', 'X*005010X222A1', 'X*004010', ['AK1*HC*7*004010', 'AK9*R*1*1*0*2']],
    ['transaction sets miscounted', 'GE*1*7', 'GE*2*7', ['AK1*HC*7*005010X222A1', 'AK9*R*2*1*0*5']],
    ['group numbers that differ', 'GE*1*7', 'GE*1*8', ['AK1*HC*7*005010X222A1', 'AK9*R*1*1*0*4']],
    ['a group without end', 'GE*1*7~\n', '', ['AK1*HC*7*005010X222A1', 'AK9*R*1*1*0*3']],
    ['a functional id of another guide', 'GS*HC', 'GS*HS', ['AK1*HS*7*005010X222A1', 'AK9*R*1*1*0*1']],
    ['a date of the group that is none', 'RECEIVER*20260302', 'RECEIVER*20260232', [...head, 'IK5*A', 'AK9*E*1*1*1']],
    ['a segment outside of transaction sets', 'GE*1*7', 'REF*1~\nGE*1*7', ['AK1*HC*7*005010X222A1', rejected]],
    [
      'a transaction set of another kind of group',
      'ST*837',
      'ST*270',
      ['AK1*HC*7*005010X222A1', 'AK2*270*0001*005010X222A1', 'IK5*R*18', rejected],
    ],
    [
      'a transaction set that nobody knows',
      'ST*837',
      'ST*XXX',
      ['AK1*HC*7*005010X222A1', 'AK2*XXX*0001*005010X222A1', 'IK5*R*6', rejected],
    ],
    [
      'no transaction set named',
      'ST*837',
      'ST*',
      ['AK1*HC*7*005010X222A1', 'AK2*000*0001*005010X222A1', 'IK5*R*6', rejected],
    ],
    [
      'a version that the group does not name',
      'ST*837*0001*005010X222A1',
      'ST*837*0001*005010X222A2',
      ['AK1*HC*7*005010X222A1', 'AK2*837*0001*005010X222A2', 'IK5*R*19', rejected],
    ],
    [
      'a version of a set that nobody reads',
      'ST*837*0001*005010X222A1',
      'ST*837*0001*005010X298',
      ['AK1*HC*7*005010X222A1', 'AK2*837*0001*005010X298', 'IK5*R*I6', rejected],
    ],
    ['a misspelt SE', 'SE*89', 'SX*89', [...head, 'IK5*R*2', rejected]],
    ['a misspelt GE', 'GE*1*7', 'GX*1*7', ['AK1*HC*7*005010X222A1', 'AK9*R*1*1*0*3']],
    ['a misspelt ST', 'ST*837', 'SX*837', ['AK1*HC*7*005010X222A1', 'AK9*R*1*0*0*5']],
    ['no ST', /ST\*837.*\n/, '', ['AK1*HC*7*005010X222A1', 'AK9*R*1*0*0*5']],
    ['no transaction set', /ST\*837.*GE\*1/s, 'GE*0', ['AK1*HC*7*005010X222A1', 'AK9*R*0*0*0']],
    ['too long a count of segments', 'SE*89', 'SE*99999999999', [...head, 'IK5*R*4', rejected]],
    ['too long a count of transaction sets', 'GE*1*7', 'GE*9999999*7', ['AK1*HC*7*005010X222A1', 'AK9*R*1*1*0*5']],
  ];
  test.each(faults)('%s', (_, from, to, expected) => {
    expect(file).toMatch(from);
    expect(answer(file.replace(from, to))).toEqual(expected);
  });

  test('the second of two groups that have one number is rejected', () => {
    const [group = ''] = /GS\*.*GE\*1\*7~\n/s.exec(file) ?? [];
    const notes = answer(file.replace(group, group + group).replace('IEA*1', 'IEA*2'));
    expect(notes.filter((note) => note.startsWith('AK9'))).toEqual(['AK9*A*1*1*1', 'AK9*R*1*1*0*19']);
  });

  test('one transaction set of two is rejected', () => {
    const [before = '', transaction = '', after = ''] = file.split(/(?<=~\n)(?=ST\*|GE\*)/);
    const second = transaction.replace('ST*837*0001', 'ST*837*0002').replace('SE*89*0001', 'SE*88*0002');
    expect(answer([before, transaction, second, after.replace('GE*1', 'GE*2')].join(''))).toEqual([
      ...head,
      'IK5*A',
      'AK2*837*0002*005010X222A1',
      'IK5*R*4',
      'AK9*P*2*2*1',
    ]);
  });
});
