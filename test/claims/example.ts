import { type Encounter, encounterSchema } from '../../shared/claims/encounter.ts';
import { claimFromEncounter } from '../../shared/claims/encounter-to-claim.ts';
import type { Claim, Configuration } from '../../shared/claims/index.ts';

/** Invented people and numbers; the NPIs have right check digits. */
export const configuration: Configuration = {
  tradingPartners: {
    submitter: { id: 'SENDER01', name: 'Willow Creek Counseling', phoneNumber: '5185550100' },
    receiver: { id: 'CLEARING', name: 'Example Clearinghouse' },
    usage: 'T',
  },
  practices: [
    {
      practiceId: 'willow-creek',
      billingProvider: {
        lastNameOrOrganization: 'Willow Creek Counseling PLLC',
        npi: '1234567893',
        taxonomyCode: '261QM0801X',
        taxId: '123456789',
        taxIdType: 'EI',
        address: { address1: '12 Mill Street', city: 'Albany', state: 'NY', postalCode: '122071234' },
        contact: { phoneNumber: '5185550100' },
      },
      patientBilling: { phoneNumber: '5185550123', payOnlineUrl: 'https://pay.example.com/willow-creek' },
    },
  ],
  payers: [
    {
      payerId: 'SBX01',
      name: 'Evergreen Health Plan',
      claimFilingCode: 'CI',
      timelyFilingDays: 90,
      acknowledgementDays: 10,
      remittanceDays: 45,
      corrections: 'replacement',
    },
  ],
  providers: [{ npi: '1245319599', lastName: 'Okafor', firstName: 'Ada', taxonomyCode: '101YM0800X' }],
};

export const exampleEncounter = {
  encounterId: 'ENC-1001',
  practiceId: 'willow-creek',
  payerId: 'SBX01',
  subscriber: {
    memberId: 'W123456789',
    groupNumber: 'G100',
    firstName: 'Maria',
    lastName: 'Santos',
    dateOfBirth: '1984-03-12',
    gender: 'F',
    address: { address1: '48 Orchard Lane', city: 'Troy', state: 'NY', postalCode: '12180-2211' },
  },
  renderingProvider: { npi: '1245319599' },
  placeOfServiceCode: '11',
  diagnosisCodes: ['F32.1', 'F411'],
  serviceLines: [
    { serviceDate: '2026-03-02', procedureCode: '90834', charge: '125.00', units: 1, diagnosisCodePointers: [1] },
    {
      serviceDate: '2026-03-09',
      procedureCode: '90837',
      procedureModifiers: ['95'],
      charge: '180.50',
      units: 1,
      diagnosisCodePointers: [1, 2],
      providerControlNumber: 'L2',
    },
  ],
};

export function parsedEncounter(change: object = {}): Encounter {
  return encounterSchema.parse({ ...exampleEncounter, ...change });
}

export function exampleClaim(change: object = {}): Claim {
  const claim = claimFromEncounter(parsedEncounter(change), configuration);
  if (!claim.ok) throw new Error(claim.problem.map(({ field, message }) => `${field} ${message}`).join('\n'));
  return claim.value;
}
