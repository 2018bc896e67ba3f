import type {
  Accident,
  BillingProvider,
  Claim,
  ClaimPayer,
  Diagnosis,
  Finding,
  ServiceFacility,
} from '../../claims/index.ts';
import { failed, ok, type Result } from '../../result.ts';
import { isoDate } from '../dates.ts';
import { contactOf } from './contact.ts';
import { addressOf, personOf, providerOf } from './project-parties.ts';
import { serviceLineOf } from './project-service-line.ts';
import type { SourceClaim837 } from './source-claim.ts';

/**
 * The domain's claim, as an 837 said it. What a claim cannot be told apart or billed without, it must have; whatever
 * else is missing stays empty for the edits to find.
 */
export function claimFrom837(source: SourceClaim837): Result<Claim, Finding[]> {
  const { claim, subscriber, patient } = source;
  const { claim: header = {}, serviceLines = [] } = claim;
  const { patientControlNumber: sourceId, totalCharge } = header;
  const missing = [
    ...(sourceId ? [] : [lacks('sourceId', 'The claim has no patient control number (CLM01): give it one.')]),
    ...(totalCharge === undefined ? [lacks('totalCharge', 'The claim has no total charge (CLM02): give it one.')] : []),
    ...(serviceLines.length ? [] : [lacks('serviceLines', 'The claim has no service line (LX, SV1): give it one.')]),
  ];
  if (!sourceId || totalCharge === undefined || missing.length > 0) return failed(missing);
  const dependent = patient && {
    ...personOf(patient.patientName ?? {}),
    relationshipToSubscriberCode: patient.relationship?.relationship ?? '',
  };
  const accident = accidentOf(source);
  const renderingProvider = providerOf(claim.renderingProvider);
  const referringProvider = providerOf(claim.referringProviders?.find((provider) => provider.name?.entity === 'DN'));
  const supervisingProvider = providerOf(claim.supervisingProvider);
  const serviceFacility = serviceFacilityOf(source);
  const groupNumber = subscriber.subscriber?.groupNumber;
  const admissionDate = isoDate(claim.admissionDate?.date);
  const priorAuthorizationNumber = claim.priorAuthorizationNumber?.id;
  const referralNumber = claim.referralNumber?.id;
  const payerClaimControlNumber = claim.payerClaimControlNumber?.id;
  return ok({
    sourceId,
    billingProvider: billingProviderOf(source),
    subscriber: {
      ...personOf(subscriber.subscriberName ?? {}),
      memberId: subscriber.subscriberName?.name?.id ?? '',
      ...(groupNumber && { groupNumber }),
    },
    ...(dependent && { dependent }),
    payer: payerOf(source),
    totalCharge,
    placeOfServiceCode: header.facility?.placeOfServiceCode ?? '',
    claimFrequencyCode: header.facility?.claimFrequencyCode ?? '',
    signatureOnFile: header.providerSignature === 'Y',
    assignmentCode: header.assignment ?? '',
    benefitsAssignment: header.benefitsAssigned ?? '',
    releaseOfInformation: header.releaseOfInformation ?? '',
    ...(admissionDate && { admissionDate }),
    ...(priorAuthorizationNumber && { priorAuthorizationNumber }),
    ...(referralNumber && { referralNumber }),
    ...(payerClaimControlNumber && { payerClaimControlNumber }),
    ...(accident && { accident }),
    diagnoses: diagnosesOf(source),
    ...(renderingProvider && { renderingProvider }),
    ...(referringProvider && { referringProvider }),
    ...(supervisingProvider && { supervisingProvider }),
    ...(serviceFacility && { serviceFacility }),
    serviceLines: serviceLines.map(serviceLineOf),
  });
}

function lacks(field: string, message: string): Finding {
  return { code: 'claim-not-identifiable', severity: 'error', field, message };
}

export function billingProviderOf({
  billingProvider: { billingProvider = {}, specialty },
}: SourceClaim837): BillingProvider {
  const { taxId, contacts = [] } = billingProvider;
  const [contact] = contacts;
  const provider = providerOf({ name: billingProvider.name ?? {}, specialty }) ?? { lastNameOrOrganization: '' };
  return {
    ...provider,
    address: addressOf(billingProvider) ?? { address1: '', city: '', state: '', postalCode: '' },
    taxId: taxId?.id ?? '',
    taxIdType: taxId?.qualifier === 'SY' ? 'SY' : 'EI',
    ...(contact && { contact: contactOf(contact) }),
  };
}

function payerOf({ subscriber: { subscriber = {}, payer = {} } }: SourceClaim837): ClaimPayer {
  return {
    payerId: payer.name?.id ?? '',
    name: payer.name?.last ?? '',
    claimFilingCode: subscriber.claimFilingCode ?? '',
    responsibility: subscriber.payerSequence ?? '',
  };
}

function accidentOf({ claim: { claim = {}, accidentDate } }: SourceClaim837): Accident | undefined {
  const { cause, secondCause, state, country } = claim.relatedCauses ?? {};
  const causes = [cause, secondCause].filter((code) => code !== undefined);
  const date = isoDate(accidentDate?.date);
  if (causes.length === 0 && !date) return undefined;
  return { causes, ...(state && { state }), ...(country && { country }), ...(date && { date }) };
}

function diagnosesOf({ claim: { diagnoses = {} } }: SourceClaim837): Diagnosis[] {
  return [diagnoses.principal, ...(diagnoses.others ?? [])]
    .filter((listed) => listed !== undefined)
    .map(({ qualifier, code = '' }) => ({
      codeSystem: qualifier === 'BK' || qualifier === 'BF' ? 'icd-9-cm' : 'icd-10-cm',
      code: code.replace('.', ''),
    }));
}

function serviceFacilityOf({ claim: { serviceFacility } }: SourceClaim837): ServiceFacility | undefined {
  if (!serviceFacility) return undefined;
  const { name = {} } = serviceFacility;
  return {
    organizationName: name.last ?? '',
    ...(name.idQualifier === 'XX' && name.id && { npi: name.id }),
    address: addressOf(serviceFacility) ?? { address1: '', city: '', state: '', postalCode: '' },
  };
}
