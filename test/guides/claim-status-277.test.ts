import { describe, expect, test } from 'vitest';
import { claimAcknowledgement277 } from '../../shared/guides/claim-acknowledgement-277ca.ts';
import { claimStatusAnswer277 } from '../../shared/guides/claim-status-277.ts';
import { readFile, readItems, rewrite, transactionsOf } from '../../shared/x12/index.ts';
import { type Change, changed, issuesOf, pointed } from './guide-faults.ts';
import { inEnvelope } from './in-envelope.ts';
import { oneAnswer277 as answer } from './one-answer-277.ts';

describe('the 277', () => {
  test('is read whole and written back byte for byte', () => {
    const text = inEnvelope(claimStatusAnswer277, answer);
    const reading = readFile(text, [claimAcknowledgement277, claimStatusAnswer277]);
    expect(reading.issues).toEqual([]);
    expect(rewrite(reading)).toBe(text);
  });

  test('tells what has become of claims, of a provider and of a whole request', async () => {
    const text = inEnvelope(claimStatusAnswer277, answer);
    const [found] = transactionsOf(readFile(text, [claimStatusAnswer277]), claimStatusAnswer277);
    const [first, second] = found?.transaction.value.sources[0]?.receivers ?? [];
    const [subscriber, parent] = first?.providers[0]?.subscribers ?? [];
    expect(subscriber?.claims[0]?.statuses).toMatchObject([
      { first: { category: 'F1', status: '65' }, charge: 26050, paid: 21050, remittanceTrace: 'EFT0001' },
    ]);
    expect(subscriber?.claims[1]?.statuses[0]?.first).toEqual({ category: 'F2', status: '80', codeList: 'RX' });
    expect(parent?.dependents[0]?.claims[0]?.trace.number).toBe('ASK0003');
    expect(first?.providers[1]?.outcome?.statuses[0]?.first.entity).toBe('1P');
    expect(second?.outcome?.trace.number).toBe('CS20260302');
    const streamed: string[] = [];
    for await (const { loop, issues } of readItems(text, [claimStatusAnswer277])) {
      expect(issues).toEqual([]);
      streamed.push(loop.id);
    }
    expect(streamed).toEqual(['2200D', '2200D', '2200E']);
  });

  const silent = [
    'HL*9*1*21*1',
    'NM1*41*2*EXAMPLE SERVICE*****46*EXSERV',
    'HL*10*9*19*1',
    'NM1*1P*2*EXAMPLE PRACTICE*****XX*1999999984',
    'HL*11*10*22*0',
    'NM1*IL*1*IDLE*IDA****MI*MEMBER0003',
    'HL*12*9*19*0',
    'NM1*1P*2*EXAMPLE PRACTICE*****XX*1999999984',
    'HL*13*1*21*0',
    'NM1*41*2*EXAMPLE SERVICE*****46*EXSERV',
  ];
  const faults: [fault: string, change: Change, expected: string[]][] = [
    ['a HCPCS code of four digits', ['SVC', 'SVC*HC:9921*100*80****1'], ['rule-broken at 2220D/SVC01-2']],
    [
      'a revenue code of three digits in the place of a procedure',
      ['SVC', 'SVC*NU:450*100*80****1'],
      ['rule-broken at 2220D/SVC01-2'],
    ],
    ['a revenue code of three digits', ['SVC', 'SVC*HC:99213*100*80*510***1'], ['rule-broken at 2220D/SVC04']],
    ['a type of bill without its frequency', ['REF*BLT', 'REF*BLT*11'], ['rule-broken at 2200D/REF02']],
    ['another type', ['BHT', 'BHT*0010*08*CS1*20260303*0815*TH'], ['code-invalid at BHT06']],
    ['a contact without its number', ['PER', 'PER*IC*CLAIM STATUS*TE'], ['element-missing at 2100A/PER04']],
    ['a contact by pager', ['PER', 'PER*IC**BN*8005550100'], ['code-invalid at 2100A/PER03']],
    ['a claim without status', ['STC*P3'], ['segment-missing at 2200E/STC']],
    ['a status without its day', ['STC*P3', 'STC*P3:317***45'], ['element-missing at 2200E/STC02']],
    ['a status with an action', ['STC*P3', 'STC*P3:317*20260220*U*45'], ['element-not-used at 2200E/STC03']],
    ['words beside a status', ['STC*P3', 'STC*P3:317*20260220**45********WAIT'], ['element-not-used at 2200E/STC12']],
    [
      'category and status in each other’s place',
      ['STC*P3', 'STC*317:P3*20260220**45'],
      ['rule-broken at 2200E/STC01-1', 'rule-broken at 2200E/STC01-2'],
    ],
    ['a second status of no form', ['STC*P3', 'STC*P3:317*20260220**45******F1:X'], ['rule-broken at 2200E/STC10-2']],
    ['a party that no status speaks of', ['STC*P3', 'STC*P3:317:AA*20260220**45'], ['code-invalid at 2200E/STC01-3']],
    ['a party of another level', ['STC*E0:24:1P', 'STC*E0:24:41*20260303'], ['code-invalid at 2200C/STC01-3']],
    ['charges of a provider', ['STC*E0:24:1P', 'STC*E0:24:1P*20260303**45'], ['element-not-used at 2200C/STC04']],
    [
      'what a line was charged in its status',
      ['STC*F1:104', 'STC*F1:104*20260220**100'],
      ['element-not-used at 2220D/STC04'],
    ],
    ['a line without units', ['SVC', 'SVC*HC:99213:25*100*80'], ['element-missing at 2220D/SVC07']],
    ['a line without what was paid', ['SVC', 'SVC*HC:99213:25*100*****1'], ['element-missing at 2220D/SVC03']],
    ['a trace of a request', ['TRN*2*ASK0001', 'TRN*3*ASK0001'], ['code-invalid at 2200D/TRN01']],
    ['a status without its trace', ['TRN*1*0'], ['segment-missing at 2200C/TRN']],
    ['a claim traced as a provider', ['TRN*2*ASK0001', 'TRN*1*ASK0001'], ['code-invalid at 2200D/TRN01']],
    ['a second claim traced as a provider', ['TRN*2*ASK0002', 'TRN*1*ASK0002'], ['code-invalid at 2200D/TRN01']],
    ["a dependent's claim traced as a provider", ['TRN*2*ASK0003', 'TRN*1*ASK0003'], ['code-invalid at 2200E/TRN01']],
    ['a provider traced as a claim', ['TRN*1*0', 'TRN*2*0'], ['code-invalid at 2200C/TRN01']],
    ['a claim without its trace', ['TRN*2*ASK0001'], ['segment-missing at 2200D/TRN']],
    ['a claim without its trace behind a service', ['TRN*2*ASK0002'], ['segment-missing at 2200D/TRN']],
    ["a dependent's claim without its trace", ['TRN*2*ASK0003'], ['segment-missing at 2200E/TRN']],
    [
      'a receiver, a provider and a subscriber of whom nothing is said',
      ['STC*E0:24:41', 'STC*E0:24:41*20260303', ...silent],
      ['rule-broken at 2000D/HL', 'rule-broken at 2000C/HL', 'rule-broken at 2000B/HL'],
    ],
  ];
  test.each(faults)('finds %s', (_, change, expected) => {
    expect(issuesOf(claimStatusAnswer277, changed(answer, change)).map(pointed)).toEqual(expected);
  });
});
