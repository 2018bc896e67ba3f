import type { Fault } from '../../x12/notation.ts';
import { type ReferenceOfPayer, referencesToOtherPayers } from '../claim-837/references-to-payers.ts';
import type { ClaimRule } from './claim-parts.ts';
import type { ServiceLineLoop } from './service-line-parts.ts';

/** Rules over the service lines of a claim. */

/** Ground and air ambulance, and its mileage. */
const ambulance = /^A04(?:2[5-9]|3[0-6])$/;

/** How far it drove or flew, which is told beside the transport. */
const mileage: ReadonlySet<string> = new Set(['A0425', 'A0435', 'A0436']);

/** Trips from one place to another: by ambulance, taxi, van or stretcher van. */
const trip = /^(?:A0(?:225|42[6-9]|43[0134]|1[023]0)|T200[35])$/;

/** Nobody is driven anywhere who was dead when the ambulance came (QL). */
const isTrip = ({ service: { procedure } }: ServiceLineLoop) =>
  (procedure.code.startsWith('A0') || procedure.code.startsWith('T2')) &&
  procedure.qualifier === 'HC' &&
  trip.test(procedure.code) &&
  !procedure.modifiers.includes('QL');

const isAmbulance = ({ service: { procedure } }: ServiceLineLoop) =>
  procedure.code.startsWith('A04') && procedure.qualifier === 'HC' && ambulance.test(procedure.code);

/** The ambulance's transports, or where none is billed its mileage. */
function ambulancesOf(lines: readonly ServiceLineLoop[]): readonly ServiceLineLoop[] {
  const ambulances = lines.filter(isAmbulance);
  const transports = ambulances.filter(({ service: { procedure } }) => !mileage.has(procedure.code));
  return transports.length > 0 ? transports : ambulances;
}

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
    faults: ({ ambulanceTransport, serviceLines }) => {
      if (ambulanceTransport || !serviceLines.some(isAmbulance)) return [];
      // Told once: what one of them lacks, the others may lack too.
      const without = ambulancesOf(serviceLines).find((line) => !line.ambulanceTransport);
      return without ? [[without.service, 'procedure.code']] : [];
    },
  },
  {
    says: 'a transport tells from where it went and to where, at the claim (2310E, 2310F) or at the line (2420G, 2420H)',
    level: 'situation',
    asksFor: 'ambulancePickUp',
    faults: ({ claim, ambulancePickUp, ambulanceDropOff, serviceLines }) => {
      if ((ambulancePickUp ?? ambulanceDropOff) !== undefined || !serviceLines.some(isTrip)) return [];
      // One of both asks for the other.
      const lost = serviceLines.find((line) => isTrip(line) && !(line.ambulancePickUp ?? line.ambulanceDropOff));
      return lost ? [[claim, undefined, [lost.service, 'procedure.code']]] : [];
    },
  },
];
