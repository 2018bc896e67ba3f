/** A day as X12 writes it: CCYYMMDD, in UTC. */
export type Day = string;

const dayMilliseconds = 24 * 60 * 60 * 1000;

function midnight(day: Day): number {
  return Date.UTC(Number(day.slice(0, 4)), Number(day.slice(4, 6)) - 1, Number(day.slice(6, 8)));
}

export function dayOf(moment: Date): Day {
  return moment.toISOString().slice(0, 10).replaceAll('-', '');
}

/** HHMM. */
export function timeOf(moment: Date): string {
  return moment.toISOString().slice(11, 16).replace(':', '');
}

export function addDays(day: Day, days: number): Day {
  return dayOf(new Date(midnight(day) + days * dayMilliseconds));
}

export function daysFrom(earlier: Day, later: Day): number {
  return Math.round((midnight(later) - midnight(earlier)) / dayMilliseconds);
}

/** The day itself, or the Monday after it: nobody answers on a weekend. */
export function weekday(day: Day): Day {
  const weekdayNumber = new Date(midnight(day)).getUTCDay();
  if (weekdayNumber === 6) return addDays(day, 2);
  return weekdayNumber === 0 ? addDays(day, 1) : day;
}

/** An instant in the one form in which instants are stored: ISO 8601 in UTC, which sorts as text. */
export type Instant = string;

export function at(day: Day, hour: number): Instant {
  return new Date(midnight(day) + hour * 60 * 60 * 1000).toISOString();
}

export function afterMinutes(moment: Date, minutes: number): Instant {
  return new Date(moment.getTime() + minutes * 60 * 1000).toISOString();
}
