import { again, facilityOfItsOwn } from '../claim-837/named-again.ts';
import type { ClaimLoop, ClaimRule } from './claim-parts.ts';
import { inpatientProcedures, type PlacedCode } from './coded.ts';
import { billingProviderNameLoop } from './providers.ts';

const isAmbulance = ({ service }: ClaimLoop['serviceLines'][number]) => service.revenueCode.startsWith('054');

/** ICD-10-PCS begins its medical and surgical section with 0. */
const isSurgical = ([, , { qualifier, code }]: PlacedCode) =>
  (qualifier === 'BBR' || qualifier === 'BBQ') && code.startsWith('0');

export const providerRules: readonly ClaimRule[] = [
  {
    says: 'whoever is responsible for the care attends the claim, unless an ambulance alone is billed',
    level: 'situation',
    asksFor: 'attendingProvider',
    faults: ({ claim, attendingProvider, serviceLines }) =>
      attendingProvider || serviceLines.every(isAmbulance) ? [] : [[claim]],
  },
  {
    says: 'a claim with surgery names the operating physician',
    level: 'situation',
    asksFor: 'operatingPhysician',
    faults: (claim) => {
      // Another operating physician asks for it too, which is said there.
      const isTold = claim.operatingPhysician ?? claim.otherOperatingPhysician;
      const surgery = isTold ? undefined : inpatientProcedures(claim).find(isSurgical);
      return surgery ? [[surgery[0], `${surgery[1]}.code`]] : [];
    },
  },
  {
    says: 'another operating physician stands beside the operating physician',
    level: 'situation',
    asksFor: 'operatingPhysician',
    faults: ({ operatingPhysician, otherOperatingPhysician }) =>
      operatingPhysician || !otherOperatingPhysician ? [] : [[otherOperatingPhysician.name, 'entity']],
  },
  {
    says: 'a provider of the claim is named only where it is another than the one who is named already',
    level: 'situation',
    forbids: 'loop',
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
  facilityOfItsOwn(billingProviderNameLoop),
  {
    says: 'a provider of a line is named only where it is another than that of the claim',
    level: 'situation',
    forbids: 'loop',
    faults: (claim) =>
      claim.serviceLines.flatMap((line) => [
        ...again(line.operatingPhysician, claim.operatingPhysician),
        ...again(line.otherOperatingPhysician, claim.otherOperatingPhysician),
        ...again(line.renderingProvider, claim.renderingProvider ?? claim.attendingProvider),
        ...again(line.referringProvider, claim.referringProvider),
      ]),
  },
];
