declare const claimId: unique symbol;
/** Our id of a claim: 15 characters of A–Z and 2–7. Also the root of its patient control numbers. */
export type ClaimId = string & { readonly [claimId]: true };

const claimIdForm = /^[A-Z2-7]{15}$/;
const controlNumberForm = /^([A-Z2-7]{15})(\d\d)$/;

export function isClaimId(text: string): text is ClaimId {
  return claimIdForm.test(text);
}

/** CLM01 as we send it: the claim's root and the attempt, so that a late answer names the submission it answers. */
export function patientControlNumber(claim: ClaimId, attempt: number): string {
  if (!Number.isInteger(attempt) || attempt < 1 || attempt > 99) throw new RangeError(`not an attempt: ${attempt}`);
  return `${claim}${String(attempt).padStart(2, '0')}`;
}

/** Undefined when it is no number of ours. */
export function parsePatientControlNumber(text: string): { claimId: ClaimId; attempt: number } | undefined {
  const match = controlNumberForm.exec(text.trim());
  const [, root, attempt] = match ?? [];
  return root === undefined ? undefined : { claimId: root as ClaimId, attempt: Number(attempt) };
}
