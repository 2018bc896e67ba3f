import { sumCents } from '../money.ts';
import { failed, ok, type Result } from '../result.ts';
import type { BillingProvider, Claim, ClaimPayer, Diagnosis, ProviderName } from './claim.ts';
import type { Configuration, Practice } from './configuration.ts';
import type { Encounter, EncounterProvider } from './encounter.ts';
import type { FieldProblem } from './encounter-problems.ts';
import { isSameName, knownProvider } from './known-provider.ts';
import { type MaySee, mistakenPractice, unknownPractice } from './practice-of-encounter.ts';

const firstDayOfIcd10 = '2015-10-01';

/** By the day on which a service ends: ICD-10-CM took over from ICD-9-CM. */
export function codeSystemOn(isoDate: string): Diagnosis['codeSystem'] {
  return isoDate < firstDayOfIcd10 ? 'icd-9-cm' : 'icd-10-cm';
}

type Present<T> = { [Key in keyof T as undefined extends T[Key] ? never : Key]: T[Key] } & {
  [Key in keyof T as undefined extends T[Key] ? Key : never]?: Exclude<T[Key], undefined>;
};

/** Leaves out what is undefined: an optional field of a claim is there or it is not. */
function present<T extends object>(fields: T): Present<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Present<T>;
}

/** What is known beside the encounter. */
type Known = Pick<Configuration, 'practices' | 'providers' | 'payers'>;

/** What the encounter says comes first. A provider nobody knows is left without a name, which an edit holds. */
function providerFrom(provider: EncounterProvider, known: ProviderName | undefined): ProviderName {
  const { organizationName, lastName, firstName, ...rest } = provider;
  const named = organizationName ?? lastName;
  const isTheirName =
    named === undefined || (named === lastName && isSameName(lastName, known?.lastNameOrOrganization));
  const first = firstName ?? (isTheirName ? known?.firstName : undefined);
  return present({
    lastNameOrOrganization: named ?? known?.lastNameOrOrganization ?? '',
    firstName: first,
    entityType: first === undefined ? (entityTypeOf(provider) ?? known?.entityType) : undefined,
    ...rest,
    taxonomyCode: provider.taxonomyCode ?? known?.taxonomyCode,
  });
}

function entityTypeOf({ organizationName, lastName }: EncounterProvider): ProviderName['entityType'] {
  if (organizationName !== undefined) return 'organization';
  return lastName === undefined ? undefined : 'person';
}

function billingProviderFrom(
  encounter: Encounter,
  practice: Practice | undefined,
  roster: Configuration['providers'],
): BillingProvider | undefined {
  const given = encounter.billingProvider;
  if (given === undefined) return practice?.billingProvider;
  const { taxId, taxIdType, contact, address, ...name } = given;
  return present({
    ...providerFrom(name, knownProvider(name.npi, roster)),
    taxId,
    taxIdType,
    address: present(address),
    contact: contact && present(contact),
  });
}

function payerFrom(encounter: Encounter, configuration: Known): ClaimPayer {
  const { payerId } = encounter;
  const known = configuration.payers.find((payer) => payer.payerId === payerId);
  return {
    payerId,
    name: encounter.payerName ?? known?.name ?? payerId,
    claimFilingCode: encounter.claimFilingCode ?? known?.claimFilingCode ?? 'CI',
    responsibility: encounter.subscriber.paymentResponsibilityLevelCode,
  };
}

function personFrom<P extends { readonly address?: Encounter['subscriber']['address'] }>(person: P) {
  return present({ ...person, address: person.address && present(person.address) });
}

function diagnosesFrom(encounter: Encounter): readonly Diagnosis[] {
  const lastDay =
    encounter.serviceLines
      .map((line) => line.serviceDateEnd ?? line.serviceDate)
      .sort()
      .at(-1) ?? '';
  const codeSystem = codeSystemOn(lastDay);
  return encounter.diagnosisCodes.map((code) => ({ codeSystem, code }));
}

/** Adds what the practice, the roster and the payer's configuration know, and judges nothing: that is the edits' work. */
export function claimFromEncounter(
  encounter: Encounter,
  configuration: Known,
  maySee: MaySee = () => true,
): Result<Claim, readonly FieldProblem[]> {
  const mistaken = mistakenPractice(encounter, configuration.practices, maySee);
  if (mistaken !== undefined) return failed([mistaken]);
  const practice = configuration.practices.find(({ practiceId }) => practiceId === encounter.practiceId);
  const roster = configuration.providers;
  const billingProvider = billingProviderFrom(encounter, practice, roster);
  if (billingProvider === undefined)
    return failed([unknownPractice(encounter.practiceId, configuration.practices, maySee)]);
  const provider = (given: EncounterProvider | undefined) =>
    given && providerFrom(given, knownProvider(given.npi, roster, billingProvider));
  const { paymentResponsibilityLevelCode, ...subscriber } = encounter.subscriber;
  const facility = encounter.serviceFacility;
  const serviceLines = encounter.serviceLines.map((line) =>
    present({ ...line, procedureQualifier: 'HC', renderingProvider: provider(line.renderingProvider) }),
  );
  return ok(
    present({
      sourceId: encounter.encounterId,
      billingProvider,
      subscriber: personFrom(subscriber),
      dependent: encounter.dependent && personFrom(encounter.dependent),
      payer: payerFrom(encounter, configuration),
      totalCharge: encounter.totalCharge ?? sumCents(serviceLines.map(({ charge }) => charge)),
      placeOfServiceCode: encounter.placeOfServiceCode,
      claimFrequencyCode: encounter.claimFrequencyCode,
      signatureOnFile: encounter.signatureOnFile,
      assignmentCode: encounter.assignmentCode,
      benefitsAssignment: encounter.benefitsAssignment,
      releaseOfInformation: encounter.releaseOfInformation,
      admissionDate: encounter.admissionDate,
      priorAuthorizationNumber: encounter.priorAuthorizationNumber,
      referralNumber: encounter.referralNumber,
      payerClaimControlNumber: encounter.payerClaimControlNumber,
      accident: encounter.accident && present(encounter.accident),
      diagnoses: diagnosesFrom(encounter),
      renderingProvider: provider(encounter.renderingProvider),
      referringProvider: provider(encounter.referringProvider),
      supervisingProvider: provider(encounter.supervisingProvider),
      serviceFacility: facility && present({ ...facility, address: present(facility.address) }),
      serviceLines,
    }),
  );
}
