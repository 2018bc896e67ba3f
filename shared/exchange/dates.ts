/** Days as X12 writes them (CCYYMMDD), and as the domain does (ISO). */

const eightDigits = /^(\d{4})(\d\d)(\d\d)$/;
const isoDay = /^(\d{4})-(\d\d)-(\d\d)/;

/** Undefined when it is no day of the calendar. */
export function isoDate(text: string | undefined): string | undefined {
  const [, year = '', month = '', day = ''] = eightDigits.exec(text ?? '') ?? [];
  const date = `${year}-${month}-${day}`;
  return isDayOfCalendar(date) ? date : undefined;
}

/** A period in the form that its format says: D8 for one day, RD8 for a first and a last. */
export function isoPeriod(format: string | undefined, text: string | undefined): { from?: string; to?: string } {
  const [first, last] = format === 'RD8' ? (text ?? '').split('-') : [text];
  const from = isoDate(first);
  const to = isoDate(last);
  return { ...(from && { from }), ...(to && to !== from && { to }) };
}

/** The day of an ISO date or time: `2026-11-23` is 20261123. */
export function x12Date(iso: string): string {
  const [, year = '', month = '', day = ''] = isoDay.exec(iso) ?? [];
  return `${year}${month}${day}`;
}

/** HHMM of an ISO time, in the zone that it is written in. */
export function x12Time(iso: string): string {
  return /T(\d\d):(\d\d)/.exec(iso)?.slice(1).join('') ?? '0000';
}

const daysInMonth = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function isDayOfCalendar(date: string): boolean {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  if (day < 1 || day > (daysInMonth[month - 1] ?? 0)) return false;
  const isLeapYear = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month !== 2 || day < 29 || isLeapYear;
}
