import { type Claim, countryAbroad, type Diagnosis, saidRenderingProvider } from '../../claims/index.ts';
import { x12Date } from '../dates.ts';
import type { Owned } from './overlay.ts';
import { addressParts, providerLoop, specialty } from './party-loops.ts';
import type { SourceClaim837 } from './source-claim.ts';

type OwnedPart = Owned<Claim, SourceClaim837>;

const header: readonly OwnedPart[] = [
  {
    of: ({ totalCharge, placeOfServiceCode, claimFrequencyCode }) => ({
      totalCharge,
      placeOfServiceCode,
      claimFrequencyCode,
    }),
    put: (tree, { totalCharge, placeOfServiceCode, claimFrequencyCode }) =>
      inHeader(tree, { totalCharge, facility: { placeOfServiceCode, qualifier: 'B', claimFrequencyCode } }),
  },
  {
    of: ({ signatureOnFile, assignmentCode, benefitsAssignment, releaseOfInformation }) => ({
      signatureOnFile,
      assignmentCode,
      benefitsAssignment,
      releaseOfInformation,
    }),
    put: (tree, { signatureOnFile, assignmentCode, benefitsAssignment, releaseOfInformation }) =>
      inHeader(tree, {
        providerSignature: signatureOnFile ? 'Y' : 'N',
        assignment: assignmentCode,
        benefitsAssigned: benefitsAssignment,
        releaseOfInformation,
      }),
  },
  {
    of: (claim) => claim.accident,
    put: (tree, { accident }) => {
      const [cause, secondCause] = new Set(accident?.causes);
      // Where it happened is said of automobile accidents alone.
      const where = accident?.causes.includes('AA')
        ? { state: accident.state, country: countryAbroad(accident) }
        : undefined;
      const relatedCauses = cause ? { cause, secondCause, ...where } : undefined;
      return inClaim(inHeader(tree, { relatedCauses }), { accidentDate: day('439', accident?.date) });
    },
  },
  {
    of: (claim) => claim.admissionDate,
    put: (tree, { admissionDate }) => inClaim(tree, { admissionDate: day('435', admissionDate) }),
  },
  {
    of: (claim) => claim.priorAuthorizationNumber,
    put: (tree, claim) => inClaim(tree, { priorAuthorizationNumber: reference('G1', claim.priorAuthorizationNumber) }),
  },
  {
    of: (claim) => claim.referralNumber,
    put: (tree, claim) => inClaim(tree, { referralNumber: reference('9F', claim.referralNumber) }),
  },
  {
    of: (claim) => claim.payerClaimControlNumber,
    put: (tree, claim) => inClaim(tree, { payerClaimControlNumber: reference('F8', claim.payerClaimControlNumber) }),
  },
  {
    of: (claim) => claim.diagnoses,
    put: (tree, { diagnoses: [principal, ...others] }) =>
      inClaim(tree, {
        diagnoses: principal && {
          principal: listed(principal, 'ABK', 'BK'),
          others: others.map((diagnosis) => listed(diagnosis, 'ABF', 'BF')),
        },
      }),
  },
];

const providers: readonly OwnedPart[] = [
  {
    of: saidRenderingProvider,
    put: (tree, claim) => {
      const provider = saidRenderingProvider(claim);
      return inClaim(tree, {
        renderingProvider: provider && {
          ...providerLoop(tree.claim.renderingProvider, '82', provider),
          specialty: specialty('PE', provider),
        },
      });
    },
  },
  {
    of: (claim) => claim.referringProvider,
    put: (tree, { referringProvider }) => {
      const all = tree.claim.referringProviders ?? [];
      const before = all.find((provider) => provider.name?.entity === 'DN');
      const others = all.filter((provider) => provider !== before);
      const now = referringProvider && providerLoop(before, 'DN', referringProvider, '1');
      return inClaim(tree, { referringProviders: now ? [now, ...others] : others });
    },
  },
  {
    of: (claim) => claim.supervisingProvider,
    put: (tree, { supervisingProvider }) =>
      inClaim(tree, {
        supervisingProvider:
          supervisingProvider && providerLoop(tree.claim.supervisingProvider, 'DQ', supervisingProvider, '1'),
      }),
  },
  {
    of: (claim) => facilityUnlessSame(claim),
    put: (tree, claim) => {
      const facility = facilityUnlessSame(claim);
      if (!facility) return inClaim(tree, { serviceFacility: undefined });
      const { organizationName: lastNameOrOrganization, npi, address } = facility;
      const name = { lastNameOrOrganization, ...(npi && { npi }) };
      return inClaim(tree, {
        serviceFacility: {
          ...providerLoop(tree.claim.serviceFacility, '77', name),
          ...addressParts(address, tree.claim.serviceFacility),
        },
      });
    },
  },
];

/** The claim itself, its lines apart: loop 2300 and its providers. */
export const ownedClaim: readonly OwnedPart[] = [...header, ...providers];

function inClaim(tree: SourceClaim837, parts: SourceClaim837['claim']): SourceClaim837 {
  return { ...tree, claim: { ...tree.claim, ...parts } };
}

function inHeader(tree: SourceClaim837, elements: NonNullable<SourceClaim837['claim']['claim']>): SourceClaim837 {
  return inClaim(tree, { claim: { ...tree.claim.claim, ...elements } });
}

function reference(qualifier: string, number: string | undefined) {
  return number ? { qualifier, id: number } : undefined;
}

function day(qualifier: string, isoDate: string | undefined) {
  const date = isoDate && x12Date(isoDate);
  return date ? { qualifier, format: 'D8', date } : undefined;
}

function listed({ codeSystem, code }: Diagnosis, icd10: string, icd9: string) {
  return { qualifier: codeSystem === 'icd-9-cm' ? icd9 : icd10, code: code.replace('.', '') };
}

/** Where the service was given, when that is not the billing provider's own place. */
function facilityUnlessSame({ serviceFacility, billingProvider }: Claim): Claim['serviceFacility'] {
  return serviceFacility?.npi !== undefined && serviceFacility.npi === billingProvider.npi
    ? undefined
    : serviceFacility;
}
