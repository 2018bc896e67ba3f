import type { Claim } from '../../shared/claims/index.ts';
import { asCents } from '../../shared/money.ts';

/** An invented visit, as an encounter tells it. */
export const visit: Claim = {
  sourceId: 'enc-1001',
  billingProvider: {
    lastNameOrOrganization: 'Harbor Family Practice',
    npi: '1234567893',
    taxonomyCode: '207Q00000X',
    address: { address1: '100 Harbor St', address2: 'Suite 4', city: 'Chicago', state: 'IL', postalCode: '606010001' },
    taxId: '36-0000001',
    taxIdType: 'EI',
    contact: { name: 'Dana Wells', phoneNumber: '(312) 555-0142' },
  },
  subscriber: {
    lastName: 'Muñoz',
    firstName: 'José',
    memberId: 'W100200300',
    groupNumber: 'GRP100',
    dateOfBirth: '1984-02-29',
    gender: 'M',
    address: { address1: '12 Elm St', city: 'Chicago', state: 'IL', postalCode: '60614' },
  },
  payer: { payerId: 'NM001', name: 'Northern Mutual', claimFilingCode: 'CI', responsibility: 'P' },
  totalCharge: asCents(24550),
  placeOfServiceCode: '11',
  claimFrequencyCode: '1',
  signatureOnFile: true,
  assignmentCode: 'A',
  benefitsAssignment: 'Y',
  releaseOfInformation: 'Y',
  priorAuthorizationNumber: 'AUTH-9001',
  diagnoses: [
    { codeSystem: 'icd-10-cm', code: 'J01.90' },
    { codeSystem: 'icd-10-cm', code: 'R05' },
  ],
  serviceLines: [
    {
      serviceDate: '2026-02-16',
      procedureQualifier: 'HC',
      procedureCode: '99213',
      procedureModifiers: ['25'],
      charge: asCents(18050),
      unitCode: 'UN',
      units: 1,
      diagnosisCodePointers: [1, 2],
    },
    {
      serviceDate: '2026-02-16',
      serviceDateEnd: '2026-02-17',
      procedureQualifier: 'HC',
      procedureCode: '87880',
      procedureModifiers: [],
      charge: asCents(6500),
      unitCode: 'UN',
      units: 1,
      diagnosisCodePointers: [1],
      renderingProvider: { lastNameOrOrganization: 'Harbor Family Practice', npi: '1234567893' },
    },
  ],
};
