import type {
  BillingProviderLoop,
  Claim837P,
  ClaimLoop,
  PatientLoop,
  SubscriberLoop,
} from '../../shared/guides/claim-837p/index.ts';

/** A claim with the loops around it. */
export interface ClaimInPlace {
  readonly provider: BillingProviderLoop;
  readonly subscriber: SubscriberLoop;
  readonly patient: PatientLoop | undefined;
  readonly claim: ClaimLoop;
}

/** The claims of a transaction set, in its order. */
export function* claimsOf({ billingProviders }: Claim837P): Generator<ClaimInPlace> {
  for (const provider of billingProviders) {
    for (const subscriber of provider.subscribers) {
      for (const claim of subscriber.claims) yield { provider, subscriber, patient: undefined, claim };
      for (const patient of subscriber.patients) {
        for (const claim of patient.claims) yield { provider, subscriber, patient, claim };
      }
    }
  }
}
