import type { Claim } from '../../shared/claims/index.ts';
import { asCents } from '../../shared/money.ts';

/** A claim with these lines (procedure and ISO date), 1.00 each. */
export function claimOf(...lines: readonly (readonly [procedureCode: string, serviceDate: string])[]): Claim {
  return {
    sourceId: 'E1',
    billingProvider: {
      lastNameOrOrganization: 'Example Practice',
      npi: '1234567893',
      taxId: '780000001',
      taxIdType: 'EI',
      address: { address1: '1 Example Road', city: 'Fernbank', state: 'OH', postalCode: '450991001' },
    },
    subscriber: { lastName: 'Person', firstName: 'Sample', memberId: 'W1' },
    payer: { payerId: 'PAYER', name: 'Payer', claimFilingCode: 'CI', responsibility: 'P' },
    totalCharge: asCents(100 * lines.length),
    placeOfServiceCode: '11',
    claimFrequencyCode: '1',
    signatureOnFile: true,
    assignmentCode: 'A',
    benefitsAssignment: 'Y',
    releaseOfInformation: 'Y',
    diagnoses: [{ codeSystem: 'icd-10-cm', code: 'J029' }],
    serviceLines: lines.map(([procedureCode, serviceDate]) => ({
      serviceDate,
      procedureQualifier: 'HC',
      procedureCode,
      procedureModifiers: [],
      charge: asCents(100),
      unitCode: 'UN',
      units: 1,
      diagnosisCodePointers: [1],
    })),
  };
}
