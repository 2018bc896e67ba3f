import type { Fault } from '../../x12/notation.ts';
import { billingProviderNameLoop } from '../claim-837/provider.ts';
import { isSameAddress, isSameProvider } from '../claim-837/same.ts';
import type { ClaimRule } from './claim-parts.ts';

interface Provider {
  readonly name: { readonly id?: string | undefined };
}

/** The identifier of a provider that says nothing, because it names another one over again. */
function again(provider: Provider | undefined, other: Provider | undefined): Fault[] {
  return provider && isSameProvider(provider, other) ? [[provider.name, 'id']] : [];
}

export const providerRules: readonly ClaimRule[] = [
  {
    says: 'who renders is named only when it is not the billing provider',
    level: 'situation',
    faults: ({ renderingProvider }, { around }) => again(renderingProvider, around(billingProviderNameLoop)),
  },
  {
    says: 'a service facility is named only when it is not the place of the billing provider',
    level: 'situation',
    faults: ({ serviceFacility }, { around }) => {
      const billing = around(billingProviderNameLoop);
      const repeated = again(serviceFacility, billing);
      if (repeated.length > 0 || !serviceFacility || !billing) return repeated;
      return isSameAddress(serviceFacility, billing) ? [[serviceFacility.address]] : [];
    },
  },
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
