import { describe, expect, expectTypeOf, test } from 'vitest';
import {
  billingProviderLoop,
  type Claim837P,
  type ClaimLoop,
  claim837p,
  claimLoop,
  patientLoop,
  type ServiceLineLoop,
  subscriberLoop,
} from '../../shared/guides/claim-837p/index.ts';
import type { Cents } from '../../shared/money.ts';
import { readFile, readItems, rewrite, transactionsOf } from '../../shared/x12/index.ts';
import { type Change, changed, issuesOf, pointed } from './guide-faults.ts';
import { inEnvelope } from './in-envelope.ts';
import { twoPayers837p } from './two-payers-837p.ts';

function read(): Claim837P {
  const [first] = transactionsOf(readFile(inEnvelope(claim837p, twoPayers837p), [claim837p]), claim837p);
  if (!first) throw new Error('the example was not read');
  return first.transaction.value;
}

describe('the 837P', () => {
  test('is read without issues and written back byte for byte', () => {
    const text = inEnvelope(claim837p, twoPayers837p);
    const reading = readFile(text, [claim837p]);
    expect(reading.issues).toEqual([]);
    expect(rewrite(reading)).toBe(text);
  });

  test('gives each claim by its words', () => {
    const [provider] = read().billingProviders;
    const claims = provider?.subscribers.flatMap((subscriber) => [
      ...subscriber.claims,
      ...subscriber.patients.flatMap((patient) => patient.claims),
    ]);
    expect(provider?.billingProvider).toMatchObject({ name: { id: '1234567893' }, taxId: { id: '360000001' } });
    expect(
      claims?.map(({ claim, serviceLines }) => [
        claim.patientControlNumber,
        claim.totalCharge,
        claim.facility.claimFrequencyCode,
        serviceLines.map(({ service }) => [service.procedure.code, service.procedure.modifiers, service.charge]),
      ]),
    ).toEqual([
      [
        'AAAAAAAAAAAAAAA01',
        24550,
        '1',
        [
          ['99213', ['25'], 18050],
          ['87880', [], 6500],
        ],
      ],
      ['AAAAAAAAAAAAAAA02', 10000, '7', [['99213', [], 10000]]],
      [
        'BBBBBBBBBBBBBBB01',
        15000,
        '1',
        [
          ['99214', [], 10000],
          ['94010', [], 5000],
        ],
      ],
    ]);
    expect(claims?.[0]).toMatchObject({
      priorAuthorizationNumber: { id: 'AUTH-9001' },
      diagnoses: { principal: { code: 'J0190' }, others: [{ code: 'R05' }] },
      renderingProvider: { name: { last: 'LINDQVIST' }, specialty: { taxonomyCode: '207Q00000X' } },
    });
    expect(claims?.[2]?.serviceLines[0]?.adjudications[0]).toMatchObject({
      adjudication: { payer: 'FC003', paid: 6000 },
      adjustments: [
        { group: 'CO', adjustments: [{ reason: '45', amount: 1500 }] },
        {
          group: 'PR',
          adjustments: [
            { reason: '1', amount: 2000 },
            { reason: '2', amount: 500 },
          ],
        },
      ],
    });
  });

  test('has types that a reader of claims can rely on', () => {
    expectTypeOf<ClaimLoop['claim']['totalCharge']>().toEqualTypeOf<Cents>();
    expectTypeOf<ServiceLineLoop['service']['procedure']['modifiers']>().toEqualTypeOf<string[]>();
    expectTypeOf<ServiceLineLoop['service']['diagnosisPointers']['pointers']>().toEqualTypeOf<number[]>();
    expectTypeOf<ClaimLoop['diagnoses']['principal']['qualifier']>().toEqualTypeOf<'ABK' | 'BK' | 'ABF' | 'BF'>();
    expectTypeOf<ClaimLoop['accidentDate']>().toExtend<{ date: string } | undefined>();
    expectTypeOf<Claim837P['billingProviders'][0]['subscribers'][0]['claims'][0]>().toEqualTypeOf<ClaimLoop>();
    expect(claimLoop.id).toBe('2300');
  });
});

test('the 837P streams its claims, each within its subscriber, patient and billing provider', async () => {
  const seen: unknown[] = [];
  for await (const { loop, value, issues, within } of readItems(inEnvelope(claim837p, twoPayers837p), [claim837p])) {
    expect(loop).toBe(claimLoop);
    expect(issues).toEqual([]);
    const { claim } = value as ClaimLoop;
    const subscriber = within(subscriberLoop);
    const patient = within(patientLoop);
    seen.push([
      claim.patientControlNumber,
      within(billingProviderLoop)?.billingProvider.name.id,
      subscriber?.payer.name.id,
      (patient?.patientName ?? subscriber?.subscriberName)?.name.first,
    ]);
  }
  expect(seen).toEqual([
    ['AAAAAAAAAAAAAAA01', '1234567893', 'NM001', 'ALEX'],
    ['AAAAAAAAAAAAAAA02', '1234567893', 'NM001', 'ALEX'],
    ['BBBBBBBBBBBBBBB01', '1234567893', 'SH002', 'MATEO'],
  ]);
});

test('the 837P reports a batch without claims', () => {
  const header = twoPayers837p.split('  HL*')[0] ?? '';
  expect(issuesOf(claim837p, header).map(pointed)).toEqual(['loop-missing at 2000A/HL']);
});

const faults: [fault: string, changes: Change[], issues: string[]][] = [
  ['a header type of another guide', [['BHT*', 'BHT*0019*00*BATCH-101*20260302*0915*TH']], ['code-invalid at BHT06']],
  ['no submitter contact', [['PER*']], ['segment-missing at 1000A/PER']],
  [
    'a billing provider without address',
    [['N3*100'], ['N4*CHICAGO']],
    ['segment-missing at 2010AA/N3', 'segment-missing at 2010AA/N4'],
  ],
  ['no tax id', [['REF*EI']], ['segment-missing at 2010AA/REF']],
  [
    'an unknown claim filing code',
    [['SBR*P*18', 'SBR*P*18*GRP100*ACME TOOLS*****QQ']],
    ['code-invalid at 2000B/SBR09'],
  ],
  ['a member without number', [['NM1*IL', 'NM1*IL*1*MORGAN*ALEX']], ['rule-broken at 2010BA/NM109']],
  [
    'a payer without number',
    [['NM1*PR', 'NM1*PR*2*NORTHERN MUTUAL']],
    ['element-missing at 2010BB/NM108', 'element-missing at 2010BB/NM109'],
  ],
  [
    'a charge in words',
    [['CLM*AAAAAAAAAAAAAAA01', 'CLM*AAAAAAAAAAAAAAA01*MUCH***11:B:1*Y*A*Y*Y']],
    ['element-invalid at 2300/CLM02'],
  ],
  [
    'no frequency code',
    [['CLM*AAAAAAAAAAAAAAA01', 'CLM*AAAAAAAAAAAAAAA01*245.5***11:B*Y*A*Y*Y']],
    ['element-missing at 2300/CLM05-3'],
  ],
  ['an unknown attachment', [['PWK*', 'PWK*QQ*EL***AC*ATT-1']], ['code-invalid at 2300/PWK01']],
  ['no diagnosis', [['HI*']], ['segment-missing at 2300/HI']],
  ['thirteen diagnoses', [['HI*', `HI*ABK:J0190${'*ABF:R05'.repeat(12)}`]], ['element-not-used at 2300/HI13']],
  ['no service date', [['DTP*472']], ['segment-missing at 2400/DTP']],
  ['a service date that is none', [['DTP*472', 'DTP*472*D8*20260230']], ['date-invalid at 2400/DTP03']],
  [
    'a range where the guide wants a day',
    [['DTP*439', 'DTP*439*RD8*20260110-20260111']],
    ['code-invalid at 2300/DTP02'],
  ],
  [
    'a procedure with too many components',
    [['SV1*HC:99213:25', 'SV1*HC:99213:25:26:27:59:60:61:62:63*180.5*UN*1***1:2']],
    ['element-not-used at 2400/SV101-8', 'element-not-used at 2400/SV101-9'],
  ],
  [
    'a second rendering provider',
    [['NM1*82', 'NM1*82*1*LINDQVIST*SIGRID****XX*1999999984', 'NM1*82*1*OTHER']],
    ['loop-repeated at 2310B/NM1'],
  ],
  [
    'a third referring provider',
    [['NM1*DN', 'NM1*DN*1*A', 'NM1*P3*1*B', 'NM1*P3*1*C']],
    ['loop-repeated at 2310A/NM1'],
  ],
  ['a facility without address', [['N3*102']], ['segment-missing at 2310C/N3']],
  [
    'a segment that the guide does not have',
    [['NTE*', 'NTE*ADD*RAPID TEST', 'CR5*I*3']],
    ['segment-not-used at 2400/CR5'],
  ],
  ['a segment out of place', [['NTE*', 'NTE*ADD*RAPID TEST', 'K3*TOO LATE']], ['segment-misplaced at 2400/K3']],
  ['another payer without name', [['NM1*PR*2*FIRST']], ['segment-missing at 2330B/NM1']],
  ['an adjustment without amount', [['CAS*PR', 'CAS*PR*1*20**2']], ['element-missing at 2430/CAS06']],
];

test.each(faults)('the 837P reports %s', (_, changes, issues) => {
  expect(issuesOf(claim837p, changed(twoPayers837p, ...changes)).map(pointed)).toEqual(issues);
});
