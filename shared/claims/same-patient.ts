import { type Claim, patientOf } from './claim.ts';

/** As it is compared: spelt with other capitals, spaces or hyphens it is the same. */
function bare(text = ''): string {
  return text.toUpperCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}

/**
 * Whether two claims are of one patient. A replacement may correct the member id, or the last name or the date of birth
 * of a member; of two first names under one member id the other one may be a twin.
 */
export function isSamePatient(one: Claim, other: Claim): boolean {
  const [mine, theirs] = [patientOf(one), patientOf(other)];
  if (bare(mine.firstName) !== bare(theirs.firstName)) return false;
  const isNamesake = bare(mine.lastName) === bare(theirs.lastName) && mine.dateOfBirth === theirs.dateOfBirth;
  return isNamesake || bare(one.subscriber.memberId) === bare(other.subscriber.memberId);
}
