import { describe, expect, test } from 'vitest';
import { claimStatusInquiry276 } from '../../shared/guides/claim-status-276.ts';
import { readFile, readItems, rewrite, transactionsOf } from '../../shared/x12/index.ts';
import { type Change, changed, issuesOf, pointed } from './guide-faults.ts';
import { inEnvelope } from './in-envelope.ts';
import { oneInquiry276 as inquiry } from './one-inquiry-276.ts';

describe('the 276', () => {
  test('is read whole and written back byte for byte', () => {
    const text = inEnvelope(claimStatusInquiry276, inquiry);
    const reading = readFile(text, [claimStatusInquiry276]);
    expect(reading.issues).toEqual([]);
    expect(rewrite(reading)).toBe(text);
  });

  test('asks about claims of subscribers and of dependents', async () => {
    const text = inEnvelope(claimStatusInquiry276, inquiry);
    const [found] = transactionsOf(readFile(text, [claimStatusInquiry276]), claimStatusInquiry276);
    const subscribers = found?.transaction.value.sources[0]?.receivers[0]?.providers[0]?.subscribers ?? [];
    expect(subscribers[0]?.claims[0]).toMatchObject({
      trace: { number: 'ASK0001' },
      patientControlNumber: { id: 'EH00000000000A101' },
      totalCharge: { amount: 26050 },
    });
    expect(subscribers[0]?.claims[1]?.serviceLines[0]?.service.procedure.modifiers).toEqual(['25']);
    expect(subscribers[1]?.dependents[0]?.claims[0]?.trace.number).toBe('ASK0003');
    const streamed: string[] = [];
    for await (const { loop, issues } of readItems(text, [claimStatusInquiry276])) {
      expect(issues).toEqual([]);
      streamed.push(loop.id);
    }
    expect(streamed).toEqual(['2200D', '2200D', '2200E']);
  });

  const faults: [fault: string, change: Change, expected: string[]][] = [
    ['a HCPCS code of four digits', ['SVC', 'SVC*HC:9921*100*****1'], ['rule-broken at 2210D/SVC01-2']],
    [
      'a revenue code of three digits in the place of a procedure',
      ['SVC', 'SVC*NU:450*100*****1'],
      ['rule-broken at 2210D/SVC01-2'],
    ],
    ['a revenue code of three digits', ['SVC', 'SVC*HC:99213*100**510***1'], ['rule-broken at 2210D/SVC04']],
    ['a type of bill without its frequency', ['REF*BLT', 'REF*BLT*11'], ['rule-broken at 2200D/REF02']],
    ['another purpose', ['BHT', 'BHT*0010*01*CS1*20260302*0815'], ['code-invalid at BHT02']],
    ['no number of the request', ['BHT', 'BHT*0010*13**20260302*0815'], ['element-missing at BHT03']],
    ['a payer by its tax number', ['NM1*PR', 'NM1*PR*2*EXAMPLE*****FI*999999999'], ['code-invalid at 2100A/NM108']],
    ['a suffix of who asks', ['NM1*41', 'NM1*41*1*EXAMPLE*PAT***JR*46*EXSERV'], ['element-not-used at 2100B/NM107']],
    [
      'a third name of the provider',
      ['NM1*1P*2*EXAMPLE PRACTICE*****FI', 'NM1*1P*2*A*****FI*999999999', 'NM1*1P*2*B*****SV*9'],
      ['loop-repeated at 2100C/NM1'],
    ],
    ['no member number', ['NM1*IL', 'NM1*IL*1*EXAMPLE*PAT****MI'], ['element-missing at 2100D/NM109']],
    ['an unknown gender', ['DMG*D8*19800102', 'DMG*D8*19800102*U'], ['code-invalid at 2000D/DMG03']],
    ['a patient without birth date', ['DMG*D8*19800102'], ['rule-broken at 2000D/HL']],
    ['a dependent without birth date', ['DMG*D8*20150405'], ['segment-missing at 2000E/DMG']],
    ['a trace of an answer', ['TRN*1*ASK0001', 'TRN*2*ASK0001'], ['code-invalid at 2200D/TRN01']],
    ['a trace with its originator', ['TRN*1*ASK0003', 'TRN*1*ASK0003*9EXAMPLE01'], ['element-not-used at 2200E/TRN03']],
    ['a bill type twice', ['REF*BLT', 'REF*BLT*111', 'REF*BLT*112'], ['segment-repeated at 2200D/REF']],
    ['a claim of no date', ['DTP*472*D8*20260202'], ['rule-broken at 2200E/TRN']],
    ['a line of no date', ['DTP*472*D8*20260201'], ['segment-missing at 2210D/DTP']],
    ['what a line was paid', ['SVC', 'SVC*HC:99213:25*100*60****1'], ['element-not-used at 2210D/SVC03']],
    [
      'a line of no code list',
      ['SVC', 'SVC*XX:99213*100****1'],
      ['code-invalid at 2210D/SVC01-1', 'element-not-used at 2210D/SVC06'],
    ],
    ['a child flag of a dependent', ['HL*6', 'HL*6*5*23*0'], ['element-not-used at 2000E/HL04']],
    [
      'a subscriber of whom nothing is asked',
      ['DTP*472*D8*20260202', 'DTP*472*D8*20260202', 'HL*7*3*22*0', 'NM1*IL*1*IDLE*IDA****MI*MEMBER0003'],
      ['rule-broken at 2000D/HL'],
    ],
  ];
  test.each(faults)('finds %s', (_, change, expected) => {
    expect(issuesOf(claimStatusInquiry276, changed(inquiry, change)).map(pointed)).toEqual(expected);
  });
});
