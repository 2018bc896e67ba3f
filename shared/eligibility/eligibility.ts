/** What a 271 says of the patient on the day of service. */
export interface EligibilityAnswer {
  /** `unknown`: the payer could not say; the claim goes on. */
  readonly coverage: 'active' | 'inactive' | 'patient-not-found' | 'unknown';
  /** AAA03 codes, where the payer refused to answer. */
  readonly rejectCodes: readonly string[];
  readonly planName?: string;
  /** ISO dates of coverage that the payer calls active and that leaves out the day of service: its last day before, its first after. */
  readonly coveredUntil?: string;
  readonly coveredFrom?: string;
}
