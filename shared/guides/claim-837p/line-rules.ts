import type { Fault } from '../../x12/notation.ts';
import { type ReferenceOfPayer, referencesToOtherPayers } from '../claim-837/references-to-payers.ts';
import type { ClaimRule } from './claim-parts.ts';
import type { ServiceLineLoop } from './service-line-parts.ts';

/** Rules over the service lines of a claim. */

/** Ground and air ambulance, and its mileage. */
const ambulance = /^A04(?:2[5-9]|3[0-6])$/;

const isAmbulance = ({ service: { procedure } }: ServiceLineLoop) =>
  procedure.code.startsWith('A04') && procedure.qualifier === 'HC' && ambulance.test(procedure.code);

const refersToNobody = (line: ServiceLineLoop) =>
  line.priorAuthorizationNumbers.length === 0 &&
  line.referralNumbers.length === 0 &&
  line.referringProviders.length === 0 &&
  !(line.renderingProvider ?? line.purchasedServiceProvider ?? line.serviceFacility) &&
  !(line.supervisingProvider ?? line.orderingProvider);

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

/** Whether a pointer points to the principal diagnosis or to another. */
const isIn = (others: readonly unknown[], pointer: number) => pointer >= 1 && pointer <= others.length + 1;

function areIn(others: readonly unknown[], lines: readonly ServiceLineLoop[]): boolean {
  for (const { service } of lines) {
    for (const pointer of service.diagnosisPointers.pointers) if (!isIn(others, pointer)) return false;
  }
  return true;
}

export const lineRules: readonly ClaimRule[] = [
  {
    says: 'every diagnosis pointer points to a diagnosis of the claim',
    level: 'situation',
    faults: ({ diagnoses: { others }, serviceLines }) =>
      areIn(others, serviceLines)
        ? []
        : serviceLines.flatMap(({ service }) =>
            service.diagnosisPointers.pointers.flatMap((number, index): Fault[] =>
              isIn(others, number) ? [] : [[service, `diagnosisPointers.pointers.${index}`]],
            ),
          ),
  },
  referencesToOtherPayers(({ serviceLines }) =>
    serviceLines.every(refersToNobody) ? [] : serviceLines.flatMap(referencesOfPayers),
  ),
  {
    says: 'an ambulance transport tells of the patient and the way (CR1), at the claim or at the line',
    level: 'situation',
    asksFor: 'ambulanceTransport',
    faults: ({ ambulanceTransport, serviceLines }) =>
      ambulanceTransport || !serviceLines.some(isAmbulance)
        ? []
        : serviceLines.flatMap((line): Fault[] =>
            isAmbulance(line) && !line.ambulanceTransport ? [[line.service, 'procedure.code']] : [],
          ),
  },
];
