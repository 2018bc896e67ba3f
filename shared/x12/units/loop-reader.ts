import type { CompiledLoop, CompiledPart } from '../compile-loop.ts';
import type { Tell } from '../compile-segment.ts';
import { Code } from './code.ts';
import type { Cursor } from './cursor.ts';
import { judgement } from './judge.ts';
import { isAmong, pack } from './packed.ts';
import { PartReader } from './part-reader.ts';
import { bitOf, highOf, lowOf, Shapes } from './shapes.ts';
import { nothing } from './value-reader.ts';

/** Whether the rules of a loop hold of a value of which the parts of some bits are there. */
type Judge = (loop: object, values: readonly unknown[], low: number, high: number, c: Cursor) => boolean;

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
interface Position {
  readonly id: number;
  readonly steps: readonly Step[];
  /** The element by which all of them are told apart; 0 when there is none. */
  readonly element: number;
}

/** How a loop is read: its parts in the order of the guide, each position as long as there are segments for it. */
class Plan {
  readonly first: Step;
  readonly positions: readonly Position[];
  /** Of the parts that must be there, besides the first. */
  readonly needed: readonly number[];
  readonly shapes: Shapes;
  readonly judge: Judge | undefined;
  /** What was read last, by part. A loop never stands in itself, so there is no other at the same time. */
  readonly values: unknown[];
  readonly scope: { readonly loop: CompiledLoop; readonly values: readonly unknown[] };

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
    this.positions = Array.from(Map.groupBy(others, ({ position }) => position).values(), (parts) => {
      const id = parts[0]?.opener.id ?? '';
      const inTurn = loop.byId.get(id)?.filter((one) => parts.includes(one)) ?? [];
      const [element = 0, ...more] = new Set(inTurn.map(({ opener: { tell } }) => tell?.packed && tell.element));
      return { id: pack(id), steps: inTurn.map(stepOf), element: more.length === 0 ? element : 0 };
    });
    this.needed = others.filter(({ part }) => part.min > 0).map(({ index }) => index);
    this.shapes = new Shapes(
      ['values', 'nothing'],
      loop.parts.map(({ name, index, part }) => {
        return { name, from: `values[${index}]${part.list ? ' ?? nothing' : ''}`, bit: bits[index] ?? 0 };
      }),
    );
    this.values = loop.parts.map(() => undefined);
    this.scope = { loop, values: this.values };
    // Rules of a loop that holds streamed ones are asked when it closes.
    this.judge = loop.holdsStreams || loop.loop.rules.length === 0 ? undefined : judgeOf(loop, bits);
  }
}

function judgeOf({ id, parts, loop: { rules } }: CompiledLoop, bits: readonly number[]): Judge {
  const named = parts.map(({ name, index, part }) => ({
    name,
    variable: `values[${index}]`,
    bit: bits[index] ?? 0,
    isThere: part.list ? `values[${index}] !== undefined` : undefined,
    codes: undefined,
  }));
  const code = new Code();
  const judged = judgement('loop', 'c.about', rules, named, { low: 'low', high: 'high' }, code, 'return false;');
  return code.compile<Judge>(`judge${id}`, 'loop, values, low, high, c', `${judged}\nreturn true;`);
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
    const { first, positions, values, scope, shapes, needed, judge } = this.#plan;
    for (let at = 0; at < values.length; at++) values[at] = undefined;
    c.scopes.enter(scope);
    let low = 0;
    let high = 0;
    let step: Step | undefined = first;
    let value: object | undefined = opener;
    for (let at = 0; ; ) {
      if (step.inner) value = step.inner.readOpened(c, value);
      if (value === undefined) return undefined;
      const { index } = step;
      if (!step.isList) values[index] = value;
      else if (values[index] === undefined) values[index] = [value];
      else (values[index] as unknown[]).push(value);
      low |= step.low;
      high |= step.high;
      let next: Step | undefined;
      for (; at < positions.length; at++) {
        const position = positions[at] as Position;
        if (position.id !== c.id) continue;
        next = stepAt(position, c, values);
        if (next) break;
      }
      if (!next) break;
      step = next;
      value = c.isNoting ? c.note(step.reader) : step.reader.read(c);
      if (value === undefined) return undefined;
    }
    for (let at = 0; at < needed.length; at++) if (values[needed[at] as number] === undefined) return c.fail(c.at);
    c.scopes.leave();
    const loop = shapes.of(low, high)(values, nothing);
    if (judge) {
      if (!judge(loop, values, low, high, c)) return c.fail(c.segmentAt);
    } else if (this.#loop.holdsStreams) {
      c.position = step.position;
      c.counts = values.map(countOf);
    }
    return loop;
  }
}

/** What the segment at hand is at a position. */
function stepAt({ steps, element }: Position, c: Cursor, values: readonly unknown[]): Step | undefined {
  const told = element > 0 ? c.tell(element) : 0;
  for (let at = 0; at < steps.length; at++) {
    const step = steps[at] as Step;
    const { tell } = step;
    if (tell && !(element > 0 && tell.packed ? isAmong(tell.packed, told) : c.matches(tell))) continue;
    const there = values[step.index];
    if (there === undefined || (step.isList && (there as unknown[]).length < step.max)) return step;
  }
  return undefined;
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
