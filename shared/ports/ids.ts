/**
 * Ids derived from what they name (an HMAC of the parts under the home's key), so that doing something again gives the
 * same id and an id tells nobody what it was made of.
 */
export interface Ids {
  /** `length` characters of A–Z and 2–7. */
  derive(length: number, ...parts: readonly string[]): string;
}
