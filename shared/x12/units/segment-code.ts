import type {
  CompiledSegment,
  CompositeField,
  Condition,
  Field,
  RepeatField,
  SeriesField,
  ValueField,
} from '../compile-segment.ts';
import { Code } from './code.ts';
import type { Cursor } from './cursor.ts';
import {
  checkDelimiter,
  components,
  elements,
  innerComponents,
  type Level,
  repetitions,
  valueCode,
} from './element-code.ts';
import { Judge } from './judge.ts';
import type { Property } from './object-maker.ts';

/** Where an element's presence can be told from: an expression. */
type Presence = Map<number, string>;

/** Reads a segment at a cursor and comes to the next one; undefined when it is not plainly right, or not there whole. */
export type ReadSegment = (c: Cursor) => object | undefined;

const cache = new WeakMap<CompiledSegment, ReadSegment>();

/**
 * The function that reads one use of a segment at a cursor: generated from its tables, since code that knows what it
 * reads is several times as fast as code that looks it up. It comes to the next segment, or gives up.
 */
export function segmentReader(segment: CompiledSegment): ReadSegment {
  const known = cache.get(segment);
  if (known) return known;
  const code = new Code();
  const writer = new FieldWriter(code);
  const presence: Presence = new Map();
  const { lines, properties } = writer.fields(segment.fields, elements, presence);
  const read = code.compile(`read${segment.id}`, [
    'const b = c.bytes, t = c.text, K = c.classes;',
    'let p = c.at, q = p, d = 1, e = 0;',
    ...lines,
    'if (d !== 2 || K[b[p - 2]] !== 0) return c.fail(p);',
    ...conditionCode(code, segment, presence),
    code.object('value', properties),
    ...ruleCode(code, segment),
    'c.next(p - 1);',
    'return value;',
  ]);
  cache.set(segment, read);
  return read;
}

function ruleCode(code: Code, { rules }: CompiledSegment): string[] {
  if (rules.length === 0) return [];
  return [`if (!${code.constant(new Judge(rules))}.approves(value, c)) return c.fail(p - 1);`];
}

function conditionCode(code: Code, segment: CompiledSegment, presence: Presence): string[] {
  if (segment.conditions.every(({ elements: all }) => all.every((element) => presence.has(element)))) {
    return segment.conditions.map((condition) => `if (${isBroken(condition, presence)}) return c.fail(p - 1);`);
  }
  return [`if (!c.keepsConditions(${code.constant(segment)}, p - 1)) return c.fail(p - 1);`];
}

function isBroken({ type, elements: all }: Condition, presence: Presence): string {
  const present = all.map((element) => `(${presence.get(element)})`);
  const [first, ...others] = present;
  const every = (list: readonly string[]) => list.join(' && ');
  const some = (list: readonly string[]) => list.join(' || ');
  switch (type) {
    case 'P':
      return `(${some(present)}) && !(${every(present)})`;
    case 'R':
      return `!(${some(present)})`;
    case 'E':
      return `${present.map((one) => `(${one} ? 1 : 0)`).join(' + ')} > 1`;
    case 'C':
      return `${first} && !(${every(others)})`;
    case 'L':
      return `${first} && !(${some(others)})`;
  }
}

interface Written {
  readonly lines: string[];
  readonly properties: Property[];
}

/** Writes the code for fields, whatever they are. */
class FieldWriter {
  readonly #code: Code;

  constructor(code: Code) {
    this.#code = code;
  }

  fields(fields: readonly Field[], level: Level, presence: Presence, allOptional = false): Written {
    const lines: string[] = [];
    const properties: Property[] = [];
    let at = 1;
    /** The value before, when it is a simple one: it may name the form of the next. */
    let format = 'undefined';
    for (const field of fields) {
      if (field.is === 'unused') {
        lines.push(...unusedCode(field.places, level));
        for (let place = 0; place < field.places; place++) presence.set(at++, 'false');
        format = 'undefined';
        continue;
      }
      const variable = this.#code.variable();
      const required = field.required && !allOptional;
      if (field.is === 'value') lines.push(...valueCode(this.#code, { ...field, required }, variable, level, format));
      else if (field.is === 'composite') lines.push(...this.#composite({ ...field, required }, variable, level));
      else if (field.is === 'series') lines.push(...this.#series(field, variable, level));
      else lines.push(...this.#repeat(field, variable));
      const isList = field.is === 'series' || field.is === 'repeat';
      properties.push({ name: field.name, from: variable, always: field.required || isList });
      format = field.is === 'value' ? variable : 'undefined';
      if (field.is === 'series') {
        if (field.width === 1)
          for (let place = 0; place < field.count; place++) presence.set(at + place, `${variable}.length > ${place}`);
        at += field.count * field.width;
      } else presence.set(at++, field.is === 'repeat' ? `${variable}.length > 0` : `${variable} !== undefined`);
    }
    return { lines, properties };
  }

  #composite(field: CompositeField, into: string, level: Level): string[] {
    const { delimiter, more } = level;
    const inner = level.more === elements.more ? components : innerComponents;
    const { lines, properties } = this.fields(field.type.fields, inner, new Map());
    return [
      `let ${into};`,
      `if (${delimiter} === ${more}) {`,
      'if (K[b[p]] === 0 || K[b[p]] === 3) {',
      'e = 3;',
      ...lines,
      'if (e === 3 || K[b[p - 2]] !== 0) return c.fail(p);',
      this.#code.object(`${into}_made`, properties),
      `${into} = ${into}_made;`,
      `${delimiter} = e;`,
      field.required
        ? '} else return c.fail(p);'
        : `} else { ${delimiter} = K[b[p]]; ${checkDelimiter(level, 'p')} p++; }`,
      field.required ? '} else return c.fail(p);' : '}',
    ];
  }

  /** Members fill the first places; an empty one before another is a fault. */
  #series(field: SeriesField, into: string, { delimiter, more, ...level }: Level): string[] {
    const { member, count, required } = field;
    const own = { delimiter, more, ...level };
    const single = 'is' in member ? this.#code.variable() : undefined;
    const written = 'is' in member ? this.#member(member, single ?? '', own) : this.#group(member, own);
    return [
      `const ${into} = c.list();`,
      `for (let n = 0, gap = false; n < ${count} && ${delimiter} === ${more}; n++) {`,
      ...written.lines,
      `if (${written.isPresent}) {`,
      `if (gap${written.isIncomplete && ` || ${written.isIncomplete}`}) return c.fail(p - 1);`,
      ...written.made,
      `${into}.push(${written.value});`,
      '} else gap = true;',
      '}',
      ...(required ? [`if (${into}.length === 0) return c.fail(p - 1);`] : []),
    ];
  }

  #member(member: ValueField | CompositeField, variable: string, level: Level) {
    const optional = { ...member, required: false };
    const lines =
      optional.is === 'value'
        ? valueCode(this.#code, optional, variable, level, 'undefined')
        : this.#composite(optional, variable, level);
    return { lines, isPresent: `${variable} !== undefined`, isIncomplete: '', made: [], value: variable };
  }

  #group(members: readonly Field[], level: Level) {
    const { lines, properties } = this.fields(members, level, new Map(), true);
    if (members.some(({ is }) => is === 'series' || is === 'repeat'))
      throw new TypeError('a member of a series holds another list');
    const made = this.#code.variable();
    const required = properties.filter(({ always }) => always);
    return {
      lines,
      isPresent: properties.map(({ from }) => `${from} !== undefined`).join(' || '),
      isIncomplete: required.map(({ from }) => `${from} === undefined`).join(' || '),
      made: [this.#code.object(made, properties)],
      value: made,
    };
  }

  #repeat({ member, count, required }: RepeatField, into: string): string[] {
    const one = this.#code.variable();
    const lines =
      member.is === 'value'
        ? valueCode(this.#code, { ...member, required: true }, one, repetitions, 'undefined')
        : this.#composite({ ...member, required: true }, one, repetitions);
    return [
      `const ${into} = c.list();`,
      'if (d === 1) {',
      'if (K[b[p]] === 1 || K[b[p]] === 2) { d = K[b[p]]; p++; } else {',
      'd = 4;',
      'while (d === 4) {',
      `if (${into}.length === ${count}) return c.fail(p);`,
      ...lines,
      `${into}.push(${one});`,
      '}',
      '}',
      required ? '} else return c.fail(p);' : '}',
      ...(required ? [`if (${into}.length === 0) return c.fail(p - 1);`] : []),
    ];
  }
}

function unusedCode(places: number, level: Level): string[] {
  const { delimiter, more } = level;
  return [
    `for (let n = 0; n < ${places} && ${delimiter} === ${more}; n++) {`,
    `${delimiter} = K[b[p]];`,
    checkDelimiter(level, 'p'),
    'p++;',
    '}',
  ];
}
