/** The forms of days and times that elements 373, 337 and 1251 take. */

const daysInMonth = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function isDigits(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 48 || code > 57) return false;
  }
  return text.length > 0;
}

/** CCYYMMDD or YYMMDD. A year of two digits is taken as leap when it may be. */
export function isDay(text: string, length: 6 | 8): boolean {
  if (text.length !== length || !isDigits(text)) return false;
  const month = Number(text.slice(-4, -2));
  const day = Number(text.slice(-2));
  if (month < 1 || day < 1 || day > (daysInMonth[month - 1] ?? 0)) return false;
  return month !== 2 || day < 29 || isLeapYear(Number(text.slice(0, -4)));
}

function isMonth(text: string, length: 4 | 6): boolean {
  return text.length === length && isDay(`${text}01`, length === 4 ? 6 : 8);
}

/** HHMM, HHMMSS, HHMMSSD or HHMMSSDD. */
export function isTime(text: string): boolean {
  if (text.length < 4 || text.length > 8 || text.length === 5 || !isDigits(text)) return false;
  return Number(text.slice(0, 2)) < 24 && Number(text.slice(2, 4)) < 60 && Number(text.slice(4, 6)) < 60;
}

interface PeriodForm {
  readonly form: string;
  readonly isTime: boolean;
  holds(text: string): boolean;
}

function form(of: string, holds: (text: string) => boolean): PeriodForm {
  return { form: of, isTime: /^HH/.test(of), holds };
}

function range(of: PeriodForm): PeriodForm {
  return form(`${of.form}-${of.form}`, (text) => {
    const dash = text.indexOf('-');
    return dash > 0 && of.holds(text.slice(0, dash)) && of.holds(text.slice(dash + 1));
  });
}

const dayAndTime = (digits: 12 | 14) => (text: string) =>
  text.length === digits && isDay(text.slice(0, 8), 8) && isTime(text.slice(8));

const D8 = form('CCYYMMDD', (text) => isDay(text, 8));
const D6 = form('YYMMDD', (text) => isDay(text, 6));
const DT = form('CCYYMMDDHHMM', dayAndTime(12));
const TS = form('CCYYMMDDHHMMSS', dayAndTime(14));
const TM = form('HHMM', (text) => text.length === 4 && isTime(text));
const CM = form('CCYYMM', (text) => isMonth(text, 6));
const CY = form('CCYY', (text) => text.length === 4 && isDigits(text));

/** Element 1250: the forms that a period may name. Others (`UN` and the rarer ones) are taken as they are. */
const periodForms: ReadonlyMap<string, PeriodForm> = new Map(
  Object.entries({
    D8,
    RD8: range(D8),
    D6,
    RD6: range(D6),
    DT,
    RDT: range(DT),
    TS,
    RTS: range(TS),
    TM,
    RTM: range(TM),
    CM,
    RMM: range(CM),
    YM: form('YYMM', (text) => isMonth(text, 4)),
    CY,
    RCY: range(CY),
    YY: form('YY', (text) => text.length === 2 && isDigits(text)),
    MD: form('MMDD', (text) => text.length === 4 && isDay(`2000${text}`, 8)),
    DB: form('MMDDCCYY', (text) => text.length === 8 && isDay(text.slice(4) + text.slice(0, 4), 8)),
    TT: form('MMDDYY', (text) => text.length === 6 && isDay(text.slice(4) + text.slice(0, 4), 6)),
  }),
);

/** The form that a format qualifier names, when it is one that can be checked. */
export function periodForm(qualifier: string): PeriodForm | undefined {
  return periodForms.get(qualifier);
}
