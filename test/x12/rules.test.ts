import { expect, test } from 'vitest';
import { type Issue, type ReadOptions, readFile, readItems } from '../../shared/x12/index.ts';
import { inEnvelope, smallClaims } from './small-file.ts';
import { smallGuide } from './small-guide.ts';

function changed(...changes: [from: string, to: string][]): string {
  const text = inEnvelope(smallClaims);
  return changes.reduce((file, [from, to]) => {
    expect(file).toContain(from);
    return file.replace(from, to);
  }, text);
}

function pointed({ code, level, place: { loop, segmentId, segment, element, component } }: Issue): string {
  return [code, level, loop, segmentId, segment, element, component].filter((part) => part !== undefined).join(' ');
}

async function streamedIssues(text: string, options?: ReadOptions): Promise<Issue[]> {
  const issues: Issue[] = [];
  const stream = readItems(text, [smallGuide], options);
  for (;;) {
    const next = await stream.next();
    if (next.done) return [...issues, ...next.value.issues].toSorted((a, b) => a.place.offset - b.place.offset);
    issues.push(...next.value.issues);
  }
}

const options: ReadOptions = {
  codes: (list, code) => {
    if (list === 'place-of-service') return ['11', '22'].includes(code);
    return list === 'reasons-CO' ? ['45', '253'].includes(code) : undefined;
  },
};

test.each<[what: string, changes: [string, string][], issues: string[]]>([
  ['nothing is wrong', [], []],
  [
    'a day after the file was written',
    [['DTP*431*D8*20260101', 'DTP*431*D8*20260104']],
    ['rule-broken situation 2300 DTP 10 3'],
  ],
  [
    'the last day of a range counts',
    [['20260101-20260102', '20260101-20260104']],
    ['rule-broken situation 2400 DTP 20 3'],
  ],
  [
    'no rule is asked of a segment with a fault',
    [['DTP*431*D8*20260101', 'DTP*431*D8*20269901']],
    ['date-invalid syntax 2300 DTP 10 3'],
  ],
  ['a code outside its list', [['CLM*C1*100**11:', 'CLM*C1*100**12:']], ['code-invalid code-set 2300 CLM 9 4 1']],
  [
    'each element at fault of a segment',
    [['CAS*CO*45*10.00*1*253*0.50', 'CAS*CO*9*10.00*1*8*0.50']],
    ['rule-broken code-set 2400 CAS 17 2', 'rule-broken code-set 2400 CAS 17 5'],
  ],
  ['a sum that is wrong', [['CLM*C1*100*', 'CLM*C1*99*']], ['rule-broken balance 2300 CLM 9 2']],
  ['a diagnosis said twice', [['ABF:R05', 'ABF:R05*ABF:J20']], ['rule-broken situation 2300 HI 12 3 2']],
  [
    'a claim that does not agree with the provider around its patient and subscriber',
    [['NM1*77*2*LAB', 'NM1*77*2*CLINIC']],
    ['rule-broken situation 2310C NM1 32'],
  ],
  [
    'a tally over claims directly in the loop',
    [
      ['CLM*C1*100*', 'CLM*C1*188*'],
      ['25*60*', '25*148*'],
    ],
    ['rule-broken situation 2300 CLM 9'],
  ],
  [
    'claims of a patient are not tallied directly',
    [
      ['CLM*C3*0*', 'CLM*C3*900*'],
      ['HC:99211*0*', 'HC:99211*900*'],
    ],
    [],
  ],
  [
    'an amount that is none',
    [['SV1*HC:85025*40.00*', 'SV1*HC:85025*40.001*']],
    ['element-invalid syntax 2400 SV1 19 2'],
  ],
  [
    'a number of too many digits',
    [['CLM*C1*100*', 'CLM*C1*1000000000000000000*']],
    ['element-too-long syntax 2300 CLM 9 2'],
  ],
  ['a frequency that is none', [['11:B:1*A', '11:B:9*A']], ['code-invalid requirement 2300 CLM 9 4 3']],
  [
    'a segment that may be what a rule asks for',
    [['REF*F8*P2', 'REF*ZZ*P2']],
    ['segment-unexpected syntax 2300 REF 23'],
  ],
  [
    'all other rules are asked',
    [
      ['ABK:J20*ABF:R05', 'ABK:J20*ABF:R05 '],
      ['CLM*C1*100*', 'CLM*C1*99*'],
    ],
    ['rule-broken balance 2300 CLM 9 2', 'element-invalid syntax 2300 HI 12 2 2'],
  ],
  [
    'what one claim lacks costs no other its rules',
    [
      ['CLM*C1*100*', 'CLM**100*'],
      ['CLM*C2*12.5*', 'CLM*C2*12*'],
    ],
    ['element-missing requirement 2300 CLM 9 1', 'rule-broken balance 2300 CLM 22 2'],
  ],
  ['two tallies add up', [['HC:99211*0*1', 'HC:99211:25*0*1']], ['rule-broken situation 2010BA NM1 7']],
])('%s: the same reading whole and in a stream', async (_, changes, issues) => {
  const text = changed(...changes);
  expect(readFile(text, [smallGuide], options).issues.map(pointed)).toEqual(issues);
  expect((await streamedIssues(text, options)).map(pointed)).toEqual(issues);
});

test('a list that is not at hand is not checked', () => {
  const text = changed(['CLM*C1*100**11:', 'CLM*C1*100**12:']);
  expect(readFile(text, [smallGuide]).issues).toEqual([]);
  expect(readFile(text, [smallGuide], { codes: () => undefined }).issues).toEqual([]);
});
