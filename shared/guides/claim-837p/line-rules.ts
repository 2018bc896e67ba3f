import type { Fault } from '../../x12/notation.ts';
import { repeats } from '../segments/index.ts';
import type { ClaimLoop, ClaimRule } from './claim-parts.ts';
import type { ServiceLineLoop } from './service-line-parts.ts';

/** Rules over the service lines of a claim. */

/** Ground and air ambulance, and its mileage. */
const ambulance = /^A04(?:2[5-9]|3[0-6])$/;

const isAmbulance = ({ service: { procedure } }: ServiceLineLoop) =>
  procedure.qualifier === 'HC' && ambulance.test(procedure.code);

interface OfPayer {
  readonly payer?: { readonly id: string };
}

/** All references of a line that may be of another payer. */
function referencesOfPayers(line: ServiceLineLoop): OfPayer[] {
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
    ].flatMap((provider): OfPayer[] => provider?.secondaryIds ?? []),
  ];
}

const otherPayers = ({ otherSubscribers }: ClaimLoop) => new Set(otherSubscribers.map(({ payer }) => payer.name.id));

export const lineRules: readonly ClaimRule[] = [
  {
    says: 'service lines are numbered from 1 without gaps',
    level: 'situation',
    faults: ({ serviceLines }) => {
      const first = serviceLines.find(({ lineNumber }, index) => lineNumber.number !== index + 1);
      return first ? [[first.lineNumber, 'number']] : [];
    },
  },
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
  {
    says: 'no two lines of a claim have the same control number',
    level: 'situation',
    faults: ({ serviceLines }) => {
      const numbers = serviceLines.flatMap(({ providerControlNumber }) => providerControlNumber ?? []);
      return repeats(numbers.map(({ id }) => id)).map((index) => [numbers[index] ?? {}, 'id']);
    },
  },
  {
    says: 'a reference of another payer names one of the other payers of the claim',
    level: 'situation',
    faults: (claim) =>
      claim.serviceLines
        .flatMap(referencesOfPayers)
        .flatMap((reference): Fault[] =>
          reference.payer === undefined || otherPayers(claim).has(reference.payer.id) ? [] : [[reference, 'payer.id']],
        ),
  },
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
