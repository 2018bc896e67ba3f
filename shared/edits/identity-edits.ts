import { type Claim, countryAbroad, isPerson, patientOf } from '../claims/claim.ts';
import { isNpi } from '../npi.ts';
import type { Edit, Violation } from './edit.ts';
import { addressesOf, facilityOf, providersOf } from './parts-of-claim.ts';
import { isPostalCodeOf, isStateOf } from './postal-codes.ts';

const taxonomy = /^[0-9A-Z]{9}X$/;

type Required = [field: string, where: string, value: string | undefined];

/** What no payer takes a claim without, as [field, what it is called, its value]. */
function required(claim: Claim): Required[] {
  const { billingProvider, subscriber, payer } = claim;
  const patient = patientOf(claim);
  const patientPath = claim.dependent ? 'dependent' : 'subscriber';
  const subscriberName: Required = ['subscriber.lastName', "The subscriber's last name", subscriber.lastName];
  return [
    ['billingProvider.npi', "The billing provider's NPI", billingProvider.npi],
    ['billingProvider.taxId', "The billing provider's tax id", billingProvider.taxId],
    ['payer.payerId', 'The payer id', payer.payerId],
    ['subscriber.memberId', "The subscriber's member id", subscriber.memberId],
    ...(claim.dependent ? [subscriberName] : []),
    [`${patientPath}.lastName`, "The patient's last name", patient.lastName],
    [`${patientPath}.firstName`, "The patient's first name", patient.firstName],
    [`${patientPath}.dateOfBirth`, "The patient's date of birth", patient.dateOfBirth],
    [`${patientPath}.gender`, "The patient's gender", patient.gender],
    [`${patientPath}.address.address1`, "The patient's address", patient.address?.address1],
    ...providersOf(claim).map(
      ({ field, where, value }): Required => [
        `${field}.lastNameOrOrganization`,
        `${where}: the name`,
        value.lastNameOrOrganization,
      ],
    ),
  ];
}

function wrongNpis(claim: Claim): Violation[] {
  return [...providersOf(claim), ...facilityOf(claim)].flatMap(({ field, where, value: { npi } }) =>
    npi === undefined || npi === '' || isNpi(npi) ? [] : [{ field: `${field}.npi`, where }],
  );
}

/** Who refers and who supervises is a person in an 837P. A claim that does not say what its provider is leaves as one. */
function organizationsAsPersons({ referringProvider, supervisingProvider }: Claim): Violation[] {
  return Object.entries({ referringProvider, supervisingProvider }).flatMap(([field, provider]) =>
    provider?.entityType === 'organization' && !isPerson(provider)
      ? [{ field: `${field}.lastNameOrOrganization` }]
      : [],
  );
}

export const identityEdits: readonly Edit[] = [
  {
    code: 'field-missing',
    severity: 'error',
    sentence: 'No payer takes a claim without this: fill it in.',
    check: (claim) =>
      required(claim)
        .filter(([, , value]) => value === undefined || value.trim() === '')
        .map(([field, where]) => ({ field, where })),
  },
  {
    code: 'npi-invalid',
    severity: 'error',
    sentence: 'The NPI must have ten digits and its check digit must be right: look it up in the NPI registry.',
    check: wrongNpis,
  },
  {
    code: 'provider-not-person',
    severity: 'error',
    sentence:
      'Only a person refers or supervises, and this is an organization: give the last and the first name of the person, or remove the provider.',
    check: organizationsAsPersons,
  },
  {
    code: 'billing-npi-not-of-practice',
    severity: 'error',
    sentence:
      "The billing provider's NPI is not that of the practice in whose books the claim is: correct it, or release the claim to bill it under this NPI all the same.",
    check: (_claim, { npiNotOfPractice }) => {
      if (npiNotOfPractice === undefined) return [];
      const { instead } = npiNotOfPractice;
      return [{ field: 'billingProvider.npi', ...(instead && { detail: `The practice's is ${instead}.` }) }];
    },
  },
  {
    code: 'tax-id-malformed',
    severity: 'error',
    sentence: 'A tax id has nine digits: correct it.',
    check: ({ billingProvider: { taxId } }) =>
      taxId === '' || /^\d{9}$/.test(taxId) ? [] : [{ field: 'billingProvider.taxId', where: 'Billing provider' }],
  },
  {
    code: 'taxonomy-code-malformed',
    severity: 'error',
    sentence: 'A taxonomy code has ten characters and ends in X, such as 207Q00000X: correct it or remove it.',
    check: (claim) =>
      providersOf(claim)
        .filter(({ value: { taxonomyCode } }) => taxonomyCode !== undefined && !taxonomy.test(taxonomyCode))
        .map(({ field, where }) => ({ field: `${field}.taxonomyCode`, where })),
  },
  {
    code: 'state-unknown',
    severity: 'error',
    sentence:
      'The state must be a two-letter code of the postal service, such as NY, or of a province of Canada: correct it, or the country of the address.',
    check: (claim) =>
      addressesOf(claim)
        .filter(({ value }) => !isStateOf(countryAbroad(value), value.state))
        .map(({ field, where }) => ({ field: `${field}.state`, where })),
  },
  {
    code: 'postal-code-malformed',
    severity: 'error',
    sentence:
      'The postal code must have five or nine digits, or in Canada a form such as K1A0B1: correct it, or the country of the address.',
    check: (claim) =>
      addressesOf(claim)
        .filter(({ value }) => !isPostalCodeOf(countryAbroad(value), value.postalCode))
        .map(({ field, where }) => ({ field: `${field}.postalCode`, where })),
  },
  {
    code: 'billing-postal-code-short',
    severity: 'warning',
    sentence: "The billing provider's postal code should have all nine digits: many payers reject a claim with five.",
    check: ({ billingProvider: { address } }) =>
      countryAbroad(address) === undefined && /^\d{5}$/.test(address.postalCode)
        ? [{ field: 'billingProvider.address.postalCode' }]
        : [],
  },
];
