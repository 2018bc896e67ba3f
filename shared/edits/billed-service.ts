import { type Claim, patientOf, type ServiceLine } from '../claims/claim.ts';

/** Modifiers that say that a service was done again, or apart from another. */
const repeatModifiers: ReadonlySet<string> = new Set(['59', '76', '77', '91', 'XE', 'XP', 'XS', 'XU']);

export function isMarkedAsRepeat(line: ServiceLine): boolean {
  return line.procedureModifiers.some((modifier) => repeatModifiers.has(modifier));
}

/** Same patient, dates, service and provider: what a payer denies as a duplicate. Holds PHI: store a hash of it. */
export function billedServiceKey(claim: Claim, line: ServiceLine): string {
  const { lastName, firstName, dateOfBirth } = patientOf(claim);
  const provider = line.renderingProvider ?? claim.renderingProvider ?? claim.billingProvider;
  return JSON.stringify([
    // A secondary payer is billed for what the primary was billed for.
    claim.payer.responsibility,
    claim.subscriber.memberId,
    lastName,
    firstName ?? '',
    dateOfBirth ?? '',
    line.serviceDate,
    line.serviceDateEnd ?? line.serviceDate,
    line.procedureCode,
    [...line.procedureModifiers].sort(),
    provider.npi ?? '',
  ]);
}
