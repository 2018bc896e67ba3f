import type { ServiceLineLoop } from '../../shared/guides/claim-837p/index.ts';
import { asCents } from '../../shared/money.ts';
import type { Day } from '../calendar.ts';
import { derive } from '../choice.ts';
import type { ClaimLine, ClaimRecord, Name, Payee, Route } from '../records.ts';
import { leftByPriorPayers } from './prior-payers.ts';
import type { ClaimInPlace } from './read-claims.ts';

/** What is said of a claim, whoever reads it; what becomes of it is decided elsewhere. */
export type BilledClaimRecord = Omit<ClaimRecord, 'replaces' | 'rejection' | 'paymentDue'> & {
  /** The payer's number for the claim that this one changes. */
  readonly originalReference?: string;
};

interface FullName {
  readonly type: '1' | '2';
  readonly last?: string | undefined;
  readonly first?: string | undefined;
  readonly middle?: string | undefined;
  readonly suffix?: string | undefined;
}

export function nameOf({ type, last = '', first, middle, suffix }: FullName): Name {
  return {
    type,
    last,
    ...(first !== undefined && { first }),
    ...(middle !== undefined && { middle }),
    ...(suffix !== undefined && { suffix }),
  };
}

function lineOf(line: ServiceLineLoop, leftByPriorPayer: number | undefined): ClaimLine {
  const { service, serviceDate, providerControlNumber } = line;
  const [serviceFrom = '', serviceTo = serviceFrom] = serviceDate.date.split('-');
  return {
    procedureQualifier: service.procedure.qualifier,
    procedureCode: service.procedure.code,
    procedureModifiers: service.procedure.modifiers,
    charge: service.charge,
    units: service.units,
    serviceFrom,
    serviceTo,
    ...(leftByPriorPayer !== undefined && { leftByPriorPayers: asCents(leftByPriorPayer) }),
    ...(providerControlNumber && { providerControlNumber: providerControlNumber.id }),
  };
}

function payeeOf({ billingProvider: { name, taxId } }: ClaimInPlace['provider']): Payee {
  const full = [name.last, name.first].filter((part) => part !== undefined).join(', ');
  return { name: full.slice(0, 60), taxId: taxId.id, ...(name.id !== undefined && { npi: name.id }) };
}

/** Everything that the claim says, as one text; the numbers of the file around it are no part of it. */
function contentOf({ provider, subscriber, patient, claim }: ClaimInPlace): string {
  return JSON.stringify([
    provider.billingProvider,
    subscriber.subscriber,
    subscriber.subscriberName,
    subscriber.payer,
    patient && [patient.relationship, patient.patientName],
    claim,
  ]);
}

export function claimRecord(
  inPlace: ClaimInPlace,
  about: { readonly route: Route; readonly receivedOn: Day; readonly seed: number },
): BilledClaimRecord {
  const { provider, subscriber, patient, claim } = inPlace;
  const { name } = subscriber.subscriberName;
  const { payerSequence, claimFilingCode } = subscriber.subscriber;
  const payer = { id: subscriber.payer.name.id, name: subscriber.payer.name.last };
  const left = leftByPriorPayers(payerSequence, claim);
  const lines = claim.serviceLines.map((line, index) =>
    lineOf(line, typeof left === 'string' ? undefined : left[index]),
  );
  const serviceFrom = lines.map((line) => line.serviceFrom).reduce((one, other) => (one < other ? one : other));
  const serviceTo = lines.map((line) => line.serviceTo).reduce((one, other) => (one > other ? one : other));
  // A business that is the subscriber may have none.
  const memberId = name.id ?? 'NONE';
  const dependent = patient && nameOf(patient.patientName.name);
  const birthDate = patient?.patientName.demographics.birthDate ?? '';
  const patientControlNumber = claim.claim.patientControlNumber;
  const root = derive(14, about.seed, about.route.sender, contentOf(inPlace));
  const rendering = claim.renderingProvider?.name;
  // What was billed, without our numbers: the same services have the same place wherever they are numbered otherwise.
  const billed = lines.map(({ providerControlNumber, ...line }) => line);
  return {
    root,
    patientControlNumber,
    route: about.route,
    payer,
    payee: payeeOf(provider),
    memberId,
    subscriber: nameOf(name),
    ...(dependent && { dependent }),
    deductible: {
      payerId: payer.id,
      memberId,
      ...(dependent && { dependent: { first: dependent.first, birthDate } }),
    },
    ...(rendering?.id !== undefined && { rendering: { ...nameOf(rendering), npi: rendering.id } }),
    payerSequence,
    ...(left === 'unsaid' && { priorPaymentUnsaid: true }),
    ...(claimFilingCode !== undefined && { claimFilingCode }),
    placeOfServiceCode: claim.claim.facility.placeOfServiceCode,
    claimFrequencyCode: claim.claim.facility.claimFrequencyCode,
    ...(claim.payerClaimControlNumber && { originalReference: claim.payerClaimControlNumber.id }),
    charge: claim.claim.totalCharge,
    lines,
    serviceFrom,
    serviceTo,
    receivedOn: about.receivedOn,
    order: [serviceFrom, derive(10, about.seed, memberId, JSON.stringify(billed)), patientControlNumber, root],
  };
}
