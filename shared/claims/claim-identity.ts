import { type Claim, servicePeriod } from './claim.ts';

export type ClaimSource = 'encounter' | '837';

/** The practice, with the NPI by which it is known: what a claim says of that may be wrong, and be corrected. */
export interface KnownPractice {
  readonly practiceId: string;
  readonly npi?: string | undefined;
}

/**
 * What makes it this claim and no other: the same identity with the same content is a duplicate, with other content a
 * conflict. In an 837 CLM01 alone is not enough: practices use an account number again.
 */
export function claimIdentity(claim: Claim, { practiceId, npi }: KnownPractice, from: ClaimSource): readonly string[] {
  if (from === 'encounter') return [from, practiceId, claim.sourceId];
  const period = servicePeriod(claim);
  return [
    from,
    practiceId,
    npi ?? '',
    claim.sourceId,
    claim.claimFrequencyCode,
    claim.payerClaimControlNumber ?? '',
    claim.payer.responsibility,
    period.from,
    period.to,
  ];
}

function withSortedKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const parts: Record<string, unknown> = {};
  for (const name of Object.keys(value).sort()) parts[name] = (value as Record<string, unknown>)[name];
  return parts;
}

/** Canonical JSON of the content: equal whatever the order of the keys. Holds PHI; the caller hashes it. */
export function claimFingerprint(claim: Claim): string {
  return JSON.stringify(claim, withSortedKeys);
}
