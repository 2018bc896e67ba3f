import type { SimpleType, ValueField } from '../compile-segment.ts';
import { findFault, parseSimple } from '../simple-values.ts';
import { componentEnd, elementEnd, repetitionEnd, segmentEnd } from './character-classes.ts';
import type { Code } from './code.ts';
import { pack, packs } from './packed.ts';

/** Where values stand: the elements of a segment, the components of an element, the repetitions of one. */
export interface Level {
  /** The variable that holds the class of the delimiter that was last read. */
  readonly delimiter: string;
  /** The class after which another value of the level follows. */
  readonly more: number;
  /** The classes that may end a value. */
  readonly ends: readonly number[];
}

export const elements: Level = { delimiter: 'd', more: elementEnd, ends: [elementEnd, segmentEnd] };
export const components: Level = { delimiter: 'e', more: componentEnd, ends: [elementEnd, segmentEnd, componentEnd] };
export const repetitions: Level = {
  delimiter: 'd',
  more: repetitionEnd,
  ends: [elementEnd, segmentEnd, repetitionEnd],
};
/** Components of an element that repeats. */
export const innerComponents: Level = { ...components, ends: [...components.ends, repetitionEnd] };

/** Fails unless the delimiter just read may stand there. */
export function checkDelimiter({ delimiter, ends }: Level, at: string): string {
  const isContiguous = Math.max(...ends) === ends.length;
  const isWrong = isContiguous
    ? `${delimiter} > ${ends.length}`
    : ends.map((end) => `${delimiter} !== ${end}`).join(' && ');
  return `if (${isWrong}) return c.fail(${at});`;
}

/** Reads a simple value into a variable, which is undefined when there is none. `format`: the value before it. */
export function valueCode(
  code: Code,
  { type, required }: Pick<ValueField, 'type' | 'required'>,
  into: string,
  level: Level,
  format: string,
): string[] {
  const { delimiter, more } = level;
  return [
    `let ${into};`,
    `if (${delimiter} === ${more}) {`,
    'q = scan(b, K, p);',
    'if (q !== p) {',
    ...checkedValue(code, type, into, format),
    required ? '} else return c.fail(q);' : '}',
    `${delimiter} = K[b[q]];`,
    checkDelimiter(level, 'q'),
    'p = q + 1;',
    required ? '} else return c.fail(p);' : '}',
  ];
}

const failUnless = (condition: string) => `if (!(${condition})) return c.fail(q);`;

function checkedValue(code: Code, type: SimpleType, into: string, format: string): string[] {
  const { kind, min, max, codes, list } = type;
  const range = `p, q, ${min}, ${max}`;
  if (codes) return closedCode(code, type, [...codes], into);
  switch (kind) {
    case 'text':
    case 'code': {
      const short = `c.short(p, q)`;
      const slice = 't.slice(p, q)';
      const isInterned = kind === 'code' ? `q - p <= 4 ? ${short} : ${slice}` : slice;
      return [
        failUnless(`${min > 1 ? `q - p >= ${min} && ` : ''}q - p <= ${max}`),
        'if (b[p] === 32 || b[q - 1] === 32) return c.fail(q);',
        `${into} = ${max <= 4 ? short : isInterned};`,
        ...(list === undefined ? [] : [failUnless(`c.isListed(${JSON.stringify(list)}, ${into})`)]),
      ];
    }
    case 'money':
    case 'whole':
    case 'decimal':
      return [`${into} = c.${kind}(${range});`, failUnless(`${into} === ${into}`)];
    case 'time':
      return [`${into} = c.time(${range});`, failUnless(`${into} !== undefined`)];
    case 'date':
      return [`${into} = c.${max === 6 ? 'shortDay' : 'day'}(p, q);`, failUnless(`${into} !== undefined`)];
    case 'period':
      return [`${into} = c.period(${format}, p, q, ${code.constant(type)});`, failUnless(`${into} !== undefined`)];
  }
}

/** Codes of a list become its own strings. */
function closedCode(code: Code, type: SimpleType, codes: readonly string[], into: string): string[] {
  // One that the element itself has no room for is a slip of the guide, and reported as such.
  const fitting = codes.filter((one) => findFault(type, one, '') === undefined && parseSimple(type, one) === one);
  const packed = 'q - p === 1 ? b[p] : c.packed(p, q)';
  if (fitting.length > 6 || !fitting.every(packs)) {
    const arePacked = fitting.every(packs);
    const known = code.constant(new Map(fitting.map((one) => [arePacked ? pack(one) : one, one])));
    const key = arePacked ? packed : 't.slice(p, q)';
    return [`${into} = ${known}.get(${key});`, failUnless(`${into} !== undefined`)];
  }
  return [
    `switch (${packed}) {`,
    ...fitting.map((one) => `case ${pack(one)}: ${into} = ${JSON.stringify(one)}; break;`),
    'default: return c.fail(q);',
    '}',
  ];
}
