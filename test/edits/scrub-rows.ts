import type { Address, Claim, ProviderName, ServiceLine } from '../../shared/claims/index.ts';
import { billedServiceKey, type EditCode, type ScrubContext } from '../../shared/edits/index.ts';
import { asCents } from '../../shared/money.ts';
import { exampleClaim } from '../claims/example.ts';

export const claim = exampleClaim();
export const context: ScrubContext = { today: '2026-03-20', timelyFilingDays: 90 };
export type Given = readonly [changed: Claim, given?: ScrubContext];
type Row = readonly [code: EditCode, field: string, what: string, changed: Claim, given?: ScrubContext];

export const [one, two] = claim.serviceLines as [ServiceLine, ServiceLine];
export const lines = (...serviceLines: ServiceLine[]): Claim => ({
  ...claim,
  serviceLines,
  totalCharge: asCents(serviceLines.reduce((sum, { charge }) => sum + charge, 0)),
});
export const line = (change: Partial<ServiceLine>) => lines({ ...one, ...change }, two);
const billing = (change: Partial<Claim['billingProvider']>): Claim => ({
  ...claim,
  billingProvider: { ...claim.billingProvider, ...change },
});
const billingAddress = (change: Partial<Address>) =>
  billing({ address: { ...claim.billingProvider.address, ...change } });
export const { dateOfBirth, gender, address, ...bareSubscriber } = claim.subscriber;
const subscriber = (change: Partial<Claim['subscriber']>): Claim => ({
  ...claim,
  subscriber: { ...claim.subscriber, ...change },
});
export const child = exampleClaim({
  dependent: {
    relationshipToSubscriberCode: '19',
    lastName: 'Santos',
    firstName: 'Leo',
    dateOfBirth: '2015-05-05',
    gender: 'M',
    address: { address1: '48 Orchard Lane', city: 'Troy', state: 'NY', postalCode: '12180' },
  },
});
export const dependent = (change: object): Claim => ({
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
export const codes = (...given: string[]): Claim => ({
  ...claim,
  diagnoses: given.map((code) => ({ codeSystem: 'icd-10-cm', code })),
});
export const icd9 = (code: string, serviceDate = '2015-09-30'): Claim => ({
  ...lines({ ...one, serviceDate }),
  diagnoses: [{ codeSystem: 'icd-9-cm', code }],
});
const thirteen = Array.from({ length: 13 }, (_, index) => `F${10 + index}`);
export const on = (today: string, changed: Claim = claim): Given => [changed, { ...context, today }];
export const long = { ...context, timelyFilingDays: 100_000 };
export const billed = { ...context, alreadyBilled: new Map([[billedServiceKey(claim, one), 'OTHERCLAIM']]) };

export const toronto = { address1: '12 Queen St', city: 'Toronto', state: 'ON', postalCode: 'M5V3L9', country: 'CA' };

export const rows: readonly Row[] = [
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
  [
    'provider-not-person',
    'referringProvider.lastNameOrOrganization',
    'a clinic that refers',
    exampleClaim({ referringProvider: { npi: '1679576722', organizationName: 'Fernbank Clinic' } }),
  ],
  [
    'provider-not-person',
    'supervisingProvider.lastNameOrOrganization',
    'an organization that supervises',
    { ...claim, supervisingProvider: provider({ entityType: 'organization' }) },
  ],
  ['tax-id-malformed', 'billingProvider.taxId', 'too short', billing({ taxId: '12345678' })],
  ['taxonomy-code-malformed', 'billingProvider.taxonomyCode', 'no X', billing({ taxonomyCode: '207Q000000' })],
  ['state-unknown', 'billingProvider.address.state', 'a name', billingAddress({ state: 'New York' })],
  ['state-unknown', 'dependent.address.state', 'of the patient', dependent({ address: { ...address, state: 'ZZ' } })],
  ['state-unknown', 'dependent.address.state', 'in Canada', dependent({ address: { ...toronto, state: 'OH' } })],
  [
    'postal-code-malformed',
    'dependent.address.postalCode',
    'in Canada',
    dependent({ address: { ...toronto, postalCode: '10115' } }),
  ],
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
  ['service-date-missing', 'serviceLines[0].serviceDate', 'of one line', line({ serviceDate: '' })],
  ['service-date-missing', 'serviceLines[0].serviceDate', 'of the only line', lines({ ...one, serviceDate: '' })],
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
  ['timely-filing-past', 'serviceLines[1].serviceDate', 'an earlier line', ...on('2026-06-01', lines(two, one))],
  ['diagnosis-code-malformed', 'diagnoses[0].code', 'a digit first', codes('0321', 'F411')],
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
  ['units-too-long', 'serviceLines[0].units', 'a sum of tenths', line({ units: 0.1 + 0.2 })],
  ['units-too-long', 'serviceLines[0].units', 'four decimals', line({ units: 1.0005 })],
  ['units-too-long', 'serviceLines[0].units', 'nine digits', line({ units: 100_000_000 })],
  ['units-not-positive', 'serviceLines[0].units', 'none', line({ units: 0 })],
  ['total-charge-differs', 'totalCharge', 'a cent more', { ...claim, totalCharge: asCents(claim.totalCharge + 1) }],
  ['total-charge-zero', 'totalCharge', 'nothing', lines({ ...one, charge: asCents(0) })],
  ['line-charge-negative', 'serviceLines[0].charge', 'a credit', line({ charge: asCents(-1) })],
  [
    'payer-claim-control-number-missing',
    'payerClaimControlNumber',
    'a replacement',
    { ...claim, claimFrequencyCode: '7' },
  ],
  ['payer-claim-control-number-missing', 'payerClaimControlNumber', 'a void', { ...claim, claimFrequencyCode: '8' }],
  [
    'payer-claim-control-number-of-another',
    'payerClaimControlNumber',
    'a void',
    { ...claim, claimFrequencyCode: '8', payerClaimControlNumber: 'X1' },
    { ...context, namedOfAnother: 'OTHERCLAIM' },
  ],
  [
    'payer-not-configured',
    'payer.payerId',
    'one that is not known',
    claim,
    { ...context, payerNotConfigured: { near: 'SBX01' } },
  ],
  [
    'payers-before-unknown',
    'payer.responsibility',
    'an encounter of a second payer',
    { ...claim, payer: { ...claim.payer, responsibility: 'S' } },
    { ...context, tellsOtherPayers: false },
  ],
  [
    'billing-npi-not-of-practice',
    'billingProvider.npi',
    "another practice's",
    claim,
    { ...context, npiNotOfPractice: { instead: '1000001010' } },
  ],
  ['service-line-repeated', 'serviceLines[1]', 'twice', lines(one, { ...one, providerControlNumber: 'L9' })],
  ['service-already-billed', 'serviceLines[0].procedureModifiers', 'by another claim', claim, billed],
  ['accident-date-missing', 'accident.date', 'auto', { ...claim, accident: { causes: ['AA'], state: 'NY' } }],
  ['accident-state-missing', 'accident.state', 'auto', { ...claim, accident: { causes: ['AA'], date: '2026-03-01' } }],
];
