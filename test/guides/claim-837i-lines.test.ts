import { expect, test } from 'vitest';
import { claim837i } from '../../shared/guides/claim-837i/index.ts';
import { issuesOf, pointed } from './guide-faults.ts';
import { longStay, stay, tests, visit } from './two-stays-837i.ts';

/** As many as a segment holds. */
const sixAdjustments = 'CAS*CO*45*1**96*1**97*1**16*1**18*1**29*1';

const lines: [fault: string, body: string, issues: string[]][] = [
  ['a code that is no HCPCS', visit(['SV2*0320', 'SV2*0320*HC:7311*350*UN*1']), ['rule-broken at 2400/SV202-2']],
  [
    'a reference of a stranger',
    stay(['NM1*82', 'NM1*82*1*STONE*AVERY****XX*1444444446', 'REF*G2*P-1**2U:XX999']),
    ['rule-broken at 2420C/REF04-2'],
  ],
  [
    'a revenue code of three digits',
    visit(['SV2*0450', 'SV2*450*HC:99283:25*345.5*UN*1']),
    ['rule-broken at 2400/SV201'],
  ],
  ['no revenue code', visit(['SV2*0450', 'SV2**HC:99283:25*345.5*UN*1']), ['element-missing at 2400/SV201']],
  ['a line with the total', visit(['SV2*0320', 'SV2*0001*HC:73110*350*UN*1']), ['rule-broken at 2400/SV201']],
  ['an outpatient service without code', visit(['SV2*0320', 'SV2*0320**350*UN*1']), ['rule-broken at 2400/SV202']],
  ['an episode without HIPPS code', longStay(['SV2*0022', 'SV2*0022**0*UN*17']), ['rule-broken at 2400/SV202']],
  [
    'an unknown list of procedures',
    visit(['SV2*0450', 'SV2*0450*AD:99283*345.5*UN*1']),
    ['code-invalid at 2400/SV202-1'],
  ],
  [
    'a modifier of three characters',
    visit(['SV2*0450', 'SV2*0450*HC:99283:250*345.5*UN*1']),
    ['element-too-long at 2400/SV202-3'],
  ],
  ['no charge', visit(['SV2*0450', 'SV2*0450*HC:99283:25**UN*1']), ['element-missing at 2400/SV203']],
  ['minutes', visit(['SV2*0450', 'SV2*0450*HC:99283:25*345.5*MJ*1']), ['code-invalid at 2400/SV204']],
  ['no units', visit(['SV2*0450', 'SV2*0450*HC:99283:25*345.5*UN']), ['element-missing at 2400/SV205']],
  ['a negative charge', visit(['SV2*0450', 'SV2*0450*HC:99283:25*-345.5*UN*1']), ['rule-broken at 2400/SV203']],
  ['zero units', visit(['SV2*0450', 'SV2*0450*HC:99283:25*345.5*UN*0']), ['rule-broken at 2400/SV205']],
  [
    'a ten-thousandth of a unit',
    visit(['SV2*0450', 'SV2*0450*HC:99283:25*345.5*UN*1.0001']),
    ['rule-broken at 2400/SV205'],
  ],
  ['a rate', visit(['SV2*0450', 'SV2*0450*HC:99283:25*345.5*UN*1*345.5']), ['element-not-used at 2400/SV206']],
  [
    'more that is not covered than is charged',
    stay(['SV2*0120', 'SV2*0120**2400*DA*4**2400.01']),
    ['rule-broken at 2400/SV207'],
  ],
  ['lines numbered from 2', visit(['LX*1', 'LX*2']), ['rule-broken at 2400/LX01']],
  ['a service outside the statement', visit(['DTP*472', 'DTP*472*D8*20260215']), ['rule-broken at 2400/DTP03']],
  [
    'a service that goes on after the statement',
    visit(['DTP*472*RD8', 'DTP*472*RD8*20260216-20260218']),
    ['rule-broken at 2400/DTP03'],
  ],
  ['an outpatient service on an unknown day', visit(['DTP*472']), ['rule-broken at 2400/SV2']],
  ['a control number twice', stay(['REF*6R*S-3', 'REF*6R*S-1']), ['rule-broken at 2400/REF02']],
  ['a drug that is no NDC', visit(['LIN*', 'LIN**N4*0000-0000-01']), ['rule-broken at 2410/LIN03']],
  ['a drug without quantity', visit(['CTP*']), ['segment-missing at 2410/CTP']],
  ['a universal product number', visit(['LIN*', 'LIN**UP*00000000001']), ['code-invalid at 2410/LIN02']],
  ['a professional service', visit(['SV2*0450', 'SV1*HC:99283*345.5*UN*1***1']), ['segment-not-used at 2400/SV1']],
  [
    'another payer in the place of the one that is billed',
    stay(['SBR*P', 'SBR*S*18*GRP300******MA']),
    ['rule-broken at 2320/SBR01'],
  ],
  [
    'an insurance type of another payer',
    stay(['SBR*P', 'SBR*P*18*GRP300**12****MA']),
    ['element-not-used at 2320/SBR05'],
  ],
  ['another payment than what was adjusted', stay(['AMT*D', 'AMT*D*3000.01']), ['rule-broken at 2320/AMT02']],
  ['an adjustment group twice', stay(['CAS*PR', 'CAS*CO*1*500']), ['rule-broken at 2320/CAS01']],
  ['seven adjustments of one group', tests(['CAS*CO', sixAdjustments, 'CAS*CO*A1*9']), []],
  [
    'eight adjustments of one group in three segments',
    tests(['CAS*CO', sixAdjustments, 'CAS*CO*A1*4', 'CAS*CO*A8*5']),
    ['rule-broken at 2430/CAS01'],
  ],
  ['a payment that is still to come', stay(['DTP*573', 'DTP*573*D8*20260303']), ['rule-broken at 2330B/DTP03']],
  [
    'a payment of a line that is still to come',
    tests(['DTP*573', 'DTP*573*D8*20260303']),
    ['rule-broken at 2430/DTP03'],
  ],
  ['a service at a time alone', visit(['DTP*472', 'DTP*472*TM*1200']), ['code-invalid at 2400/DTP02']],
  ['a payment at no time', stay(['DTP*573']), ['rule-broken at 2330B/NM1']],
  [
    'a payment day at both levels',
    tests(['NM1*PR*2*SECOND', 'NM1*PR*2*SECOND COVER*****PI*SC004', 'DTP*573*D8*20260220']),
    ['rule-broken at 2330B/DTP01'],
  ],
  ['an adjudication that paid nobody knows what', tests(['AMT*D']), ['rule-broken at 2320/SBR']],
  [
    'a liability at both levels',
    tests(['AMT*D', 'AMT*D*60', 'AMT*EAF*25'], ['DTP*573', 'DTP*573*D8*20260220', 'AMT*EAF*25']),
    ['rule-broken at 2320/AMT01'],
  ],
  ['days of inpatient care without number', stay(['MIA*', 'MIA****2900*MA01']), ['element-missing at 2320/MIA01']],
  [
    'a line adjudicated by a stranger',
    tests(['SVD*', 'SVD*XX999*60*HC:85025*0305*1'], ['AMT*D']),
    ['rule-broken at 2430/SVD01'],
  ],
  [
    'an adjudication without revenue code',
    tests(['SVD*', 'SVD*SC004*60*HC:85025**1']),
    ['element-missing at 2430/SVD04'],
  ],
  ['a line whose adjudication leaves a gap', tests(['CAS*CO', 'CAS*CO*45*14']), ['rule-broken at 2430/SVD02']],
];

test.each(lines)('the 837I reports %s', (_, body, issues) => {
  expect(issuesOf(claim837i, body).map(pointed)).toEqual(issues);
});
