import { type Cents, formatMoney, parseMoney } from '../money.ts';
import type { Field, SimpleType } from './compile-segment.ts';
import { isDay, isTime, periodForm } from './dates.ts';
import type { IssueCode, IssueLevel } from './issue.ts';

export type SimpleValue = string | number | Cents;

/** What is wrong with one element, as the end of a sentence that starts with the element's name. */
export interface Fault {
  readonly code: IssueCode;
  readonly level: IssueLevel;
  readonly says: string;
}

/** The value of a text, or undefined when it has none of this kind. */
export function parseSimple(type: SimpleType, text: string): SimpleValue | undefined {
  switch (type.kind) {
    case 'money':
      return parseMoney(text);
    case 'whole':
      return /^-?\d+$/.test(text) ? exact(Number(text)) : undefined;
    case 'decimal':
      return /^-?(?:\d+\.?\d*|\.\d+)$/.test(text) ? exact(Number(text)) : undefined;
    default:
      return text;
  }
}

/** Beyond these numbers are only near. */
function exact(value: number): number | undefined {
  return Math.abs(value) <= Number.MAX_SAFE_INTEGER ? value : undefined;
}

/** The canonical text: numbers without needless zeros. Throws a TypeError on a value of another type, which is a bug. */
export function formatSimple(type: SimpleType, value: unknown): string {
  switch (type.kind) {
    case 'money':
      if (!Number.isSafeInteger(value)) throw new TypeError('is no whole number of cents');
      return trimZeros(formatMoney(value as Cents));
    case 'whole':
      if (!Number.isSafeInteger(value)) throw new TypeError('is no whole number');
      return String(value);
    case 'decimal':
      if (typeof value !== 'number' || !Number.isFinite(value)) throw new TypeError('is no number');
      return formatDecimal(value);
    default:
      if (typeof value !== 'string') throw new TypeError('is no text');
      return value;
  }
}

function trimZeros(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

function formatDecimal(value: number): string {
  const text = String(value);
  // X12 has no exponents here.
  const plain = text.includes('e') ? trimZeros(value.toFixed(20)) : text;
  if (plain.includes('e')) throw new TypeError('is too large a number');
  return plain === '-0' ? '0' : plain;
}

/** The digits alone count towards a number's length. */
function lengthOf(type: SimpleType, text: string): number {
  if (type.kind !== 'money' && type.kind !== 'whole' && type.kind !== 'decimal') return text.length;
  let length = text.length;
  if (text.includes('-')) length--;
  if (text.includes('.')) length--;
  return length;
}

const kindSays = {
  money: 'is no amount of money; write digits with at most two decimals and no separators.',
  whole: 'is no whole number; write digits alone.',
  decimal: 'is no number; write digits with a decimal point where needed.',
} as const;

function saysOfPeriod(form: string, text: string): string {
  const isWrittenSo = text.replace(/\d/g, '0') === form.replace(/[A-Z]/g, '0');
  if (!isWrittenSo) return `must be written ${form}, as the element before it says.`;
  const what = form.startsWith('HH')
    ? 'time'
    : form.includes('HH')
      ? 'day or time'
      : form.includes('DD')
        ? 'day'
        : 'month';
  return `names a ${what} that does not exist.`;
}

/** X12.6: neither the basic nor the extended character set holds a control character; those that divide stand in no text. */
export function strangeCharacter(text: string): Fault | undefined {
  if (!/\p{Cc}/u.test(text)) return undefined;
  const what = /[\n\r]/.test(text) ? 'line break' : 'control character';
  return { code: 'element-invalid', level: 'syntax', says: `must not hold a ${what}.` };
}

/** Checks a text that has a value. `format` is the text of the element before it. */
export function findFault(type: SimpleType, text: string, format: string): Fault | undefined {
  const { kind, codes } = type;
  if (codes && !codes.has(text)) {
    const known = [...codes];
    const hint = known.length > 12 ? `${known.slice(0, 12).join(', ')} …` : known.join(', ');
    return {
      code: 'code-invalid',
      level: 'requirement',
      says: `must be ${known.length === 1 ? '' : 'one of '}${hint}.`,
    };
  }
  if (kind === 'date' && !isDay(text, type.max === 6 ? 6 : 8)) {
    const right = type.max === 6 ? 'YYMMDD' : 'CCYYMMDD';
    return { code: 'date-invalid', level: 'syntax', says: `is no day of the calendar written ${right}.` };
  }
  if (kind === 'time' && !isTime(text)) {
    return { code: 'time-invalid', level: 'syntax', says: 'is no time of day written HHMM, HHMMSS or HHMMSSDD.' };
  }
  if (kind === 'period') {
    const form = periodForm(format);
    if (form && !form.holds(text)) {
      const code = form.isTime ? 'time-invalid' : 'date-invalid';
      return { code, level: 'syntax', says: saysOfPeriod(form.form, text) };
    }
  }
  const length = lengthOf(type, text);
  const unit = kind === 'money' || kind === 'whole' || kind === 'decimal' ? 'digits' : 'characters';
  if (length < type.min) {
    return { code: 'element-too-short', level: 'syntax', says: `must have at least ${type.min} ${unit}.` };
  }
  if (length > type.max) {
    return { code: 'element-too-long', level: 'syntax', says: `must have at most ${type.max} ${unit}.` };
  }
  if (text.charCodeAt(0) === 32 && text.trim() === '') {
    return { code: 'element-invalid', level: 'syntax', says: 'holds only spaces; leave it empty instead.' };
  }
  // A space at the end may be what makes the shortest length.
  const ends = text.charCodeAt(text.length - 1) === 32 && text.trimEnd().length >= type.min;
  if (ends || text.charCodeAt(0) === 32) {
    return { code: 'element-invalid', level: 'syntax', says: 'must not begin or end with spaces.' };
  }
  return undefined;
}

/** What is wrong with a text that has no value of the kind. */
export function noValue(type: SimpleType, text: string): Fault {
  if (/^-?[\d.]+$/.test(text) && lengthOf(type, text) > type.max) {
    return { code: 'element-too-long', level: 'syntax', says: `must have at most ${type.max} digits.` };
  }
  const says = kindSays[type.kind as keyof typeof kindSays];
  return { code: 'element-invalid', level: 'syntax', says };
}

/** Whether a text that a field lacks stands in the place before it, which nothing is to stand in. */
export function isOneEarly(field: Field, texts: readonly string[], at: number): boolean {
  const early = texts[at - 1];
  if (!early || texts[at] || field.is !== 'value') return false;
  return parseSimple(field.type, early) !== undefined && findFault(field.type, early, '') === undefined;
}
