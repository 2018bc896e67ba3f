import { type CompiledSegment, compileSegment } from './compile-segment.ts';
import { isSameTally } from './loop-notation.ts';
import type { Loop, Part, Segment, Tally } from './notation.ts';
import { pack } from './units/packed.ts';

export interface CompiledPart {
  readonly name: string;
  readonly index: number;
  /** Adjacent parts that open with the same segment id share one. */
  readonly position: number;
  readonly part: Part;
  /** The segment that opens it, or is it. */
  readonly opener: CompiledSegment;
  readonly loop: CompiledLoop | undefined;
}

export interface CompiledLoop {
  readonly loop: Loop;
  readonly id: string;
  readonly parts: readonly CompiledPart[];
  /** The parts that open with a segment id, by position; those told apart by codes before those that take any. */
  readonly byId: ReadonlyMap<string, readonly CompiledPart[]>;
  /** The same by packed segment id, for what is read as a whole. */
  readonly byPackedId: ReadonlyMap<number, readonly CompiledPart[]>;
  readonly requiredParts: readonly CompiledPart[];
  readonly byName: ReadonlyMap<string, CompiledPart>;
  /** What it is that each part is. */
  readonly partOf: ReadonlyMap<Segment | Loop, CompiledPart>;
  /** The parts that rules are reported at. */
  readonly ruledParts: ReadonlySet<number>;
  /** What its rules count of the loops inside, each once. */
  readonly tallies: readonly Tally[];
  /** Whether it opens with an HL. */
  readonly hierarchical: boolean;
  /** Whether an `each` loop lies somewhere inside. */
  readonly holdsStreams: boolean;
  /** The loops inside that `each` names. */
  readonly streamedLoops: ReadonlySet<CompiledLoop>;
  /** Whether a loop inside opens with an HL. */
  readonly holdsLevels: boolean;
  /** Every segment id in use inside. */
  readonly segmentIds: ReadonlySet<string>;
}

/** Takes the place of a loop that the guide does not know. */
export const unknownLoop: CompiledLoop = {
  loop: { id: '', parts: {}, rules: [] },
  id: '',
  parts: [],
  byId: new Map(),
  byPackedId: new Map(),
  requiredParts: [],
  byName: new Map(),
  partOf: new Map(),
  ruledParts: new Set(),
  tallies: [],
  hierarchical: false,
  holdsStreams: false,
  holdsLevels: false,
  streamedLoops: new Set(),
  segmentIds: new Set(),
};

/** What stands after all parts of a loop. */
export const endOfLoop = { index: Number.POSITIVE_INFINITY, position: Number.POSITIVE_INFINITY } as const;

/** `each` loops that hold no other `each` loop are the items of the stream. */
export function isItem(part: CompiledPart): boolean {
  return part.part.streamed && part.loop !== undefined && !part.loop.holdsStreams;
}

/** The guide itself is no loop that a place could name. */
export function loopId(loop: CompiledLoop): string | undefined {
  return 'set' in loop.loop ? undefined : loop.id;
}

function isLoop(of: Segment | Loop): of is Loop {
  return 'parts' in of;
}

function compileParts(loop: Loop): CompiledPart[] {
  const parts: CompiledPart[] = [];
  let position = -1;
  for (const [name, part] of Object.entries(loop.parts)) {
    const inner = isLoop(part.of) ? compileLoop(part.of) : undefined;
    const opener = isLoop(part.of) ? inner?.parts[0]?.opener : compileSegment(part.of);
    if (!opener) throw new TypeError(`loop ${loop.id} has a part without segments: ${name}`);
    if (opener.id !== parts.at(-1)?.opener.id) position++;
    parts.push({ name, index: parts.length, position, part, opener, loop: inner });
  }
  return parts;
}

function talliesOf({ rules }: Loop): Tally[] {
  const all = rules.flatMap(({ tally }) => tally ?? []);
  return all.filter((tally, index) => all.findIndex((one) => isSameTally(one, tally)) === index);
}

const cache = new WeakMap<Loop, CompiledLoop>();

/** The lookup tables of a loop or guide, made once. */
export function compileLoop(loop: Loop): CompiledLoop {
  const known = cache.get(loop);
  if (known) return known;
  const parts = compileParts(loop);
  const byId = groupById(parts);
  const inner = parts.flatMap((part) => part.loop ?? []);
  const streamed = parts.flatMap((part) => (part.loop && part.part.streamed ? part.loop : []));
  const compiled: CompiledLoop = {
    loop,
    id: loop.id,
    parts,
    byId,
    byPackedId: new Map(Array.from(byId, ([id, uses]) => [pack(id), uses])),
    requiredParts: parts.filter((part) => part.part.min > 0),
    byName: new Map(parts.map((part) => [part.name, part])),
    // The first, where one segment is several parts.
    partOf: new Map(parts.toReversed().map((part) => [part.part.of, part])),
    ruledParts: new Set(
      parts
        .filter((part) => loop.rules.some((rule) => 'at' in rule && rule.at === part.name))
        .map((part) => part.index),
    ),
    tallies: talliesOf(loop),
    hierarchical: parts[0]?.opener.id === 'HL' && parts[0].loop === undefined,
    holdsStreams: streamed.length > 0 || inner.some((one) => one.holdsStreams),
    holdsLevels: inner.some((one) => one.hierarchical || one.holdsLevels),
    streamedLoops: new Set([...streamed, ...inner.flatMap((one) => [...one.streamedLoops])]),
    segmentIds: new Set([...byId.keys(), ...inner.flatMap((one) => [...one.segmentIds])]),
  };
  cache.set(loop, compiled);
  return compiled;
}

/** A loop that takes all that any of several takes, in any order: what an opening segment of no known code may open. */
export function anyOf(loops: readonly CompiledLoop[]): CompiledLoop {
  const parts = loops
    .flatMap((loop) => loop.parts.slice(1))
    // From 1: the opening segment is the part 0.
    .map((part, at) => ({
      ...part,
      index: at + 1,
      position: 0,
      part: { ...part.part, max: Number.POSITIVE_INFINITY },
    }));
  return { ...unknownLoop, parts, byId: groupById(parts) };
}

function groupById(parts: readonly CompiledPart[]): ReadonlyMap<string, readonly CompiledPart[]> {
  const takesAny = (part: CompiledPart) => (part.opener.tell ? 0 : 1);
  const byId = new Map<string, CompiledPart[]>();
  for (const part of parts) byId.set(part.opener.id, [...(byId.get(part.opener.id) ?? []), part]);
  for (const uses of byId.values()) uses.sort((a, b) => a.position - b.position || takesAny(a) - takesAny(b));
  return byId;
}
