import type { CompiledLoop, CompiledPart } from '../compile-loop.ts';
import { Code } from './code.ts';
import type { Cursor } from './cursor.ts';
import { judgement } from './judge.ts';
import { pack } from './packed.ts';
import { PartReader } from './part-reader.ts';
import { bitOf, highOf, lowOf, Shapes } from './shapes.ts';
import { nothing } from './value-reader.ts';

/** Reads what follows the opening segment of a loop, whose value it is given. */
type ReadOpened = (c: Cursor, opener: object) => object | undefined;

/**
 * Reads a loop up to the first segment that has no place in it; gives undefined when that was not plainly right. Of a
 * loop that holds streamed loops it reads what comes before them, and leaves in the cursor what a frame must know.
 */
export class LoopReader {
  readonly #loop: CompiledLoop;
  readonly #first: PartReader;
  #readOpened: ReadOpened | undefined;

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

  /** At a cursor that stands behind it. Its code is made when it first comes. */
  readOpened(c: Cursor, opener: object): object | undefined {
    this.#readOpened ??= new LoopCode(this.#loop).compile();
    return this.#readOpened(c, opener);
  }
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

/** Codes up to which to compare with each is faster than to look one up. */
const mostCompared = 8;

/** Writes the code that reads a loop: its parts in the order of the guide, each position as long as there are segments for it. */
class LoopCode {
  readonly #loop: CompiledLoop;
  readonly #code = new Code();
  /** What is read: a stream's lists never are. */
  readonly #own: readonly CompiledPart[];
  /** By part: its bit among the optional ones that are there; 0 when its property is always there. */
  readonly #bits: readonly number[];
  /** What was read last, by part. A loop never stands in itself, so there is no other at the same time. */
  readonly #values: unknown[];

  constructor(loop: CompiledLoop) {
    this.#loop = loop;
    this.#own = beforeStreams(loop);
    let optional = 0;
    this.#bits = loop.parts.map((part) =>
      part.part.list || (part.part.min > 0 && this.#own.includes(part)) ? 0 : bitOf(optional++),
    );
    this.#values = loop.parts.map(() => undefined);
  }

  compile(): ReadOpened {
    const { id, parts, holdsStreams } = this.#loop;
    const [first, ...others] = this.#own;
    if (!first) throw new TypeError(`loop ${id} has no parts to read`);
    const positions = Map.groupBy(others, ({ position }) => position);
    return this.#code.compile<ReadOpened>(
      `read${id}`,
      'c, value',
      `const values = ${this.#code.refer(this.#values)};
      for (let at = 0; at < ${parts.length}; at++) values[at] = undefined;
      c.scopes.enter(${this.#code.refer({ loop: this.#loop, values: this.#values })});
      let low = 0, high = 0, told = 0, position = 0;
      ${this.#put(first)}
      ${Array.from(positions.values(), (some) => this.#position(some)).join('\n')}
      ${this.#missing()}
      c.scopes.leave();
      const loop = ${this.#object()};
      ${holdsStreams ? `c.position = position;\nc.counts = ${this.#code.refer(countsOf)}(values);` : this.#judgement()}
      return loop;`,
    );
  }

  /** Puts a segment, or the loop that it opens, where it belongs. */
  #put({ index, part, position, loop }: CompiledPart): string {
    const bit = this.#bits[index] ?? 0;
    const inner = loop
      ? `value = ${this.#code.refer(loopReader(loop))}.readOpened(c, value);\nif (value === undefined) return undefined;`
      : '';
    const put = part.list
      ? `if (values[${index}] === undefined) values[${index}] = [value]; else values[${index}].push(value);`
      : `values[${index}] = value;`;
    return `${inner}\n${put}\nlow |= ${lowOf(bit)};\nhigh |= ${highOf(bit)};\nposition = ${position};`;
  }

  /** Reads the parts of one position, which all open with the same segment id. */
  #position(parts: readonly CompiledPart[]): string {
    const id = parts[0]?.opener.id ?? '';
    const inTurn = this.#loop.byId.get(id)?.filter((one) => parts.includes(one)) ?? [];
    const element = inTurn[0]?.opener.tell?.element ?? 0;
    const isOne = inTurn.every(({ opener: { tell } }) => tell === undefined || tell.element === element);
    const choices = inTurn.map((part) => {
      const reader = this.#code.refer(new PartReader(part, this.#loop));
      return `if (${[hasRoom(part), ...this.#isTold(part, isOne)].join(' && ')}) {
        value = c.isNoting ? c.note(${reader}) : ${reader}.read(c);
        if (value === undefined) return undefined;
        ${this.#put(part)}
      }`;
    });
    return `while (c.id === ${pack(id)}) {
      ${isOne && element > 0 ? `told = c.tell(${element});` : ''}
      ${choices.join(' else ')} else break;
    }`;
  }

  /** The condition that the codes of the segment are those of a part. `isOne`: one element tells all parts apart. */
  #isTold({ opener: { tell } }: CompiledPart, isOne: boolean): string[] {
    if (!tell) return [];
    if (!isOne || !tell.packed) return [`c.matches(${this.#code.refer(tell)})`];
    const codes = [...tell.packed];
    if (codes.length > mostCompared) return [`${this.#code.refer(tell.packed)}.has(told)`];
    return [`(${codes.map((one) => `told === ${one}`).join(' || ')})`];
  }

  #missing(): string {
    const needed = this.#own.filter(({ part, index }) => part.min > 0 && index > 0);
    if (needed.length === 0) return '';
    return `if (${needed.map(({ index }) => `values[${index}] === undefined`).join(' || ')}) return c.fail(c.at);`;
  }

  #object(): string {
    const empty = this.#code.refer(nothing);
    const properties = this.#loop.parts.map(({ name, index, part }) => ({
      name,
      from: `values[${index}]${part.list ? ' ?? nothing' : ''}`,
      bit: this.#bits[index] ?? 0,
    }));
    return new Shapes([`values`, `nothing`], properties).expression(this.#code, ['values', empty], 'low', 'high');
  }

  #judgement(): string {
    const named = this.#loop.parts.map(({ name, index, part }) => ({
      name,
      variable: `values[${index}]`,
      bit: this.#bits[index] ?? 0,
      isThere: part.list ? `values[${index}] !== undefined` : undefined,
      codes: undefined,
    }));
    const sets = { low: 'low', high: 'high' };
    const { rules } = this.#loop.loop;
    return judgement('loop', 'c.about', rules, named, sets, this.#code, 'return c.fail(c.segmentAt);');
  }
}

function hasRoom({ index, part: { list, max } }: CompiledPart): string {
  if (!list) return `values[${index}] === undefined`;
  return max === Number.POSITIVE_INFINITY
    ? 'true'
    : `(values[${index}] === undefined || values[${index}].length < ${max})`;
}

function countsOf(values: readonly unknown[]): number[] {
  return values.map((one) => (Array.isArray(one) ? one.length : one === undefined ? 0 : 1));
}
