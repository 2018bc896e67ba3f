import { describe, expect, test } from 'vitest';
import { type Claim, correct, fieldsToCorrect } from '../../shared/claims/index.ts';
import { edits, type ScrubContext, scrub } from '../../shared/edits/index.ts';
import { asCents } from '../../shared/money.ts';
import {
  bareSubscriber,
  billed,
  child,
  claim,
  codes,
  context,
  dependent,
  icd9,
  line,
  lines,
  long,
  on,
  one,
  rows,
  toronto,
} from './scrub-rows.ts';

describe('an edit finds', () => {
  test.for(rows)('%s: %s (%s)', ([code, field, , changed, given = context]) => {
    expect(scrub(changed, given).map((finding) => [finding.code, finding.field])).toEqual([[code, field]]);
  });

  test('an empty claim', () => {
    const found = scrub(
      { ...claim, subscriber: bareSubscriber, diagnoses: [], serviceLines: [], totalCharge: asCents(0) },
      context,
    );
    expect(found.map((finding) => [finding.code, finding.field])).toEqual([
      ['field-missing', 'subscriber.dateOfBirth'],
      ['field-missing', 'subscriber.gender'],
      ['field-missing', 'subscriber.address.address1'],
      ['diagnosis-missing', 'diagnoses[0].code'],
      ['service-lines-missing', 'serviceLines[0]'],
      ['total-charge-zero', 'totalCharge'],
    ]);
  });
});

/** One that the field takes. */
const anyValue = ['1', '2026-01-31', 'EI', 'icd-10-cm', 'F', 'AA', ''];

describe('what an edit names can be corrected', () => {
  const empty = { ...claim, subscriber: bareSubscriber, diagnoses: [], serviceLines: [] };
  test.for<readonly [string, Claim]>([
    ...rows.map(([, field, , changed]): [string, Claim] => [field, changed]),
    ...['subscriber.address.address1', 'diagnoses[0].code', 'serviceLines[0]', 'accident.date'].map(
      (field): [string, Claim] => [field, empty],
    ),
  ])('%s', ([field, changed]) => {
    const corrections = fieldsToCorrect(changed, field).map((each) => {
      const value = anyValue.find((text) =>
        ['is needed too: correct it with the rest', undefined].includes(problemIn(changed, `${each}=${text}`)),
      );
      return `${each}=${value}`;
    });
    expect(correct(changed, corrections)).toMatchObject({ ok: true });
  });
});

function problemIn(changed: Claim, correction: string): string | undefined {
  const corrected = correct(changed, [correction]);
  return corrected.ok ? undefined : corrected.problem[0]?.message;
}

/** Renders what he bills: neither his name nor his taxonomy leaves a second time. */
const nameless = { lastNameOrOrganization: '', npi: '1245319599' };
const { npi: billingNpi = '' } = claim.billingProvider;
const alone = {
  ...claim,
  renderingProvider: { lastNameOrOrganization: '', firstName: 'Jo*', npi: billingNpi, taxonomyCode: '?' },
};

describe('an edit passes', () => {
  test.for<readonly [what: string, changed: Claim, given?: ScrubContext]>([
    ['the example', claim],
    ['a dependent, and a subscriber of whom only the name is known', { ...child, subscriber: bareSubscriber }],
    ['the day of the service', ...on('2026-03-09')],
    ['15 days before the limit', ...on('2026-05-16')],
    ['a late replacement', ...on('2027-01-01', { ...claim, claimFrequencyCode: '7', payerClaimControlNumber: 'P1' })],
    [
      'a late claim to the next payer',
      ...on('2027-01-01', { ...claim, payer: { ...claim.payer, responsibility: 'S' } }),
    ],
    ['ICD-9-CM before 2015-10-01', icd9('29620'), long],
    ['a V code of ICD-9-CM', icd9('V6284'), long],
    ['unusual ICD-10-CM codes', codes('C7A00', 'M1A00X0', 'QA00109')],
    ['a vaccine administration', line({ procedureCode: '0001A' })],
    ['a drug', line({ procedureCode: 'J1885' })],
    ['a service that is no CPT or HCPCS code', line({ procedureQualifier: 'IV', procedureCode: 'HOMEINFUSION' })],
    ['a line without charge', line({ charge: asCents(0) })],
    ['a service done again and marked so', lines(one, { ...one, procedureModifiers: ['76'] })],
    [
      'the same service on two sides',
      lines({ ...one, procedureModifiers: ['LT'] }, { ...one, procedureModifiers: ['RT'] }),
    ],
    [
      'a correction that leaves as a replacement, past the limit',
      claim,
      { ...context, today: '2026-09-01', sentAs: '7' },
    ],
    ['a replacement of what was billed', { ...claim, claimFrequencyCode: '7', payerClaimControlNumber: 'P1' }, billed],
    ['who renders and bills, whatever is said of him', alone],
    ['who renders a line and the claim', line({ renderingProvider: nameless })],
    ['an accident abroad', { ...claim, accident: { causes: ['AA'], country: 'MX', date: '2026-03-01' } }],
    ['a patient in Canada', dependent({ address: toronto })],
    ['a patient where there are no states', dependent({ address: { ...toronto, state: '', country: 'IE' } })],
    ['an accident at work', { ...claim, accident: { causes: ['EM'] } }],
  ])('%s', ([, changed, given = context]) => {
    expect(scrub(changed, given)).toEqual([]);
  });
});

test('a finding says where, what to do and how far it is off', () => {
  expect(scrub(line({ units: 0, charge: asCents(1) }), context)[0]?.message).toBe(
    'Service line 1: The units must be more than zero: correct them.',
  );
  expect(scrub({ ...claim, totalCharge: asCents(100) }, context)).toEqual([
    {
      code: 'total-charge-differs',
      severity: 'error',
      field: 'totalCharge',
      message: `${edits.find(({ code }) => code === 'total-charge-differs')?.sentence} The total is 1.00, the lines are 305.50.`,
    },
  ]);
});

test('units that are too long are shown as they were written', () => {
  const message = (units: number) => scrub(line({ units }), context).map((finding) => finding.message);
  expect(message(0.1 + 0.2)).toEqual([
    'Service line 1: Units have at most eight digits, three of them after the decimal point: round them. Written: 0.30000000000000004.',
  ]);
  expect(message(1e-7)).toEqual([expect.stringMatching(/ Written: 0\.0000001\.$/)]);
  expect(message(12_345_678.125)).toEqual([]);
});

test('the messages hold nothing that identifies a person', () => {
  const messages = rows.flatMap(([, , , changed, given = context]) =>
    scrub(changed, given).map(({ message }) => message),
  );
  expect(messages.join('\n')).not.toMatch(/Santos|Maria|Leo|Reyes|W123456789|1984|2015-05-05|Orchard/);
});

test('every edit has a code of its own and a row here', () => {
  const tested = new Set([...rows.map(([code]) => code), 'diagnosis-missing', 'service-lines-missing']);
  expect([...new Set(edits.map(({ code }) => code))].toSorted()).toEqual([...tested].toSorted());
  expect(new Set(edits.map(({ code }) => code)).size).toBe(edits.length);
});
