import type { Fault } from '../../x12/notation.ts';
import { birthRule } from '../claim-837/birth.ts';
import { hasStartOfCare, isFinal, isInpatient, isInterim, isOutpatient, tellsHours } from './bill-type.ts';
import type { ClaimLoop, ClaimRule } from './claim-parts.ts';
import { inpatientProcedures } from './coded.ts';
import { patientNameLoop, subscriberNameLoop } from './subscriber.ts';

const firstDay = ({ date }: { readonly date: string }) => date.slice(0, 8);
const lastDay = ({ date }: { readonly date: string }) => date.slice(-8);

/** From the first day of care that a bill may tell of to its last: an interim bill goes back to the admission. */
function careOf({ statementDates, admissionDate }: ClaimLoop): readonly [from: string, to: string] {
  const start = firstDay(statementDates);
  const admitted = admissionDate ? firstDay(admissionDate) : start;
  return [admitted < start ? admitted : start, lastDay(statementDates)];
}

function* outsideStatement({ statementDates, serviceLines }: ClaimLoop): Generator<Fault> {
  // What is no period at all is a fault already.
  if (firstDay(statementDates) > lastDay(statementDates) || statementDates.date.length !== 17) return;
  for (const { serviceDate, drug } of serviceLines) {
    if (!serviceDate) continue;
    // The days that a drug is for may go on.
    const end = drug ? firstDay(serviceDate) : lastDay(serviceDate);
    if (firstDay(serviceDate) < firstDay(statementDates) || end > lastDay(statementDates)) yield [serviceDate, 'date'];
  }
}

export const dateRules: readonly ClaimRule[] = [
  {
    says: 'an inpatient bill, and one for an episode of care at home or in a hospice, says when it began',
    level: 'situation',
    asksFor: 'admissionDate',
    faults: (claim) =>
      claim.admissionDate || !hasStartOfCare(claim) ? [] : [[claim.claim, 'facility.facilityTypeCode']],
  },
  {
    says: 'an admission to a hospital is told with its hour (DT)',
    at: 'admissionDate',
    element: 'format',
    level: 'situation',
    holds: (claim) => !tellsHours(claim) || claim.admissionDate?.format !== 'D8',
  },
  {
    says: 'an admission is not later than the last day that the bill is for',
    at: 'admissionDate',
    element: 'date',
    level: 'situation',
    holds: ({ admissionDate, statementDates }) =>
      admissionDate === undefined || firstDay(admissionDate) <= lastDay(statementDates),
  },
  {
    says: 'the final bill of a stay in hospital says at what hour the patient left',
    level: 'situation',
    asksFor: 'dischargeHour',
    faults: (claim) =>
      claim.dischargeHour || !tellsHours(claim) || !isFinal(claim)
        ? []
        : [[claim.claim, 'facility.claimFrequencyCode']],
  },
  {
    says: 'an hour of discharge stands on the final bill of a stay alone',
    at: 'dischargeHour',
    element: 'date',
    level: 'situation',
    forbids: 'segment',
    holds: (claim) => claim.dischargeHour === undefined || !(isOutpatient(claim) || isInterim(claim)),
  },
  {
    says: 'a patient who is still there (status 30) has interim bills, and others have none',
    at: 'admission',
    element: 'patientStatus',
    level: 'situation',
    holds: (claim) =>
      !isInpatient(claim) || (claim.admission.patientStatus === '30' ? !isFinal(claim) : !isInterim(claim)),
  },
  birthRule<ClaimLoop>(subscriberNameLoop, patientNameLoop, ({ statementDates }, day) =>
    lastDay(statementDates) < day ? [statementDates, 'date'] : undefined,
  ),
  {
    says: 'services lie within the days that the bill is for',
    level: 'situation',
    faults: outsideStatement,
  },
  {
    says: 'each outpatient service has its date where a bill is for more than one day',
    level: 'situation',
    asksFor: 'serviceDate',
    faults: (claim) =>
      !isOutpatient(claim) || firstDay(claim.statementDates) >= lastDay(claim.statementDates)
        ? []
        : claim.serviceLines.flatMap(({ serviceDate, drug, service }): Fault[] =>
            serviceDate || drug ? [] : [[service]],
          ),
  },
  {
    says: 'a procedure lies between the first day of care and the last day that the bill is for',
    level: 'situation',
    faults: (claim) => {
      const [from, to] = careOf(claim);
      return inpatientProcedures(claim).flatMap(([segment, path, { date }]): Fault[] =>
        date >= from && date <= to ? [] : [[segment, `${path}.date`]],
      );
    },
  },
];
