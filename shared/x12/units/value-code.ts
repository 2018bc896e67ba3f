import type { SimpleType } from '../compile-segment.ts';
import { componentEnd, elementEnd, repetitionEnd, segmentEnd } from './character-classes.ts';
import type { Code } from './code.ts';
import { pack, packs } from './packed.ts';
import { fittingCodes } from './segment-use.ts';

/**
 * Code that reads values. The ends of a segment's values are known (`ends`, of which `next` is the first that was not
 * looked at); a value stands between `from` and `to`, and `kind` is the class of the delimiter after it.
 */

export const fail = 'return c.fail(c.terminator);';
export const peekEnd = 'end = ends[next];\nkind = end & 7;\nto = end >> 3;';
export const takeEnd = 'end = ends[next++];\nkind = end & 7;\nto = end >> 3;';
export const passEnd = 'next++;\nfrom = to + 1;';
/** Whether another delimiter stands right before the one that was read last. */
export const isLastEmpty = 'c.classes[bytes[from - 2]] !== 0';

/** The delimiter between values, and those that may end one, as bits of their classes. */
export interface Level {
  readonly between: number;
  readonly ends: number;
}

export const elements: Level = { between: elementEnd, ends: (1 << elementEnd) | (1 << segmentEnd) };
export const repetitions: Level = { between: repetitionEnd, ends: elements.ends | (1 << repetitionEnd) };

export function componentsWithin({ ends }: Level): Level {
  return { between: componentEnd, ends: ends | (1 << componentEnd) };
}

/** The condition that the value ends as none of its level may. */
export function endsWrongly({ ends }: Level): string {
  return `((${ends} >> kind) & 1) === 0`;
}

/** Codes up to which to compare with each is faster than to look one up. */
const mostCompared = 8;

/** Reads a simple value into a variable. `before`: the variable of the one before, which may name the form of a period. */
export function simpleValue(type: SimpleType, into: string, before: string | undefined, code: Code): string {
  const { kind, min, max, codes, list } = type;
  if (codes) return closedCode(fittingCodes(type, codes), into, code);
  switch (kind) {
    case 'text':
    case 'code': {
      const make = kind === 'code' || max <= 4 ? 'shortText' : 'plainText';
      const listed = list === undefined ? '' : `if (!c.isListed(${JSON.stringify(list)}, ${into})) ${fail}`;
      return `${unlessUndefined(into, `c.${make}(from, to, ${min}, ${max})`)}\n${listed}`;
    }
    case 'money':
    case 'whole':
    case 'decimal':
      return `${into} = c.${kind}(from, to, ${min}, ${max});\nif (Number.isNaN(${into})) ${fail}`;
    case 'date':
      return unlessUndefined(into, max === 6 ? 'c.shortDay(from, to)' : 'c.day(from, to)');
    case 'time':
      return unlessUndefined(into, `c.time(from, to, ${min}, ${max})`);
    case 'period':
      return unlessUndefined(into, `c.period(${before}, from, to, ${code.refer(type)})`);
  }
}

function closedCode(codes: readonly string[], into: string, code: Code): string {
  if (!codes.every(packs)) {
    const known = code.refer(new Map(codes.map((one) => [one, one])));
    return unlessUndefined(into, `${known}.get(c.text.slice(from, to))`);
  }
  if (codes.length > mostCompared) {
    const known = code.refer(new Map(codes.map((one) => [pack(one), one])));
    return unlessUndefined(into, `${known}.get(c.packed(from, to))`);
  }
  const cases = codes.map((one) => `case ${pack(one)}: ${into} = ${JSON.stringify(one)}; break;`);
  return `switch (${packedText(codes)}) {\n${cases.join('\n')}\ndefault: ${fail}\n}`;
}

/** The text between `from` and `to`, packed; what has another length than all codes becomes none. */
function packedText(codes: readonly string[]): string {
  const [length = 0, another] = new Set(codes.map((one) => one.length));
  if (another !== undefined) return 'c.packed(from, to)';
  const bytes = Array.from({ length }, (_, at) => `bytes[from + ${at}] << ${8 * (length - 1 - at)}`);
  return `to - from === ${length} ? ${bytes.join(' | ')} : -1`;
}

function unlessUndefined(variable: string, expression: string): string {
  return `${variable} = ${expression};\nif (${variable} === undefined) ${fail}`;
}
