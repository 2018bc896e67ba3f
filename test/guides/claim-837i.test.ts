import { describe, expect, expectTypeOf, test } from 'vitest';
import { type Claim837I, claim837i } from '../../shared/guides/claim-837i/index.ts';
import type { Cents } from '../../shared/money.ts';
import { readFile, rewrite, transactionsOf } from '../../shared/x12/index.ts';
import { type Change, changed, issuesOf, pointed } from './guide-faults.ts';
import { inEnvelope } from './in-envelope.ts';
import { twoStays837i } from './two-stays-837i.ts';

const text = inEnvelope(claim837i, twoStays837i);

function claims() {
  const [first] = transactionsOf(readFile(text, [claim837i]), claim837i);
  return (first?.transaction.value.billingProviders ?? []).flatMap(({ subscribers }) =>
    subscribers.flatMap((subscriber) => [
      ...subscriber.claims,
      ...subscriber.patients.flatMap((patient) => patient.claims),
    ]),
  );
}

describe('the 837I', () => {
  test('is read without issues and written back byte for byte', () => {
    const reading = readFile(text, [claim837i]);
    expect(reading.issues).toEqual([]);
    expect(rewrite(reading)).toBe(text);
  });

  test('gives each claim by its words', () => {
    expect(
      claims().map(({ claim, statementDates, principalDiagnosis, serviceLines }) => [
        claim.patientControlNumber,
        `${claim.facility.facilityTypeCode}${claim.facility.claimFrequencyCode}`,
        statementDates.date,
        principalDiagnosis.code.code,
        serviceLines.map(({ service }) => [service.revenueCode, service.procedure?.code, service.charge]),
      ]),
    ).toEqual([
      [
        'STAY01',
        '111',
        '20260210-20260214',
        'K8000',
        [
          ['0120', undefined, 240000],
          ['0360', undefined, 200000],
          ['0250', undefined, 60000],
        ],
      ],
      [
        'VISIT01',
        '131',
        '20260216-20260217',
        'S52501A',
        [
          ['0450', '99283', 34550],
          ['0636', 'J1885', 5000],
          ['0320', '73110', 35000],
        ],
      ],
      [
        'STAY02',
        '212',
        '20260115-20260131',
        'I69351',
        [
          ['0022', 'KAGD1', 0],
          ['0120', undefined, 900000],
        ],
      ],
      [
        'TESTS01',
        '147',
        '20260130-20260130',
        'D649',
        [
          ['0305', '85025', 10000],
          ['0301', '80048', 5000],
        ],
      ],
    ]);
    expect(claims()[0]).toMatchObject({
      dischargeHour: { date: '1430' },
      admission: { admissionType: '3', pointOfOrigin: '1', patientStatus: '01' },
      otherDiagnoses: [{ codes: [{ code: 'I10', presentOnAdmission: 'Y' }, { code: 'E119' }, { code: 'Z9049' }] }],
      occurrenceSpans: [{ codes: [{ code: '70', date: '20260101-20260104' }] }],
      values: [
        {
          codes: [
            { code: '80', amount: 400 },
            { code: 'A1', amount: 25050 },
          ],
        },
      ],
    });
  });

  test('has types that a reader of claims can rely on', () => {
    type Claim = Claim837I['billingProviders'][0]['subscribers'][0]['claims'][0];
    expectTypeOf<Claim['serviceLines'][0]['service']['charge']>().toEqualTypeOf<Cents>();
    expectTypeOf<Claim['principalDiagnosis']['code']['qualifier']>().toEqualTypeOf<'ABK' | 'BK'>();
    expectTypeOf<Claim['values'][0]['codes'][0]['amount']>().toEqualTypeOf<Cents>();
    expectTypeOf<Claim['admissionDate']>().toExtend<{ format: 'D8' | 'DT' } | undefined>();
  });
});

const stay = 'CLM*STAY01*5000***11:A:1**A*Y*Y';
const visit = 'CLM*VISIT01*745.5***13:A:1**A*Y*Y';

/** The claim of an outpatient visit, from its CLM to its last line, and what follows. */
const ofVisit = (...changes: Change[]) => {
  const at = twoStays837i.indexOf('CLM*VISIT01');
  return twoStays837i.slice(0, at) + changed(twoStays837i.slice(at), ...changes);
};
const ofStay02 = (...changes: Change[]) => {
  const at = twoStays837i.indexOf('CLM*STAY02');
  return twoStays837i.slice(0, at) + changed(twoStays837i.slice(at), ...changes);
};
const ofTests = (...changes: Change[]) => {
  const at = twoStays837i.indexOf('CLM*TESTS01');
  return twoStays837i.slice(0, at) + changed(twoStays837i.slice(at), ...changes);
};
const ofStay = (...changes: Change[]) => changed(twoStays837i, ...changes);

const faults: [fault: string, body: string, issues: string[]][] = [
  ['a header type of another guide', ofStay(['BHT*', 'BHT*0019*00*B*20260302*0915*TH']), ['code-invalid at BHT06']],
  ['a person who bills', ofStay(['NM1*85', 'NM1*85*1*HARBOR*****XX*1234567893']), ['code-invalid at 2010AA/NM102']],
  ['a social security number for a tax id', ofStay(['REF*EI', 'REF*SY*360000002']), ['code-invalid at 2010AA/REF01']],
  ['a wrong check digit', ofStay(['NM1*85', 'NM1*85*2*H*****XX*1234567894']), ['rule-broken at 2010AA/NM109']],
  ['a post office box for an address', ofStay(['N3*200', 'N3*PO BOX 9']), ['rule-broken at 2010AA/N301']],
  ['five digits of a ZIP code', ofStay(['N4*CHICAGO', 'N4*CHICAGO*IL*60601']), ['rule-broken at 2010AA/N403']],
  ['an insurance type', ofStay(['SBR*S', 'SBR*S*18*G**12****CI']), ['element-not-used at 2000B/SBR05']],
  ['a patient with a date of death', ofTests(), []],
];

test.each(faults)('the 837I reports %s', (_, body, issues) => {
  expect(issuesOf(claim837i, body).map(pointed)).toEqual(issues);
});
