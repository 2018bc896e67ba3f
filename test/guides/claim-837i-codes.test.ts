import { expect, test } from 'vitest';
import { claim837i } from '../../shared/guides/claim-837i/index.ts';
import { issuesOf, pointed } from './guide-faults.ts';
import { header, stay, tests, visit } from './two-stays-837i.ts';

const codes: [fault: string, body: string, issues: string[]][] = [
  ...['00', '08', '99'].map((status): [string, string, string[]] => [
    `a status of the patient that is none (${status})`,
    stay(['CL1*3*1*01', `CL1*3*1*${status}`]),
    ['rule-broken at 2300/CL103'],
  ]),
  ...['3', '7', 'A'].map((origin): [string, string, string[]] => [
    `a point of origin that has ended (${origin})`,
    stay(['CL1*3*1*01', `CL1*3*${origin}*01`]),
    ['rule-broken at 2300/CL102'],
  ]),
  ['no principal diagnosis', stay(['HI*ABK']), ['segment-missing at 2300/HI']],
  ['another diagnosis first', visit(['HI*ABK', 'HI*ABF:S52501A']), ['segment-missing at 2300/HI']],
  ['two principal diagnoses', visit(['HI*ABK', 'HI*ABK:S52501A*ABK:R05']), ['element-not-used at 2300/HI02']],
  ['a decimal point', visit(['HI*ABK', 'HI*ABK:S52.501A']), ['rule-broken at 2300/HI01-2']],
  ['a diagnosis of ICD-9 in a claim of ICD-10', visit(['HI*ABF', 'HI*BF:7862']), ['rule-broken at 2300/HI01-1']],
  [
    'a procedure of ICD-9 in a claim of ICD-10',
    stay(['HI*BBR', 'HI*BR:5123:D8:20260211']),
    ['rule-broken at 2300/HI01-1'],
  ],
  [
    'a principal diagnosis of ICD-10 told as ICD-9',
    stay(['HI*ABK', 'HI*BK:K8000:::::::Y']),
    ['rule-broken at 2300/HI01-1'],
  ],
  [
    'a principal diagnosis told as ICD-9, of either form',
    stay(['HI*ABK', 'HI*BK:E119:::::::Y'], ['HI*ABF', 'HI*ABF:I10:::::::Y']),
    ['rule-broken at 2300/HI01-1'],
  ],
  ['an admitting diagnosis of ICD-10 told as ICD-9', stay(['HI*ABJ', 'HI*BJ:R109']), ['rule-broken at 2300/HI01-1']],
  [
    'a procedure of ICD-10 told as ICD-9',
    stay(['HI*BBR', 'HI*BR:0FT44ZZ:D8:20260211']),
    ['rule-broken at 2300/HI01-1'],
  ],
  ['ICD-9 after its last day', tests(['HI*ABK', 'HI*BK:2859']), ['rule-broken at 2300/HI01-1']],
  [
    'a diagnosis said twice',
    stay(['HI*ABF', 'HI*ABF:I10:::::::Y*ABF:E119:::::::Y*ABF:I10:::::::Y']),
    ['rule-broken at 2300/HI03-2'],
  ],
  ['the principal diagnosis said again', visit(['HI*ABF', 'HI*ABF:S52501A']), ['rule-broken at 2300/HI01-2']],
  [
    'thirteen other diagnoses in one segment',
    visit(['HI*ABF', `HI*${Array.from({ length: 13 }, (_, at) => `ABF:R${10 + at}`).join('*')}`]),
    ['element-not-used at 2300/HI13'],
  ],
  [
    'a third segment of other diagnoses',
    visit(['HI*ABF', 'HI*ABF:R05', 'HI*ABF:R11', 'HI*ABF:R12']),
    ['segment-repeated at 2300/HI'],
  ],
  ['a principal diagnosis that may have come later', stay(['HI*ABK', 'HI*ABK:K8000']), ['rule-broken at 2300/HI01-9']],
  [
    'another diagnosis that may have come later',
    stay(['HI*ABF', 'HI*ABF:I10:::::::Y*ABF:E119']),
    ['rule-broken at 2300/HI02-9'],
  ],
  ['a presence one place early', stay(['HI*ABK', 'HI*ABK:K8000::::::Y']), ['element-not-used at 2300/HI01-8']],
  [
    'adjustments of a payer said twice',
    stay(['CAS*CO*45*1500', 'CAS*CO*45*1500', 'CAS*CO*45*1500']),
    ['rule-broken at 2320/CAS01'],
  ],
  ['an amount one place early', stay(['HI*BE', 'HI*BE:80::4*BE:A1:::250.5']), ['element-not-used at 2300/HI01-4']],
  ['an unknown presence', stay(['HI*ABK', 'HI*ABK:K8000:::::::1']), ['code-invalid at 2300/HI01-9']],
  ['a stay without admitting diagnosis', stay(['HI*ABJ']), ['rule-broken at 2300/CLM05-1']],
  ['an admitting diagnosis of the wrong form', stay(['HI*ABJ', 'HI*ABJ:R10.9']), ['rule-broken at 2300/HI01-2']],
  ['the surgeon missing beside another one', stay(['NM1*72'], ['REF*0B']), ['rule-broken at 2310C/NM101']],
  [
    'an admitting diagnosis of a visit',
    visit(['HI*APR', 'HI*ABJ:M25531', 'HI*APR:M25531*APR:R52']),
    ['rule-broken at 2300/HI'],
  ],
  ['why the patient of a stay came', stay(['HI*ABJ', 'HI*ABJ:R109', 'HI*APR:R109']), ['rule-broken at 2300/HI']],
  ['an emergency for no reason', visit(['HI*APR']), ['rule-broken at 2300/CL101']],
  ['a fourth reason', visit(['HI*APR', 'HI*APR:M25531*APR:R52*APR:R05*APR:R11']), ['element-not-used at 2300/HI04']],
  ['a disease as external cause', visit(['HI*ABN', 'HI*ABN:R05']), ['rule-broken at 2300/HI01-2']],
  ['a DRG in words', stay(['HI*DR', 'HI*DR:DRG419']), ['rule-broken at 2300/HI01-2']],
  [
    'a procedure of HCPCS in the place of ICD',
    stay(['HI*BBR', 'HI*BBR:47562:D8:20260211']),
    ['rule-broken at 2300/HI01-2'],
  ],
  [
    'a procedure without date',
    stay(['HI*BBR', 'HI*BBR:0FT44ZZ']),
    ['element-missing at 2300/HI01-3', 'element-missing at 2300/HI01-4'],
  ],
  ['a procedure after the stay', stay(['HI*BBR', 'HI*BBR:0FT44ZZ:D8:20260215']), ['rule-broken at 2300/HI01-4']],
  ['a procedure before the stay', stay(['HI*BBQ', 'HI*BBQ:30233N1:D8:20260209']), ['rule-broken at 2300/HI01-4']],
  ['a procedure said twice', stay(['HI*BBQ', 'HI*BBQ:0FT44ZZ:D8:20260211']), ['rule-broken at 2300/HI01-2']],
  ['other procedures alone', stay(['HI*BBR']), ['rule-broken at 2300/HI01']],
  [
    'ICD procedures of an outpatient',
    visit(['HI*BH', 'HI*BBR:3E0234Z:D8:20260216', 'HI*BH:01:D8:20260216']),
    ['rule-broken at 2300/HI01-1'],
  ],
  [
    'surgery of an outpatient, whose surgeon nobody names',
    visit(['HI*BH', 'HI*BBR:0DTJ4ZZ:D8:20260216', 'HI*BH:01:D8:20260216']),
    ['rule-broken at 2300/HI01-1'],
  ],
  [
    'other procedures of an outpatient, on another day',
    visit(['HI*BH', 'HI*BBQ:3E0234Z:D8:20260101', 'HI*BH:01:D8:20260216']),
    ['rule-broken at 2300/HI01-1'],
  ],
  ['a span of one day', stay(['HI*BI', 'HI*BI:70:D8:20260101']), ['code-invalid at 2300/HI01-3']],
  ['a span backwards', stay(['HI*BI', 'HI*BI:70:RD8:20260104-20260101']), ['rule-broken at 2300/HI01-4']],
  [
    'a span said twice',
    stay(['HI*BI', 'HI*BI:70:RD8:20260101-20260104*BI:70:RD8:20260101-20260104']),
    ['rule-broken at 2300/HI02-2'],
  ],
  ['an occurrence code of three digits', stay(['HI*BH', 'HI*BH:110:D8:20260209']), ['rule-broken at 2300/HI01-2']],
  [
    'an occurrence that is still to come',
    stay(['HI*BH', 'HI*BH:11:D8:20260209*BH:A2:D8:20260303']),
    ['rule-broken at 2300/HI02-4'],
  ],
  ['an occurrence on a day that is none', stay(['HI*BH', 'HI*BH:11:D8:20260230']), ['date-invalid at 2300/HI01-4']],
  [
    'an occurrence said twice',
    stay(['HI*BH', 'HI*BH:11:D8:20260209*BH:11:D8:20260209']),
    ['rule-broken at 2300/HI02-2'],
  ],
  ['a value without amount', stay(['HI*BE', 'HI*BE:80']), ['element-missing at 2300/HI01-5']],
  ['a value code of one digit', stay(['HI*BE', 'HI*BE:8:::4']), ['rule-broken at 2300/HI01-2']],
  ['a value said twice', stay(['HI*BE', 'HI*BE:80:::4', 'HI*BE:80:::5']), ['rule-broken at 2300/HI01-2']],
  ['a condition code of one digit', stay(['HI*BG', 'HI*BG:2']), ['rule-broken at 2300/HI01-2']],
  ['a condition said twice', stay(['HI*BG', 'HI*BG:02*BG:39*BG:02']), ['rule-broken at 2300/HI03-2']],
  ['a treatment said twice', stay(['HI*TC', 'HI*TC:A01*TC:A01']), ['rule-broken at 2300/HI02-2']],
  ['an occurrence among conditions', stay(['HI*BG', 'HI*BG:02*BH:39']), ['code-invalid at 2300/HI02-1']],
];

test.each(codes)('the 837I reports %s', (_, body, issues) => {
  expect(issuesOf(claim837i, body).map(pointed)).toEqual(issues);
});

test.each([
  ['the principal diagnosis', 'HI*ABK', 'HI*ABJ'],
  ['the days of the statement', 'DTP*434', 'DTP*435'],
])('the 837I misses %s before what comes after it', (_, missing, next) => {
  const body = stay([missing]);
  const lines = body.split('\n').filter((line) => line !== '');
  const [issue] = issuesOf(claim837i, body);
  expect(issue).toMatchObject({ code: 'segment-missing', place: { segmentId: missing.split('*')[0] } });
  // The ST is the first.
  expect(lines[(issue?.place.segment ?? 0) - 2]).toContain(next);
});

/** What does not say whether the patient had it on admission, in a hospital of that kind. */
const untold = (taxonomy: string) =>
  stay(['HI*ABK', 'HI*ABK:K8000']).replace('PRV*BI*PXC*282N00000X', `PRV*BI*PXC*${taxonomy}`);

test.each(['282N00000X', '282NR1301X'])('the 837I asks a hospital %s what was present on admission', (taxonomy) => {
  expect(issuesOf(claim837i, untold(taxonomy)).map(pointed)).toEqual(['rule-broken at 2300/HI01-9']);
});

test.each([
  ['critical access', '282NC0060X'],
  ['for children', '282NC2000X'],
  ['for long term care', '282E00000X'],
  ['for chronic diseases', '281P00000X'],
  ['religious and nonmedical', '282J00000X'],
  ['psychiatric', '283Q00000X'],
  ['for rehabilitation', '283X00000X'],
  ['for the rehabilitation of children', '283XC2000X'],
  ['special, as for cancer', '284300000X'],
  ['military', '286500000X'],
  ['a psychiatric unit', '273R00000X'],
  ['a unit for rehabilitation', '273Y00000X'],
])('the 837I asks no hospital %s what was present on admission', (_, taxonomy) => {
  expect(issuesOf(claim837i, untold(taxonomy)).map(pointed)).toEqual([]);
});

const allowed: [what: string, body: string][] = [
  [
    'an ambulance that nobody attends',
    tests(
      ['CLM*', 'CLM*TESTS01*100***13:A:1**A*Y*Y'],
      ['CL1*', 'CL1*1*1*01'],
      ['REF*F8'],
      ['NM1*71'],
      ['AMT*D', 'AMT*D*60'],
      ['SV2*0305', 'SV2*0540*HC:A0429*100*UN*1'],
      ['SVD*', 'SVD*SC004*60*HC:A0429*0540*1'],
      ['LX*2'],
      ['SV2*0301'],
    ),
  ],
  [
    'a claim of ICD-9 from before its last day',
    tests(['DTP*434', 'DTP*434*RD8*20150930-20150930'], ['HI*ABK', 'HI*BK:2859']),
  ],
  ['an occurrence with two dates', stay(['HI*BH', 'HI*BH:50:D8:20260209*BH:50:D8:20260212'])],
  ['a patient who is born in the hospital', header(['DMG*D8*1984', 'DMG*D8*20260212*F'])],
  ['an admission that is scheduled', stay(['HI*BH', 'HI*BH:40:D8:20260401'])],
  ['a drug for longer than the statement', visit(['REF*6R*V-2', 'DTP*472*RD8*20260216-20260316', 'REF*6R*V-2'])],
];

test.each(allowed)('the 837I takes %s', (_, body) => {
  expect(issuesOf(claim837i, body).map(pointed)).toEqual([]);
});
