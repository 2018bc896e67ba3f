import { expect, test } from 'vitest';
import { claim837p } from '../../shared/guides/claim-837p/index.ts';
import { type Change, changed, issuesOf, pointed } from './guide-faults.ts';
import { twoPayers837p } from './two-payers-837p.ts';

/** What breaks a rule of the guide, or only looks as if it did. Of the claim as a whole. */
const faults: [fault: string, changes: Change[], issues: string[]][] = [
  [
    'a total that is not the sum of the lines',
    [['CLM*AAAAAAAAAAAAAAA01', 'CLM*AAAAAAAAAAAAAAA01*245.51***11:B:1*Y*A*Y*Y']],
    ['rule-broken at 2300/CLM02'],
  ],
  [
    'a line whose charge the total does not hold',
    [['SV1*HC:99213:25', 'SV1*HC:99213:25*180.4*UN*1***1:2']],
    ['rule-broken at 2300/CLM02'],
  ],
  ['a replacement that names no claim', [['REF*F8*NM']], ['rule-broken at 2300/CLM05-3']],
  ['an original that names a claim', [['REF*G1', 'REF*G1*AUTH-9001', 'REF*F8*NM-CCN-0']], ['rule-broken at 2300/REF']],
  [
    'a void that names no claim',
    [['CLM*AAAAAAAAAAAAAAA01', 'CLM*AAAAAAAAAAAAAAA01*245.5***11:B:8*Y*A*Y*Y']],
    ['rule-broken at 2300/CLM05-3'],
  ],
  ['an accident without date', [['DTP*439']], ['rule-broken at 2300/CLM11-1']],
  [
    'another accident without date',
    [['CLM*AAAAAAAAAAAAAAA01', 'CLM*AAAAAAAAAAAAAAA01*245.5***11:B:1*Y*A*Y*Y**OA']],
    ['rule-broken at 2300/CLM11-1'],
  ],
  [
    'a date of no accident',
    [['CLM*AAAAAAAAAAAAAAA02', 'CLM*AAAAAAAAAAAAAAA02*100***11:B:7*Y*A*Y*Y']],
    ['rule-broken at 2300/DTP01'],
  ],
  [
    'an automobile accident nowhere',
    [['CLM*AAAAAAAAAAAAAAA02', 'CLM*AAAAAAAAAAAAAAA02*100***11:B:7*Y*A*Y*Y**AA']],
    ['rule-broken at 2300/CLM11-4'],
  ],
  [
    'an automobile accident in no state that there is',
    [['CLM*AAAAAAAAAAAAAAA02', 'CLM*AAAAAAAAAAAAAAA02*100***11:B:7*Y*A*Y*Y**AA:::ZZ']],
    ['rule-broken at 2300/CLM11-4'],
  ],
  [
    'the state of another accident',
    [['CLM*AAAAAAAAAAAAAAA02', 'CLM*AAAAAAAAAAAAAAA02*100***11:B:7*Y*A*Y*Y**OA:::IL']],
    ['rule-broken at 2300/CLM11-4'],
  ],
  [
    'a cause twice',
    [['CLM*AAAAAAAAAAAAAAA02', 'CLM*AAAAAAAAAAAAAAA02*100***11:B:7*Y*A*Y*Y**AA:AA::IL']],
    ['rule-broken at 2300/CLM11-2'],
  ],
  ['an accident in the future', [['DTP*439', 'DTP*439*D8*20260303']], ['rule-broken at 2300/DTP03']],
  ['an accident after its services', [['DTP*439', 'DTP*439*D8*20260113']], ['rule-broken at 2300/DTP03']],
  ['an accident on the day of a service', [['DTP*439', 'DTP*439*D8*20260112']], []],
  [
    'an accident after its services, with one of them on no day',
    [
      ['DTP*439', 'DTP*439*D8*20260113'],
      ['DTP*472*D8*20260112', 'DTP*472*D8*20260132'],
    ],
    ['date-invalid at 2400/DTP03'],
  ],
  ['a subscriber born after a service', [['DMG*D8*1984', 'DMG*D8*20260113*F']], ['rule-broken at 2400/DTP03']],
  ['a subscriber born on the day of a service', [['DMG*D8*1984', 'DMG*D8*20260112*F']], []],
  ['a subscriber born on no day', [['DMG*D8*1984', 'DMG*D8*20260132*F']], ['date-invalid at 2010BA/DMG02']],
  ['a patient born after all services', [['DMG*D8*2015', 'DMG*D8*20260131*M']], ['rule-broken at 2400/DTP03']],
  [
    'one service before the patient was born',
    [
      ['DMG*D8*2015', 'DMG*D8*20260101*M'],
      ['DTP*472*D8*20260130', 'DTP*472*D8*20251230'],
    ],
    ['rule-broken at 2400/DTP03'],
  ],
  [
    'a patient born before the services, whose subscriber is said to be born after them',
    [
      [
        'NM1*PR*2*SOUTHERN',
        'N3*9 OAK AVE',
        'N4*CHICAGO*IL*60615',
        'DMG*D8*20260301*F',
        'NM1*PR*2*SOUTHERN HEALTH*****PI*SH002',
      ],
    ],
    [],
  ],
  [
    'a patient of no name',
    [['NM1*QC'], ['N3*9 OAK'], ['N4*CHICAGO*IL*60615'], ['DMG*D8*2015']],
    ['loop-missing at 2010CA/NM1'],
  ],
  [
    'an onset in the future',
    [['CLM*AAAAAAAAAAAAAAA01', 'CLM*AAAAAAAAAAAAAAA01*245.5***11:B:1*Y*A*Y*Y', 'DTP*431*D8*20260303']],
    ['rule-broken at 2300/DTP03'],
  ],
  [
    'a prescription in the future',
    [['CLM*AAAAAAAAAAAAAAA01', 'CLM*AAAAAAAAAAAAAAA01*245.5***11:B:1*Y*A*Y*Y', 'DTP*471*D8*20260303']],
    ['rule-broken at 2300/DTP03'],
  ],
  [
    'inpatient care without admission',
    [['CLM*AAAAAAAAAAAAAAA01', 'CLM*AAAAAAAAAAAAAAA01*245.5***21:B:1*Y*A*Y*Y']],
    ['rule-broken at 2300/CLM05-1'],
  ],
  [
    'inpatient care with its admission',
    [['CLM*AAAAAAAAAAAAAAA01', 'CLM*AAAAAAAAAAAAAAA01*245.5***21:B:1*Y*A*Y*Y', 'DTP*435*D8*20260215']],
    [],
  ],
  [
    'a discharge before the admission',
    [
      [
        'CLM*AAAAAAAAAAAAAAA01',
        'CLM*AAAAAAAAAAAAAAA01*245.5***11:B:1*Y*A*Y*Y',
        'DTP*435*D8*20260215',
        'DTP*096*D8*20260214',
      ],
    ],
    ['rule-broken at 2300/DTP03'],
  ],
  [
    'a return to work before the last day worked',
    [
      [
        'CLM*AAAAAAAAAAAAAAA01',
        'CLM*AAAAAAAAAAAAAAA01*245.5***11:B:1*Y*A*Y*Y',
        'DTP*297*D8*20260215',
        'DTP*296*D8*20260214',
      ],
    ],
    ['rule-broken at 2300/DTP03'],
  ],
  [
    'care relinquished before it was assumed',
    [
      [
        'CLM*AAAAAAAAAAAAAAA01',
        'CLM*AAAAAAAAAAAAAAA01*245.5***11:B:1*Y*A*Y*Y',
        'DTP*090*D8*20260215',
        'DTP*091*D8*20260214',
      ],
    ],
    ['rule-broken at 2300/DTP03'],
  ],
  [
    'care assumed twice',
    [
      [
        'CLM*AAAAAAAAAAAAAAA01',
        'CLM*AAAAAAAAAAAAAAA01*245.5***11:B:1*Y*A*Y*Y',
        'DTP*090*D8*20260215',
        'DTP*090*D8*20260216',
      ],
    ],
    ['rule-broken at 2300/DTP01'],
  ],
  [
    'a disability as one day',
    [['CLM*AAAAAAAAAAAAAAA01', 'CLM*AAAAAAAAAAAAAAA01*245.5***11:B:1*Y*A*Y*Y', 'DTP*314*D8*20260215']],
    ['rule-broken at 2300/DTP02'],
  ],
  [
    'a disability that ends before it begins',
    [['CLM*AAAAAAAAAAAAAAA01', 'CLM*AAAAAAAAAAAAAAA01*245.5***11:B:1*Y*A*Y*Y', 'DTP*314*RD8*20260215-20260201']],
    ['rule-broken at 2300/DTP03'],
  ],
  ['an attachment by mail without number', [['PWK*', 'PWK*OZ*BM']], ['rule-broken at 2300/PWK06']],
  ['a CLIA number without D', [['REF*D9', 'REF*X4*1234567890', 'REF*D9*TRACE-1']], ['rule-broken at 2300/REF02']],
  [
    'a screening referral that is none',
    [['HI*', 'CRC*ZZ*Y*NU', 'HI*ABK:J0190*ABF:R05']],
    ['rule-broken at 2300/CRC03'],
  ],
  ['a diagnosis with a decimal point', [['HI*', 'HI*ABK:J01.90*ABF:R05']], ['rule-broken at 2300/HI01-2']],
  ['another diagnosis with a decimal point', [['HI*', 'HI*ABK:J0190*ABF:R05.1']], ['rule-broken at 2300/HI02-2']],
  ['ICD-9 code with qualifier of ICD-10', [['HI*', 'HI*ABK:4619*ABF:R05']], ['rule-broken at 2300/HI01-2']],
  ['a secondary diagnosis first', [['HI*', 'HI*ABF:J0190*ABF:R05']], ['rule-broken at 2300/HI01-1']],
  ['a diagnosis said twice', [['HI*', 'HI*ABK:J0190*ABF:J0190']], ['rule-broken at 2300/HI02-2']],
  ['ICD-9 beside ICD-10', [['HI*', 'HI*ABK:J0190*BF:7862']], ['rule-broken at 2300/HI02-1']],
  ['a diagnosis of ICD-10 told as ICD-9', [['HI*', 'HI*ABK:J0190*BF:R05']], ['rule-broken at 2300/HI02-1']],
  ['the principal one told as ICD-9', [['HI*', 'HI*BK:J0190*ABF:R05']], ['rule-broken at 2300/HI01-1']],
  ['the principal one told as ICD-9, of either form', [['HI*', 'HI*BK:E119*ABF:R05']], ['rule-broken at 2300/HI01-1']],
  ['ICD-9 for services of today', [['HI*', 'HI*BK:4619*BF:7862']], ['rule-broken at 2300/HI01-1']],
  [
    'ICD-10 for services before it came',
    [['DTP*472*D8*20260216', 'DTP*472*D8*20150930']],
    ['rule-broken at 2300/HI01-1'],
  ],
  [
    'a pointer beyond the diagnoses',
    [['SV1*HC:99213:25', 'SV1*HC:99213:25*180.5*UN*1***1:3']],
    ['rule-broken at 2400/SV107-2'],
  ],
  ['a pointer twice', [['SV1*HC:99213:25', 'SV1*HC:99213:25*180.5*UN*1***1:1']], ['rule-broken at 2400/SV107-2']],
  ['no first pointer', [['SV1*HC:99213:25', 'SV1*HC:99213:25*180.5*UN*1***:2']], ['element-missing at 2400/SV107-1']],
  ['no pointer', [['SV1*HC:99213:25', 'SV1*HC:99213:25*180.5*UN*1']], ['element-missing at 2400/SV107']],
  [
    'a rendering provider who bills',
    [['NM1*82', 'NM1*82*2*HARBOR FAMILY PRACTICE*****XX*1234567893']],
    ['rule-broken at 2310B/NM109'],
  ],
  [
    'a facility with the NPI of the billing provider',
    [['NM1*77', 'NM1*77*2*HARBOR*****XX*1234567893']],
    ['rule-broken at 2310C/NM109'],
  ],
  [
    'a facility at the address of the billing provider',
    [['N3*102', 'N3*100 HARBOR ST*SUITE 4']],
    ['rule-broken at 2310C/N3'],
  ],
  [
    'a line rendered by who renders the claim',
    [['REF*6R*LINE-1', 'REF*6R*LINE-1', 'NM1*82*1*LINDQVIST*SIGRID****XX*1999999984']],
    ['rule-broken at 2420A/NM109'],
  ],
  [
    'a line rendered where the claim is',
    [
      [
        'REF*6R*LINE-1',
        'REF*6R*LINE-1',
        'NM1*77*2*HARBOR ANNEX*****XX*1888888884',
        'N3*102 HARBOR ST',
        'N4*CHICAGO*IL*606010002',
      ],
    ],
    ['rule-broken at 2420C/NM109'],
  ],
  [
    'a line rendered at the address of the claim',
    [['REF*6R*LINE-1', 'REF*6R*LINE-1', 'NM1*77*2*HARBOR ANNEX', 'N3*102 HARBOR ST', 'N4*CHICAGO*IL*606010002']],
    ['rule-broken at 2420C/N3'],
  ],
  [
    'a line rendered where the biller is',
    [
      [
        'DTP*472*D8*20260112',
        'DTP*472*D8*20260112',
        'NM1*77*2*HARBOR*****XX*1234567893',
        'N3*7 OTHER ST',
        'N4*CHICAGO*IL*606010001',
      ],
    ],
    ['rule-broken at 2420C/NM109'],
  ],
  [
    'a line rendered at the address of the biller',
    [
      [
        'DTP*472*D8*20260112',
        'DTP*472*D8*20260112',
        'NM1*77*2*HARBOR',
        'N3*100 HARBOR ST*SUITE 4',
        'N4*CHICAGO*IL*606010001',
      ],
    ],
    ['rule-broken at 2420C/N3'],
  ],
  [
    'a primary care provider as the only one who refers',
    [['NM1*DN', 'NM1*P3*1*OKAFOR*NGOZI****XX*1777777776']],
    ['rule-broken at 2310A/NM101'],
  ],
  [
    'two who refer last',
    [['NM1*DN', 'NM1*DN*1*OKAFOR*NGOZI****XX*1777777776', 'NM1*DN*1*B']],
    ['rule-broken at 2310A/NM101'],
  ],
  [
    'an ambulance that never drops off',
    [['LX*1', 'NM1*PW*2', 'N3*1 A ST', 'N4*CHICAGO*IL*60614', 'LX*1']],
    ['rule-broken at 2310E/NM1'],
  ],
  ['lines numbered from 2', [['LX*1', 'LX*2']], ['rule-broken at 2400/LX01']],
  ['a line number left out', [['LX*2', 'LX*3']], ['rule-broken at 2400/LX01']],
  ['a line control number used twice', [['REF*6R*LINE-2', 'REF*6R*LINE-1']], ['rule-broken at 2400/REF02']],
];

test.each(faults)('the 837P judges %s', (_, changes, issues) => {
  expect(issuesOf(claim837p, changed(twoPayers837p, ...changes)).map(pointed)).toEqual(issues);
});
