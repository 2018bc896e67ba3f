import type { CompiledLoop, CompiledPart } from './compile-loop.ts';
import { hasChildFlag } from './hierarchy.ts';
import { memoryOf } from './memory.ts';
import { partLabel } from './messages.ts';
import type { Level, SegmentWriter } from './write-segment.ts';

/** Takes a segment without its terminator, and the object it was written from. */
export type TakeSegment = (text: string, value: object) => void;

interface Occurrence {
  readonly part: CompiledPart;
  readonly value: object;
  readonly order: number;
}

/** Writes one transaction set's value, loop by loop. */
export class LoopWriter {
  readonly #segments: SegmentWriter;
  readonly #take: TakeSegment;
  #lastLevel = 0;

  constructor(segments: SegmentWriter, take: TakeSegment) {
    this.#segments = segments;
    this.#take = take;
  }

  /** `parent`: the number of the level around this loop. */
  write(loop: CompiledLoop, value: object, parent = ''): void {
    const level = loop.hierarchical ? this.#level(loop, parent, () => holdsLevel(loop, value)) : undefined;
    for (const { part, value: occurrence } of occurrencesOf(loop, value)) {
      this.#occurrence(loop, part, occurrence, level, parent);
    }
  }

  /** The same for a loop whose streamed lists may be streams indeed; gives a turn after each occurrence of one. */
  async *writeStream(loop: CompiledLoop, value: object, parent = ''): AsyncGenerator<undefined, void, undefined> {
    const streams = await streamsOf(loop, value);
    const isLevel = ({ part }: Stream) => part.loop !== undefined && (part.loop.hierarchical || part.loop.holdsLevels);
    const hasChildren = () => streams.some((stream) => isLevel(stream) && !stream.first.done);
    const level = loop.hierarchical ? this.#level(loop, parent, hasChildren) : undefined;
    const streamed = streams.map(({ part }) => part);
    const others = occurrencesOf(loop, value, streamed);
    for (const { part, first, rest } of streams) {
      while (others[0] && others[0].part.position < part.position) {
        const { part: before, value: occurrence } = others.shift() as Occurrence;
        this.#occurrence(loop, before, occurrence, level, parent);
      }
      let count = 0;
      for (let next = first; !next.done; next = await rest.next()) {
        if (++count > part.part.max) throw new Error(`cannot write ${loop.id}: too many of ${partLabel(part)}`);
        const inner = objectOf(next.value, part, loop);
        if (part.loop?.holdsStreams) yield* this.writeStream(part.loop, inner, level?.id ?? parent);
        else this.#occurrence(loop, part, inner, level, parent);
        yield;
      }
      if (count < part.part.min) throw new Error(`cannot write ${loop.id}: ${partLabel(part)} is required`);
    }
    for (const { part, value: occurrence } of others) this.#occurrence(loop, part, occurrence, level, parent);
  }

  #occurrence(loop: CompiledLoop, part: CompiledPart, value: object, level: Level | undefined, parent: string): void {
    if (part.loop) this.write(part.loop, value, level?.id ?? parent);
    else this.#take(this.#segments.write(part.opener, value, loop.id, part.index === 0 ? level : undefined), value);
  }

  #level(loop: CompiledLoop, parent: string, hasChildren: () => boolean): Level {
    this.#lastLevel++;
    const opener = loop.parts[0]?.opener;
    const children = opener && hasChildFlag(opener) ? (hasChildren() ? '1' : '0') : '';
    return { id: String(this.#lastLevel), parent, children };
  }
}

/** A streamed list with its first member, which tells whether there is any. */
interface Stream {
  readonly part: CompiledPart;
  readonly first: IteratorResult<unknown>;
  readonly rest: AsyncIterator<unknown> | Iterator<unknown>;
}

async function streamsOf(loop: CompiledLoop, value: object): Promise<Stream[]> {
  const streams: Stream[] = [];
  for (const part of loop.parts) {
    if (!part.part.streamed) continue;
    const list = (value as Record<string, unknown>)[part.name] ?? [];
    const rest = iteratorOf(list, part, loop);
    streams.push({ part, rest, first: await rest.next() });
  }
  return streams;
}

function iteratorOf(list: unknown, part: CompiledPart, loop: CompiledLoop): Stream['rest'] {
  const given = list as Partial<AsyncIterable<unknown> & Iterable<unknown>>;
  const iterator = given[Symbol.asyncIterator]?.() ?? given[Symbol.iterator]?.();
  if (!iterator) throw new Error(`cannot write ${loop.id}: ${partLabel(part)} is no list`);
  return iterator;
}

/** Whether a level stands somewhere inside. */
function holdsLevel(loop: CompiledLoop, value: object): boolean {
  if (!loop.holdsLevels) return false;
  return occurrencesOf(loop, value).some(
    ({ part, value: inner }) => part.loop && (part.loop.hierarchical || holdsLevel(part.loop, inner)),
  );
}

/** The parts' values in the order of writing: by position, and at one position in the order they were read in. */
function occurrencesOf(loop: CompiledLoop, value: object, except: readonly CompiledPart[] = []): Occurrence[] {
  const occurrences: Occurrence[] = [];
  let isInOrder = true;
  for (const part of loop.requiredParts) {
    if (except.includes(part)) continue;
    const present = (value as Record<string, unknown>)[part.name];
    const isMissing = part.part.list ? asList(present, part, loop).length === 0 : present === undefined;
    if (isMissing) throw new Error(`cannot write ${loop.id}: ${partLabel(part)} is required`);
  }
  for (const name of namesOf(loop, value)) {
    const part = loop.byName.get(name);
    const present = (value as Record<string, unknown>)[name];
    if (!part || present === undefined || except.includes(part)) continue;
    const list = part.part.list ? asList(present, part, loop) : [present];
    if (list.length > part.part.max) throw new Error(`cannot write ${loop.id}: too many of ${partLabel(part)}`);
    // A list keeps its own order, and what is new follows what it stands after.
    let order = -1;
    for (const one of list) {
      const object = objectOf(one, part, loop);
      order = Math.max(order, orderOf(part, object));
      const before = occurrences.at(-1);
      const occurrence = { part, value: object, order };
      isInOrder &&= before === undefined || inOrder(before, occurrence) <= 0;
      occurrences.push(occurrence);
    }
  }
  return isInOrder ? occurrences : occurrences.sort(inOrder);
}

function inOrder(one: Occurrence, other: Occurrence): number {
  return one.part.position - other.part.position || one.order - other.order || one.part.index - other.part.index;
}

/** What to look for in a value: most have few of the parts that a loop can have. */
function namesOf({ byName }: CompiledLoop, value: object): Iterable<string> {
  return Object.getPrototypeOf(value) === Object.prototype ? Object.keys(value) : byName.keys();
}

function objectOf(value: unknown, part: CompiledPart, loop: CompiledLoop): object {
  if (typeof value === 'object' && value !== null) return value;
  throw new Error(`cannot write ${loop.id}: ${partLabel(part)} is no object`);
}

function asList(value: unknown, part: CompiledPart, loop: CompiledLoop): readonly unknown[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw new Error(`cannot write ${loop.id}: ${partLabel(part)} is no list`);
  return value;
}

/** Where the first segment of a part's value stood in its file. */
function orderOf(part: CompiledPart, value: object): number {
  const memory = memoryOf(value);
  if (memory || !part.loop) return memory?.offset ?? -1;
  const first = part.loop.parts[0];
  const opener = first && (value as Record<string, unknown>)[first.name];
  return first && typeof opener === 'object' && opener !== null ? orderOf(first, opener) : -1;
}
