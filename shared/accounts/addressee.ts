import { type Address, type Claim, type Person, patientOf } from '../claims/index.ts';

const ageOfMajority = 18;

export function fullName({ firstName, middleName, lastName, suffix }: Person): string {
  return [firstName, middleName, lastName, suffix].filter(Boolean).join(' ');
}

function isMinor({ dateOfBirth }: Person, today: string): boolean {
  const [year, ...rest] = dateOfBirth?.split('-') ?? [];
  return year !== undefined && [Number(year) + ageOfMajority, ...rest].join('-') > today;
}

/** Whom a statement is sent to. An adult gets his own, whoever is insured. */
export function addresseeOf(
  claim: Claim,
  today: string,
): { readonly patientName: string; readonly addressee: { readonly name: string; readonly address?: Address } } {
  const patient = patientOf(claim);
  const patientName = fullName(patient);
  const address = patient.address ?? claim.subscriber.address;
  const name = isMinor(patient, today) ? `Parent or guardian of ${patientName}` : patientName;
  return { patientName, addressee: { name, ...(address === undefined ? {} : { address }) } };
}
