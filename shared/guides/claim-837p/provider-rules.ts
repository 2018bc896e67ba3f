import type { Fault } from '../../x12/notation.ts';
import { again, facilityOfItsOwn } from '../claim-837/named-again.ts';
import { billingProviderNameLoop } from '../claim-837/provider.ts';
import type { ClaimRule } from './claim-parts.ts';

export const providerRules: readonly ClaimRule[] = [
  {
    says: 'who renders is named only when it is not the billing provider',
    level: 'situation',
    faults: ({ renderingProvider }, { around }) => again(renderingProvider, around(billingProviderNameLoop)),
  },
  facilityOfItsOwn(billingProviderNameLoop),
  {
    says: 'a provider of a line is named only when it is not that of the claim',
    level: 'situation',
    faults: (claim, { around }) =>
      claim.serviceLines.flatMap((line) => [
        ...again(line.renderingProvider, claim.renderingProvider ?? around(billingProviderNameLoop)),
        ...again(line.serviceFacility, claim.serviceFacility),
        ...again(line.supervisingProvider, claim.supervisingProvider),
      ]),
  },
  {
    says: 'the first referring provider is the one who refers (DN), the second the primary care provider (P3)',
    level: 'situation',
    faults: ({ referringProviders, serviceLines }) =>
      [referringProviders, ...serviceLines.map((line) => line.referringProviders)].flatMap((providers) =>
        providers.flatMap(({ name }, index): Fault[] =>
          name.entity === (index === 0 ? 'DN' : 'P3') ? [] : [[name, 'entity']],
        ),
      ),
  },
  {
    says: 'an ambulance picks up at one place and drops off at another: both are named or neither',
    level: 'situation',
    faults: ({ ambulancePickUp, ambulanceDropOff }) => {
      const alone = ambulancePickUp && ambulanceDropOff ? undefined : (ambulancePickUp ?? ambulanceDropOff);
      return alone ? [[alone.name]] : [];
    },
  },
];
