import type { CompiledLoop, CompiledPart } from '../compile-loop.ts';
import type { CompiledSegment } from '../compile-segment.ts';
import type { NotedPart } from '../notes.ts';
import { Reads } from './byte-memory.ts';
import { Code } from './code.ts';
import { type Conditions, conditionsOf, keepsCondition } from './conditions-in-bits.ts';
import type { Cursor } from './cursor.ts';
import { notRight } from './field-reader.ts';
import { type Fields, fieldsOf } from './fields.ts';
import { judgement } from './judge.ts';

/** Whether the rules of a segment hold of its value, of which the fields of some bits are there. */
type Judge = (value: object, present: number, c: Cursor) => boolean;

/** What is asked of a segment. */
class Plan {
  readonly fields: Fields;
  /** Most have none. */
  readonly conditions: Conditions | undefined;
  readonly judge: Judge | undefined;

  constructor(segment: CompiledSegment) {
    this.fields = fieldsOf(segment.fields);
    this.conditions = segment.conditions.length === 0 ? undefined : conditionsOf(segment);
    this.judge = segment.rules.length === 0 ? undefined : judgeOf(segment);
  }
}

function judgeOf({ id, fields, rules }: CompiledSegment): Judge {
  const code = new Code();
  const named = fields.flatMap((field, at) => {
    if (field.is === 'unused') return [];
    const { name } = field;
    const codes = field.is === 'value' ? field.type.codes : undefined;
    return { name, variable: `value[${JSON.stringify(name)}]`, bit: 1 << at, isThere: undefined, codes };
  });
  const judged = judgement('value', 'c.about', rules, named, { low: 'present' }, code, 'return false;');
  return code.compile(`judge${id}`, 'value, present, c', `${judged}\nreturn true;`);
}

/** Reads the segment that a part is or that opens it. What is asked of it is found when it first comes. */
export class PartReader extends Reads implements NotedPart {
  readonly part: CompiledPart;
  /** The loop that its segment stands in: another one where it opens a loop. */
  readonly stands: CompiledLoop;
  #plan: Plan | undefined;

  constructor(part: CompiledPart, outer: CompiledLoop) {
    super();
    this.part = part;
    this.stands = standsIn(part, outer);
  }

  /** Reads the segment at hand and comes to the next one; undefined when it is not plainly right, or not there whole. */
  read(c: Cursor): object | undefined {
    const { memory } = c;
    const known = memory.findSegment(this, c.segmentAt, c.end);
    if (known !== undefined) {
      c.terminator = memory.end;
      c.pass();
      return known;
    }
    const keeps = memory.isSecond;
    c.keeps = keeps;
    const value = this.#readNew(c);
    if (keeps && value !== undefined) memory.keep(this, value);
    return value;
  }

  #readNew(c: Cursor): object | undefined {
    this.#plan ??= new Plan(this.part.opener);
    const { fields, conditions, judge } = this.#plan;
    const base = c.top;
    const present = c.readSegment(fields);
    if (present === notRight) return undefined;
    if (conditions && !this.#keeps(conditions, present, c)) return c.fail(c.terminator);
    const value = c.make(fields, base, present);
    if (judge && !judge(value, present, c)) return c.fail(c.terminator);
    c.pass();
    return value;
  }

  #keeps({ inBits, byTexts }: Conditions, present: number, c: Cursor): boolean {
    return (
      inBits.every((one) => keepsCondition(present, one)) &&
      byTexts.every((one) => c.keepsCondition(this.part.opener.id, one))
    );
  }
}

function standsIn({ loop }: CompiledPart, outer: CompiledLoop): CompiledLoop {
  const [first] = loop?.parts ?? [];
  return loop && first ? standsIn(first, loop) : outer;
}
