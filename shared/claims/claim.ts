import type { Cents } from '../money.ts';

/**
 * A street address. `postalCode` holds the five or nine digits of a ZIP code, without a hyphen, or the code of another
 * country. Abroad it may be empty, and so may `state`.
 */
export interface Address {
  readonly address1: string;
  readonly address2?: string;
  readonly city: string;
  readonly state: string;
  readonly postalCode: string;
  /** ISO 3166, two letters; the US when absent. */
  readonly country?: string;
}

/** An organization or a person. */
export interface ProviderName {
  readonly lastNameOrOrganization: string;
  readonly firstName?: string;
  readonly middleName?: string;
  /** Said where no `firstName` tells a person. Without either it is taken for an organization. */
  readonly entityType?: 'person' | 'organization';
  readonly npi?: string;
  readonly taxonomyCode?: string;
}

export interface BillingProvider extends ProviderName {
  readonly address: Address;
  readonly taxId: string;
  /** EI: an employer's number; SY: a person's social security number. */
  readonly taxIdType: 'EI' | 'SY';
  readonly contact?: { readonly name?: string; readonly phoneNumber?: string };
}

export interface ServiceFacility {
  readonly organizationName: string;
  readonly npi?: string;
  readonly address: Address;
}

export type Gender = 'F' | 'M' | 'U';

export interface Person {
  readonly lastName: string;
  readonly firstName?: string;
  readonly middleName?: string;
  readonly suffix?: string;
  /** ISO date. */
  readonly dateOfBirth?: string;
  readonly gender?: Gender;
  readonly address?: Address;
}

export interface Subscriber extends Person {
  readonly memberId: string;
  readonly groupNumber?: string;
}

/** A patient who is not the subscriber. */
export interface Dependent extends Person {
  /** How the patient is related to the subscriber (PAT01): 01 spouse, 19 child, G8 other … */
  readonly relationshipToSubscriberCode: string;
}

/** The payer that this claim goes to. */
export interface ClaimPayer {
  readonly payerId: string;
  readonly name: string;
  /** SBR09: CI commercial, MB Medicare Part B, MC Medicaid, BL Blue Cross … */
  readonly claimFilingCode: string;
  /** SBR01: P primary, S secondary, T tertiary … */
  readonly responsibility: string;
}

export interface Diagnosis {
  readonly codeSystem: 'icd-10-cm' | 'icd-9-cm';
  /** Without a decimal point, as X12 carries it. */
  readonly code: string;
}

export interface ServiceLine {
  /** The practice's own line number (REF*6R), when it gave one. */
  readonly providerControlNumber?: string;
  /** ISO dates, empty when an 837 has none that can be read; `serviceDateEnd` only for a range. */
  readonly serviceDate: string;
  readonly serviceDateEnd?: string;
  /** SV101-1: HC for CPT and HCPCS. */
  readonly procedureQualifier: string;
  readonly procedureCode: string;
  readonly procedureModifiers: readonly string[];
  readonly charge: Cents;
  /** UN units or MJ minutes. */
  readonly unitCode: string;
  readonly units: number;
  readonly placeOfServiceCode?: string;
  /** Positions in the claim's diagnoses, from 1, the main one first. */
  readonly diagnosisCodePointers: readonly number[];
  readonly renderingProvider?: ProviderName;
}

export interface Accident {
  /** AA auto accident, EM employment, OA other accident. */
  readonly causes: readonly string[];
  readonly state?: string;
  /** ISO 3166, two letters; the US when absent. */
  readonly country?: string;
  readonly date?: string;
}

/**
 * A professional claim as Claimwright handles it: what the domain reads, corrects and checks. What an 837 said beyond
 * this stays beside it and leaves again as it came.
 */
export interface Claim {
  /** The practice's own id for it: the encounter id, or CLM01 of the 837 that it came in. */
  readonly sourceId: string;
  readonly billingProvider: BillingProvider;
  readonly subscriber: Subscriber;
  /** Absent when the subscriber is the patient. */
  readonly dependent?: Dependent;
  readonly payer: ClaimPayer;
  readonly totalCharge: Cents;
  readonly placeOfServiceCode: string;
  /** 1 original, 7 replacement, 8 void (CLM05-3). */
  readonly claimFrequencyCode: string;
  readonly signatureOnFile: boolean;
  /** CLM07: A assigned, B assignment on lab services only, C not assigned. */
  readonly assignmentCode: string;
  /** CLM08: Y, N or W (not applicable). */
  readonly benefitsAssignment: string;
  /** CLM09: Y or I. */
  readonly releaseOfInformation: string;
  /** ISO date: when an inpatient came (DTP*435). */
  readonly admissionDate?: string;
  readonly priorAuthorizationNumber?: string;
  readonly referralNumber?: string;
  /** REF*F8: the payer's number of the claim that this one replaces or voids. */
  readonly payerClaimControlNumber?: string;
  readonly accident?: Accident;
  readonly diagnoses: readonly Diagnosis[];
  readonly renderingProvider?: ProviderName;
  readonly referringProvider?: ProviderName;
  readonly supervisingProvider?: ProviderName;
  readonly serviceFacility?: ServiceFacility;
  readonly serviceLines: readonly ServiceLine[];
}

/** The country of what is not in the United States. */
export function countryAbroad({ country }: Pick<Address, 'country'>): string | undefined {
  return country === 'US' ? undefined : country;
}

/** The first and last day of service, as ISO dates; empty when no line has any. */
export function servicePeriod(claim: Claim): { readonly from: string; readonly to: string } {
  const dates = claim.serviceLines
    .flatMap((line) => [line.serviceDate, line.serviceDateEnd ?? line.serviceDate])
    .filter((date) => date !== '')
    .sort();
  return { from: dates[0] ?? '', to: dates.at(-1) ?? '' };
}

export function isPerson({ firstName, entityType }: ProviderName): boolean {
  return Boolean(firstName) || entityType === 'person';
}

/** The person who was treated. */
export function patientOf(claim: Pick<Claim, 'dependent' | 'subscriber'>): Person {
  return claim.dependent ?? claim.subscriber;
}
