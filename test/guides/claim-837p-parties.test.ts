import { expect, test } from 'vitest';
import { claim837p } from '../../shared/guides/claim-837p/index.ts';
import { type Change, changed, issuesOf, pointed } from './guide-faults.ts';
import { twoPayers837p } from './two-payers-837p.ts';

/** What breaks a rule of the guide, or only looks as if it did. Of people, providers, payers and the levels that they stand in. */
const faults: [fault: string, changes: Change[], issues: string[]][] = [
  [
    'an NPI with a wrong check digit',
    [['NM1*85', 'NM1*85*2*HARBOR FAMILY PRACTICE*****XX*1234567894']],
    ['rule-broken at 2010AA/NM109'],
  ],
  [
    'a rendering provider with an NPI too short',
    [['NM1*82', 'NM1*82*1*LINDQVIST*SIGRID****XX*199999998']],
    ['rule-broken at 2310B/NM109'],
  ],
  ['a taxonomy code without its X', [['PRV*BI', 'PRV*BI*PXC*207Q000000']], ['rule-broken at 2000A/PRV03']],
  ['an unknown state', [['N4*CHICAGO*IL*60614', 'N4*CHICAGO*ZZ*60614']], ['rule-broken at 2010BA/N402']],
  ['an unknown country', [['N4*CHICAGO*IL*60614', 'N4*CHICAGO*IL*60614*QQ']], ['rule-broken at 2010BA/N404']],
  ['an address abroad', [['N4*CHICAGO*IL*60614', 'N4*OSLO**0150*NO']], []],
  ['an address in Canada', [['N4*CHICAGO*IL*60614', 'N4*TORONTO*ON*M5V3L9*CA']], []],
  [
    'a Canadian postal code of digits',
    [['N4*CHICAGO*IL*60614', 'N4*TORONTO*ON*60614*CA']],
    ['rule-broken at 2010BA/N403'],
  ],
  ['no state', [['N4*CHICAGO*IL*60614', 'N4*CHICAGO**60614']], ['rule-broken at 2010BA/N402']],
  ['no ZIP code', [['N4*CHICAGO*IL*60614', 'N4*CHICAGO*IL']], ['rule-broken at 2010BA/N403']],
  [
    'a ZIP code with a hyphen',
    [['N4*CHICAGO*IL*606010001', 'N4*CHICAGO*IL*60601-0001']],
    ['rule-broken at 2010AA/N403'],
  ],
  [
    'a billing provider with five digits of ZIP',
    [['N4*CHICAGO*IL*606010001', 'N4*CHICAGO*IL*60601']],
    ['rule-broken at 2010AA/N403'],
  ],
  ['a billing provider abroad', [['N4*CHICAGO*IL*606010001', 'N4*BERLIN**10115*DE']], []],
  ['a facility abroad', [['N4*CHICAGO*IL*606010002', 'N4*MEXICO CITY**06600*MX']], []],
  [
    'a billing provider in Canada with a ZIP code',
    [['N4*CHICAGO*IL*606010001', 'N4*TORONTO*ON*60601']],
    ['rule-broken at 2010AA/N403'],
  ],
  [
    'a facility with five digits of ZIP',
    [['N4*CHICAGO*IL*606010002', 'N4*CHICAGO*IL*60601']],
    ['rule-broken at 2310C/N403'],
  ],
  ['a post office box', [['N3*100', 'N3*P.O. BOX 12']], ['rule-broken at 2010AA/N301']],
  ['a lock box in the second line', [['N3*100', 'N3*100 HARBOR ST*LOCKBOX 7']], ['rule-broken at 2010AA/N302']],
  ['a tax id with a hyphen', [['REF*EI', 'REF*EI*36-0000001']], ['rule-broken at 2010AA/REF02']],
  ['a social security number too short', [['REF*EI', 'REF*SY*36000000']], ['rule-broken at 2010AA/REF02']],
  ['two tax ids', [['REF*EI', 'REF*EI*360000001', 'REF*SY*360000001']], ['segment-repeated at 2010AA/REF']],
  [
    'a telephone number with punctuation',
    [['PER*IC*DANA WELLS*TE*3125550142*EX', 'PER*IC*DANA WELLS*TE*312-555-0142*EX*12']],
    ['rule-broken at 1000A/PER04'],
  ],
  [
    'a fax number with a 1 before',
    [['PER*IC*DANA WELLS*TE*3125550142*EX', 'PER*IC*DANA WELLS*TE*3125550142*FX*13125550143']],
    ['rule-broken at 1000A/PER06'],
  ],
  [
    'an extension of no number',
    [['PER*IC*DANA WELLS*TE*3125550142*EX', 'PER*IC*DANA WELLS*EM*BILLING@HARBOR.EXAMPLE*EX*12']],
    ['rule-broken at 1000A/PER05'],
  ],
  [
    'a space at the end of a name',
    [['NM1*IL', 'NM1*IL*1*MORGAN *ALEX*Q***MI*W100200300']],
    ['element-invalid at 2010BA/NM103'],
  ],
  [
    'an organization with a first name',
    [['NM1*85', 'NM1*85*2*HARBOR FAMILY PRACTICE*DANA****XX*1234567893']],
    ['rule-broken at 2010AA/NM104'],
  ],
  ['a date of birth in the future', [['DMG*D8*19840229', 'DMG*D8*20260303*F']], ['rule-broken at 2010BA/DMG02']],
  [
    'dollars as a foreign currency',
    [['PRV*BI', 'PRV*BI*PXC*207Q00000X', 'CUR*85*USD']],
    ['rule-broken at 2000A/CUR02'],
  ],
  [
    'a pay-to address that is the billing address',
    [
      ['N3*PO BOX', 'N3*100 HARBOR ST*SUITE 4'],
      ['N4*CHICAGO*IL*606800077', 'N4*CHICAGO*IL*606010001'],
    ],
    ['rule-broken at 2010AB/N3'],
  ],
  ['a subscriber as patient without address', [['N3*12']], ['rule-broken at 2010BA/NM1']],
  ['a subscriber as patient without city', [['N4*CHICAGO*IL*60614']], ['rule-broken at 2010BA/NM1']],
  ['a subscriber as patient without demographics', [['DMG*']], ['rule-broken at 2010BA/NM1']],
  [
    'a subscriber as patient who is an organization',
    [['NM1*IL', 'NM1*IL*2*MORGAN*****MI*W100200300']],
    ['rule-broken at 2010BA/NM102'],
  ],
  [
    'a death in the future',
    [['SBR*P*18', 'SBR*P*18*GRP100*ACME TOOLS*****CI', 'PAT*****D8*20260401']],
    ['rule-broken at 2000B/PAT06'],
  ],
  [
    'a death before birth',
    [['SBR*P*18', 'SBR*P*18*GRP100*ACME TOOLS*****CI', 'PAT*****D8*19830101']],
    ['rule-broken at 2000B/PAT06'],
  ],
  [
    'a weight without its unit',
    [['SBR*P*18', 'SBR*P*18*GRP100*ACME TOOLS*****CI', 'PAT********154']],
    ['condition-broken at 2000B/PAT07'],
  ],
  [
    'a death said of a subscriber who is not the patient',
    [['SBR*S', 'SBR*S**GRP200******CI', 'PAT*****D8*20260101']],
    ['rule-broken at 2000B/PAT'],
  ],
  [
    'Medicare as another payer that is not the first',
    [
      ['SBR*S', 'SBR*P**GRP200******CI'],
      ['SBR*P*19', 'SBR*S*19*GRP300******MB'],
    ],
    ['rule-broken at 2320/SBR05'],
  ],
  ['a plan of no kind', [['SBR*P*18', 'SBR*P*18*GRP100*ACME TOOLS']], ['rule-broken at 2000B/SBR09']],
  ['another plan of no kind', [['SBR*P*19', 'SBR*P*19*GRP300']], ['rule-broken at 2320/SBR09']],
  ['a dependent who is the subscriber', [['PAT*19', 'PAT*18']], ['code-invalid at 2000C/PAT01']],
  ['a dependent of no relationship', [['PAT*19', 'PAT*']], ['element-missing at 2000C/PAT01']],
  ['a dependent who dies before birth', [['PAT*19', 'PAT*19****D8*20100101']], ['rule-broken at 2000C/PAT06']],
  ['Medicare second for no reason', [['SBR*S', 'SBR*S**GRP200******MB']], ['rule-broken at 2000B/SBR05']],
  [
    'a reason for Medicare that comes first',
    [['SBR*P*18', 'SBR*P*18*GRP100*ACME TOOLS*12****MB']],
    ['rule-broken at 2000B/SBR05'],
  ],
  [
    'a property claim number that is not with the patient',
    [['NM1*IL*1*PEREZ*LUCIA', 'NM1*IL*1*PEREZ*LUCIA****MI*P555', 'REF*Y4*CASE-1']],
    ['rule-broken at 2010BA/REF01'],
  ],
  [
    'a subscriber without claims',
    [
      [
        'HL*3',
        'HL*3*1*22*0',
        'SBR*P*18*G******CI',
        'NM1*IL*1*NOBODY*ANN****MI*P5',
        'N3*1 A ST',
        'N4*CHICAGO*IL*60614',
        'DMG*D8*19840229*F',
        'NM1*PR*2*SOUTHERN HEALTH*****PI*SH002',
        'HL*4*1*22*1',
      ],
      ['HL*4*3', 'HL*5*4*23*0'],
    ],
    ['rule-broken at 2000B/SBR'],
  ],
  [
    'a patient under a subscriber who is the patient',
    [['SBR*S', 'SBR*S*18*GRP200******CI']],
    ['rule-broken at 2000C/HL'],
  ],
  [
    'claims of whom nobody says that he is the patient',
    [['SBR*P*18', 'SBR*P**GRP100*ACME TOOLS*****CI']],
    ['rule-broken at 2000B/SBR02'],
  ],
  [
    'a claim of a subscriber who is not the patient, and announces one',
    [
      ['HL*2*1*22*0', 'HL*2*1*22*1'],
      ['SBR*P*18', 'SBR*P**GRP100*ACME TOOLS*****CI'],
    ],
    ['hierarchy-broken at 2000B/HL04', 'rule-broken at 2300/CLM'],
  ],
  [
    "another payer's subscriber who is called its patient",
    [['NM1*IL*1*PEREZ*RAUL', 'NM1*QC*1*PEREZ*RAUL****MI*R777']],
    ['code-invalid at 2330A/NM101'],
  ],
  [
    'another payer who is called a billing provider',
    [['NM1*PR*2*FIRST', 'NM1*85*2*FIRST COVER*****PI*FC003']],
    ['code-invalid at 2330B/NM101'],
  ],
  [
    'another payer who is called a rendering provider',
    [['NM1*PR*2*FIRST', 'NM1*82*2*FIRST COVER*****PI*FC003']],
    ['code-invalid at 2330B/NM101'],
  ],
  [
    'a billing provider of another payer that is named',
    [['REF*F8*FC', 'REF*F8*FC-CCN-9', 'NM1*85*2*HARBOR', 'REF*G2*1']],
    ['element-not-used at 2330G/NM103'],
  ],
  [
    'an address for payments that comes too late',
    [
      ['NM1*87*2'],
      ['N3*PO BOX'],
      ['N4*CHICAGO*IL*606800077'],
      ['NM1*PR*2', 'NM1*87*2', 'N3*PO BOX 77', 'N4*CHICAGO*IL*606800077', 'NM1*PR*2*NORTHERN MUTUAL*****PI*NM001'],
    ],
    ['segment-misplaced at 2010AB/NM1'],
  ],
];

test.each(faults)('the 837P judges %s', (_, changes, issues) => {
  expect(issuesOf(claim837p, changed(twoPayers837p, ...changes)).map(pointed)).toEqual(issues);
});
