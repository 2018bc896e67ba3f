import type { CompositeField, Field, SegmentForm, SimpleType, ValueField } from '../compile-segment.ts';
import { componentEnd, elementEnd, repetitionEnd, segmentEnd } from './character-classes.ts';
import { Code } from './code.ts';
import { conditions } from './condition-code.ts';
import type { Cursor } from './cursor.ts';
import { elementBit, type SegmentUse } from './segment-use.ts';
import { Shapes } from './shapes.ts';
import {
  componentsWithin,
  elements,
  endsWrongly,
  fail,
  isLastEmpty,
  type Level,
  passEnd,
  peekEnd,
  repetitions,
  simpleValue,
  takeEnd,
} from './value-code.ts';
import { nothing } from './value-reader.ts';

/** Reads a segment at a cursor and comes to the next one; undefined when it is not plainly right, or not there whole. */
export type ReadSegment = (c: Cursor, use: SegmentUse) => object | undefined;

const cache = new WeakMap<SegmentForm, ReadSegment>();

/** The code that reads all uses of a segment: what they ask besides are data, so that it is soon optimized. */
export function segmentReader(form: SegmentForm): ReadSegment {
  const known = cache.get(form) ?? new SegmentCode(form).compile();
  cache.set(form, known);
  return known;
}

/** Fields in the order in which they stand, as they are read: the variables that they are read into, and which may be absent. */
interface ReadFields {
  readonly code: string;
  /** By field; empty for what is not used. */
  readonly variables: readonly string[];
  /** The expression of the object that they make. */
  readonly object: string;
  /** The variable that holds the bits of the optional ones that are there. */
  readonly present: string;
}

/** Writes the code that reads a segment. */
class SegmentCode {
  readonly #form: SegmentForm;
  readonly #code = new Code();
  #count = 0;

  constructor(form: SegmentForm) {
    this.#form = form;
  }

  compile(): ReadSegment {
    const fields = this.#form.fields;
    const read = this.#fields(fields, elements, 'segment');
    return this.#code.compile<ReadSegment>(
      `read${this.#form.id}`,
      'c, use',
      `if (!c.findEnds()) return undefined;
      const { bytes, ends } = c;
      let from = c.at, to = from, end = 0, next = 0, kind = ${elementEnd};
      ${read.code}
      if (kind !== ${segmentEnd} || ${isLastEmpty}) ${fail}
      if ((${read.present} & use.required) !== use.required || (${read.present} & use.unused) !== 0) ${fail}
      ${conditions(this.#form, read.variables, this.#code)}
      const value = ${read.object};
      if (use.judge !== undefined && !use.judge(value, ${read.present}, c)) ${fail}
      c.pass();
      return value;`,
    );
  }

  #name(): string {
    return `v${this.#count++}`;
  }

  /** What uses ask of a segment's own elements is data; all of a group may be absent. */
  #fields(fields: readonly Field[], level: Level, of: 'segment' | 'composite' | 'group'): ReadFields {
    const end = `end${this.#count++}`;
    const present = this.#name();
    const variables = fields.map((field) => (field.is === 'unused' ? '' : this.#name()));
    const bits = fields.map((field, at) => (of === 'segment' || !isAlways(field) ? elementBit(at) : 0));
    const isNeeded = (field: Field) => of === 'composite' && field.is !== 'unused' && field.required;
    const steps = fields.map((field, at) => {
      const whenEnded = fields.slice(at).some(isNeeded) ? fail : `break ${end};`;
      const goesOn = at === 0 ? '' : `if (kind !== ${level.between}) ${whenEnded}`;
      const into: Into = {
        variable: variables[at] ?? '',
        level,
        bit: bits[at] ? `${present} |= ${bits[at]};` : '',
        before: fields[at - 1]?.is === 'value' ? variables[at - 1] : undefined,
        isNeeded: isNeeded(field),
        narrowedAt: of === 'segment' ? at : undefined,
      };
      return `${goesOn}\n${this.#field(field, into)}`;
    });
    const declared = fields.flatMap((field, at) =>
      field.is === 'unused' ? [] : `${variables[at]}${isList(field) ? ` = ${this.#code.refer(nothing)}` : ''}`,
    );
    const used = variables.filter((name) => name !== '');
    const shapes = new Shapes(
      used,
      fields.flatMap((field, at) =>
        field.is === 'unused'
          ? []
          : { name: field.name, from: variables[at] ?? '', bit: isList(field) ? 0 : (bits[at] ?? 0) },
      ),
    );
    return {
      code: `let ${[`${present} = 0`, ...declared].join(', ')};\n${end}: {\n${steps.join('\n')}\n}`,
      variables,
      present,
      object: shapes.expression(this.#code, used, present),
    };
  }

  #field(field: Field, into: Into): string {
    switch (field.is) {
      case 'unused':
        return `${takeEnd}\nif (${endsWrongly(into.level)} || to !== from) ${fail}\nfrom = to + 1;`;
      case 'value':
        return this.#value(field.type, into);
      case 'composite':
        return this.#composite(field, into);
      case 'series':
        return this.#series(field, into);
      case 'repeat':
        return this.#repeat(field, into);
    }
  }

  #value(type: SimpleType, { variable, level, bit, before, isNeeded, narrowedAt }: Into): string {
    const narrowed = `use.codes[${narrowedAt}]`;
    return `${takeEnd}
    if (${endsWrongly(level)}) ${fail}
    if (to !== from) {
      ${simpleValue(type, variable, before, this.#code)}
      ${narrowedAt === undefined ? '' : `if (${narrowed} !== undefined && !${narrowed}.has(${variable})) ${fail}`}
      ${bit}
    } ${isNeeded ? `else ${fail}` : ''}
    from = to + 1;`;
  }

  #composite({ type }: CompositeField, { variable, level, bit, isNeeded }: Into): string {
    const inner = componentsWithin(level);
    const read = this.#fields(type.fields, inner, 'composite');
    return `${peekEnd}
    if (to === from && ((${level.ends} >> kind) & 1) === 1) { ${isNeeded ? fail : passEnd} }
    else {
      kind = ${componentEnd};
      ${read.code}
      if (kind === ${componentEnd} || ${isLastEmpty}) ${fail}
      ${variable} = ${read.object};
      ${bit}
    }`;
  }

  #member(member: ValueField | CompositeField, level: Level, variable: string, isNeeded: boolean): string {
    const into = { variable, level, bit: '', before: undefined, isNeeded, narrowedAt: undefined };
    return member.is === 'value' ? this.#value(member.type, into) : this.#composite(member, into);
  }

  /** Members fill the first places; an empty one before another is a fault. */
  #series({ member, count }: Extract<Field, { is: 'series' }>, { variable, level, bit, isNeeded }: Into): string {
    const start = this.#name();
    const one = this.#name();
    const isOne = 'is' in member;
    const group = isOne ? undefined : this.#fields(member, level, 'group');
    const named = group?.variables.filter((name) => name !== '') ?? [];
    const needed =
      group && !isOne
        ? member.flatMap((field, at) =>
            field.is !== 'unused' && isAlways(field) ? `${group.variables[at]} === undefined` : [],
          )
        : [];
    const isEmpty = group ? named.map((name) => `${name} === undefined`).join(' && ') : `${one} === undefined`;
    return `const ${start} = c.top;
    let gap${start} = false;
    for (let place = 0; place < ${count} && kind === ${level.between}; place++) {
      ${isOne ? `let ${one};\n${this.#member(member, level, one, false)}` : group?.code}
      if (${isEmpty}) gap${start} = true;
      else if (${[`gap${start}`, ...needed].join(' || ')}) ${fail}
      else c.push(${group?.object ?? one});
    }
    ${isNeeded ? `if (c.top === ${start}) ${fail}` : ''}
    ${bit ? `if (c.top > ${start}) ${bit}` : ''}
    ${variable} = c.list(${start});`;
  }

  #repeat({ member, count }: Extract<Field, { is: 'repeat' }>, { variable, bit, isNeeded }: Into): string {
    const start = this.#name();
    const one = this.#name();
    return `${peekEnd}
    if (to === from && ((${elements.ends} >> kind) & 1) === 1) { ${isNeeded ? fail : passEnd} }
    else {
      const ${start} = c.top;
      do {
        kind = ${repetitionEnd};
        if (c.top - ${start} === ${count}) ${fail}
        let ${one};
        ${this.#member(member, repetitions, one, true)}
        c.push(${one});
      } while (kind === ${repetitionEnd});
      ${variable} = c.list(${start});
      ${bit}
    }`;
  }
}

/** Where a value goes, and what is known of its place. */
interface Into {
  readonly variable: string;
  readonly level: Level;
  /** The statement that notes that it is there. */
  readonly bit: string;
  /** The variable of the value before, which may name the form of a period. */
  readonly before: string | undefined;
  readonly isNeeded: boolean;
  /** Which element of the segment it is, that a use may narrow to codes; undefined inside of one. */
  readonly narrowedAt: number | undefined;
}

function isAlways(field: Field): boolean {
  return field.is !== 'unused' && (isList(field) || field.required);
}

function isList(field: Field): boolean {
  return field.is === 'series' || field.is === 'repeat';
}
