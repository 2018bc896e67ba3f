/** Encounters for benchmarks: the same count gives the same text. Most are paid, some are denied, held or rejected. */
export function generateEncounters(count: number): string {
  return Array.from({ length: count }, (_, index) => `${JSON.stringify(encounter(index))}\n`).join('');
}

const procedures = [
  { procedureCode: '99213', charge: '140.00' },
  { procedureCode: '99214', charge: '205.00' },
  { procedureCode: '36415', charge: '15.00' },
  { procedureCode: '87880', charge: '38.00' },
] as const;

const billingProvider = {
  organizationName: 'Bench Family Medicine',
  npi: '1000009013',
  taxId: '780010009',
  taxonomyCode: '207Q00000X',
  address: { address1: '1 Measure Street', city: 'Fernbank', state: 'OH', postalCode: '450991410' },
};

/** One claim in twenty is denied, one in fifty rejected. */
function memberId(index: number): string {
  const number = String(index).padStart(7, '0');
  if (index % 20 === 7) return `DENY50${number}`;
  if (index % 50 === 11) return `REJ277${number}`;
  return `W${number}`;
}

function encounter(index: number): object {
  const first = procedures[index % 2] ?? procedures[0];
  const second = procedures[2 + (index % 2)] ?? procedures[2];
  const serviceDate = `2026-03-${String(2 + (index % 20)).padStart(2, '0')}`;
  return {
    encounterId: `BENCH-${index}`,
    practiceId: 'bench-family-medicine',
    billingProvider,
    payerId: ['AAAHP', 'BBBHP', 'CCCHP'][index % 3],
    subscriber: {
      memberId: memberId(index),
      lastName: `Sample${index}`,
      firstName: 'Robin',
      dateOfBirth: '1980-05-17',
      gender: 'F',
      address: { address1: `${index} Test Lane`, city: 'Fernbank', state: 'OH', postalCode: '450991410' },
    },
    placeOfServiceCode: '11',
    diagnosisCodes: ['J02.9', 'R50.9'],
    serviceLines: [
      { ...first, serviceDate, units: 1, diagnosisCodePointers: [1] },
      { ...second, serviceDate, units: 1, diagnosisCodePointers: [1, 2] },
    ],
  };
}
