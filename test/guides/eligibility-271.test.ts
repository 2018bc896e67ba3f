import { describe, expect, test } from 'vitest';
import { answeredDependent, answeredSubscriber, eligibilityResponse271 } from '../../shared/guides/eligibility-271.ts';
import { readFile, readItems, rewrite, transactionsOf } from '../../shared/x12/index.ts';
import { faultsOfSubscriber } from './eligibility-faults.ts';
import { type Change, changed, issuesOf, pointed } from './guide-faults.ts';
import { inEnvelope } from './in-envelope.ts';
import { oneAnswer271 as whole } from './one-answer-271.ts';

describe('the 271', () => {
  test('is read whole and written back byte for byte', () => {
    const text = inEnvelope(eligibilityResponse271, whole);
    const reading = readFile(text, [eligibilityResponse271]);
    expect(reading.issues).toEqual([]);
    expect(rewrite(reading)).toBe(text);
  });

  test('tells what is covered', () => {
    const reading = readFile(inEnvelope(eligibilityResponse271, whole), [eligibilityResponse271]);
    const [found] = transactionsOf(reading, eligibilityResponse271);
    const [subscriber] = found?.transaction.value.sources[0]?.receivers[0]?.subscribers ?? [];
    const benefits = subscriber?.subscriber.benefits ?? [];
    expect(benefits.map(({ benefit }) => [benefit.information, benefit.serviceTypes])).toEqual([
      ['1', ['30']],
      ['C', ['30']],
      ['A', ['98', 'A4']],
      ['F', ['33']],
      ['D', ['88']],
      ['R', []],
    ]);
    expect(benefits[1]?.benefit).toMatchObject({ amount: 35025, timePeriod: '29', inNetwork: 'Y' });
    expect(benefits[2]?.benefit.share).toBe(0.2);
    expect(benefits[5]?.related?.parties.map(({ name }) => name.id)).toEqual(['OTHER01', '1999999976']);
    expect(subscriber?.dependents[0]?.dependent.benefits[0]?.rejections).toEqual([
      { valid: 'N', reason: '52', followUp: 'C' },
    ]);
  });

  test('is handed out patient by patient: dependents, and subscribers who have none', async () => {
    const alone = (id: number) => `HL*${id}*2*22*0\nNM1*IL*1*ALONE*PAT****MI*ALONE${id}\nEB*6`;
    const sibling = 'HL*6*4*23*0\nNM1*03*1*SAMPLE*SIB\nEB*6';
    const family = whole.replaceAll('HL*4*3*23', 'HL*5*4*23').replaceAll('HL*3*2*22', `${alone(3)}\nHL*4*2*22`);
    const text = inEnvelope(eligibilityResponse271, `${family}\n${sibling}\n${alone(7)}`);
    const patients: string[] = [];
    for await (const item of readItems(text, [eligibilityResponse271])) {
      expect([...item.issues, ...item.surroundings]).toEqual([]);
      const { subscriber } = item.within(answeredSubscriber) ?? {};
      const { dependent } = item.within(answeredDependent) ?? {};
      patients.push([subscriber?.name.id, dependent?.name.first].filter(Boolean).join(' '));
    }
    expect(patients).toEqual(['ALONE3', 'MEMBER0001 SAM', 'MEMBER0001 SIB', 'ALONE7']);
  });

  test('may be a refusal', () => {
    const refusal = `
      BHT*0022*11*EL20260302*20260302*0816
      HL*1**20*1
      NM1*PR*2*EXAMPLE HEALTH PLAN*****PI*EX001
      HL*2*1*21*0
      NM1*1P*2*EXAMPLE PRACTICE*****XX*1999999984
      AAA*Y**50*N`;
    const text = inEnvelope(eligibilityResponse271, refusal);
    const reading = readFile(text, [eligibilityResponse271]);
    expect(reading.issues).toEqual([]);
    expect(rewrite(reading)).toBe(text);
  });

  const silent: [level: string, body: string, expected: string, refusal: string][] = [
    ['source', 'HL*1**20*0\nNM1*PR*2*EXAMPLE HEALTH PLAN*****PI*EX001', 'rule-broken at 2100A/NM1', 'AAA*Y**42*R'],
    [
      'receiver',
      'HL*1**20*1\nNM1*PR*2*PLAN*****PI*EX001\nHL*2*1*21*0\nNM1*1P*2*EXAMPLE*****XX*1999999984',
      'rule-broken at 2100B/NM1',
      'AAA*Y**50*N',
    ],
    [
      'subscriber',
      'HL*1**20*1\nNM1*PR*2*PLAN*****PI*EX001\nHL*2*1*21*1\nNM1*1P*2*EXAMPLE*****XX*1999999984\nHL*3*2*22*0\nNM1*IL*1*EXAMPLE*PAT****MI*MEMBER0001',
      'rule-broken at 2100C/NM1',
      'AAA*Y**42*R',
    ],
    [
      'dependent',
      'HL*1**20*1\nNM1*PR*2*PLAN*****PI*EX001\nHL*2*1*21*1\nNM1*1P*2*EXAMPLE*****XX*1999999984\nHL*3*2*22*1\nNM1*IL*1*EXAMPLE*PAT****MI*MEMBER0001\nHL*4*3*23*0\nNM1*03*1*EXAMPLE*KIM',
      'rule-broken at 2100D/NM1',
      'AAA*Y**42*R',
    ],
  ];
  test.each(silent)('a %s of whom nothing is said is refused', (_, body, expected, refusal) => {
    const begun = `BHT*0022*11*EL20260302*20260302*0816\n${body}`;
    expect(issuesOf(eligibilityResponse271, begun).map(pointed)).toEqual([expected]);
    expect(issuesOf(eligibilityResponse271, `${begun}\n${refusal}`)).toEqual([]);
  });

  const faults: [fault: string, change: Change, expected: string[]][] = [
    ['words about an injury without their category', ['III***44', 'III****KNEE'], ['rule-broken at 2115C/III03']],
    ...faultsOfSubscriber,
    ['a 270', ['BHT', 'BHT*0022*13*EL1*20260302*0816'], ['code-invalid at BHT02']],
    ['a benefit that says nothing', ['EB*R', 'EB**IND'], ['element-missing at 2110C/EB01']],
    ['a quantity of nothing', ['EB*F', 'EB*F**33*******12'], ['condition-broken at 2110C/EB09']],
    ['related parties without their end', ['LE*2120'], ['segment-missing at 2120C/LE']],
    ['a limit of a quantity and no time', ['HSD', 'HSD*VS*12****1'], ['condition-broken at 2110C/HSD05']],
    ['a period that no delivery has', ['HSD', 'HSD*VS*12***36*1'], ['code-invalid at 2110C/HSD05']],
    ['20 percent written as 20', ['EB*A', 'EB*A**98^A4*****20****W'], ['rule-broken at 2110C/EB08']],
    ['coinsurance of nothing', ['EB*A', 'EB*A**98^A4'], ['rule-broken at 2110C/EB07']],
    ['a deductible without an amount', ['EB*C', 'EB*C*IND*30**GOLD 123 PLAN*29'], ['rule-broken at 2110C/EB07']],
    ['one benefit said twice', ['EB*A', 'EB*A**98*****.2****W', 'EB*A**A4*****.2****W'], ['rule-broken at 2110C/EB03']],
    [
      'a pointer to no diagnosis',
      ['EB*D', 'EB*D**88********Y*N*HC:99213:25:::::99215*1:3'],
      ['rule-broken at 2110C/EB14-2'],
    ],
    ['a coverage level that does not exist', ['EB*1*FAM', 'EB*1*ALL*30'], ['code-invalid at 2110C/EB02']],
    ['a number of one kind twice', ['REF*18', 'REF*18*PLAN01', 'REF*18*PLAN02'], ['rule-broken at 2110C/REF01']],
    ['a number of another level', ['REF*6P', 'REF*9F*GROUP01'], ['code-invalid at 2100C/REF01']],
    ['half of a change', ['INS*Y', 'INS*Y*18*001'], ['rule-broken at 2100C/INS04']],
    ['a rank that does not exist', ['MPI', 'MPI*A*AE*B**XX*D8*20200101'], ['code-invalid at 2100C/MPI05']],
    ['half of a period of service', ['MPI', 'MPI*A*AE*B**C9*D8'], ['condition-broken at 2100C/MPI07']],
    ['a contact by pager', ['PER*IC**TE', 'PER*IC**BN*8005550101'], ['code-invalid at 2120C/PER03']],
    [
      'a party of no kind that a benefit names',
      ['NM1*PRP', 'NM1*QC*2*OTHER HEALTH PLAN'],
      ['code-invalid at 2120C/NM101'],
    ],
    [
      'a region without its qualifier',
      ['N4*EXAMPLETON*MO*64108**RJ', 'N4*EXAMPLETON*MO*64108***5'],
      ['condition-broken at 2120C/N405'],
    ],
    ['a refusal without what to do', ['AAA*N', 'AAA*N**52'], ['element-missing at 2110D/AAA04']],
    ['a refusal without reason', ['AAA*N', 'AAA*N***C'], ['element-missing at 2110D/AAA03']],
    ['a reason of another level', ['AAA*N', 'AAA*N**75*C'], ['code-invalid at 2110D/AAA03']],
    ['a category of injury without words', ['III***44', 'III***44'], ['condition-broken at 2115C/III04']],
  ];
  test.each(faults)('finds %s', (_, change, expected) => {
    expect(issuesOf(eligibilityResponse271, changed(whole, change)).map(pointed)).toEqual(expected);
  });

  test.each([
    ['III*ZZ*999', ['rule-broken at 2115C/III02']],
    ['III*ZZ*22', []],
    ['III*NI*999', []],
  ])('holds %s to the places of service that there are, where it is one', (detail, expected) => {
    const file = inEnvelope(eligibilityResponse271, changed(whole, ['III*ZZ', detail]));
    const codes = (list: string, code: string) => (list === 'place-of-service' ? code === '22' : undefined);
    expect(readFile(file, [eligibilityResponse271], { codes }).issues.map(pointed)).toEqual(expected);
  });
});
