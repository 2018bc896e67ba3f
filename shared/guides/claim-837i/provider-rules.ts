import type { Fault } from '../../x12/notation.ts';
import type { ClaimLoop, ClaimRule } from './claim-parts.ts';
import { billingProviderNameLoop } from './providers.ts';

interface Provider {
  readonly name: { readonly id?: string | undefined };
}

/** The NPI of a provider that says nothing, because it names another provider over again. */
function again(provider: Provider | undefined, other: Provider | undefined): Fault[] {
  return provider?.name.id !== undefined && provider.name.id === other?.name.id ? [[provider.name, 'id']] : [];
}

const isAmbulance = ({ service }: ClaimLoop['serviceLines'][number]) => service.revenueCode.startsWith('054');

/** ICD-10-PCS begins its medical and surgical section with 0. */
const isSurgical = ({ principalProcedure, otherProcedures }: ClaimLoop) =>
  [principalProcedure?.code, ...otherProcedures.flatMap(({ codes }) => codes)].some(
    (code) => code !== undefined && ['BBR', 'BBQ'].includes(code.qualifier) && code.code.startsWith('0'),
  );

export const providerRules: readonly ClaimRule[] = [
  {
    says: 'whoever is responsible for the care attends the claim, unless an ambulance alone is billed',
    at: 'attendingProvider',
    level: 'situation',
    holds: ({ attendingProvider, serviceLines }) => attendingProvider !== undefined || serviceLines.every(isAmbulance),
  },
  {
    says: 'a claim with surgery names the operating physician',
    at: 'operatingPhysician',
    level: 'situation',
    holds: (claim) => claim.operatingPhysician !== undefined || !isSurgical(claim),
  },
  {
    says: 'another operating physician stands beside the operating physician',
    at: 'otherOperatingPhysician',
    level: 'situation',
    holds: ({ operatingPhysician, otherOperatingPhysician }) =>
      otherOperatingPhysician === undefined || operatingPhysician !== undefined,
  },
  {
    says: 'a provider of the claim is named only where it is another than the one who is named already',
    level: 'situation',
    faults: ({
      attendingProvider,
      operatingPhysician,
      otherOperatingPhysician,
      renderingProvider,
      referringProvider,
    }) => [
      ...again(otherOperatingPhysician, operatingPhysician),
      ...again(renderingProvider, attendingProvider),
      ...again(referringProvider, attendingProvider),
    ],
  },
  {
    says: 'a service facility is another place than that of the billing provider',
    level: 'situation',
    faults: ({ serviceFacility }, { around }) => again(serviceFacility, around(billingProviderNameLoop)),
  },
  {
    says: 'a provider of a line is named only where it is another than that of the claim',
    level: 'situation',
    faults: (claim) =>
      claim.serviceLines.flatMap((line) => [
        ...again(line.operatingPhysician, claim.operatingPhysician),
        ...again(line.otherOperatingPhysician, claim.otherOperatingPhysician),
        ...again(line.renderingProvider, claim.renderingProvider ?? claim.attendingProvider),
        ...again(line.referringProvider, claim.referringProvider),
      ]),
  },
];
