// Days are counted here rather than with Date: the domain has no clock, and these dates have no time zone.

const form = /^(\d{4})-(\d{2})-(\d{2})$/;
const daysInMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const isLeap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

function monthLength(year: number, month: number): number {
  return month === 2 && isLeap(year) ? 29 : (daysInMonth[month - 1] ?? 0);
}

/** Days since the year 0; undefined when there is no such day. */
function dayNumber(isoDate: string): number | undefined {
  const [, year = 0, month = 0, day = 0] = (form.exec(isoDate) ?? []).map(Number);
  if (day < 1 || day > monthLength(year, month)) return undefined;
  const before = year - 1;
  const leapDays = Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400);
  const months = daysInMonth.slice(0, month - 1).reduce((sum, days) => sum + days, 0);
  return before * 365 + leapDays + months + (month > 2 && isLeap(year) ? 1 : 0) + day;
}

/** Whether there is such a day. */
export function isCalendarDate(isoDate: string): boolean {
  return dayNumber(isoDate) !== undefined;
}

/** Undefined when one of them is no day. */
export function daysBetween(from: string, to: string): number | undefined {
  const [start, end] = [dayNumber(from), dayNumber(to)];
  return start === undefined || end === undefined ? undefined : end - start;
}
