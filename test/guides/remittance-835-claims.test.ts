import { isDeepStrictEqual } from 'node:util';
import { expect, test } from 'vitest';
import { remittance835 } from '../../shared/guides/remittance-835/index.ts';
import { readFile, readItems } from '../../shared/x12/index.ts';
import { type Change, changed, issuesOf, pointed } from './guide-faults.ts';
import { inEnvelope } from './in-envelope.ts';
import { oneCheck835 } from './one-check-835.ts';

/** What breaks a rule of the guide, or only looks as if it did. Of claims, services and provider adjustments. */
const faults: [fault: string, changes: Change[], issues: string[]][] = [
  [
    'an unknown status',
    [['CLP*AAAAAAAAAAAAAAA03', 'CLP*AAAAAAAAAAAAAAA03*5*90*0**12*NM-CCN-8*11*1']],
    ['code-invalid at 2100/CLP02'],
  ],
  [
    'an unknown claim filing code',
    [['CLP*AAAAAAAAAAAAAAA03', 'CLP*AAAAAAAAAAAAAAA03*4*90*0**CI*NM-CCN-8*11*1']],
    ['code-invalid at 2100/CLP06'],
  ],
  [
    'a reversal that pays',
    [
      ['CLP*AAAAAAAAAAAAAAA02*22', 'CLP*AAAAAAAAAAAAAAA02*22*-100*60**12*NM-CCN-1*11*7'],
      ['CAS*CO*45*-40', 'CAS*CO*45*-160'],
      ['BPR*', 'BPR*I*341.5*C*ACH*CCP*01*071000013*DA*111222*1999999999**01*071000039*DA*333444*20260320'],
    ],
    ['rule-broken at 2100/CLP04'],
  ],
  [
    'a reversal of a positive charge',
    [
      ['CLP*AAAAAAAAAAAAAAA02*22', 'CLP*AAAAAAAAAAAAAAA02*22*100*-60**12*NM-CCN-1*11*7'],
      ['CAS*CO*45*-40', 'CAS*CO*45*160'],
    ],
    ['rule-broken at 2100/CLP03'],
  ],
  [
    'a negative charge',
    [
      ['CLP*AAAAAAAAAAAAAAA03', 'CLP*AAAAAAAAAAAAAAA03*4*-90*0**12*NM-CCN-8*11*1'],
      ['CAS*CO*29', 'CAS*CO*29*-90'],
    ],
    ['rule-broken at 2100/CLP03'],
  ],
  [
    'a claim that does not balance',
    [['CLP*AAAAAAAAAAAAAAA01', 'CLP*AAAAAAAAAAAAAAA01*1*245.5*171.49*20*12*NM-CCN-7*11*1']],
    ['rule-broken at 2100/CLP04'],
  ],
  ['a service without its first segment', [['SVC*HC:87880']], ['segment-missing at 2110/SVC']],
  ['the first service without its first segment', [['SVC*HC:99213:25']], ['segment-missing at 2110/SVC']],
  [
    'the first service without its first segment and without day',
    [['SVC*HC:99213:25'], ['DTM*472']],
    ['segment-missing at 2110/SVC'],
  ],
  [
    'the first service without its first segment, of one adjustment',
    [['SVC*HC:99213:25'], ['DTM*472'], ['CAS*CO*45*30']],
    ['segment-missing at 2110/SVC'],
  ],
  [
    'the first service misspelt',
    [['SVC*HC:99213:25', 'SVX*HC:99213:25*180.5*130.5**1']],
    ['segment-unknown at 2110/SVX'],
  ],
  ['a later service misspelt', [['SVC*HC:87880', 'svc*HC:87880*65*41**1']], ['segment-unknown at 2110/svc']],
  ['a patient misspelt', [['NM1*QC', 'NN1*QC*1*MORGAN*ALEX*Q***MI*W100200300']], ['segment-unknown at 2100/NN1']],
  [
    'a claim misspelt',
    [['CLP*AAAAAAAAAAAAAAA03', 'CLX*AAAAAAAAAAAAAAA03*4*90*0**12*NM-CCN-8*11*1']],
    ['segment-unknown at 2100/CLX'],
  ],
  [
    'two that are missing and one misspelt',
    [['NM1*QC', 'NN1*QC'], ['SVC*HC:87880']],
    ['segment-unknown at 2100/NN1', 'segment-missing at 2110/SVC'],
  ],
  [
    'the day of a service at its claim',
    [['MOA*', 'MOA***MA01', 'DTM*472*20260216']],
    ['segment-unexpected at 2100/DTM'],
  ],
  [
    'adjustments that come too late, and balance nothing',
    [['REF*6R*LINE-1', 'REF*6R*LINE-1', 'CAS*CO*96*5']],
    ['segment-misplaced at 2110/CAS'],
  ],
  ['a service that does not balance', [['SVC*HC:87880', 'SVC*HC:87880*65*40**1']], ['rule-broken at 2110/SVC03']],
  [
    'a service that does not balance, of no procedure',
    [['SVC*HC:87880', 'SVC*HC*65*40**1']],
    ['element-missing at 2110/SVC01-2', 'rule-broken at 2110/SVC03'],
  ],
  ['an adjustment that unbalances its service', [['CAS*CO*45*30', 'CAS*CO*45*29']], ['rule-broken at 2110/SVC03']],
  [
    'what the patient pays without adjustment',
    [['CLP*AAAAAAAAAAAAAAA01', 'CLP*AAAAAAAAAAAAAAA01*1*245.5*171.5*25*12*NM-CCN-7*11*1']],
    ['rule-broken at 2100/CLP05'],
  ],
  [
    'an adjustment that the patient does not pay',
    [['CLP*AAAAAAAAAAAAAAA01', 'CLP*AAAAAAAAAAAAAAA01*1*245.5*171.5**12*NM-CCN-7*11*1']],
    ['rule-broken at 2100/CLP05'],
  ],
  [
    'a DRG in letters',
    [['CLP*AAAAAAAAAAAAAAA01', 'CLP*AAAAAAAAAAAAAAA01*1*245.5*171.5*20*12*NM-CCN-7*11*1**A12']],
    ['rule-broken at 2100/CLP11'],
  ],
  ['an adjustment in a group of older guides', [['CAS*CO*29', 'CAS*CR*29*90']], ['code-invalid at 2100/CAS01']],
  ['a reason with leading zeros', [['CAS*CO*29', 'CAS*CO*029*90']], ['rule-broken at 2100/CAS02']],
  ['a reason of four digits', [['CAS*CO*29', 'CAS*CO*2900*90']], ['rule-broken at 2100/CAS02']],
  ['an adjustment of nothing', [['CAS*CO*29', 'CAS*CO*29*90**45*0']], ['rule-broken at 2100/CAS06']],
  ['an adjustment of no units', [['CAS*CO*29', 'CAS*CO*29*90*0']], ['rule-broken at 2100/CAS04']],
  ['a reason twice in a segment', [['CAS*CO*29', 'CAS*CO*29*45**29*45']], ['rule-broken at 2100/CAS05']],
  ['a reason twice in its group', [['CAS*CO*29', 'CAS*CO*29*45', 'CAS*CO*29*45']], ['rule-broken at 2100/CAS02']],
  [
    'a reason twice among many in its group',
    [['CAS*CO*29', ...Array.from({ length: 15 }, (_, index) => `CAS*CO*${100 + (index % 14)}*6`)]],
    ['rule-broken at 2100/CAS02'],
  ],
  ['a reason twice in two groups', [['CAS*CO*29', 'CAS*CO*29*45', 'CAS*OA*29*45']], []],
  [
    'a patient with a social security number too short',
    [['NM1*QC', 'NM1*QC*1*MORGAN*ALEX*Q***34*12345678']],
    ['rule-broken at 2100/NM109'],
  ],
  ['a remark that is none', [['MOA*', 'MOA***XX']], ['rule-broken at 2100/MOA03']],
  ['remarks of inpatient and other care', [['MOA*', 'MIA*3', 'MOA***MA01']], ['rule-broken at 2100/MOA']],
  ['a claim in the future', [['DTM*233', 'DTM*233*20260303']], ['rule-broken at 2100/DTM02']],
  ['a claim that ends before it begins', [['DTM*233', 'DTM*233*20260215']], ['rule-broken at 2100/DTM02']],
  ['the first day of a claim twice', [['DTM*233', 'DTM*232*20260217']], ['rule-broken at 2100/DTM01']],
  ['a claim without days', [['DTM*232*20250110']], ['rule-broken at 2100/CLP']],
  ['a service without day', [['DTM*472*20260112']], ['rule-broken at 2110/SVC']],
  ['a service with a first day alone', [['DTM*472*20260216', 'DTM*150*20260216']], ['rule-broken at 2110/DTM01']],
  [
    'a service with two days',
    [['DTM*472*20260216', 'DTM*472*20260216', 'DTM*472*20260217']],
    ['rule-broken at 2110/DTM01'],
  ],
  ['a service with first and last day', [['DTM*472*20260216', 'DTM*150*20260216', 'DTM*151*20260217']], []],
  ['a service with last and first day', [['DTM*472*20260216', 'DTM*151*20260217', 'DTM*150*20260216']], []],
  [
    'a service with last and first day that ends before it begins',
    [['DTM*472*20260216', 'DTM*151*20260215', 'DTM*150*20260216']],
    ['rule-broken at 2110/DTM02'],
  ],
  [
    'a service with two first days',
    [['DTM*472*20260216', 'DTM*150*20260216', 'DTM*150*20260217']],
    ['rule-broken at 2110/DTM01'],
  ],
  [
    'a service with its day and a last one',
    [['DTM*472*20260216', 'DTM*151*20260217', 'DTM*472*20260216']],
    ['rule-broken at 2110/DTM01'],
  ],
  [
    'a service that ends before it begins',
    [['DTM*472*20260216', 'DTM*150*20260216', 'DTM*151*20260215']],
    ['rule-broken at 2110/DTM02'],
  ],
  ['a service in the future', [['DTM*472*20260216', 'DTM*472*20260303']], ['rule-broken at 2110/DTM02']],
  ['a procedure of four digits', [['SVC*HC:87880', 'SVC*HC:8788*65*41**1']], ['rule-broken at 2110/SVC01-2']],
  ['a revenue code of three digits', [['SVC*HC:87880', 'SVC*HC:87880*65*41*300*1']], ['rule-broken at 2110/SVC04']],
  ['revenue as the service', [['SVC*HC:87880', 'SVC*NU:0300*65*41**1']], []],
  [
    'revenue of three digits as the service',
    [['SVC*HC:87880', 'SVC*NU:300*65*41**1']],
    ['rule-broken at 2110/SVC01-2'],
  ],
  [
    'revenue of three digits as the billed service',
    [['SVC*HC:87880', 'SVC*HC:87880*65*41**1*NU:300']],
    ['rule-broken at 2110/SVC06-2'],
  ],
  [
    'a billed procedure that is the same',
    [['SVC*HC:87880', 'SVC*HC:87880*65*41**1*HC:87880']],
    ['rule-broken at 2110/SVC06'],
  ],
  ['another procedure that was billed', [['SVC*HC:87880', 'SVC*HC:87880*65*41**1*HC:87880:QW']], []],
  ['billed units that are the same', [['SVC*HC:87880', 'SVC*HC:87880*65*41**1**1']], ['rule-broken at 2110/SVC07']],
  [
    'a service of a reversal that was charged',
    [
      ['CLP*AAAAAAAAAAAAAAA02*22', 'CLP*AAAAAAAAAAAAAAA02*22*-100*-60**12*NM-CCN-1*11*7'],
      ['DTM*232*20260112', 'DTM*232*20260112', 'SVC*HC:99213*100*100**1'],
    ],
    ['rule-broken at 2110/SVC02'],
  ],
  [
    'a wrong NPI of who rendered',
    [['REF*6R*LINE-1', 'REF*6R*LINE-1', 'REF*HPI*1234567890']],
    ['rule-broken at 2110/REF02'],
  ],
  ['an unknown amount of a service', [['AMT*B6', 'AMT*ZZ*150.5']], ['code-invalid at 2110/AMT01']],
  ['a remark of a service that is none', [['LQ*', 'LQ*HE*45']], ['rule-broken at 2110/LQ02']],
  [
    'a provider adjustment before the claims',
    [['LX*1', 'PLB*1234567893*20261231*L6:X*0', 'LX*1']],
    ['segment-misplaced at PLB'],
  ],
  [
    'an unknown provider adjustment',
    [['PLB*', 'PLB*1234567893*20261231*QQ:NM-CCN-7*-10*WO:NM-CCN-1*-40']],
    ['code-invalid at PLB03-1'],
  ],
  [
    'a fiscal year without end',
    [['PLB*', 'PLB*1234567893*20261301*L6:NM-CCN-7*-10*WO:NM-CCN-1*-40']],
    ['date-invalid at PLB02'],
  ],
];

test.each(faults)('the 835 judges %s', (_, changes, issues) => {
  expect(issuesOf(remittance835, changed(oneCheck835, ...changes)).map(pointed)).toEqual(issues);
});

/** The claims of a file, each with what is wrong with it and around it. */
async function claimsOf(file: string) {
  const claims: unknown[] = [];
  const issues: string[] = [];
  for await (const item of readItems(file, [remittance835])) {
    claims.push(item.value);
    issues.push(...[...item.issues, ...item.surroundings].map(pointed));
  }
  return { claims, issues };
}

test('a provider adjustment before its place, wherever that is, counts and costs no claim', async () => {
  const segments = oneCheck835.trim().split('\n');
  const adjustment = segments.pop() ?? '';
  const clean = await claimsOf(inEnvelope(remittance835, oneCheck835));
  for (const at of segments.keys()) {
    const text = inEnvelope(remittance835, segments.toSpliced(at, 0, adjustment).join('\n'));
    const { issues } = readFile(text, [remittance835]);
    expect([at, issues.map(pointed), issues[0]?.place.segment]).toEqual([at, ['segment-misplaced at PLB'], at + 2]);
    expect(await claimsOf(text)).toEqual(clean);
  }
});

test('each of several provider adjustments before the last claim is told, with its own faults', () => {
  const adjustments = ['PLB*1234567893*20261231*L6:NM-CCN-7*-10', 'PLB*1234567893*20261301*WO:NM-CCN-1*-40'];
  const claim = 'CLP*AAAAAAAAAAAAAAA02*1*100*60**12*NM-CCN-9*11*7';
  const body = changed(oneCheck835, ['PLB*'], [claim, ...adjustments, claim]);
  expect(issuesOf(remittance835, body).map(pointed)).toEqual([
    'segment-misplaced at PLB',
    'segment-misplaced at PLB',
    'date-invalid at PLB02',
  ]);
});

test('a claim without CLP leaves the one before it alone', async () => {
  const text = inEnvelope(remittance835, oneCheck835);
  const without = text.replace(/CLP\*A+02\*22[^~]*~\n?/, '').replace(/SE\*(\d+)/, (_, count) => `SE*${count - 1}`);
  const [{ claims: clean }, { claims: broken }] = [await claimsOf(text), await claimsOf(without)];
  expect(readFile(without, [remittance835]).issues.map(pointed)).toEqual(['segment-missing at 2100/CLP']);
  expect(broken.length).toBe(clean.length);
  expect(clean.map((claim, at) => isDeepStrictEqual(claim, broken[at]))).toEqual([true, true, false, true]);
});
