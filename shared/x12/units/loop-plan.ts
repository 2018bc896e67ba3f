import type { CompiledLoop, CompiledPart } from '../compile-loop.ts';
import { Judge } from './judge.ts';
import { ObjectMaker } from './object-maker.ts';
import { pack } from './packed.ts';
import { type SegmentPlan, segmentPlanOf } from './segment-plan.ts';

/** A part with what its reader asks of it all the time. */
export class PlannedPart {
  readonly part: CompiledPart;
  readonly index: number;
  readonly position: number;
  readonly max: number;
  readonly isList: boolean;
  /** Its bit among the optional parts that are there; 0 when its property is always there. */
  readonly bit: number;
  readonly isRuled: boolean;
  /** What reads it when it is a segment, and the plan of it when it is a loop: made when they are needed, by few files. */
  segment: SegmentPlan | undefined;
  plan: LoopPlan | undefined;

  constructor(part: CompiledPart, bit: number, isRuled: boolean) {
    this.part = part;
    this.index = part.index;
    this.position = part.position;
    this.max = part.part.max;
    this.isList = part.part.list;
    this.bit = bit;
    this.isRuled = isRuled;
  }

  prepare(): void {
    if (this.part.loop) this.plan = planOf(this.part.loop);
    else this.segment = segmentPlanOf(this.part.opener);
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
  readonly first: PlannedPart;
  /** No value yet for any part. */
  readonly blank: readonly undefined[];
  readonly usesById: ReadonlyMap<number, Uses>;
  readonly required: readonly PlannedPart[];
  /** Only what comes before streamed loops is read, for which there is a frame. */
  readonly isHead: boolean;
  readonly maker: ObjectMaker;
  readonly judge: Judge;
}

const cache = new WeakMap<CompiledLoop, LoopPlan>();

export function planOf(loop: CompiledLoop): LoopPlan {
  const known = cache.get(loop);
  if (known) return known;
  const plan = makePlan(loop);
  cache.set(loop, plan);
  return plan;
}

export function beforeStreams({ parts }: CompiledLoop): readonly CompiledPart[] {
  const first = parts.findIndex((part) => part.part.streamed || part.loop?.holdsStreams);
  return first < 0 ? parts : parts.slice(0, first);
}

function makePlan(loop: CompiledLoop): LoopPlan {
  const own = new Set(beforeStreams(loop));
  const isAlways = (part: CompiledPart) => part.part.list || (part.part.min > 0 && own.has(part));
  let bits = 0;
  const planned = loop.parts.map((part) => {
    const bit = isAlways(part) ? 0 : 2 ** bits++;
    return new PlannedPart(part, bit, loop.ruledParts.has(part.index));
  });
  const [first] = planned;
  if (!first) throw new TypeError(`loop ${loop.id} has no parts`);
  const uses = Array.from(loop.byId, ([id, parts]) => {
    const mine = parts.filter((part) => own.has(part) && part.index > 0);
    return [pack(id), usesOf(mine.flatMap(({ index }) => planned[index] ?? []))] as const;
  });
  return {
    loop,
    first,
    blank: planned.map(() => undefined),
    usesById: new Map(uses.filter(([, { parts }]) => parts.length > 0)),
    required: planned.filter(({ part }) => own.has(part) && part.part.min > 0),
    isHead: loop.holdsStreams,
    maker: new ObjectMaker(
      planned.map(({ part, index, isList, bit }) => ({
        name: part.name,
        from: `values[${index}]${isList ? ' ?? []' : ''}`,
        always: bit === 0,
      })),
    ),
    judge: new Judge(loop.holdsStreams ? [] : loop.loop.rules, loop.parts),
  };
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
