import type { Fault } from '../../x12/notation.ts';
import { again, facilityOfItsOwn, placeAgain } from '../claim-837/named-again.ts';
import { billingProviderNameLoop } from '../claim-837/provider.ts';
import type { ClaimLoop, ClaimRule } from './claim-parts.ts';
import type { ServiceLineLoop } from './service-line-parts.ts';

const namesNobody = ({ renderingProvider, serviceFacility, supervisingProvider }: ServiceLineLoop) =>
  !(renderingProvider ?? serviceFacility ?? supervisingProvider);

const place = (index: number) => (index === 0 ? 'DN' : 'P3');

function isInOrder(providers: ServiceLineLoop['referringProviders']): boolean {
  if (providers.length === 0) return true;
  let index = 0;
  for (const { name } of providers) if (name.entity !== place(index++)) return false;
  return true;
}

function areAllInOrder(lines: readonly ServiceLineLoop[]): boolean {
  for (const { referringProviders } of lines) if (!isInOrder(referringProviders)) return false;
  return true;
}

const otherEnd = { ambulancePickUp: 'ambulanceDropOff', ambulanceDropOff: 'ambulancePickUp' } as const;

type End = keyof typeof otherEnd;

const namesAnEnd = ({ ambulancePickUp, ambulanceDropOff }: Pick<ClaimLoop, End> | Pick<ServiceLineLoop, End>) =>
  (ambulancePickUp ?? ambulanceDropOff) !== undefined;

/** Where one end of a way is named alone. What the claim names holds for its lines, and what these name is not asked of the claim. */
function oneEnd(claim: ClaimLoop, end: End, other: End): Fault[] {
  const { [end]: ofClaim, serviceLines } = claim;
  if (claim[other]) return [];
  if (ofClaim) return serviceLines.some((line) => line[other]) ? [] : [[ofClaim.name]];
  return serviceLines.flatMap((line): Fault[] => (line[end] && !line[other] ? [[line[end].name]] : []));
}

export const providerRules: readonly ClaimRule[] = [
  {
    says: 'who renders is named only when it is not the billing provider',
    level: 'situation',
    forbids: 'loop',
    given: { renderingProvider: true },
    faults: ({ renderingProvider }, { around }) => again(renderingProvider, around(billingProviderNameLoop)),
  },
  facilityOfItsOwn(billingProviderNameLoop),
  {
    says: 'a provider of a line is named only when it is not that of the claim',
    level: 'situation',
    forbids: 'loop',
    faults: (claim, { around }) =>
      claim.serviceLines.every(namesNobody)
        ? []
        : claim.serviceLines.flatMap((line) => [
            ...again(line.renderingProvider, claim.renderingProvider ?? around(billingProviderNameLoop)),
            ...placeAgain(line.serviceFacility, claim.serviceFacility ?? around(billingProviderNameLoop)),
            ...again(line.supervisingProvider, claim.supervisingProvider),
          ]),
  },
  {
    says: 'the first referring provider is the one who refers (DN), the second the primary care provider (P3)',
    level: 'situation',
    faults: ({ referringProviders, serviceLines }) =>
      isInOrder(referringProviders) && areAllInOrder(serviceLines)
        ? []
        : [referringProviders, ...serviceLines.map((line) => line.referringProviders)].flatMap((providers) =>
            providers.flatMap(({ name }, index): Fault[] => (name.entity === place(index) ? [] : [[name, 'entity']])),
          ),
  },
  ...(['ambulancePickUp', 'ambulanceDropOff'] as const).map(
    (at): ClaimRule => ({
      says: 'an ambulance picks up at one place and drops off at another: both are named or neither',
      level: 'situation',
      asksFor: otherEnd[at],
      faults: (claim) =>
        namesAnEnd(claim) || claim.serviceLines.some(namesAnEnd) ? oneEnd(claim, at, otherEnd[at]) : [],
    }),
  ),
];
