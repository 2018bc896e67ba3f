import type { Fault } from '../../x12/notation.ts';
import { type ReferenceOfPayer, referencesToOtherPayers } from '../claim-837/references-to-payers.ts';
import type { ClaimRule } from './claim-parts.ts';
import type { ServiceLineLoop } from './service-line-parts.ts';

/** Rules over the service lines of a claim. */

/** Ground and air ambulance, and its mileage. */
const ambulance = /^A04(?:2[5-9]|3[0-6])$/;

const isAmbulance = ({ service: { procedure } }: ServiceLineLoop) =>
  procedure.qualifier === 'HC' && ambulance.test(procedure.code);

/** All references of a line that may be of another payer. */
function referencesOfPayers(line: ServiceLineLoop): ReferenceOfPayer[] {
  const { renderingProvider, purchasedServiceProvider, serviceFacility, supervisingProvider, orderingProvider } = line;
  return [
    ...line.priorAuthorizationNumbers,
    ...line.referralNumbers,
    ...[
      renderingProvider,
      purchasedServiceProvider,
      serviceFacility,
      supervisingProvider,
      orderingProvider,
      ...line.referringProviders,
    ].flatMap((provider): ReferenceOfPayer[] => provider?.secondaryIds ?? []),
  ];
}

export const lineRules: readonly ClaimRule[] = [
  {
    says: 'every diagnosis pointer points to a diagnosis of the claim',
    level: 'situation',
    faults: ({ diagnoses: { others }, serviceLines }) =>
      serviceLines.flatMap(({ service }) =>
        service.diagnosisPointers.pointers.flatMap((number, index): Fault[] =>
          number >= 1 && number <= others.length + 1 ? [] : [[service, `diagnosisPointers.pointers.${index}`]],
        ),
      ),
  },
  referencesToOtherPayers((claim) => claim.serviceLines.flatMap(referencesOfPayers)),
  {
    says: 'an ambulance transport tells of the patient and the way (CR1), at the claim or at the line',
    level: 'situation',
    faults: ({ ambulanceTransport, serviceLines }) =>
      ambulanceTransport
        ? []
        : serviceLines.flatMap((line): Fault[] =>
            isAmbulance(line) && !line.ambulanceTransport ? [[line.service, 'procedure.code']] : [],
          ),
  },
];
