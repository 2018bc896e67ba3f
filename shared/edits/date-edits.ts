import { type Claim, patientOf, servicePeriod } from '../claims/claim.ts';
import { daysBetween, isCalendarDate } from './calendar.ts';
import type { Edit, ScrubContext } from './edit.ts';
import { linesOf } from './parts-of-claim.ts';

const daysOfWarning = 14;

function datesOf(claim: Claim): [field: string, where: string, date: string | undefined][] {
  return [
    ['subscriber.dateOfBirth', "The subscriber's date of birth", claim.subscriber.dateOfBirth],
    ['dependent.dateOfBirth', "The patient's date of birth", claim.dependent?.dateOfBirth],
    ['accident.date', 'The date of the accident', claim.accident?.date],
    ...linesOf(claim).flatMap(({ field, where, value }): [string, string, string | undefined][] => [
      [`${field}.serviceDate`, where, value.serviceDate],
      [`${field}.serviceDateEnd`, where, value.serviceDateEnd],
    ]),
  ];
}

/** The earliest service, with the days that it leaves; a corrected claim and one to the next payer have limits of their own. */
function toFileFirst(claim: Claim, context: ScrubContext) {
  const { today, timelyFilingDays, sentAs = claim.claimFrequencyCode } = context;
  if (sentAs !== '1' || claim.payer.responsibility !== 'P') return undefined;
  const { from } = servicePeriod(claim);
  const first = linesOf(claim).find(({ value }) => value.serviceDate === from);
  const gone = daysBetween(from, today);
  if (first === undefined || gone === undefined) return undefined;
  return { field: `${first.field}.serviceDate`, where: first.where, left: timelyFilingDays - gone };
}

export const dateEdits: readonly Edit[] = [
  {
    code: 'service-date-missing',
    severity: 'error',
    sentence: 'A service needs its day: set serviceDate, written as YYYY-MM-DD.',
    check: (claim) =>
      linesOf(claim)
        .filter(({ value }) => value.serviceDate === '')
        .map(({ field, where }) => ({ field: `${field}.serviceDate`, where })),
  },
  {
    code: 'date-impossible',
    severity: 'error',
    sentence: 'There is no such day: correct the date, written as YYYY-MM-DD.',
    check: (claim) =>
      datesOf(claim)
        .filter(([, , date]) => date !== undefined && date !== '' && !isCalendarDate(date))
        .map(([field, where]) => ({ field, where })),
  },
  {
    code: 'service-in-future',
    severity: 'error',
    sentence: 'The service lies in the future: correct the date, or bill it once it has been done.',
    check: (claim, { today }) =>
      linesOf(claim).flatMap(({ field, where, value }) => {
        if (value.serviceDate > today) return [{ field: `${field}.serviceDate`, where }];
        return value.serviceDateEnd !== undefined && value.serviceDateEnd > today
          ? [{ field: `${field}.serviceDateEnd`, where }]
          : [];
      }),
  },
  {
    code: 'service-dates-reversed',
    severity: 'error',
    sentence: 'The service ends before it begins: correct serviceDate or serviceDateEnd.',
    check: (claim) =>
      linesOf(claim)
        .filter(({ value }) => value.serviceDateEnd !== undefined && value.serviceDateEnd < value.serviceDate)
        .map(({ field, where }) => ({ field: `${field}.serviceDateEnd`, where })),
  },
  {
    code: 'birth-after-service',
    severity: 'error',
    sentence: 'The patient was born after the service: correct the date of birth or of the service.',
    check: (claim) => {
      const { dateOfBirth } = patientOf(claim);
      const field = `${claim.dependent ? 'dependent' : 'subscriber'}.dateOfBirth`;
      const { from } = servicePeriod(claim);
      return dateOfBirth !== undefined && from !== '' && dateOfBirth > from ? [{ field }] : [];
    },
  },
  {
    code: 'timely-filing-close',
    severity: 'warning',
    sentence: 'The last day on which the payer takes this claim is near: send it now.',
    check: (claim, context) => {
      const first = toFileFirst(claim, context);
      if (first === undefined || first.left < 0 || first.left > daysOfWarning) return [];
      return [{ field: first.field, where: first.where, detail: `Days left: ${first.left}.` }];
    },
  },
  {
    // The payer decides: with proof of an earlier filing a late claim is paid.
    code: 'timely-filing-past',
    severity: 'warning',
    sentence:
      'The last day on which the payer takes a first claim is past: correct the date of service if it is wrong, and keep proof of an earlier filing.',
    check: (claim, context) => {
      const first = toFileFirst(claim, context);
      if (first === undefined || first.left >= 0) return [];
      return [{ field: first.field, where: first.where, detail: `The limit is ${context.timelyFilingDays} days.` }];
    },
  },
];
