import { describe, expect, test } from 'vitest';
import { eligibilityInquiry270 } from '../../shared/guides/eligibility-270.ts';
import { readFile, rewrite } from '../../shared/x12/index.ts';
import { faultsOfSubscriber } from './eligibility-faults.ts';
import { type Change, changed, issuesOf, pointed } from './guide-faults.ts';
import { inEnvelope } from './in-envelope.ts';
import { oneInquiry270 as inquiry } from './one-inquiry-270.ts';

describe('the 270', () => {
  test('is read whole and written back byte for byte', () => {
    const text = inEnvelope(eligibilityInquiry270, inquiry);
    const reading = readFile(text, [eligibilityInquiry270]);
    expect(reading.issues).toEqual([]);
    expect(rewrite(reading)).toBe(text);
  });

  const faults: [fault: string, change: Change, expected: string[]][] = [
    ...faultsOfSubscriber,
    [
      'a payer without identifier',
      ['NM1*PR', 'NM1*PR*2*EXAMPLE HEALTH PLAN'],
      ['element-missing at 2100A/NM108', 'element-missing at 2100A/NM109'],
    ],
    ['a dependent about whom nothing is asked', ['EQ*35'], ['loop-missing at 2110D/EQ']],
    ['a patient about whom nothing is asked', ['EQ*98'], ['rule-broken at 2100C/NM1']],
    ['an inquiry into nothing', ['EQ*30^98', 'EQ***FAM'], ['condition-broken at 2110C/EQ01']],
    ['a service type that does not exist', ['EQ*30^98', 'EQ*30^31'], ['code-invalid at 2110C/EQ01']],
    [
      'a dependent with a member number',
      ['NM1*03', 'NM1*03*1*SAMPLE*SAM****MI*M1'],
      ['element-not-used at 2100D/NM108', 'element-not-used at 2100D/NM109'],
    ],
    [
      'who asks without a number',
      ['NM1*1P', 'NM1*1P*2*EXAMPLE PRACTICE'],
      ['element-missing at 2100B/NM108', 'element-missing at 2100B/NM109'],
    ],
    ['a number of one kind twice', ['REF*4A', 'REF*4A*PIN0001', 'REF*4A*PIN0002'], ['rule-broken at 2100B/REF01']],
    ['a number of another level', ['REF*6P', 'REF*MRC*GROUP01'], ['code-invalid at 2100C/REF01']],
    ['a plan with its name', ['REF*6P', 'REF*6P*GROUP01*EXAMPLE GROUP'], ['element-not-used at 2100C/REF03']],
    ['a role that is none', ['PRV*BI', 'PRV*XX*PXC*207Q00000X'], ['code-invalid at 2100B/PRV01']],
    ['an unknown gender', ['DMG*D8*19800102', 'DMG*D8*19800102*U'], ['code-invalid at 2100C/DMG03']],
    ['a birth date after the request', ['DMG*D8*19800102', 'DMG*D8*20800102*F'], ['rule-broken at 2100C/DMG02']],
    ['a second diagnosis in the first place', ['HI*ABK', 'HI*ABF:I10*ABF:E119'], ['code-invalid at 2100C/HI01-1']],
    ['a pointer to no diagnosis', ['HI*ABK', 'HI*ABK:E119'], ['rule-broken at 2110C/EQ05-2']],
    ['a pointer without diagnoses', ['HI*ABK'], ['rule-broken at 2110C/EQ05-1', 'rule-broken at 2110C/EQ05-2']],
    [
      'a period that ends before it begins',
      ['DTP*291*RD8', 'DTP*291*RD8*20260402-20260302'],
      ['rule-broken at 2110C/DTP03'],
    ],
    [
      'a third trace',
      ['TRN*1*EL0001', 'TRN*1*A*9EXAMPLE01', 'TRN*1*B*9EXAMPLE01', 'TRN*1*C*9EXAMPLE01'],
      ['segment-repeated at 2000C/TRN'],
    ],
    ['a trace without its originator', ['TRN*1*EL0001', 'TRN*1*EL0001'], ['element-missing at 2000C/TRN03']],
    ['a trace of an answer', ['TRN*1*EL0002', 'TRN*2*EL0002*9EXAMPLE01'], ['code-invalid at 2000D/TRN01']],
    ['a subscriber of whom nothing is known', ['NM1*IL*1*THIRD', 'NM1*IL*1'], ['rule-broken at 2100C/NM103']],
    [
      'a coverage level that nobody may ask for',
      ['EQ**HC', 'EQ**HC:99213:25*IND**1:2'],
      ['code-invalid at 2110C/EQ03'],
    ],
    ['the coverage level of a dependent', ['EQ*35', 'EQ*35**FAM'], ['element-not-used at 2110D/EQ03']],
    ['the spend-down of a dependent', ['EQ*35', 'EQ*35', 'AMT*R*20'], ['segment-unexpected at 2110D/AMT']],
    ['an injury in a request', ['III*ZZ', 'III*NI*1'], ['code-invalid at 2110C/III01']],
    [
      'a receiver who asks about nobody',
      ['EQ*98', 'EQ*98', 'HL*7*1*21*0', 'NM1*1P*2*IDLE PRACTICE*****FI*999999999'],
      ['loop-missing at 2000C/HL'],
    ],
    ['a relationship of the 271', ['INS*N', 'INS*N*20'], ['code-invalid at 2100D/INS02']],
  ];
  test.each(faults)('finds %s', (_, change, expected) => {
    expect(issuesOf(eligibilityInquiry270, changed(inquiry, change)).map(pointed)).toEqual(expected);
  });
});
