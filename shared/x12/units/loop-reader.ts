import type { CompiledLoop, CompiledPart } from '../compile-loop.ts';
import type { Tell } from '../compile-segment.ts';
import { Code } from './code.ts';
import type { Cursor } from './cursor.ts';
import { judgement } from './judge.ts';
import { PackedTable, pack } from './packed.ts';
import { PartReader } from './part-reader.ts';
import { bitOf, highOf, lowOf, Shapes } from './shapes.ts';
import { nothing } from './value-reader.ts';

/** Whether the rules of a loop hold of a value of which the parts of some bits are there. */
type Judge = (loop: object, base: number, low: number, high: number, c: Cursor) => boolean;

/** A part of a loop, and how what it is is read. */
class Step {
  readonly reader: PartReader;
  /** Of a loop inside: what follows its opening segment. */
  readonly inner: LoopReader | undefined;
  readonly index: number;
  readonly position: number;
  readonly isList: boolean;
  readonly max: number;
  readonly tell: Tell | undefined;
  /** Its bit among the optional parts that are there. */
  readonly low: number;
  readonly high: number;

  constructor(part: CompiledPart, outer: CompiledLoop, bit: number) {
    this.reader = new PartReader(part, outer);
    this.inner = part.loop && loopReader(part.loop);
    this.index = part.index;
    this.position = part.position;
    this.isList = part.part.list;
    this.max = part.part.max;
    this.tell = part.opener.tell;
    this.low = lowOf(bit);
    this.high = highOf(bit);
  }
}

/** The parts of one position, which all open with the same segment. */
class Position {
  readonly at: number;
  /** Those that any such segment may be; the others by the code of an element, where it is one for all of them. */
  readonly #steps: readonly Step[];
  readonly #element: number;
  readonly #byCode: PackedTable<readonly Step[]> | undefined;
  /** The next one that opens with the same segment. */
  readonly later: Position | undefined;

  /** `steps`: in the order in which they are asked. */
  constructor(steps: readonly Step[], later: Position | undefined) {
    this.at = steps[0]?.position ?? 0;
    this.later = later;
    const [element = 0, ...more] = new Set(steps.map(({ tell }) => tell?.packed && tell.element));
    this.#steps = steps;
    this.#element = more.length === 0 ? element : 0;
    const codes = new Set(steps.flatMap(({ tell }) => tell?.packed ?? []));
    if (this.#element === 0) return;
    this.#byCode = new PackedTable(
      Array.from(codes, (code) => [code, steps.filter(({ tell }) => tell?.packed?.includes(code))]),
    );
  }

  /** What the segment at hand is here; undefined when it is nothing for which there is room. */
  stepFor(c: Cursor, base: number): Step | undefined {
    const table = this.#byCode;
    const steps = table ? table.get(c.tell(this.#element)) : this.#steps;
    if (!steps) return undefined;
    for (let at = 0; at < steps.length; at++) {
      const step = steps[at] as Step;
      if (!table && step.tell && !c.matches(step.tell)) continue;
      const there = c.stack[base + step.index];
      if (there === undefined || (step.isList && (there as unknown[]).length < step.max)) return step;
    }
    return undefined;
  }
}

/** How a loop is read: its parts in the order of the guide, each position as long as there are segments for it. */
class Plan {
  readonly first: Step;
  /** By packed segment id: the first position that opens with it. */
  readonly positions: PackedTable<Position>;
  /** Of the parts that must be there, besides the first. */
  readonly needed: readonly number[];
  readonly shapes: Shapes;
  readonly judge: Judge | undefined;

  constructor(loop: CompiledLoop) {
    // A stream's lists are never read here.
    const own = beforeStreams(loop);
    const [first, ...others] = own;
    if (!first) throw new TypeError(`loop ${loop.id} has no parts to read`);
    let optional = 0;
    const bits = loop.parts.map(({ part }, at) =>
      part.list || (part.min > 0 && at < own.length) ? 0 : bitOf(optional++),
    );
    const stepOf = (part: CompiledPart) => new Step(part, loop, bits[part.index] ?? 0);
    this.first = stepOf(first);
    const positions = new Map<number, Position>();
    for (const parts of Map.groupBy(others.toReversed(), ({ position }) => position).values()) {
      const { id } = (parts[0] as CompiledPart).opener;
      const inTurn = loop.byId.get(id)?.filter((one) => parts.includes(one)) ?? [];
      positions.set(pack(id), new Position(inTurn.map(stepOf), positions.get(pack(id))));
    }
    this.positions = new PackedTable(positions);
    this.needed = others.filter(({ part }) => part.min > 0).map(({ index }) => index);
    this.shapes = new Shapes(
      loop.parts.map(({ name, index, part }) => ({ name, index, isList: part.list, bit: bits[index] ?? 0 })),
    );
    // Rules of a loop that holds streamed ones are asked when it closes.
    this.judge = loop.holdsStreams || loop.loop.rules.length === 0 ? undefined : judgeOf(loop, bits);
  }
}

function judgeOf({ id, parts, loop: { rules } }: CompiledLoop, bits: readonly number[]): Judge {
  const named = parts.map(({ name, index, part }) => ({
    name,
    variable: `c.stack[base + ${index}]`,
    bit: bits[index] ?? 0,
    isThere: part.list ? `c.stack[base + ${index}] !== undefined` : undefined,
    codes: undefined,
  }));
  const code = new Code();
  const judged = judgement('loop', 'c.about', rules, named, { low: 'low', high: 'high' }, code, 'return false;');
  return code.compile<Judge>(`judge${id}`, 'loop, base, low, high, c', `${judged}\nreturn true;`);
}

/**
 * Reads a loop up to the first segment that has no place in it; gives undefined when that was not plainly right. Of a
 * loop that holds streamed loops it reads what comes before them, and leaves in the cursor what a frame must know. All
 * loops are read by the same code, so that it is soon optimized.
 */
export class LoopReader {
  readonly #loop: CompiledLoop;
  readonly #first: PartReader;
  #plan: Plan | undefined;

  constructor(loop: CompiledLoop) {
    const [first] = loop.parts;
    if (!first) throw new TypeError(`loop ${loop.id} has no parts`);
    this.#loop = loop;
    this.#first = new PartReader(first, loop);
  }

  /** At a cursor that stands at its opening segment. */
  read(c: Cursor): object | undefined {
    const opener = c.isNoting ? c.note(this.#first) : this.#first.read(c);
    return opener && this.readOpened(c, opener);
  }

  /** At a cursor that stands behind it. How it is read is found when it first comes. */
  readOpened(c: Cursor, opener: object): object | undefined {
    this.#plan ??= new Plan(this.#loop);
    const { first, positions, shapes, needed, judge } = this.#plan;
    const { stack, top: base } = c;
    c.top = base + this.#loop.parts.length;
    for (let slot = base; slot < c.top; slot++) stack[slot] = undefined;
    c.scopes.enter(this.#loop, base);
    let low = 0;
    let high = 0;
    let step: Step | undefined = first;
    let value: object | undefined = opener;
    for (;;) {
      if (step.inner) value = step.inner.readOpened(c, value);
      if (value === undefined) return undefined;
      const slot = base + step.index;
      stack[slot] = step.isList ? extended(stack[slot] as unknown[] | undefined, value) : value;
      low |= step.low;
      high |= step.high;
      let next: Step | undefined;
      for (let position = positions.get(c.id); position && !next; position = position.later) {
        if (position.at >= step.position) next = position.stepFor(c, base);
      }
      if (!next) break;
      step = next;
      value = c.isNoting ? c.note(step.reader) : step.reader.read(c);
      if (value === undefined) return undefined;
    }
    for (let at = 0; at < needed.length; at++)
      if (stack[base + (needed[at] as number)] === undefined) return c.fail(c.at);
    c.scopes.leave();
    const loop = shapes.of(low, high)(stack, base, nothing);
    if (judge) {
      if (!judge(loop, base, low, high, c)) return c.fail(c.segmentAt);
    } else if (this.#loop.holdsStreams) {
      c.position = step.position;
      c.counts = stack.slice(base, base + this.#loop.parts.length).map(countOf);
    }
    c.top = base;
    return loop;
  }
}

/** Most lists have one member or two: what grows is given room for seventeen more. */
function extended(list: unknown[] | undefined, value: unknown): unknown[] {
  if (list === undefined) return [value];
  if (list.length === 1) return [list[0], value];
  list.push(value);
  return list;
}

function countOf(value: unknown): number {
  if (value === undefined) return 0;
  return Array.isArray(value) ? value.length : 1;
}

const cache = new WeakMap<CompiledLoop, LoopReader>();

export function loopReader(loop: CompiledLoop): LoopReader {
  const known = cache.get(loop) ?? new LoopReader(loop);
  cache.set(loop, known);
  return known;
}

/** The parts that are read as a whole: those before loops that are streamed, or numbered (HL). */
export function beforeStreams({ parts }: CompiledLoop): readonly CompiledPart[] {
  const first = parts.findIndex(({ part, loop }) => part.streamed || loop?.holdsStreams || loop?.hierarchical);
  return first < 0 ? parts : parts.slice(0, first);
}
