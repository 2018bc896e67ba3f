import { expect, test } from 'vitest';
import { readEligibilityAnswer, writeEligibilityInquiry } from '../../shared/exchange/index.ts';
import { eligibilityInquiry270 } from '../../shared/guides/eligibility-270.ts';
import { eligibilityResponse271 } from '../../shared/guides/eligibility-271.ts';
import { readFile } from '../../shared/x12/index.ts';
import { inEnvelope } from '../guides/in-envelope.ts';
import { sending } from './sending.ts';
import { visit } from './visit.ts';

function inquiryText(asked: Parameters<typeof writeEligibilityInquiry>[0]): string {
  return writeEligibilityInquiry(asked) ?? '';
}

const inquiry = { ...sending, claim: visit, serviceDate: '2026-02-16', traceNumber: 'TRACE1' };

test('a subscriber is asked about', () => {
  const text = inquiryText(inquiry);
  expect(readFile(text, [eligibilityInquiry270]).issues).toEqual([]);
  expect(text.split('~').slice(1, -4)).toEqual([
    'GS*HS*CLAIMWRIGHT*CLEARINGHOUSE*20261123*1147*907*X*005010X279A1',
    'ST*270*0001*005010X279A1',
    'BHT*0022*13*TRACE1*20261123*1147',
    'HL*1**20*1',
    'NM1*PR*2*NORTHERN MUTUAL*****PI*NM001',
    'HL*2*1*21*1',
    'NM1*1P*2*HARBOR FAMILY PRACTICE*****XX*1234567893',
    'HL*3*2*22*0',
    'TRN*1*TRACE1*9CLAIMWRIG',
    'NM1*IL*1*MUNOZ*JOSE****MI*W100200300',
    'DMG*D8*19840229*M',
    'DTP*291*D8*20260216',
    'EQ*30',
  ]);
});

test('a dependent is asked about', () => {
  const child = { ...visit.subscriber, firstName: 'Ana', relationshipToSubscriberCode: '19' };
  const text = inquiryText({ ...inquiry, claim: { ...visit, dependent: child } });
  expect(readFile(text, [eligibilityInquiry270]).issues).toEqual([]);
  expect(text).toMatch(
    /HL\*4\*3\*23\*0~TRN\*1\*TRACE1\*.*~NM1\*03\*1\*MUNOZ\*ANA~DMG\*D8\*19840229\*M~DTP\*291.*~EQ\*30~/,
  );
});

test.each(['U', undefined] as const)('a gender that is not known (%s) is not said', (gender) => {
  const { gender: _, ...person } = visit.subscriber;
  const subscriber = { ...person, ...(gender && { gender }) };
  const text = inquiryText({ ...inquiry, claim: { ...visit, subscriber } });
  expect(readFile(text, [eligibilityInquiry270]).issues).toEqual([]);
  expect(text).toContain('~DMG*D8*19840229~');
});

test('a practice without an NPI asks by its tax id', () => {
  const { npi: _, ...billingProvider } = visit.billingProvider;
  const text = inquiryText({ ...inquiry, claim: { ...visit, billingProvider } });
  expect(text).toContain('NM1*1P*2*HARBOR FAMILY PRACTICE*****FI*360000001~');
});

test.each([
  ['payer', { ...inquiry, claim: { ...visit, payer: { ...visit.payer, payerId: '' } } }],
  ['patient', { ...inquiry, claim: { ...visit, subscriber: { ...visit.subscriber, lastName: '' } } }],
  ['day', { ...inquiry, serviceDate: '' }],
])('without a %s there is nothing to ask', (_, asked) => {
  expect(writeEligibilityInquiry(asked)).toBeUndefined();
});

function answer(ofSubscriber: string, ofReceiver = ''): string {
  return inEnvelope(
    eligibilityResponse271,
    `
    BHT*0022*11*TRACE1*20261123*1147
    HL*1**20*1
    NM1*PR*2*NORTHERN MUTUAL*****PI*NM001
    HL*2*1*21*1
    NM1*1P*2*HARBOR FAMILY PRACTICE*****XX*1234567893
    ${ofReceiver}
    HL*3*2*22*0
    TRN*2*TRACE1*9CLAIMWRIG
    NM1*IL*1*MUNOZ*JOSE****MI*W100200300
    ${ofSubscriber}`,
  );
}

const dependents = `HL*4*3*23*0
    TRN*2*TRACE1*9CLAIMWRIG
    NM1*03*1*MUNOZ*ANA
    `;

test.each<[string, object]>([
  [answer('EB*1**30**GOLD PLAN'), { coverage: 'active', rejectCodes: [], planName: 'GOLD PLAN' }],
  [answer('EB*5**30'), { coverage: 'active', rejectCodes: [] }],
  [answer('EB*6**30'), { coverage: 'inactive', rejectCodes: [] }],
  [answer('EB*6**30\nEB*1**35'), { coverage: 'inactive', rejectCodes: [] }],
  [answer('EB*6**35\nEB*1**30'), { coverage: 'active', rejectCodes: [] }],
  [answer('EB*1**98'), { coverage: 'active', rejectCodes: [] }],
  [answer('AAA*N**75*C'), { coverage: 'patient-not-found', rejectCodes: ['75'] }],
  [answer('AAA*N**71*C'), { coverage: 'patient-not-found', rejectCodes: ['71'] }],
  [answer('AAA*Y**42*R'), { coverage: 'unknown', rejectCodes: ['42'] }],
  [answer('', 'AAA*N**51*C'), { coverage: 'unknown', rejectCodes: ['51'] }],
  [answer(`${dependents}EB*1**30`), { coverage: 'active', rejectCodes: [] }],
  [answer(`EB*1**30\n${dependents}AAA*N**77*C`), { coverage: 'patient-not-found', rejectCodes: ['77'] }],
  [answer('EB*U**30'), { coverage: 'unknown', rejectCodes: [] }],
  ['not X12', { coverage: 'unknown', rejectCodes: [] }],
])('%#: what the payer says of the patient', (text, expected) => {
  expect(readEligibilityAnswer(text, '2026-03-02')).toEqual(expected);
});

const active = { coverage: 'active' };
const inactive = { coverage: 'inactive' };
const ended = { coverage: 'inactive', coveredUntil: '2025-12-31' };
const begins = { coverage: 'inactive', coveredFrom: '2026-04-01' };

test.each<[dates: string, said: string, expected: object]>([
  ['begin on the day', 'EB*1**30\nDTP*346*D8*20260302', active],
  ['begin after it', 'EB*1**30\nDTP*346*D8*20260401', begins],
  ['begin after it, as a range', 'EB*1**30\nDTP*346*RD8*20260401-20261231', begins],
  ['end on the day', 'EB*1**30\nDTP*349*D8*20260302', active],
  ['end before it', 'EB*1**30\nDTP*357*D8*20251231', ended],
  ['are a range that ended before it', 'EB*1**30\nDTP*291*RD8*20250101-20251231', ended],
  ['have no end', 'EB*1**30\nDTP*291*RD8*20250101-99991231', active],
  [
    'are several ranges, one with the day',
    'EB*1**30\nDTP*307*RD8*20250101-20251231\nDTP*307*RD8*20260201-20260331',
    active,
  ],
  ['end, and begin again', 'EB*1**30\nDTP*356*D8*20260101\nDTP*357*D8*20251231', active],
  ['are one day: today, or the day that was asked about', 'EB*1**30\nDTP*291*D8*20260401', active],
  ['are one day, as a range', 'EB*1**30\nDTP*307*RD8*20260401-20260401', active],
  ['are those of a service', 'EB*1**30\nDTP*472*RD8*20260401-20260402', active],
  ['are no dates', 'EB*1**30\nDTP*346*D8*20261332', active],
  ['are those of the patient', 'DTP*346*D8*20250101\nDTP*347*D8*20251231\nEB*1**30', ended],
  [
    'are of the patient, and others of the benefit',
    'DTP*291*RD8*20250101-20251231\nEB*1**30\nDTP*346*D8*20260101',
    active,
  ],
  ['are of the subscriber of a dependent', `DTP*346*D8*20260401\n${dependents}EB*1**30`, active],
  ['are those of the dependent', `${dependents}DTP*346*D8*20260401\nEB*1**30`, begins],
  [
    'differ between plans',
    'EB*1**30**OLD\nDTP*291*RD8*20250101-20251231\nEB*1**30**NEW\nDTP*346*D8*20260101',
    { ...active, planName: 'NEW' },
  ],
  [
    'of all plans leave it out',
    'EB*1**30\nDTP*291*RD8*20250101-20251231\nEB*1**30\nDTP*346*D8*20260401',
    { ...ended, ...begins },
  ],
  ['leave it out beside an inactive plan', 'EB*6**30\nEB*1**30\nDTP*346*D8*20260401', begins],
  [
    'cover it beside an inactive plan',
    'EB*6**30\nDTP*291*RD8*20250101-20251231\nEB*1**30\nDTP*346*D8*20260101',
    active,
  ],
  [
    'leave it out of the plan, whatever is said of one kind of care',
    'EB*1**30\nDTP*291*RD8*20250101-20251231\nEB*1**98',
    ended,
  ],
  ['are of an inactive plan', 'EB*6**30\nDTP*291*RD8*20250101-20251231', inactive],
])('dates of coverage that %s', (_, said, expected) => {
  expect(readEligibilityAnswer(answer(said), '2026-03-02')).toEqual({ rejectCodes: [], ...expected });
});
