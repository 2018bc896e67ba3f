import { describe, expect, test } from 'vitest';
import { claimAcknowledgement277 } from '../../shared/guides/claim-acknowledgement-277ca.ts';
import { readFile, rewrite, transactionsOf } from '../../shared/x12/index.ts';
import { type Change, changed, issuesOf, pointed } from './guide-faults.ts';
import { inEnvelope } from './in-envelope.ts';
import { oneBatch277ca as acknowledgement } from './one-batch-277ca.ts';

describe('the 277CA', () => {
  test('is read whole and written back byte for byte', () => {
    const text = inEnvelope(claimAcknowledgement277, acknowledgement);
    const reading = readFile(text, [claimAcknowledgement277]);
    expect(reading.issues).toEqual([]);
    expect(rewrite(reading)).toBe(text);
  });

  test('tells the fate of each claim', () => {
    const reading = readFile(inEnvelope(claimAcknowledgement277, acknowledgement), [claimAcknowledgement277]);
    const [receiver] = transactionsOf(reading, claimAcknowledgement277)[0]?.transaction.value.source.receivers ?? [];
    expect(receiver?.outcome).toMatchObject({
      trace: { number: 'BATCH0007' },
      acceptedQuantity: { quantity: 1 },
      rejectedAmount: { amount: 15000 },
    });
    const patients = receiver?.providers.flatMap((provider) => provider.patients) ?? [];
    const fates = patients.flatMap((patient) =>
      patient.claims.map((claim) => [
        patient.party.name.last,
        claim.claimTrace.number,
        claim.statuses.map(({ first, second, third }) => [first, second, third].map((status) => status?.category)),
        claim.serviceLines.map((line) => line.statuses.map(({ first }) => first.status)),
      ]),
    );
    expect(fates).toEqual([
      ['EXAMPLE', 'EH00000000000A101', [['A2', undefined, undefined]], []],
      ['SAMPLE', 'EH00000000000B101', [['A7', 'A7', 'A3']], [['507'], ['455', '454']]],
    ]);
  });

  test('may stop at the receiver', () => {
    const stopped = `
      BHT*0085*08*CA20260303*20260303*0815*TH
      HL*1**20*1
      NM1*AY*2*EXAMPLE CLEARINGHOUSE*****46*EXCH
      TRN*1*CA20260303A
      DTP*050*D8*20260303
      DTP*009*D8*20260303
      HL*2*1*21*0
      NM1*41*1*EXAMPLE*PAT****46*EXPRAC
      TRN*2*BATCH0008
      STC*A3:24:41*20260303*U*410.5
      QTY*AA*2
      AMT*YY*410.5`;
    const text = inEnvelope(claimAcknowledgement277, stopped);
    const reading = readFile(text, [claimAcknowledgement277]);
    expect(reading.issues).toEqual([]);
    expect(rewrite(reading)).toBe(text);
  });

  test('counts a provider that lists no claims by what is said of it', () => {
    const refused = `
      HL*6*2*19*0
      NM1*85*2*OTHER PRACTICE*****XX*1999999976
      NM1*85*2*OTHER PRACTICE*****FI*999999998
      TRN*1*0
      STC*A3:24:85**U*90
      QTY*QC*3
      AMT*YY*90`;
    const totals = acknowledgement.replace('QTY*AA*1', 'QTY*AA*4').replace('AMT*YY*150', 'AMT*YY*240');
    const whole = totals.replace('*WQ*410.5', '*WQ*500.5') + refused;
    expect(issuesOf(claimAcknowledgement277, whole).map(pointed)).toEqual([]);
    expect(issuesOf(claimAcknowledgement277, whole.replace('**U*90', '**U*80')).map(pointed)).toEqual([
      'rule-broken at 2200C/STC04',
    ]);
    expect(issuesOf(claimAcknowledgement277, totals + refused).map(pointed)).toEqual(['rule-broken at 2200B/STC04']);
    expect(issuesOf(claimAcknowledgement277, acknowledgement + refused).map(pointed)).toEqual([
      'rule-broken at 2200B/QTY02',
      'rule-broken at 2200B/AMT02',
    ]);
    const unsaid = refused.split('QTY')[0] ?? '';
    expect(issuesOf(claimAcknowledgement277, acknowledgement + unsaid).map(pointed)).toEqual([]);
  });

  const faults: [fault: string, change: Change, expected: string[]][] = [
    ['a HCPCS code of four digits', ['SVC', 'SVC*HC:9921*100*****1'], ['rule-broken at 2220D/SVC01-2']],
    [
      'a revenue code of three digits in the place of a procedure',
      ['SVC', 'SVC*NU:450*100*****1'],
      ['rule-broken at 2220D/SVC01-2'],
    ],
    ['a revenue code of three digits', ['SVC', 'SVC*HC:99213*100**510***1'], ['rule-broken at 2220D/SVC04']],
    [
      'claims below a provider that says there are none',
      ['HL*3*2*19*1', 'HL*3*2*19*0'],
      ['hierarchy-broken at 2000C/HL04'],
    ],
    ['a 277 that answers a 276', ['BHT', 'BHT*0010*08*CA1*20260302*0815*TH'], ['code-invalid at BHT01']],
    [
      'a trace with its originator',
      ['TRN*2*BATCH0007', 'TRN*2*BATCH0007*9EXAMPLE01'],
      ['element-not-used at 2200B/TRN03'],
    ],
    ['a batch traced as a receipt', ['TRN*2*BATCH0007', 'TRN*1*BATCH0007'], ['code-invalid at 2200B/TRN01']],
    ['a claim traced as a receipt', ['TRN*2*EH', 'TRN*1*EH00000000000A101'], ['code-invalid at 2200D/TRN01']],
    ['a provider traced as a batch', ['TRN*1*0', 'TRN*2*0'], ['code-invalid at 2200C/TRN01']],
    ['no date of receipt', ['DTP*050'], ['segment-missing at 2200A/DTP']],
    [
      'a payer without its identifier',
      ['NM1*PR', 'NM1*PR*2*EXAMPLE HEALTH PLAN'],
      ['element-missing at 2100A/NM108', 'element-missing at 2100A/NM109'],
    ],
    ['no date of service', ['DTP*472*D8*20260227'], ['segment-missing at 2200D/DTP']],
    ['a status without its charge', ['STC*A2', 'STC*A2:20:PR*20260302*WQ'], ['element-missing at 2200D/STC04']],
    ['an action that does not exist', ['STC*A2', 'STC*A2:20:PR*20260302*XX*260.5'], ['code-invalid at 2200D/STC03']],
    ['a service line without status', ['STC*A7:507'], ['segment-missing at 2220D/STC']],
    ['a date that does not exist', ['DTP*472*RD8', 'DTP*472*RD8*20260225-20260230'], ['date-invalid at 2200D/DTP03']],
    [
      'an accepted claim that asks for action',
      ['STC*A2', 'STC*A2:20:PR*20260302*U*260.5'],
      ['rule-broken at 2200D/STC03'],
    ],
    [
      'a claim that is accepted and rejected',
      ['STC*A2', 'STC*A2:20:PR*20260302*WQ*260.5', 'STC*A7:562:85*20260302*U*260.5'],
      ['rule-broken at 2200D/STC03'],
    ],
    [
      'a claim that is rejected for two reasons',
      ['STC*A7:562', 'STC*A7:562:85*20260302*U*150', 'STC*A3:21*20260302*U*150'],
      [],
    ],
    [
      'a claim that is received and accepted',
      ['STC*A2', 'STC*A1:19:PR*20260302*WQ*260.5', 'STC*A2:20:PR*20260302*WQ*260.5'],
      [],
    ],
    [
      'a claim of two charges',
      ['STC*A7:562', 'STC*A7:562:85*20260302*U*150', 'STC*A3:21*20260302*U*15'],
      ['rule-broken at 2200D/STC04'],
    ],
    [
      'a claim rejected and accepted in one status',
      ['STC*A2', 'STC*A2:20:PR*20260302*WQ*260.5******A7:562:85*A3:21'],
      ['rule-broken at 2200D/STC10-1', 'rule-broken at 2200D/STC11-1'],
    ],
    [
      'a rejected claim whose first action accepts it',
      ['STC*A7:562', 'STC*A7:562:85*20260302*WQ*150', 'STC*A3:21*20260302*U*150'],
      ['rule-broken at 2200D/STC03'],
    ],
    [
      'a batch accepted and rejected',
      ['STC*A1', 'STC*A1:19:PR*20260302*WQ*410.5', 'STC*A3:24:41*20260302*U*410.5'],
      ['rule-broken at 2200B/STC03'],
    ],
    [
      'the line of an accepted claim',
      ['REF*D9', 'REF*D9*CLEAR0001', 'DTP*472*D8*20260227', 'SVC*HC:99213*260.5*****1', 'STC*A7:507**U'],
      ['rule-broken at 2220D/SVC'],
    ],
    ['a batch of another charge', ['STC*A1', 'STC*A1:19:PR*20260302*WQ*410'], ['rule-broken at 2200B/STC04']],
    ['a batch of no charge', ['STC*A1', 'STC*A1:19:PR*20260302*WQ'], []],
    ['a provider of another charge', ['STC*A1:19**', 'STC*A1:19**WQ*410'], ['rule-broken at 2200C/STC04']],
    ['a claim that is counted nowhere', ['QTY*90', 'QTY*90*2'], ['rule-broken at 2200B/QTY02']],
    ['a kind of claims that is not counted', ['QTY*QC*1'], ['rule-broken at 2200C/TRN']],
    ['a charge that is summed wrong', ['AMT*YY*150', 'AMT*YY*149.99'], ['rule-broken at 2200B/AMT02']],
    ['a line rejected by a status that accepts', ['STC*A7:507', 'STC*A7:507**WQ'], ['rule-broken at 2220D/STC03']],
    ['a drug by its own code', ['SVC*HC:81002', 'SVC*N4:00000000000*50*****2'], ['code-invalid at 2220D/SVC01-1']],
    ['a category that is none', ['STC*A7:455', 'STC*7A:455**U'], ['rule-broken at 2220D/STC01-1']],
    [
      'a party that no status speaks of',
      ['STC*A2', 'STC*A2:20:XX*20260302*WQ*260.5'],
      ['code-invalid at 2200D/STC01-3'],
    ],
    ['a patient at the wrong place', ['HL*4', 'HL*4*2*PT'], ['hierarchy-broken at 2000D/HL02']],
  ];
  test.each(faults)('finds %s', (_, change, expected) => {
    expect(issuesOf(claimAcknowledgement277, changed(acknowledgement, change)).map(pointed)).toEqual(expected);
  });

  test.each<[string, Change, string]>([
    ['traced as a provider', ['TRN*2*EH00000000000A', 'TRN*1*EH00000000000A101'], 'code-invalid at 2200D/TRN01'],
    ['that is not traced', ['TRN*2*EH00000000000A'], 'segment-missing at 2200D/TRN'],
    ['traced as a provider behind another', ['TRN*2*EH00000000000B', 'TRN*1*EH1'], 'code-invalid at 2200D/TRN01'],
    ['that is not traced behind another', ['TRN*2*EH00000000000B'], 'segment-missing at 2200D/TRN'],
  ])('where nothing is said of the provider finds a claim %s', (_, change, expected) => {
    const unsaid: Change[] = [
      ['TRN*1*0'],
      ['STC*A1:19**'],
      ['REF*TJ'],
      ['QTY*QA'],
      ['QTY*QC'],
      ['AMT*YU*260.5', ''],
      ['AMT*YY*150', ''],
    ];
    const [head = '', rest = ''] = acknowledgement.split(/(?=HL\*3)/);
    const silent = head + changed(rest, ...unsaid);
    expect(issuesOf(claimAcknowledgement277, changed(silent, change)).map(pointed)).toEqual([expected]);
  });
});
