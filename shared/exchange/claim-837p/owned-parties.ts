import type { Claim } from '../../claims/index.ts';
import { inCapitals } from '../characters.ts';
import { contactSegment } from './contact.ts';
import type { Owned } from './overlay.ts';
import { addressParts, demographics, personName, providerLoop, specialty } from './party-loops.ts';
import type { SourceClaim837 } from './source-claim.ts';

type OwnedPart = Owned<Claim, SourceClaim837>;

const billingProvider: readonly OwnedPart[] = [
  {
    of: ({ billingProvider: { lastNameOrOrganization, firstName, middleName, entityType, npi } }) => ({
      lastNameOrOrganization,
      firstName,
      middleName,
      entityType,
      npi,
    }),
    put: (tree, { billingProvider }) =>
      inBilling(tree, providerLoop(tree.billingProvider.billingProvider, '85', billingProvider)),
  },
  {
    of: (claim) => claim.billingProvider.taxonomyCode,
    put: (tree, { billingProvider }) => ({
      ...tree,
      billingProvider: { ...tree.billingProvider, specialty: specialty('BI', billingProvider) },
    }),
  },
  {
    of: (claim) => claim.billingProvider.address,
    put: (tree, { billingProvider }) =>
      inBilling(tree, addressParts(billingProvider.address, tree.billingProvider.billingProvider)),
  },
  {
    of: ({ billingProvider: { taxId, taxIdType } }) => ({ taxId, taxIdType }),
    put: (tree, { billingProvider: { taxId, taxIdType } }) =>
      inBilling(tree, { taxId: { qualifier: taxIdType, id: taxId.replaceAll('-', '') } }),
  },
  {
    of: (claim) => claim.billingProvider.contact,
    put: (tree, { billingProvider: { contact } }) => {
      const [before, ...others] = tree.billingProvider.billingProvider?.contacts ?? [];
      const now = contact && contactSegment(contact, before);
      return inBilling(tree, { contacts: now ? [now, ...others] : others });
    },
  },
];

const subscriber: readonly OwnedPart[] = [
  {
    of: ({ subscriber: { lastName, firstName, middleName, suffix, memberId } }) => ({
      lastName,
      firstName,
      middleName,
      suffix,
      memberId,
    }),
    put: (tree, { subscriber }) => {
      const name = tree.subscriber.subscriberName?.name;
      // A subscriber may be an organization: the employer in workers' compensation.
      const type = subscriber.firstName ? '1' : (name?.type ?? '1');
      const id = subscriber.memberId.trim();
      const idQualifier = name?.idQualifier ?? 'MI';
      return inSubscriberName(tree, {
        name: { entity: 'IL', type, ...personName(subscriber), idQualifier: id && idQualifier, id },
      });
    },
  },
  {
    of: (claim) => claim.subscriber.address,
    put: (tree, { subscriber }) =>
      inSubscriberName(tree, addressParts(subscriber.address, tree.subscriber.subscriberName)),
  },
  {
    of: ({ subscriber: { dateOfBirth, gender } }) => ({ dateOfBirth, gender }),
    put: (tree, { subscriber }) => inSubscriberName(tree, { demographics: demographics(subscriber) }),
  },
  {
    of: ({ subscriber: { groupNumber }, dependent, payer: { responsibility, claimFilingCode } }) => ({
      groupNumber,
      isPatient: dependent === undefined,
      responsibility,
      claimFilingCode,
    }),
    put: (tree, { subscriber: { groupNumber }, dependent, payer: { responsibility, claimFilingCode } }) => {
      const plan = tree.subscriber.subscriber;
      const isSameTurn = plan?.payerSequence === responsibility && plan.claimFilingCode === claimFilingCode;
      return inSubscriber(tree, {
        subscriber: {
          ...plan,
          payerSequence: responsibility,
          relationship: dependent ? undefined : '18',
          groupNumber,
          // Why Medicare does not pay first (SBR05) is said of one plan and one turn.
          insuranceType: isSameTurn ? plan.insuranceType : undefined,
          claimFilingCode,
        },
      });
    },
  },
  {
    of: ({ payer: { payerId, name } }) => ({ payerId, name }),
    put: (tree, { payer: { payerId, name } }) => {
      const { payer } = tree.subscriber;
      const isTheSame = payer?.name?.id === payerId;
      const idQualifier = (isTheSame && payer.name?.idQualifier) || 'PI';
      // The address and the other identifiers of a payer go when another payer takes its place.
      return inSubscriber(tree, {
        payer: {
          ...(isTheSame ? payer : undefined),
          name: { entity: 'PR', type: '2', last: inCapitals(name), idQualifier, id: payerId },
        },
      });
    },
  },
];

const dependent: readonly OwnedPart[] = [
  {
    of: (claim) => claim.dependent,
    put: (tree, { dependent }) => {
      if (!dependent) return { ...tree, patient: undefined };
      const { relationshipToSubscriberCode: relationship } = dependent;
      const patientName = {
        ...tree.patient?.patientName,
        name: { entity: 'QC', type: '1', ...personName(dependent) },
        ...addressParts(dependent.address, tree.patient?.patientName),
        demographics: demographics(dependent),
      };
      return { ...tree, patient: { relationship: { ...tree.patient?.relationship, relationship }, patientName } };
    },
  },
];

/** Who bills, who is insured and treated, and who pays: loops 2000A to 2010CA. */
export const ownedParties: readonly OwnedPart[] = [...billingProvider, ...subscriber, ...dependent];

function inBilling(
  tree: SourceClaim837,
  parts: NonNullable<SourceClaim837['billingProvider']['billingProvider']>,
): SourceClaim837 {
  const { billingProvider } = tree.billingProvider;
  return { ...tree, billingProvider: { ...tree.billingProvider, billingProvider: { ...billingProvider, ...parts } } };
}

function inSubscriber(tree: SourceClaim837, parts: SourceClaim837['subscriber']): SourceClaim837 {
  return { ...tree, subscriber: { ...tree.subscriber, ...parts } };
}

function inSubscriberName(
  tree: SourceClaim837,
  parts: NonNullable<SourceClaim837['subscriber']['subscriberName']>,
): SourceClaim837 {
  return inSubscriber(tree, { subscriberName: { ...tree.subscriber.subscriberName, ...parts } });
}
