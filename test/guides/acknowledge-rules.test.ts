import { expect, test } from 'vitest';
import { acknowledge } from '../../shared/guides/acknowledge.ts';
import { acknowledgement999 } from '../../shared/guides/acknowledgement-999.ts';
import { claim837i } from '../../shared/guides/claim-837i/index.ts';
import { claim837p } from '../../shared/guides/claim-837p/index.ts';
import { eligibilityResponse271 } from '../../shared/guides/eligibility-271.ts';
import { remittance835 } from '../../shared/guides/remittance-835/index.ts';
import { findIssues, type Guide, type Loop, readFile } from '../../shared/x12/index.ts';
import { everyGuide, written } from './every-guide.ts';
import { type Change, changed } from './guide-faults.ts';
import { inEnvelope } from './in-envelope.ts';
import { oneCheck835 } from './one-check-835.ts';
import { twoPayers837p } from './two-payers-837p.ts';
import { twoStays837i } from './two-stays-837i.ts';

/** What the 999 says of segments and elements, and what triggered it. */
function noted(guide: Guide, body: string): string[] {
  const groups = readFile(inEnvelope(guide, body), [guide]).interchanges.flatMap((interchange) => interchange.groups);
  const answers = groups.flatMap((group) => acknowledge(group) ?? []);
  return written(acknowledgement999, answers)
    .split('~')
    .map((segment) => segment.replace('CTX*SITUATIONAL TRIGGER', 'CTX'))
    .filter((segment) => /^(IK[34]|CTX\*\w\w\w?\*)/.test(segment));
}

const eligibility = `
  BHT*0022*11*EL20260302*20260302*0816
  HL*1**20*1
  NM1*PR*2*EXAMPLE HEALTH PLAN*****PI*EX001
  HL*2*1*21*1
  NM1*1P*2*EXAMPLE PRACTICE*****FI*999999999
  HL*3*2*22*0
  NM1*IL*1*EXAMPLE*PAT****MI*MEMBER0001
  REF*18*PLAN1
  EB*1`;

const wayOfTransport = [
  'NM1*PW*2',
  'N3*1 ELM ST',
  'N4*CHICAGO*IL*60614',
  'NM1*45*2',
  'N3*2 ELM ST',
  'N4*CHICAGO*IL*60614',
];

type Row = [fault: string, changes: Change[], notes: string[]];

const accident = 'CLM*AAAAAAAAAAAAAAA02*100***11:B:7*Y*A*Y*Y';

const ofProfessional: Row[] = [
  ['a segment is missing, which an element asks for', [['DTP*439']], ['IK3*DTP*47*2300*I6', 'CTX*CLM*46*2300*11:1']],
  [
    'two of one kind are missing at one place',
    [['DTP*439'], ['CLM*AAAAAAAAAAAAAAA02', 'CLM*AAAAAAAAAAAAAAA02*100***21:B:7*Y*A*Y*Y**AA:::IL']],
    ['IK3*DTP*47*2300*I6', 'CTX*CLM*46*2300*11:1', 'CTX*CLM*46*2300*5:1'],
  ],
  ['a segment must not be there', [['CLM*AAAAAAAAAAAAAAA02', accident]], ['IK3*DTP*47*2300*I9', 'CTX*DTP*47*2300*1']],
  [
    'a segment is missing in a line',
    [
      ['LX*1', ...wayOfTransport, 'LX*1'],
      ['SV1*HC:87880', 'SV1*HC:A0427*65*UN*1***1'],
    ],
    ['IK3*CR1*46*2400*I6', 'CTX*SV1*45*2400*1:2'],
  ],
  [
    'a segment is missing once, for whatever lines',
    [
      ['LX*1', ...wayOfTransport, 'LX*1'],
      ['SV1*HC:99213:25', 'SV1*HC:A0428*180.5*UN*1***1:2'],
      ['SV1*HC:87880', 'SV1*HC:A0425*65*UN*1***1'],
    ],
    ['IK3*CR1*42*2400*I6', 'CTX*SV1*41*2400*1:2'],
  ],
  [
    'a loop is missing in the claim, which a line asks for',
    [['SV1*HC:87880', 'SV1*HC:A0427*65*UN*1***1', 'CR1*LB*140**A*DH*12']],
    ['IK3*NM1*34*2310*I6', 'CTX*SV1*39*2400*1:2'],
  ],
  [
    'a loop is missing in the claim, which its subscriber asks for',
    [['SBR*P*19', 'SBR*T*19*GRP300******CI']],
    ['IK3*SBR*76*2320*I6', 'CTX*SBR*56*2000*1'],
  ],
  [
    'an address and a birth date are missing, since the subscriber is the patient',
    [['N3*12 ELM ST'], ['DMG*D8*19840229*F']],
    ['IK3*N3*19*2010*I6', 'CTX*SBR*17*2000*2', 'IK3*DMG*20*2010*I6', 'CTX*SBR*17*2000*2'],
  ],
  [
    'a loop must not be there, whose number another one has',
    [['NM1*77', 'NM1*77*2*HARBOR ANNEX*****XX*1234567893']],
    ['IK3*NM1*31*2310*I9', 'CTX*NM1*8*2010*9'],
  ],
  [
    'a loop must not be there, whose address another one has',
    [
      ['N3*PO BOX 77', 'N3*100 HARBOR ST*SUITE 4'],
      ['N4*CHICAGO*IL*606800077', 'N4*CHICAGO*IL*606010001'],
    ],
    ['IK3*NM1*13*2010*I9', 'CTX*N3*9*2010'],
  ],
  [
    'what another payer paid is missing, after its adjustments',
    [['AMT*D*70']],
    ['IK3*AMT*69*2320*I6', 'CTX*SBR*67*2320'],
  ],
  [
    'one end of a transport is missing',
    [['LX*1', 'NM1*PW*2', 'N3*1 ELM ST', 'N4*CHICAGO*IL*60614', 'LX*1']],
    ['IK3*NM1*37*2310*I6', 'CTX*NM1*34*2310'],
  ],
  [
    'an element is missing, which another asks for',
    [['NM1*IL', 'NM1*IL*1*MORGAN*ALEX']],
    ['IK3*NM1*18*2010*8', 'IK4*9**I9', 'CTX*NM1*18*2010*2'],
  ],
  [
    'a kind of insurance is missing, which Medicare asks for',
    [['SBR*S**GRP200', 'SBR*S**GRP200******MB']],
    ['IK3*SBR*56*2000*8', 'IK4*5**I9', 'CTX*SBR*56*2000*9'],
  ],
  [
    'an element must not be there, which another forbids',
    [['SBR*P*18', 'SBR*P*18*GRP100*ACME TOOLS*12****CI']],
    ['IK3*SBR*17*2000*8', 'IK4*5**I13', 'CTX*SBR*17*2000*1'],
  ],
  [
    'a diagnosis stands there twice',
    [['HI*ABK:J0190*ABF:R05', 'HI*ABK:J0190*ABF:R05*ABF:R05']],
    ['IK3*HI*27*2300*8', 'IK4*3:2**I13', 'CTX*HI*27*2300*3:2'],
  ],
  [
    'an element has another value',
    [['HI*ABK:J0190', 'HI*ABF:J0190*ABF:R05']],
    ['IK3*HI*27*2300*8', 'IK4*1:1**I12', 'CTX*HI*27*2300*1:1'],
  ],
];

const ofInstitutional: Row[] = [
  ['a segment is missing, which a type of bill asks for', [['DTP*435']], ['IK3*DTP*27*2300*I6', 'CTX*CLM*24*2300*5:1']],
];

const ofRemittance: Row[] = [
  ['days are missing at a claim', [['DTM*232*20250110']], ['IK3*DTM*42*2100*I6', 'CTX*CLP*39*2100']],
  ['days are missing at a service', [['DTM*472*20260112']], ['IK3*DTM*50*2110*I6', 'CTX*SVC*49*2110']],
  [
    'one of two segments must not be there',
    [['MOA***MA01', 'MIA*0', 'MOA***MA01']],
    ['IK3*MOA*22*2100*I9', 'CTX*MOA*22*2100'],
  ],
  [
    'an element of a payment by check must not be there',
    [['BPR', `BPR*I*221.5*C*CHK*CCP${'*'.repeat(11)}20260320`]],
    ['IK3*BPR*2**8', 'IK4*5**I13', 'CTX*BPR*2**4'],
  ],
];

const ofEligibility: Row[] = [
  ['a loop is missing', [['EB*1']], ['IK3*EB*10*2110*I6', 'CTX*NM1*8*2100']],
  [
    'a number of one kind is given again',
    [['REF*18', 'REF*18*PLAN1', 'REF*18*PLAN2']],
    ['IK3*REF*10*2100*I9', 'CTX*REF*10*2100*1'],
  ],
  ['a benefit must be one with another', [['EB*1', 'EB*1**30', 'EB*1**35']], ['IK3*EB*11*2110*I9', 'CTX*EB*11*2110*3']],
  [
    'an element is missing before another',
    [['REF*18', 'REF*18*P', 'INS*Y*18**25']],
    ['IK3*INS*10*2100*8', 'IK4*3**I9', 'CTX*INS*10*2100*3'],
  ],
];

const rows = [
  ...ofProfessional.map((row) => [claim837p, twoPayers837p, ...row] as const),
  ...ofInstitutional.map((row) => [claim837i, twoStays837i, ...row] as const),
  ...ofRemittance.map((row) => [remittance835, oneCheck835, ...row] as const),
  ...ofEligibility.map((row) => [eligibilityResponse271, eligibility, ...row] as const),
].map(([guide, body, fault, changes, notes]) => [guide.set, fault, guide, changed(body, ...changes), notes] as const);

test.each(rows)('%s: %s', (_, __, guide, body, notes) => {
  expect(noted(guide, body)).toEqual(notes);
});

test.each(rows)('%s: %s: a stream says the same', (_, __, guide, body) => {
  const text = inEnvelope(guide, body);
  expect(findIssues(text, [guide])).toEqual(readFile(text, [guide]).issues);
});

function loopsIn(loop: Loop): Loop[] {
  return [loop, ...Object.values(loop.parts).flatMap(({ of }) => ('parts' in of ? loopsIn(of) : []))];
}

test.each(everyGuide.map((guide) => [guide.name, guide] as const))('%s: what rules ask for is there', (_, guide) => {
  for (const loop of loopsIn(guide)) {
    const names = loopsIn(loop).flatMap(({ parts }) => Object.keys(parts));
    for (const { asksFor = names[0] } of loop.rules) expect(names).toContain(asksFor);
  }
});
