import fc from 'fast-check';
import type { DataType } from '../../../shared/x12/index.ts';

/** Values of single elements, each within what its type allows. */

const character = fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789');
const written = fc.oneof(
  { weight: 12, arbitrary: character },
  { weight: 1, arbitrary: fc.constantFrom(...' -./&,()#') },
);

/** A moment and a span, before it is known in which form they are asked for. */
interface Moment {
  readonly day: number;
  readonly days: number;
  readonly minute: number;
}

/** Days from 2019 to the end of 2025: before anything here is written, and after ICD-10 began. */
const moment: fc.Arbitrary<Moment> = fc.record({
  day: fc.nat(2500),
  days: fc.nat(40),
  minute: fc.nat(24 * 60 - 1),
});

function dayText(day: number): string {
  return new Date(Date.UTC(2019, 0, 1 + day)).toISOString().slice(0, 10).replaceAll('-', '');
}

function timeText(minute: number): string {
  return String(Math.floor(minute / 60) * 100 + (minute % 60)).padStart(4, '0');
}

/** A period in the form that the element before it names. */
function periodText(format: unknown, { day, days, minute }: Moment): string {
  const [from, to] = [dayText(day), dayText(day + days)];
  const forms: Readonly<Record<string, string>> = {
    RD8: `${from}-${to}`,
    D6: from.slice(2),
    DT: from + timeText(minute),
    RDT: `${from}${timeText(minute)}-${to}${timeText(minute)}`,
    TM: timeText(minute),
    CM: from.slice(0, 6),
    CY: from.slice(0, 4),
    YY: from.slice(2, 4),
    MD: from.slice(4),
    DB: from.slice(4) + from.slice(0, 4),
  };
  return forms[String(format)] ?? from;
}

/** Makes a value once it is known what the element before it says. */
export type Draw = (before: unknown) => unknown;

function text(min: number, max: number): fc.Arbitrary<string> {
  const usual = fc.string({ unit: written, minLength: min, maxLength: Math.min(max, min + 12) });
  const full = fc.string({ unit: character, minLength: max, maxLength: max });
  return fc
    .oneof({ weight: 15, arbitrary: usual }, { weight: 1, arbitrary: full })
    .map((drawn) => drawn.replace(/^ | $/g, 'A').padEnd(min, 'A'));
}

/** Whole numbers of `min` to `max` digits, and for decimals halves. */
function number(min: number, max: number, halves: boolean): fc.Arbitrary<number> {
  const whole = fc.integer({ min: 10 ** (min - 1), max: 10 ** Math.min(max, Math.max(min, 4)) - 1 });
  if (!halves || max < 3 || min > 2) return whole;
  return fc.oneof(
    whole,
    fc.integer({ min: 1, max: 10 ** Math.min(max - 1, 3) - 1 }).map((tens) => tens + 0.5),
  );
}

const known = new WeakMap<DataType, fc.Arbitrary<Draw>>();

export function simpleValue(type: DataType): fc.Arbitrary<Draw> {
  let values = known.get(type);
  if (!values) {
    values = valuesOfType(type);
    known.set(type, values);
  }
  return values;
}

function valuesOfType({ kind, min, max, codes }: DataType): fc.Arbitrary<Draw> {
  const plain = (arbitrary: fc.Arbitrary<unknown>): fc.Arbitrary<Draw> => arbitrary.map((value) => () => value);
  if (codes) return plain(fc.constantFrom(...codes));
  switch (kind) {
    case 'text':
      return plain(text(Math.max(min, 1), max));
    case 'code':
      return plain(fc.string({ unit: character, minLength: min, maxLength: Math.min(max, 10) }));
    case 'whole':
      return plain(number(min, max, false));
    case 'decimal':
      return plain(number(min, max, true));
    case 'money':
      return plain(fc.nat(99_999));
    case 'date':
      return plain(moment.map(({ day }) => dayText(day).slice(-max)));
    case 'time':
      return plain(moment.map(({ minute }) => `${timeText(minute)}0000`.slice(0, max === 7 ? 7 : Math.min(max, 4))));
    case 'period':
      return moment.map((drawn) => (before) => periodText(before, drawn));
  }
}
