import fc from 'fast-check';
import { expect, test } from 'vitest';
import { claim837p } from '../../shared/guides/claim-837p/index.ts';
import { repeats } from '../../shared/guides/segments/index.ts';
import { type Change, changed, issuesOf, pointed } from './guide-faults.ts';
import { twoPayers837p } from './two-payers-837p.ts';

const times = (count: number, of: (index: number) => string[]) =>
  Array.from({ length: count }, (_, at) => of(at)).flat();

const unknownPayer = (index: number) => [
  'SBR*U*18*GRP1******CI',
  'OI***Y***Y',
  'NM1*IL*1*PEREZ*RAUL****MI*R777',
  `NM1*PR*2*OTHER COVER*****PI*OC${index}`,
];

const visit = 'SV1*HC:99213:25';
const ambulance = 'SV1*HC:A0428:HD*180.5*UN*1***1:2';
const transport = 'CR1*LB*140**A*DH*12';
const pickUp = ['NM1*PW*2', 'N3*1 A ST', 'N4*CHICAGO*IL*60614'] as const;
const dropOff = ['NM1*45*2', 'N3*2 B ST', 'N4*CHICAGO*IL*60614'] as const;
/** The way of all transports of the first claim. */
const fromTo: Change = ['LX*1', ...pickUp, ...dropOff, 'LX*1'];

/** As many as a segment holds. */
const sixAdjustments = 'CAS*CO*45*1**96*1**97*1**16*1**18*1**29*1';

/** What breaks a rule of the guide, or only looks as if it did. Of service lines, and of what other payers paid for them. */
const otherPlan = ['OI***Y***Y', 'NM1*IL*1*PEREZ*ANA****MI*R778', 'NM1*PR*2*FIRST COVER*****PI*FC003'];

const twice: Change = [
  'DTP*573',
  'DTP*573*D8*20260220',
  'SVD*FC003*60*HC:99214**1',
  'CAS*CO*45*40',
  'DTP*573*D8*20260222',
];

/** The payer of the example answers a second time, for another plan, and adjusts so much of the first line. */
const twoPlans = (adjusted: number): Change[] => [
  ['SBR*S**GRP200', 'SBR*T**GRP200******CI'],
  ['REF*F8*FC', 'REF*F8*FC-CCN-9', 'SBR*S*19*GRP301******CI', 'AMT*D*90', ...otherPlan],
  ['DTP*573', 'DTP*573*D8*20260220', 'SVD*FC003*60*HC:99214**1', `CAS*CO*45*${adjusted}`, 'DTP*573*D8*20260222'],
  ['SVD*FC003*30', ...['SVD*FC003*30*HC:94010**1', 'CAS*CO*45*20', 'DTP*573*D8*20260222'], 'SVD*FC003*30*HC:94010**1'],
];

const faults: [fault: string, changes: Change[], issues: string[]][] = [
  [
    'a procedure code of four digits',
    [['SV1*HC:99213:25', 'SV1*HC:9921:25*180.5*UN*1***1:2']],
    ['rule-broken at 2400/SV101-2'],
  ],
  [
    'a modifier with a sign',
    [['SV1*HC:99213:25', 'SV1*HC:99213:2_*180.5*UN*1***1:2']],
    ['rule-broken at 2400/SV101-3'],
  ],
  ['minutes of a visit', [['SV1*HC:99213:25', 'SV1*HC:99213:25*180.5*MJ*30***1:2']], ['rule-broken at 2400/SV103']],
  ['minutes of anesthesia', [['SV1*HC:99213:25', 'SV1*HC:00790*180.5*MJ*30***1:2']], []],
  ['no unit', [['SV1*HC:99213:25', 'SV1*HC:99213:25*180.5*UN*0***1:2']], ['rule-broken at 2400/SV104']],
  ['less than no unit', [['SV1*HC:99213:25', 'SV1*HC:99213:25*180.5*UN*-1***1:2']], ['rule-broken at 2400/SV104']],
  ['half a unit', [['SV1*HC:99213:25', 'SV1*HC:99213:25*180.5*UN*.5***1:2']], []],
  ['a negative charge', [['SV1*HC:99213*100', 'SV1*HC:99213*-100*UN*1***1']], ['rule-broken at 2400/SV102']],
  [
    'a negative charge of a claim and of its line',
    [
      ['CLM*AAAAAAAAAAAAAAA02*100', 'CLM*AAAAAAAAAAAAAAA02*-100***11:B:7*Y*A*Y*Y**AA:::IL'],
      ['SV1*HC:99213*100', 'SV1*HC:99213*-100*UN*1***1'],
    ],
    ['rule-broken at 2300/CLM02', 'rule-broken at 2400/SV102'],
  ],
  [
    'no charge',
    [
      ['CLM*AAAAAAAAAAAAAAA02*100', 'CLM*AAAAAAAAAAAAAAA02*0***11:B:7*Y*A*Y*Y**AA:::IL'],
      ['SV1*HC:99213*100', 'SV1*HC:99213*0*UN*1***1'],
    ],
    [],
  ],
  [
    'units with four decimals',
    [['SV1*HC:99213:25', 'SV1*HC:99213:25*180.5*UN*1.0001***1:2']],
    ['rule-broken at 2400/SV104'],
  ],
  ['a service in the future', [['DTP*472*D8*20260216', 'DTP*472*D8*20260303']], ['rule-broken at 2400/DTP03']],
  [
    'a service that ends in the future',
    [['DTP*472*RD8', 'DTP*472*RD8*20260216-20260303']],
    ['rule-broken at 2400/DTP03'],
  ],
  [
    'supplies for days that are still to come',
    [
      ['SV1*HC:87880', 'SV1*HC:T4521*65*UN*1***1'],
      ['DTP*472*RD8', 'DTP*472*RD8*20260216-20260317'],
    ],
    [],
  ],
  [
    'a home visit that is still to come',
    [
      ['SV1*HC:87880', 'SV1*HC:T1021*65*UN*1***1'],
      ['DTP*472*RD8', 'DTP*472*RD8*20260216-20260317'],
    ],
    ['rule-broken at 2400/DTP03'],
  ],
  ['a service at a moment', [['DTP*472*D8*20260216', 'DTP*472*DT*202602161200']], ['code-invalid at 2400/DTP02']],
  ['a service at a time alone', [['DTP*472*D8*20260216', 'DTP*472*TM*1200']], ['code-invalid at 2400/DTP02']],
  [
    'a service that ends before it begins',
    [['DTP*472*RD8', 'DTP*472*RD8*20260217-20260216']],
    ['rule-broken at 2400/DTP03'],
  ],
  [
    'a test in the future',
    [['DTP*472*D8*20260216', 'DTP*472*D8*20260216', 'DTP*738*D8*20260303']],
    ['rule-broken at 2400/DTP03'],
  ],
  ['an ambulance without its transport', [fromTo, [visit, ambulance]], ['rule-broken at 2400/SV101-2']],
  [
    'an ambulance and its miles without their transport',
    [fromTo, [visit, ambulance], ['SV1*HC:87880', 'SV1*HC:A0425:HD*65*UN*12***1']],
    ['rule-broken at 2400/SV101-2'],
  ],
  [
    'miles of an ambulance without transport',
    [['SV1*HC:87880', 'SV1*HC:A0425:HD*65*UN*12***1']],
    ['rule-broken at 2400/SV101-2'],
  ],
  ['an ambulance with its transport', [fromTo, [visit, ambulance, transport]], []],
  [
    'an ambulance with its transport, and its miles',
    [fromTo, [visit, ambulance, transport], ['SV1*HC:87880', 'SV1*HC:A0425:HD*65*UN*12***1']],
    [],
  ],
  ['an ambulance from nowhere to nowhere', [[visit, ambulance, transport]], ['rule-broken at 2300/CLM']],
  [
    'two ambulances from nowhere to nowhere',
    [
      [visit, ambulance, transport],
      ['SV1*HC:87880', 'SV1*HC:A0428:DH*65*UN*1***1', transport],
    ],
    ['rule-broken at 2300/CLM'],
  ],
  [
    'an ambulance whose ways are those of its lines',
    [
      [visit, ambulance, transport],
      ['REF*6R*LINE-1', 'REF*6R*LINE-1', ...pickUp, ...dropOff],
      ['SV1*HC:87880', 'SV1*HC:A0425:HD*65*UN*12***1'],
    ],
    [],
  ],
  [
    'an ambulance that drops off where its lines say',
    [
      ['LX*1', ...pickUp, 'LX*1'],
      [visit, ambulance, transport],
      ['REF*6R*LINE-1', 'REF*6R*LINE-1', ...dropOff],
    ],
    [],
  ],
  [
    'an ambulance whose line never drops off',
    [
      [visit, ambulance, transport],
      ['REF*6R*LINE-1', 'REF*6R*LINE-1', ...pickUp],
    ],
    ['rule-broken at 2420G/NM1'],
  ],
  ['an ambulance that came too late', [[visit, 'SV1*HC:A0428:QL*180.5*UN*1***1:2', transport]], []],
  ['a wheelchair van from nowhere', [[visit, 'SV1*HC:A0130*180.5*UN*1***1:2']], ['rule-broken at 2300/CLM']],
  ['parking fees', [[visit, 'SV1*HC:A0170*180.5*UN*1***1:2']], []],
  [
    'an ambulance that carried one patient',
    [['DTP*472*D8*20260216', 'DTP*472*D8*20260216', 'QTY*PT*1']],
    ['rule-broken at 2400/QTY02'],
  ],
  [
    'the rent of other equipment',
    [['SV1*HC:99213:25', 'SV1*HC:E0601*180.5*UN*1***1:2', 'SV5*HC:E0600*DA*30*50*500*4']],
    ['rule-broken at 2400/SV501-2'],
  ],
  [
    'a revised certification without its day',
    [['SV1*HC:99213:25', 'SV1*HC:E0601*180.5*UN*1***1:2', 'CR3*R*MO*12']],
    ['rule-broken at 2400/CR301'],
  ],
  [
    'a day of recertification without certification',
    [['DTP*472*D8*20260216', 'DTP*472*D8*20260216', 'DTP*607*D8*20260101']],
    ['rule-broken at 2400/DTP01'],
  ],
  [
    'conditions of equipment without certification',
    [['SV1*HC:99213:25', 'SV1*HC:E0601*180.5*UN*1***1:2', 'CRC*09*Y*38']],
    ['rule-broken at 2400/CRC'],
  ],
  ['a drug code with hyphens', [['LIN*', 'LIN**N4*0000-0000-01']], ['rule-broken at 2410/LIN03']],
  ['drug without quantity', [['CTP*']], ['segment-missing at 2410/CTP']],
  [
    'an authorization of a payer that the claim does not name',
    [['REF*6R*LINE-1', 'REF*G1*A1**2U:ZZZ99', 'REF*6R*LINE-1']],
    ['rule-broken at 2400/REF04-2'],
  ],
  ['two payers in one place of their order', [['SBR*P*19', 'SBR*S*19*GRP300******CI']], ['rule-broken at 2320/SBR01']],
  ['a second payer without a first one', [['SBR*P*19', 'SBR*T*19*GRP300******CI']], ['rule-broken at 2000B/SBR01']],
  ['a line adjudicated by a stranger', [['SVD*FC003*60', 'SVD*XX999*60*HC:99214**1']], ['rule-broken at 2430/SVD01']],
  ['a line bundled into itself', [['SVD*FC003*60', 'SVD*FC003*60*HC:99214**1*1']], ['rule-broken at 2430/SVD06']],
  ['a line bundled into another', [['SVD*FC003*60', 'SVD*FC003*60*HC:99214**1*2']], []],
  ['a line whose adjudication leaves a gap', [['CAS*CO*45*15', 'CAS*CO*45*14']], ['rule-broken at 2430/SVD02']],
  ['a line that was paid more', [['SVD*FC003*60', 'SVD*FC003*61*HC:99214**1']], ['rule-broken at 2430/SVD02']],
  ['another payment than that of the lines', [['AMT*D*70', 'AMT*D*71']], ['rule-broken at 2320/AMT02']],
  [
    'one payer too many, and of eleven not what each has paid',
    [
      ['AMT*D*70', 'AMT*D*71'],
      ['SBR*P*19', ...times(10, unknownPayer), 'SBR*P*19*GRP300******CI'],
    ],
    ['loop-repeated at 2320/SBR'],
  ],
  ['a payer that has adjudicated and says no payment', [['AMT*D*70']], ['rule-broken at 2320/SBR']],
  ['an adjustment of the claim too high', [['CAS*CO*45*20', 'CAS*CO*45*21']], ['rule-broken at 2320/AMT02']],
  [
    'the day of adjudication at claim and lines',
    [['NM1*PR*2*FIRST', 'NM1*PR*2*FIRST COVER*****PI*FC003', 'DTP*573*D8*20260220']],
    ['rule-broken at 2330B/DTP01'],
  ],
  [
    'a payer that has paid on no day',
    [
      ['SVD*FC003*60'],
      ['CAS*CO*45*15'],
      ['CAS*PR'],
      ['DTP*573'],
      ['SVD*FC003*30'],
      ['CAS*CO*45*20', 'CAS*CO*45*80'],
      ['CAS*CO*45*20'],
      ['DTP*573'],
    ],
    ['rule-broken at 2330B/NM1'],
  ],
  [
    'what the patient owes at claim and lines',
    [
      ['AMT*D*70', 'AMT*D*70', 'AMT*EAF*25'],
      ['DTP*573', 'DTP*573*D8*20260220', 'AMT*EAF*25'],
    ],
    ['rule-broken at 2320/AMT01'],
  ],
  ['two plans of one payer that have both answered', twoPlans(40), []],
  ['a line that one plan answers twice', [twice], ['rule-broken at 2430/SVD02']],
  ['two plans of one payer that leave a gap', twoPlans(39), ['rule-broken at 2430/SVD02']],
  [
    'a plan of the same payer that has not answered',
    [['REF*F8*FC', 'REF*F8*FC-CCN-9', 'SBR*T*19*GRP301******CI', ...otherPlan]],
    [],
  ],
  [
    'a group of adjustments twice at a line',
    [['CAS*CO*45*15', 'CAS*CO*45*10', 'CAS*CO*97*5']],
    ['rule-broken at 2430/CAS01'],
  ],
  ['seven adjustments of one group', [['CAS*CO*45*15', sixAdjustments, 'CAS*CO*A1*9']], []],
  [
    'eight adjustments of one group in three segments',
    [['CAS*CO*45*15', sixAdjustments, 'CAS*CO*A1*4', 'CAS*CO*A8*5']],
    ['rule-broken at 2430/CAS01'],
  ],
  ['a line adjudicated when it is still to come', [['DTP*573', 'DTP*573*D8*20260303']], ['rule-broken at 2430/DTP03']],
  [
    'a group of adjustments twice at the claim',
    [['CAS*CO*45*20', 'CAS*CO*45*10', 'CAS*CO*97*10']],
    ['rule-broken at 2320/CAS01'],
  ],
  ['a reason twice in its group', [['CAS*CO*45*15', 'CAS*CO*45*10**45*5']], ['rule-broken at 2430/CAS05']],
  ['a reason with leading zeros', [['CAS*CO*45*15', 'CAS*CO*045*15']], ['rule-broken at 2430/CAS02']],
  ['an adjustment of nothing', [['CAS*CO*45*15', 'CAS*CO*45*15**97*0']], ['rule-broken at 2430/CAS06']],
  ['a remark that is none', [['MOA*', 'MOA***XX01']], ['rule-broken at 2320/MOA03']],
];

test.each(faults)('the 837P judges %s', (_, changes, issues) => {
  expect(issuesOf(claim837p, changed(twoPayers837p, ...changes)).map(pointed)).toEqual(issues);
});

test('what repeats is found in long lists as in short ones', () => {
  fc.assert(
    fc.property(
      fc.array(fc.option(fc.integer({ min: 0, max: 30 }), { nil: undefined }), { maxLength: 40 }),
      (values) => {
        const expected = values.flatMap((value, index) => (values.slice(0, index).includes(value) ? [index] : []));
        expect(repeats(values)).toEqual(expected);
      },
    ),
  );
});
