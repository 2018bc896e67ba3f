import { describe, expect, test } from 'vitest';
import { acknowledgement999 } from '../../shared/guides/acknowledgement-999.ts';
import { eligibilityResponse271 } from '../../shared/guides/eligibility-271.ts';
import { readFile } from '../../shared/x12/index.ts';
import { claimsText } from './claims-text.ts';
import { play, segmentsOf } from './play.ts';

const configuration = {
  defaults: {
    benefits: {
      deductible: '500.00',
      coinsurancePercent: 20,
      copays: [{ amount: '25.00', placeOfServiceCodes: ['11'] }],
    },
  },
  payers: [{ payerId: 'P2', name: 'PAYER TWO', benefits: {} }],
};

function inquiry(memberId: string, { payerId = '60054', dependent = '' } = {}): string {
  const asked = ['DTP*291*D8*20261123', 'EQ*30'];
  const body = [
    'ST*270*0001*005010X279A1',
    'BHT*0022*13*REF1*20261123*1200',
    'HL*1**20*1',
    `NM1*PR*2*SAMPLE HEALTH*****PI*${payerId}`,
    'HL*2*1*21*1',
    'NM1*1P*2*SAMPLE PRACTICE*****XX*1234567893',
    `HL*3*2*22*${dependent ? 1 : 0}`,
    'TRN*1*TRACE1*9123456789',
    `NM1*IL*1*SAMPLE*JANE****MI*${memberId}`,
    'DMG*D8*19700101',
    ...(dependent
      ? ['HL*4*3*23*0', 'TRN*1*TRACE2*9123456789', `NM1*03*1*SAMPLE*${dependent}`, 'DMG*D8*19700101', ...asked]
      : asked),
  ];
  return [
    'ISA*00*          *00*          *ZZ*PRACTICE1      *ZZ*CLEARING1      *261123*1200*^*00501*000000001*0*T*:',
    'GS*HS*PRACTICE1*CLEARING1*20261123*1200*1*X*005010X279A1',
    ...body,
    `SE*${body.length + 1}*0001`,
    'GE*1*1',
    'IEA*1*000000001~',
  ].join('~');
}

const active = [
  'EB*1*IND*30**HEALTH PLAN',
  'EB*C*IND*30***23*500',
  'EB*C*IND*30***29*500',
  'EB*A*IND*30*****0.2',
  'EB*B*IND*98***27*25',
];

const rows: [says: string, text: string, expected: string[]][] = [
  ['active', inquiry('MEMBER1'), active],
  ['active, of a dependent', inquiry('MEMBER1', { dependent: 'TIM' }), active],
  ['inactive', inquiry('INACTIVE1'), ['EB*6*IND*30']],
  ['lapsed', inquiry('LAPSED1'), [...active.slice(0, 1), 'DTP*291*RD8*20251123-20261122', ...active.slice(1)]],
  ['not found', inquiry('NOTFOUND1'), ['AAA*N**75*C']],
  ['not found, of a dependent', inquiry('NOTFOUND1', { dependent: 'TIM' }), ['AAA*N**75*C']],
  [
    'of a payer with a name and without benefits',
    inquiry('MEMBER1', { payerId: 'P2' }),
    ['EB*1*IND*30**PAYER TWO', 'EB*C*IND*30***23*0', 'EB*C*IND*30***29*0', 'EB*A*IND*30*****0'],
  ],
];

function saidIn(text: string, ...ids: string[]): string[] {
  return segmentsOf(text)
    .filter(([id = '']) => ids.includes(id))
    .map((segment) => segment.join('*'));
}

describe('coverage is', () => {
  test.each(rows)('%s', async (_, text, expected) => {
    const { simulator } = await play({ files: [], configuration });
    const answer = await simulator.askEligibility(text);
    expect(saidIn(answer, 'EB', 'DTP', 'AAA')).toEqual(expected);
    expect(readFile(answer, [eligibilityResponse271]).issues).toEqual([]);
    expect(saidIn(answer, 'TRN')[0]).toBe('TRN*2*TRACE1*9123456789');
    expect(await simulator.askEligibility(text)).toBe(answer);
  });
});

test('what was paid counts toward the deductible', async () => {
  const text = claimsText({
    controlNumber: 1,
    transactions: [[{ number: 'CLAIM1' }, { number: 'KID1', dependent: 'TIM' }]],
  });
  const { simulator } = await play({ files: [{ text }], configuration });
  // It is January by now; the services were in November.
  expect(saidIn(await simulator.askEligibility(inquiry('MEMBER1')), 'EB')[2]).toBe('EB*C*IND*30***29*400');
  const ofDependent = await simulator.askEligibility(inquiry('MEMBER1', { dependent: 'TIM' }));
  expect(saidIn(ofDependent, 'EB')[2]).toBe('EB*C*IND*30***29*400');
  expect(saidIn(await simulator.askEligibility(inquiry('MEMBER2')), 'EB')[2]).toBe('EB*C*IND*30***29*500');
});

test('an inquiry that can’t be read gets a 999, or a TA1', async () => {
  const { simulator } = await play({ files: [], configuration });
  const rejected = await simulator.askEligibility(inquiry('MEMBER1').replace('BHT*0022', 'BHT*9999'));
  expect(saidIn(rejected, 'IK5')).toEqual([expect.stringMatching(/^IK5\*R/)]);
  expect(readFile(rejected, [acknowledgement999]).issues).toEqual([]);
  const refused = await simulator.askEligibility(inquiry('MEMBER1').replace('IEA*1*000000001', 'IEA*1*000000002'));
  expect(saidIn(refused, 'TA1')).toEqual(['TA1*000000001*261123*1200*R*001']);
  await expect(simulator.askEligibility('hello')).rejects.toThrow('X12');
});
