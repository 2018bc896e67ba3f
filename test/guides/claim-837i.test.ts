import { describe, expect, expectTypeOf, test } from 'vitest';
import { acknowledge } from '../../shared/guides/acknowledge.ts';
import { type Claim837I, claim837i } from '../../shared/guides/claim-837i/index.ts';
import type { Cents } from '../../shared/money.ts';
import { readFile, readItems, rewrite, transactionsOf } from '../../shared/x12/index.ts';
import { type Change, issuesOf, pointed } from './guide-faults.ts';
import { inEnvelope } from './in-envelope.ts';
import { header, longStay, stay, tests, twoStays837i, visit } from './two-stays-837i.ts';

type Claim = Claim837I['billingProviders'][0]['subscribers'][0]['claims'][0];

const text = inEnvelope(claim837i, twoStays837i);

function claims() {
  const [first] = transactionsOf(readFile(text, [claim837i]), claim837i);
  return (first?.transaction.value.billingProviders ?? []).flatMap(({ subscribers }) =>
    subscribers.flatMap((subscriber) => [
      ...subscriber.claims,
      ...subscriber.patients.flatMap((patient) => patient.claims),
    ]),
  );
}

describe('the 837I', () => {
  test('is read without issues and written back byte for byte', () => {
    const reading = readFile(text, [claim837i]);
    expect(reading.issues).toEqual([]);
    expect(rewrite(reading)).toBe(text);
  });

  test('streams its claims, each judged as in the whole file', async () => {
    const faulty = inEnvelope(claim837i, visit(['NM1*77', 'NM1*77*2*HARBOR*****XX*1234567893'], ['LX*3', 'LX*4']));
    const seen: unknown[] = [];
    for await (const { value, issues } of readItems(faulty, [claim837i]))
      seen.push([(value as Claim).claim.patientControlNumber, issues.map(pointed)]);
    expect(seen).toEqual([
      ['STAY01', []],
      ['VISIT01', ['rule-broken at 2310E/NM109', 'rule-broken at 2400/LX01']],
      ['STAY02', []],
      ['TESTS01', []],
    ]);
  });

  test('is answered by a 999 that names the claim at fault', () => {
    const reading = readFile(inEnvelope(claim837i, stay(['DTP*435'])), [claim837i]);
    const [group] = reading.interchanges[0]?.groups ?? [];
    if (!group) throw new Error('no group');
    const [answered] = acknowledge(group)?.transactions ?? [];
    expect(answered).toMatchObject({
      set: { set: '837', version: '005010X223A2' },
      segmentErrors: [
        {
          segment: { segmentId: 'DTP', position: 27, loop: '2300', error: 'I6' },
          triggers: [{ segmentId: 'CLM', position: 24, loop: '2300', at: { element: 5, component: 1 } }],
          businessUnit: { context: { name: 'CLM01', reference: 'STAY01' } },
        },
      ],
      result: { code: 'E' },
    });
  });

  test('gives each claim by its words', () => {
    expect(
      claims().map(({ claim, statementDates, principalDiagnosis, serviceLines }) => [
        claim.patientControlNumber,
        `${claim.facility.facilityTypeCode}${claim.facility.claimFrequencyCode}`,
        statementDates.date,
        principalDiagnosis.code.code,
        serviceLines.map(({ service }) => [service.revenueCode, service.procedure?.code, service.charge]),
      ]),
    ).toEqual([
      [
        'STAY01',
        '111',
        '20260210-20260214',
        'K8000',
        [
          ['0120', undefined, 240000],
          ['0360', undefined, 200000],
          ['0250', undefined, 60000],
        ],
      ],
      [
        'VISIT01',
        '131',
        '20260216-20260217',
        'S52501A',
        [
          ['0450', '99283', 34550],
          ['0636', 'J1885', 5000],
          ['0320', '73110', 35000],
        ],
      ],
      [
        'STAY02',
        '212',
        '20260115-20260131',
        'I69351',
        [
          ['0022', 'KAGD1', 0],
          ['0120', undefined, 900000],
        ],
      ],
      [
        'TESTS01',
        '147',
        '20260130-20260130',
        'D649',
        [
          ['0305', '85025', 10000],
          ['0301', '80048', 5000],
        ],
      ],
    ]);
    expect(claims()[0]).toMatchObject({
      dischargeHour: { date: '1430' },
      admission: { admissionType: '3', pointOfOrigin: '1', patientStatus: '01' },
      otherDiagnoses: [{ codes: [{ code: 'I10', presentOnAdmission: 'Y' }, { code: 'E119' }, { code: 'Z9049' }] }],
      occurrenceSpans: [{ codes: [{ code: '70', date: '20260101-20260104' }] }],
      values: [
        {
          codes: [
            { code: '80', amount: 400 },
            { code: 'A1', amount: 25050 },
          ],
        },
      ],
    });
  });

  test('has types that a reader of claims can rely on', () => {
    expectTypeOf<Claim['serviceLines'][0]['service']['charge']>().toEqualTypeOf<Cents>();
    expectTypeOf<Claim['principalDiagnosis']['code']['qualifier']>().toEqualTypeOf<'ABK' | 'BK'>();
    expectTypeOf<Claim['values'][0]['codes'][0]['amount']>().toEqualTypeOf<Cents>();
    expectTypeOf<Claim['admissionDate']>().toExtend<{ format: 'D8' | 'DT' } | undefined>();
  });
});

const stayAs = (type: string, charge = '5000', tail = '*A*Y*Y'): Change => [
  'CLM*',
  `CLM*STAY01*${charge}***${type}*${tail}`,
];
const visitAs = (type: string): Change => ['CLM*', `CLM*VISIT01*745.5***${type}**A*Y*Y`];

const parties: [fault: string, body: string, issues: string[]][] = [
  ['a header type of another guide', header(['BHT*', 'BHT*0019*00*B*20260302*0915*TH']), ['code-invalid at BHT06']],
  ['a person who bills', header(['NM1*85', 'NM1*85*1*HARBOR*****XX*1234567893']), ['code-invalid at 2010AA/NM102']],
  ['a social security number as tax id', header(['REF*EI', 'REF*SY*360000002']), ['code-invalid at 2010AA/REF01']],
  ['a tax id of eight digits', header(['REF*EI', 'REF*EI*36000000']), ['rule-broken at 2010AA/REF02']],
  ['a wrong check digit', header(['NM1*85', 'NM1*85*2*H*****XX*1234567894']), ['rule-broken at 2010AA/NM109']],
  ['a post office box that bills', header(['N3*200', 'N3*PO BOX 9']), ['rule-broken at 2010AA/N301']],
  ['a hospital abroad', header(['N4*CHICAGO', 'N4*MEXICO CITY**06600*MX']), []],
  ['a facility abroad', visit(['N4*CHICAGO', 'N4*BERLIN**10115*DE']), []],
  ['five digits of a ZIP code', header(['N4*CHICAGO', 'N4*CHICAGO*IL*60601']), ['rule-broken at 2010AA/N403']],
  ['a taxonomy code that is none', header(['PRV*BI', 'PRV*BI*PXC*282N']), ['rule-broken at 2000A/PRV03']],
  ['an insurance type', header(['SBR*S', 'SBR*S*18*GRP**12****CI']), ['element-not-used at 2000B/SBR05']],
  ['a place in no order', header(['SBR*P*18*GRP100', 'SBR*Q*18*GRP100******CI']), ['code-invalid at 2000B/SBR01']],
  ['a plan of no kind', header(['SBR*S', 'SBR*S*18*GRP100']), ['rule-broken at 2000B/SBR09']],
  [
    'claims of whom nobody says that he is the patient',
    header(['SBR*P*18*GRP100', 'SBR*P**GRP100*ACME TOOLS*****CI']),
    ['rule-broken at 2000B/SBR02'],
  ],
  ['a patient without birth date', header(['DMG*']), ['rule-broken at 2010BA/NM1']],
  [
    'a weight of the patient',
    header(['PAT*', 'PAT*19******01*150']),
    ['element-not-used at 2000C/PAT07', 'element-not-used at 2000C/PAT08'],
  ],
  [
    'a payer without number',
    header(['NM1*PR', 'NM1*PR*2*NORTHERN']),
    ['element-missing at 2010BB/NM108', 'element-missing at 2010BB/NM109'],
  ],
  ['no attending provider', stay(['NM1*71'], ['PRV*AT']), ['rule-broken at 2300/CLM']],
  ['an attending organization', stay(['NM1*71', 'NM1*71*2*GROUP*****XX*1777777776']), ['code-invalid at 2310A/NM102']],
  ['surgery by nobody', stay(['NM1*72'], ['REF*0B'], ['NM1*ZZ']), ['rule-broken at 2300/HI01-2']],
  [
    'another operating physician alone',
    visit(['NM1*77', 'NM1*ZZ*1*ARDEN*LEE****XX*1111111112', 'NM1*77*2*ANNEX*****XX*1888888884']),
    ['rule-broken at 2310C/NM101'],
  ],
  [
    'a rendering provider who attends',
    tests(['NM1*82', 'NM1*82*1*OKAFOR*NGOZI****XX*1777777776']),
    ['rule-broken at 2310D/NM109'],
  ],
  [
    'a referring provider who attends',
    tests(['NM1*DN', 'NM1*DN*1*OKAFOR*NGOZI****XX*1777777776']),
    ['rule-broken at 2310F/NM109'],
  ],
  [
    'a facility that is the billing provider',
    visit(['NM1*77', 'NM1*77*2*HARBOR*****XX*1234567893']),
    ['rule-broken at 2310E/NM109'],
  ],
  ['a facility without address', visit(['N3*102']), ['segment-missing at 2310E/N3']],
  [
    'a line provider who is the attending one',
    stay(['NM1*82', 'NM1*82*1*OKAFOR*NGOZI****XX*1777777776']),
    ['rule-broken at 2420C/NM109'],
  ],
  [
    'a second attending provider',
    stay(['PRV*AT', 'PRV*AT*PXC*207R00000X', 'NM1*71*1*ARDEN*LEE****XX*1111111112']),
    ['loop-repeated at 2310A/NM1'],
  ],
];

const bills: typeof parties = [
  ['a total that the lines do not sum to', stay(stayAs('11:A:1', '5000.01')), ['rule-broken at 2300/CLM02']],
  ['a place of service for a type of facility', visit(visitAs('13:B:1')), ['code-invalid at 2300/CLM05-2']],
  [
    'a type of facility that is none',
    tests(['CLM*', 'CLM*TESTS01*150***19:A:7**A*Y*Y']),
    ['rule-broken at 2300/CLM05-1'],
  ],
  ['a frequency that is none', visit(visitAs('13:A:6')), ['rule-broken at 2300/CLM05-3']],
  ['no frequency', visit(visitAs('13:A')), ['element-missing at 2300/CLM05-3']],
  ['a signature', stay(stayAs('11:A:1', '5000', 'Y*A*Y*Y')), ['element-not-used at 2300/CLM06']],
  ['no assignment', stay(stayAs('11:A:1', '5000', '**Y*Y')), ['element-missing at 2300/CLM07']],
  ['an unknown assignment', stay(stayAs('11:A:1', '5000', '*P*Y*Y')), ['code-invalid at 2300/CLM07']],
  ['an unknown assignment of benefits', stay(stayAs('11:A:1', '5000', '*A*X*Y')), ['code-invalid at 2300/CLM08']],
  ['an unknown release', stay(stayAs('11:A:1', '5000', '*A*Y*N')), ['code-invalid at 2300/CLM09']],
  ['a replacement that names no claim', tests(['REF*F8']), ['rule-broken at 2300/CLM05-3']],
  ['no statement dates', stay(['DTP*434']), ['segment-missing at 2300/DTP']],
  ['a statement of one day', tests(['DTP*434', 'DTP*434*D8*20260130']), ['code-invalid at 2300/DTP02']],
  [
    'a statement that is a moment, and before which all else lies',
    stay(['DTP*434', 'DTP*434*DT*201501010900']),
    ['code-invalid at 2300/DTP02'],
  ],
  ['an admission that is a time alone', stay(['DTP*435', 'DTP*435*TM*0815']), ['code-invalid at 2300/DTP02']],
  ['a statement backwards', tests(['DTP*434', 'DTP*434*RD8*20260130-20260129']), ['rule-broken at 2300/DTP03']],
  [
    'a statement that ends before the patient is born',
    header(['DMG*D8*2015', 'DMG*D8*20260131*M']),
    ['rule-broken at 2300/DTP03'],
  ],
  [
    'a statement that ends before a subscriber is born',
    header(['DMG*D8*1984', 'DMG*D8*20260215*F']),
    ['rule-broken at 2300/DTP03'],
  ],
  [
    'a statement that ends after the file',
    longStay(['DTP*434', 'DTP*434*RD8*20260115-20260331']),
    ['rule-broken at 2300/DTP03'],
  ],
  ['a stay without admission date', stay(['DTP*435']), ['rule-broken at 2300/CLM05-1']],
  ['an admission without hour', stay(['DTP*435', 'DTP*435*D8*20260210']), ['rule-broken at 2300/DTP02']],
  [
    'an admission with its hour told as a day',
    stay(['DTP*435', 'DTP*435*D8*202602100815']),
    ['code-invalid at 2300/DTP02'],
  ],
  ['an admission after the bill', stay(['DTP*435', 'DTP*435*DT*202602150815']), ['rule-broken at 2300/DTP03']],
  ['an hour of admission that is none', stay(['DTP*435', 'DTP*435*DT*202602102515']), ['date-invalid at 2300/DTP03']],
  ['a final bill without discharge hour', stay(['DTP*096']), ['rule-broken at 2300/CLM05-3']],
  ['a discharge hour that is none', stay(['DTP*096', 'DTP*096*TM*2460']), ['time-invalid at 2300/DTP03']],
  [
    'a discharge hour of an outpatient',
    visit(['DTP*434', 'DTP*096*TM*1430', 'DTP*434*RD8*20260216-20260217']),
    ['rule-broken at 2300/DTP03'],
  ],
  [
    'a discharge hour while the patient stays',
    longStay(['DTP*434', 'DTP*096*TM*1430', 'DTP*434*RD8*20260115-20260131']),
    ['rule-broken at 2300/DTP03'],
  ],
  ['a final bill of one who is still there', stay(['CL1*', 'CL1*3*1*30']), ['rule-broken at 2300/CL103']],
  ['an interim bill of one who has left', longStay(['CL1*', 'CL1*3*4*01']), ['rule-broken at 2300/CL103']],
  ['no CL1', stay(['CL1*']), ['segment-missing at 2300/CL1']],
  ['no type of admission', stay(['CL1*', 'CL1**1*01']), ['element-missing at 2300/CL101']],
  ['a type of admission that is none', stay(['CL1*', 'CL1*7*1*01']), ['rule-broken at 2300/CL101']],
  ['no point of origin', stay(['CL1*', 'CL1*3**01']), ['rule-broken at 2300/CL102']],
  ['a point of origin that is none', stay(['CL1*', 'CL1*3*Z*01']), ['rule-broken at 2300/CL102']],
  ['a newborn from a clinic', stay(['CL1*', 'CL1*4*2*01']), ['rule-broken at 2300/CL102']],
  ['no patient status', stay(['CL1*', 'CL1*3*1']), ['element-missing at 2300/CL103']],
  ['a patient status of one digit', stay(['CL1*', 'CL1*3*1*1']), ['rule-broken at 2300/CL103']],
  ['an attachment by mail without number', stay(['PWK*', 'PWK*OZ*BM']), ['rule-broken at 2300/PWK06']],
  [
    'a sixth device number',
    stay(['REF*LX', ...Array.from({ length: 5 }, () => 'REF*LX*IDE')]),
    ['segment-repeated at 2300/REF'],
  ],
  ['an unknown exception', stay(['REF*G1', 'REF*4N*9', 'REF*G1*AUTH-9001']), ['code-invalid at 2300/REF02']],
  ['an accident nowhere', visit(['REF*LU', 'REF*LU*XX']), ['rule-broken at 2300/REF02']],
  ['an accident at no time', visit(['HI*BH']), ['rule-broken at 2300/REF01']],
  ['a referral with nothing found', tests(['CRC*', 'CRC*ZZ*Y*NU']), ['rule-broken at 2300/CRC03']],
  ['a claim note of another guide', stay(['NTE*DGN', 'NTE*CER*TEXT']), ['segment-unexpected at 2300/NTE']],
];

test.each([...parties, ...bills])('the 837I reports %s', (_, body, issues) => {
  expect(issuesOf(claim837i, body).map(pointed)).toEqual(issues);
});
