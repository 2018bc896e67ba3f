import type { Fault } from '../../x12/notation.ts';
import { birthRule } from '../claim-837/birth.ts';
import { firstDayOfTenthRevision, tenthRevision } from '../claim-837/code-forms.ts';
import { patientNameLoop, subscriberNameLoop } from '../claim-837/subscriber.ts';
import { type ClaimLoop, type ClaimRule, pathOfCause } from './claim-parts.ts';

interface Day {
  readonly date: string;
}

const isBefore = (day: Day | undefined, other: Day | undefined) =>
  day !== undefined && other !== undefined && day.date < other.date;

/** Of a period. */
const lastDay = ({ date }: Day) => (date.length === 8 ? date : date.slice(-8));

/** Hospitals, psychiatric and rehabilitation ones too, in which the patient has a bed. */
const inpatientPlaces = new Set(['21', '51', '61']);

function lineOverBefore({ serviceLines }: ClaimLoop, day: string): Fault | undefined {
  for (const { serviceDate } of serviceLines) if (lastDay(serviceDate) < day) return [serviceDate, 'date'];
  return undefined;
}

export const claimRules: readonly ClaimRule[] = [
  {
    says: 'a claim caused by an accident says when it happened (DTP*439)',
    level: 'situation',
    asksFor: 'accidentDate',
    faults: (claim) => {
      const path = pathOfCause(claim.claim, 'AA', 'OA');
      return path === undefined || claim.accidentDate ? [] : [[claim.claim, path]];
    },
  },
  {
    says: 'the day of an accident stands on a claim that an accident caused (CLM11)',
    level: 'situation',
    forbids: 'segment',
    given: { accidentDate: true },
    faults: (claim) =>
      claim.accidentDate && pathOfCause(claim.claim, 'AA', 'OA', 'EM') === undefined
        ? [[claim.accidentDate, 'qualifier']]
        : [],
  },
  {
    says: 'an accident is not later than all services of the claim that it caused',
    at: 'accidentDate',
    element: 'date',
    level: 'situation',
    given: { accidentDate: true },
    holds: ({ accidentDate: { date } = { date: '' }, serviceLines }) =>
      serviceLines.some(({ serviceDate }) => lastDay(serviceDate) >= date),
  },
  birthRule(subscriberNameLoop, patientNameLoop, lineOverBefore),
  {
    says: 'a claim for inpatient care says when the patient was admitted (DTP*435)',
    level: 'situation',
    asksFor: 'admissionDate',
    faults: ({ claim, admissionDate, serviceLines }): Fault[] => {
      if (admissionDate) return [];
      if (inpatientPlaces.has(claim.facility.placeOfServiceCode)) return [[claim, 'facility.placeOfServiceCode']];
      const given = serviceLines.find(({ service }) => inpatientPlaces.has(service.placeOfServiceCode ?? ''));
      return given ? [[given.service, 'placeOfServiceCode']] : [];
    },
  },
  {
    says: 'a discharge is not before the admission',
    at: 'dischargeDate',
    element: 'date',
    level: 'situation',
    given: { dischargeDate: true, admissionDate: true },
    holds: ({ dischargeDate, admissionDate }) => !isBefore(dischargeDate, admissionDate),
  },
  {
    says: 'a patient does not return to work before the last day worked',
    at: 'returnToWorkDate',
    element: 'date',
    level: 'situation',
    given: { returnToWorkDate: true, lastWorkedDate: true },
    holds: ({ returnToWorkDate, lastWorkedDate }) => !isBefore(returnToWorkDate, lastWorkedDate),
  },
  {
    says: 'care is assumed (090) once and relinquished (091) once, and not before it was assumed',
    level: 'situation',
    given: { careDates: true },
    faults: ({ careDates: [first, second] }): Fault[] => {
      if (!first || !second) return [];
      if (first.qualifier === second.qualifier) return [[second, 'qualifier']];
      const [assumed, relinquished] = first.qualifier === '090' ? [first, second] : [second, first];
      return isBefore(relinquished, assumed) ? [[relinquished, 'date']] : [];
    },
  },
  {
    says: 'diagnoses are ICD-10 for services from 2015-10-01 and ICD-9 for those before',
    level: 'situation',
    faults: ({ diagnoses, serviceLines }) => {
      const isTenth = tenthRevision.has(diagnoses.principal.qualifier);
      for (const { serviceDate } of serviceLines) {
        const isLater = lastDay(serviceDate) >= firstDayOfTenthRevision;
        if (isLater !== isTenth) return [[diagnoses, 'principal.qualifier']];
      }
      return [];
    },
  },
];
