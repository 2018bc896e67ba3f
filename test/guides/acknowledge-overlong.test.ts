import { expect, test } from 'vitest';
import { acknowledge, interchangeAcknowledgement } from '../../shared/guides/acknowledge.ts';
import { acknowledgement999 } from '../../shared/guides/acknowledgement-999.ts';
import { claim837p } from '../../shared/guides/claim-837p/index.ts';
import { readFile } from '../../shared/x12/index.ts';
import { written } from './every-guide.ts';
import { type Change, changed } from './guide-faults.ts';
import { inEnvelope } from './in-envelope.ts';
import { twoPayers837p } from './two-payers-837p.ts';

const long = 'A'.repeat(150_000);

test.each<[what: string, changes: Change[], notes: string[]]>([
  [
    'a name',
    [['NM1*82', `NM1*82*1*LINDQVIST*${long}`]],
    ['IK3*NM1*29*2310*8', 'CTX*CLM01:AAAAAAAAAAAAAAA01', 'IK4*4**5'],
  ],
  [
    'elements without end',
    [['REF*F8', `REF*F8${'*NM-CCN-1'.repeat(20_000)}`]],
    ['IK3*REF*50*2300*8', 'CTX*CLM01:AAAAAAAAAAAAAAA02'],
  ],
  [
    'a claim, whose number nobody knows and which is not the one before',
    [
      ['CLM*AAAAAAAAAAAAAAA02', `CLM*${long}`],
      ['DTP*472*D8*20260112', 'DTP*472*D8*20260232'],
    ],
    ['IK3*CLM*46*2300*8', 'IK4*1**5', 'IK3*DTP*54*2400*8', 'IK4*3**8'],
  ],
])('a 999 rejects the transaction set that holds an overlong segment, and no TA1 the file: %s', (_, changes, notes) => {
  const text = inEnvelope(claim837p, changed(twoPayers837p, ...changes));
  const [interchange] = readFile(text, [claim837p]).interchanges;
  if (!interchange) throw new Error('the file holds no interchange');
  expect(interchangeAcknowledgement(interchange)).toBeUndefined();
  const answers = interchange.groups.flatMap((group) => acknowledge(group) ?? []);
  const segments = written(acknowledgement999, answers).split('~');
  const [first, last] = [
    segments.findIndex((one) => one.startsWith('AK2')),
    segments.findIndex((one) => /^AK9/.test(one)),
  ];
  expect(segments.slice(first + 1, last + 1)).toEqual([...notes, 'IK5*R*5', 'AK9*R*1*1*0']);
});
