import type { CompiledLoop, CompiledPart } from '../compile-loop.ts';
import { newReads, type Reads } from './byte-memory.ts';
import { Judged } from './judge.ts';
import { idBit, pack } from './packed.ts';
import { type SegmentPlan, segmentPlanOf } from './segment-plan.ts';
import { bitOf, highOf, lowOf, Shapes } from './shapes.ts';

/** A part with what its reader asks of it all the time. */
export class PlannedPart {
  readonly part: CompiledPart;
  readonly index: number;
  readonly position: number;
  readonly max: number;
  readonly isList: boolean;
  /** Its bit among the optional parts that are there; 0 when its property is always there. */
  readonly bit: number;
  readonly low: number;
  readonly high: number;
  /** Whether no other part of the loop opens with such a segment: what was read as this part once always is, if it fits. */
  readonly isSole: boolean;
  /** The loop that its segment stands in: another one where it opens a loop. */
  readonly stands: CompiledLoop;
  #segment: SegmentPlan | undefined;
  #plan: LoopPlan | undefined;

  constructor(part: CompiledPart, about: Pick<PlannedPart, 'bit' | 'isSole' | 'stands'>) {
    this.part = part;
    this.index = part.index;
    this.position = part.position;
    this.max = part.part.max;
    this.isList = part.part.list;
    this.bit = about.bit;
    this.low = lowOf(about.bit);
    this.high = highOf(about.bit);
    this.isSole = about.isSole;
    this.stands = about.stands;
  }

  /** What reads the segment that it is or that opens it. Plans are made when they are needed, by few files. */
  get segment(): SegmentPlan {
    this.#segment ??= segmentPlanOf(this.part.opener);
    return this.#segment;
  }

  /** The plan of the loop that it is. */
  get plan(): LoopPlan | undefined {
    if (this.part.loop) this.#plan ??= planOf(this.part.loop);
    return this.#plan;
  }
}

/** The parts of a loop that open with one segment id, in the order in which they are tried. */
export interface Uses {
  /** Those that a code may be, where one element tells all of them apart. */
  readonly byCode: ReadonlyMap<number, readonly PlannedPart[]> | undefined;
  /** That element. */
  readonly element: number;
  readonly parts: readonly PlannedPart[];
}

export interface LoopPlan {
  readonly loop: CompiledLoop;
  /** Tells its segments in memory from those of other loops. */
  readonly reads: Reads;
  /** A bit for each id of a segment that it may go on with: others with the same bit are rare. */
  readonly ids: number;
  readonly first: PlannedPart;
  /** What was read last, by part, and which parts that were. */
  readonly values: unknown[];
  readonly filled: Int32Array;
  count: number;
  readonly usesById: ReadonlyMap<number, Uses>;
  readonly required: readonly PlannedPart[];
  /** Only what comes before streamed loops is read, for which there is a frame. */
  readonly isHead: boolean;
  readonly shapes: Shapes;
}

const cache = new WeakMap<CompiledLoop, LoopPlan>();

export function planOf(loop: CompiledLoop): LoopPlan {
  const known = cache.get(loop);
  if (known) return known;
  const plan = makePlan(loop);
  cache.set(loop, plan);
  return plan;
}

/** The parts that are read as a whole: those before loops that are streamed, or numbered (HL). */
export function beforeStreams({ parts }: CompiledLoop): readonly CompiledPart[] {
  const first = parts.findIndex(({ part, loop }) => part.streamed || loop?.holdsStreams || loop?.hierarchical);
  return first < 0 ? parts : parts.slice(0, first);
}

function makePlan(loop: CompiledLoop): LoopPlan {
  const own = new Set(beforeStreams(loop));
  const isAlways = (part: CompiledPart) => part.part.list || (part.part.min > 0 && own.has(part));
  let bits = 0;
  const planned = loop.parts.map((part) => {
    const bit = isAlways(part) ? 0 : bitOf(bits++);
    return new PlannedPart(part, { bit, isSole: isSole(part, loop), stands: standsIn(part, loop) });
  });
  const [first] = planned;
  if (!first) throw new TypeError(`loop ${loop.id} has no parts`);
  const uses = Array.from(loop.byId, ([id, parts]) => {
    const mine = parts.filter((part) => own.has(part) && part.index > 0);
    return [pack(id), usesOf(mine.flatMap(({ index }) => planned[index] ?? []))] as const;
  }).filter(([, { parts }]) => parts.length > 0);
  const names = planned.map(({ part, bit, isList }) => ({ name: part.name, bit, isList }));
  return {
    loop,
    reads: newReads(),
    ids: uses.reduce((ids, [id]) => ids | (1 << idBit(id)), 0),
    first,
    values: planned.map(() => undefined),
    filled: new Int32Array(planned.length),
    count: 0,
    usesById: new Map(uses),
    required: planned.filter(({ part }) => own.has(part) && part.part.min > 0),
    isHead: loop.holdsStreams,
    shapes: new Shapes(
      planned.map(({ part, index, isList, bit }) => ({
        name: part.name,
        from: `values[${index}]${isList ? ' ?? nothing' : ''}`,
        bit,
      })),
      loop.holdsStreams ? [] : loop.loop.rules.map((rule) => new Judged(rule, names)),
    ),
  };
}

/** Whether all segments that may be a part can be none other. */
function isSole({ index, opener }: CompiledPart, { byId }: CompiledLoop): boolean {
  const others = byId.get(opener.id)?.filter((other) => other.index !== index && other.index > 0) ?? [];
  if (others.length === 0) return true;
  const { packed, element } = opener.tell ?? {};
  return others.every(
    ({ opener: { tell } }) => tell?.element === element && packed && tell?.packed?.isDisjointFrom(packed),
  );
}

function standsIn({ loop }: CompiledPart, outer: CompiledLoop): CompiledLoop {
  const [first] = loop?.parts ?? [];
  return loop && first ? standsIn(first, loop) : outer;
}

function usesOf(parts: readonly PlannedPart[]): Uses {
  const element = parts[0]?.part.opener.tell?.element ?? 0;
  const byCode = new Map<number, PlannedPart[]>();
  for (const planned of parts) {
    const { tell } = planned.part.opener;
    if (!tell?.packed || tell.element !== element) return { byCode: undefined, element: 0, parts };
    for (const code of tell.packed) byCode.set(code, [...(byCode.get(code) ?? []), planned]);
  }
  return { byCode, element, parts };
}
