import { componentEnd, elementEnd, repetitionEnd, segmentEnd } from './character-classes.ts';
import type { Cursor } from './cursor.ts';
import {
  codeStep,
  compositeStep,
  dayStep,
  decimalStep,
  type FieldPlan,
  groupsStep,
  moneyStep,
  periodStep,
  repeatStep,
  type Step,
  seriesStep,
  shortDayStep,
  textStep,
  timeStep,
  unusedStep,
  wholeStep,
} from './field-plan.ts';

/** The delimiters, as bits of their classes, that may end a value of a level. */
const endOfElement = (1 << elementEnd) | (1 << segmentEnd);
const endOfRepetition = endOfElement | (1 << repetitionEnd);
const endOfComponent = endOfElement | (1 << componentEnd);
const endOfInnerComponent = endOfComponent | (1 << repetitionEnd);

/** Nothing is there, and that is right. Something wrong is undefined. */
const absent = null;

/** Reads the values of a level into the plan's list; gives the bits of those that are there, or -1. */
export function readFields(
  c: Cursor,
  plan: FieldPlan,
  more: number = elementEnd,
  allowed: number = endOfElement,
): number {
  const { steps, values, tail, filled } = plan;
  const { ends } = c;
  // What is given up in the middle may have left values anywhere.
  plan.filled = steps.length;
  let present = 0;
  let at = 0;
  for (; at < steps.length; at++) {
    if (c.delimiter !== more && at >= tail) break;
    const step = steps[at] as Step;
    let value: unknown = absent;
    if (step.what >= compositeStep) value = readStructure(c, step, more, allowed);
    else if (step.what === unusedStep) value = skip(c, step.count, more, allowed);
    else if (c.delimiter === more) {
      const { from } = c;
      const end = ends[c.next++] as number;
      const kind = end & 7;
      if (((allowed >> kind) & 1) === 0) return -1;
      const to = end >> 3;
      c.delimiter = kind;
      c.from = to + 1;
      if (to > from) value = simpleValue(c, step, from, to, step.isFormed ? values[at - 1] : undefined);
    }
    if (value === undefined) return -1;
    if (value === absent) {
      if (step.required) return -1;
      values[at] = undefined;
    } else {
      values[at] = value;
      present |= step.bit;
    }
  }
  for (let rest = at; rest < filled; rest++) values[rest] = undefined;
  plan.filled = at;
  return present;
}

/** Reads a simple value that stands alone. */
function readOne(c: Cursor, step: Step, more: number, allowed: number): unknown {
  if (c.delimiter !== more) return absent;
  const { from } = c;
  const end = takeEnd(c, allowed);
  if (end < 0) return undefined;
  return end === from ? absent : simpleValue(c, step, from, end, undefined);
}

/** Comes to the end of the next value, which must be one that is allowed; gives its place, or -1. */
function takeEnd(c: Cursor, allowed: number): number {
  const mark = c.ends[c.next++] as number;
  const kind = mark & 7;
  if (((allowed >> kind) & 1) === 0) return -1;
  const end = mark >> 3;
  c.delimiter = kind;
  c.from = end + 1;
  return end;
}

function simpleValue(c: Cursor, step: Step, from: number, to: number, before: unknown): unknown {
  const { min, max } = step;
  switch (step.what) {
    case textStep: {
      const length = to - from;
      if (length < min || length > max || c.bytes[from] === 32 || c.bytes[to - 1] === 32) return undefined;
      const text = step.isShort && length <= 4 ? c.short(from, to) : c.slice(from, to);
      return step.list === undefined || c.isListed(step.list, text) ? text : undefined;
    }
    case codeStep:
      return step.codes?.get(step.isPacked ? c.packed(from, to) : c.text.slice(from, to));
    case moneyStep:
      return unlessNaN(c.money(from, to, min, max));
    case wholeStep:
      return unlessNaN(c.whole(from, to, min, max));
    case decimalStep:
      return unlessNaN(c.decimal(from, to, min, max));
    case dayStep:
      return c.day(from, to);
    case shortDayStep:
      return c.shortDay(from, to);
    case timeStep:
      return c.time(from, to, min, max);
    case periodStep:
      return step.type && c.period(before as string | undefined, from, to, step.type);
    default:
      return undefined;
  }
}

function unlessNaN(value: number): number | undefined {
  return Number.isNaN(value) ? undefined : value;
}

/** Passes over places that must be empty. */
function skip(c: Cursor, places: number, more: number, allowed: number): unknown {
  for (let place = 0; place < places && c.delimiter === more; place++) {
    const { from } = c;
    if (takeEnd(c, allowed) !== from) return undefined;
  }
  return absent;
}

function readStructure(c: Cursor, step: Step, more: number, allowed: number): unknown {
  switch (step.what) {
    case compositeStep:
      return readComposite(c, step, more, allowed);
    case seriesStep:
      return readSeries(c, step, more, allowed);
    case groupsStep:
      return readGroups(c, step, more, allowed);
    case repeatStep:
      return readRepeat(c, step);
    default:
      return undefined;
  }
}

function readComposite(c: Cursor, { inner }: Step, more: number, allowed: number): unknown {
  if (c.delimiter !== more || !inner) return absent;
  const { from, ends, composites } = c;
  let { next } = c;
  let end = ends[next] as number;
  while ((end & 7) === componentEnd) end = ends[++next] as number;
  if (((allowed >> (end & 7)) & 1) === 0) return undefined;
  const known = end >> 3 === from ? absent : composites.find(inner.reads, from, end >> 3);
  if (known !== undefined) {
    c.next = next + 1;
    c.delimiter = end & 7;
    c.from = (end >> 3) + 1;
    return known;
  }
  const { isSecond } = composites;
  const { keeps } = c;
  c.keeps ||= isSecond;
  const value = readComponents(c, inner, allowed);
  c.keeps = keeps;
  if (isSecond && value !== undefined) composites.keep(inner.reads, value);
  return value;
}

function readComponents(c: Cursor, inner: FieldPlan, allowed: number): object | undefined {
  c.delimiter = componentEnd;
  const present = readFields(c, inner, componentEnd, allowed === endOfElement ? endOfComponent : endOfInnerComponent);
  // Neither more components than there are, nor empty ones at the end.
  if (present < 0 || c.delimiter === componentEnd || !c.endsWithText()) return undefined;
  return inner.shapes.of(present, 0).make(inner.values);
}

/** Members fill the first places; an empty one before another is a fault. */
function readSeries(c: Cursor, { member, count, required }: Step, more: number, allowed: number): unknown {
  const start = c.top;
  let gap = false;
  for (let place = 0; place < count && c.delimiter === more && member; place++) {
    const value = member.inner ? readComposite(c, member, more, allowed) : readOne(c, member, more, allowed);
    if (value === undefined) return undefined;
    if (value === absent) gap = true;
    else if (gap) return undefined;
    else c.push(value);
  }
  return required && c.top === start ? undefined : c.list(start);
}

function readGroups(c: Cursor, { inner, count, required }: Step, more: number, allowed: number): unknown {
  const start = c.top;
  let gap = false;
  for (let place = 0; place < count && c.delimiter === more && inner; place++) {
    const present = readFields(c, inner, more, allowed);
    if (present < 0) return undefined;
    const { values, needed } = inner;
    if (values.every(isAbsent)) gap = true;
    else if (gap || !needed.every((at) => values[at] !== undefined)) return undefined;
    else c.push(inner.shapes.of(present, 0).make(values));
  }
  return required && c.top === start ? undefined : c.list(start);
}

function isAbsent(value: unknown): boolean {
  return value === undefined;
}

function readRepeat(c: Cursor, { member, count, required }: Step): unknown {
  const start = c.top;
  if (c.delimiter === elementEnd && member) {
    const mark = c.ends[c.next] as number;
    if (mark >> 3 === c.from && ((endOfElement >> (mark & 7)) & 1) === 1) takeEnd(c, endOfElement);
    else {
      c.delimiter = repetitionEnd;
      while (c.delimiter === repetitionEnd) {
        if (c.top - start === count) return undefined;
        const value = member.inner
          ? readComposite(c, member, repetitionEnd, endOfRepetition)
          : readOne(c, member, repetitionEnd, endOfRepetition);
        if (value === undefined || value === absent) return undefined;
        c.push(value);
      }
    }
  }
  return required && c.top === start ? undefined : c.list(start);
}
