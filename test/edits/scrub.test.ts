import { describe, expect, test } from 'vitest';
import type { Address, Claim, ProviderName, ServiceLine } from '../../shared/claims/index.ts';
import { billedServiceKey, type EditCode, edits, type ScrubContext, scrub } from '../../shared/edits/index.ts';
import { asCents } from '../../shared/money.ts';
import { exampleClaim } from '../claims/example.ts';

const claim = exampleClaim();
const context: ScrubContext = { today: '2026-03-20', timelyFilingDays: 90 };
type Given = readonly [changed: Claim, given?: ScrubContext];
type Row = readonly [code: EditCode, field: string, what: string, changed: Claim, given?: ScrubContext];

const [one, two] = claim.serviceLines as [ServiceLine, ServiceLine];
const lines = (...serviceLines: ServiceLine[]): Claim => ({
  ...claim,
  serviceLines,
  totalCharge: asCents(serviceLines.reduce((sum, { charge }) => sum + charge, 0)),
});
const line = (change: Partial<ServiceLine>) => lines({ ...one, ...change }, two);
const billing = (change: Partial<Claim['billingProvider']>): Claim => ({
  ...claim,
  billingProvider: { ...claim.billingProvider, ...change },
});
const billingAddress = (change: Partial<Address>) =>
  billing({ address: { ...claim.billingProvider.address, ...change } });
const { dateOfBirth, gender, address, ...bareSubscriber } = claim.subscriber;
const subscriber = (change: Partial<Claim['subscriber']>): Claim => ({
  ...claim,
  subscriber: { ...claim.subscriber, ...change },
});
const child = exampleClaim({
  dependent: {
    relationshipToSubscriberCode: '19',
    lastName: 'Santos',
    firstName: 'Leo',
    dateOfBirth: '2015-05-05',
    gender: 'M',
    address: { address1: '48 Orchard Lane', city: 'Troy', state: 'NY', postalCode: '12180' },
  },
});
const dependent = (change: object): Claim => ({
  ...child,
  dependent: { relationshipToSubscriberCode: '19', lastName: 'Santos', ...child.dependent, ...change },
});
const { firstName: _firstName, ...namelessChild } = child.dependent ?? {
  relationshipToSubscriberCode: '',
  lastName: '',
};
const provider = (change: Partial<ProviderName>): ProviderName => ({
  lastNameOrOrganization: 'Reyes',
  npi: '1679576722',
  ...change,
});
const facility = { organizationName: 'Annex', npi: '1234567890', address: claim.billingProvider.address };
const codes = (...given: string[]): Claim => ({
  ...claim,
  diagnoses: given.map((code) => ({ codeSystem: 'icd-10-cm', code })),
});
const icd9 = (code: string, serviceDate = '2015-09-30'): Claim => ({
  ...lines({ ...one, serviceDate }),
  diagnoses: [{ codeSystem: 'icd-9-cm', code }],
});
const thirteen = Array.from({ length: 13 }, (_, index) => `F${10 + index}`);
const on = (today: string, changed: Claim = claim): Given => [changed, { ...context, today }];
const long = { ...context, timelyFilingDays: 100_000 };
const billed = { ...context, alreadyBilled: new Map([[billedServiceKey(claim, one), 'OTHERCLAIM']]) };

const rows: readonly Row[] = [
  ['field-missing', 'billingProvider.npi', 'no billing NPI', billing({ npi: '' })],
  ['field-missing', 'billingProvider.taxId', 'no tax id', billing({ taxId: '' })],
  ['field-missing', 'payer.payerId', 'no payer id', { ...claim, payer: { ...claim.payer, payerId: ' ' } }],
  ['field-missing', 'subscriber.memberId', 'no member id', subscriber({ memberId: '' })],
  ['field-missing', 'subscriber.lastName', 'no name', subscriber({ lastName: '' })],
  ['field-missing', 'subscriber.firstName', 'no first name', subscriber({ firstName: '' })],
  ['field-missing', 'dependent.firstName', 'a patient without a first name', { ...child, dependent: namelessChild }],
  [
    'field-missing',
    'renderingProvider.lastNameOrOrganization',
    'an NPI that is not on the roster',
    exampleClaim({ renderingProvider: { npi: '1679576722' } }),
  ],
  ['npi-invalid', 'billingProvider.npi', 'billing', billing({ npi: '1234567890' })],
  ['npi-invalid', 'renderingProvider.npi', 'rendering', { ...claim, renderingProvider: provider({ npi: '12345' }) }],
  [
    'npi-invalid',
    'referringProvider.npi',
    'referring',
    { ...claim, referringProvider: provider({ npi: '1679576723' }) },
  ],
  ['npi-invalid', 'supervisingProvider.npi', 'supervising', { ...claim, supervisingProvider: provider({ npi: 'X' }) }],
  ['npi-invalid', 'serviceFacility.npi', 'facility', { ...claim, serviceFacility: facility }],
  [
    'npi-invalid',
    'serviceLines[0].renderingProvider.npi',
    'of a line',
    line({ renderingProvider: provider({ npi: '1' }) }),
  ],
  ['tax-id-malformed', 'billingProvider.taxId', 'too short', billing({ taxId: '12345678' })],
  ['taxonomy-code-malformed', 'billingProvider.taxonomyCode', 'no X', billing({ taxonomyCode: '207Q000000' })],
  ['state-unknown', 'billingProvider.address.state', 'a name', billingAddress({ state: 'New York' })],
  ['state-unknown', 'dependent.address.state', 'of the patient', dependent({ address: { ...address, state: 'ZZ' } })],
  [
    'postal-code-malformed',
    'subscriber.address.postalCode',
    'four digits',
    subscriber({ address: { ...claim.billingProvider.address, postalCode: '1218' } }),
  ],
  [
    'billing-postal-code-short',
    'billingProvider.address.postalCode',
    'five digits',
    billingAddress({ postalCode: '12207' }),
  ],
  ['characters-unsendable', 'subscriber.memberId', 'a delimiter in a code', subscriber({ memberId: 'W1*2' })],
  ['characters-unsendable', 'subscriber.memberId', 'an accent in a code', subscriber({ memberId: 'WÉ12' })],
  ['characters-unsendable', 'subscriber.firstName', 'a delimiter in a name', subscriber({ firstName: 'Ma~ria' })],
  ['characters-replaced', 'subscriber.lastName', 'an accent in a name', subscriber({ lastName: 'Müller' })],
  ['characters-replaced', 'billingProvider.address.city', 'a delimiter in words', billingAddress({ city: 'Al:bany' })],
  ['frequency-code-unknown', 'claimFrequencyCode', '9', { ...claim, claimFrequencyCode: '9' }],
  ['date-impossible', 'subscriber.dateOfBirth', 'birth', subscriber({ dateOfBirth: '1984-02-30' })],
  ['date-impossible', 'serviceLines[0].serviceDate', 'service', line({ serviceDate: '2026-02-29' })],
  ['service-in-future', 'serviceLines[1].serviceDate', 'the second line', ...on('2026-03-08')],
  ['service-in-future', 'serviceLines[0].serviceDateEnd', 'the end', line({ serviceDateEnd: '2026-03-21' })],
  [
    'service-dates-reversed',
    'serviceLines[0].serviceDateEnd',
    'end before start',
    line({ serviceDateEnd: '2026-03-01' }),
  ],
  ['birth-after-service', 'subscriber.dateOfBirth', 'subscriber', subscriber({ dateOfBirth: '2026-03-03' })],
  ['birth-after-service', 'dependent.dateOfBirth', 'dependent', dependent({ dateOfBirth: '2026-03-03' })],
  ['timely-filing-close', 'serviceLines[0].serviceDate', '14 days left', ...on('2026-05-17')],
  ['timely-filing-close', 'serviceLines[0].serviceDate', 'the last day', ...on('2026-05-31')],
  ['timely-filing-past', 'serviceLines[0].serviceDate', 'the day after', ...on('2026-06-01')],
  ['diagnosis-code-malformed', 'diagnoses[0].code', 'a letter O for a zero', codes('FO1', 'F411')],
  ['diagnosis-code-malformed', 'diagnoses[1].code', 'too long', codes('F321', 'F3212345')],
  ['diagnosis-code-malformed', 'diagnoses[0].code', 'ICD-9', icd9('F321'), long],
  ['diagnosis-code-system-wrong', 'diagnoses[0].codeSystem', 'ICD-9 after', icd9('29620', '2015-10-01'), long],
  [
    'diagnosis-code-system-wrong',
    'diagnoses[0].codeSystem',
    'ICD-10 before',
    { ...codes('F321'), serviceLines: [{ ...one, serviceDate: '2015-09-30' }], totalCharge: one.charge },
    long,
  ],
  ['diagnosis-repeated', 'diagnoses[1].code', 'twice', codes('F321', 'F321')],
  ['diagnoses-too-many', 'diagnoses[12]', 'thirteen', codes(...thirteen)],
  ['diagnosis-pointer-missing', 'serviceLines[0].diagnosisCodePointers', 'none', line({ diagnosisCodePointers: [] })],
  [
    'diagnosis-pointer-out-of-range',
    'serviceLines[0].diagnosisCodePointers',
    '3 of 2',
    line({ diagnosisCodePointers: [3] }),
  ],
  [
    'diagnosis-pointer-out-of-range',
    'serviceLines[0].diagnosisCodePointers',
    '0',
    line({ diagnosisCodePointers: [0] }),
  ],
  [
    'diagnosis-pointer-out-of-range',
    'serviceLines[0].diagnosisCodePointers',
    'a half',
    line({ diagnosisCodePointers: [1.5] }),
  ],
  [
    'diagnosis-pointer-repeated',
    'serviceLines[0].diagnosisCodePointers',
    '1 and 1',
    line({ diagnosisCodePointers: [1, 1] }),
  ],
  [
    'diagnosis-pointers-too-many',
    'serviceLines[0].diagnosisCodePointers',
    'five',
    { ...line({ diagnosisCodePointers: [1, 2, 3, 4, 5] }), diagnoses: codes(...thirteen.slice(0, 5)).diagnoses },
  ],
  [
    'service-lines-too-many',
    'serviceLines[50]',
    'fifty-one',
    lines(...Array.from({ length: 51 }, () => ({ ...one, procedureModifiers: ['76'] }))),
  ],
  ['procedure-code-malformed', 'serviceLines[0].procedureCode', 'four digits', line({ procedureCode: '9083' })],
  ['procedure-code-malformed', 'serviceLines[0].procedureCode', 'no such letter', line({ procedureCode: 'X1885' })],
  [
    'modifier-malformed',
    'serviceLines[0].procedureModifiers',
    'three characters',
    line({ procedureModifiers: ['955'] }),
  ],
  [
    'modifiers-too-many',
    'serviceLines[0].procedureModifiers',
    'five',
    line({ procedureModifiers: ['95', '25', '59', 'LT', 'GT'] }),
  ],
  ['place-of-service-unknown', 'placeOfServiceCode', 'of the claim', { ...claim, placeOfServiceCode: '00' }],
  ['place-of-service-unknown', 'serviceLines[0].placeOfServiceCode', 'of a line', line({ placeOfServiceCode: '7' })],
  ['units-not-positive', 'serviceLines[0].units', 'none', line({ units: 0 })],
  ['total-charge-differs', 'totalCharge', 'a cent more', { ...claim, totalCharge: asCents(claim.totalCharge + 1) }],
  ['total-charge-not-positive', 'totalCharge', 'nothing', lines({ ...one, charge: asCents(0) })],
  ['line-charge-negative', 'serviceLines[0].charge', 'a credit', line({ charge: asCents(-1) })],
  [
    'payer-claim-control-number-missing',
    'payerClaimControlNumber',
    'a replacement',
    { ...claim, claimFrequencyCode: '7' },
  ],
  ['payer-claim-control-number-missing', 'payerClaimControlNumber', 'a void', { ...claim, claimFrequencyCode: '8' }],
  ['service-line-repeated', 'serviceLines[1]', 'twice', lines(one, { ...one, providerControlNumber: 'L9' })],
  ['service-already-billed', 'serviceLines[0].procedureModifiers', 'by another claim', claim, billed],
  ['accident-date-missing', 'accident.date', 'auto', { ...claim, accident: { causes: ['AA'], state: 'NY' } }],
  ['accident-state-missing', 'accident.state', 'auto', { ...claim, accident: { causes: ['AA'], date: '2026-03-01' } }],
];

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
      ['total-charge-not-positive', 'totalCharge'],
    ]);
  });
});

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
    ['an unusual ICD-10-CM code', codes('C7A00', 'M1A00X0')],
    ['a vaccine administration', line({ procedureCode: '0001A' })],
    ['a drug', line({ procedureCode: 'J1885' })],
    ['a service that is no CPT or HCPCS code', line({ procedureQualifier: 'IV', procedureCode: 'HOMEINFUSION' })],
    ['a line without charge', line({ charge: asCents(0) })],
    ['a service done again and marked so', lines(one, { ...one, procedureModifiers: ['76'] })],
    [
      'the same service on two sides',
      lines({ ...one, procedureModifiers: ['LT'] }, { ...one, procedureModifiers: ['RT'] }),
    ],
    ['a replacement of what was billed', { ...claim, claimFrequencyCode: '7', payerClaimControlNumber: 'P1' }, billed],
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
