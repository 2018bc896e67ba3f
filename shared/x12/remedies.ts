import { type CompiledLoop, type CompiledPart, loopId } from './compile-loop.ts';
import type { ElementRemedy } from './element-remedy.ts';
import type { Frame } from './frame.ts';
import { isThere } from './given.ts';
import type { Place, Remedy, Spot } from './issue.ts';
import type { Rule } from './loop-notation.ts';
import { memoryOf, type Standing } from './memory.ts';
import { spotOf } from './places.ts';

type Value = Readonly<Record<string, unknown>>;

/** A loop that was judged, or one inside of it. */
interface Occurrence {
  readonly loop: CompiledLoop;
  readonly value: Value;
  readonly around: Occurrence | undefined;
}

/** How a segment of a loop, or of one around it, stood in the file. */
export function standingOf(segment: object, frame: Frame): Standing | undefined {
  for (let open: Frame | undefined = frame; open; open = open.owner) {
    const noted = open.notes?.standingOf(segment);
    if (noted) return noted;
  }
  return memoryOf(segment)?.standing;
}

/** What stands of a part, each in turn. */
function valuesOf({ name }: CompiledPart, value: Value): readonly Value[] {
  const one = value[name] as Value | readonly Value[] | undefined;
  return one === undefined ? [] : Array.isArray(one) ? one : [one as Value];
}

/** The segment that opens what a part is, where it was read. */
export function openerOf(part: CompiledPart, value: Value): object | undefined {
  const [first] = valuesOf(part, value);
  const [inner] = part.loop?.parts ?? [];
  return first && inner ? openerOf(inner, first) : first;
}

/** Of an element, by itself or with the whole of its segment. */
export function remedyAt(
  { element = 0, component, ...segment }: Place,
  { must, whole, trigger }: ElementRemedy,
): Remedy {
  const at = { element, ...(component !== undefined && { component }) };
  const what = spotOf(segment, segment.loop, whole ? undefined : at);
  return { must, what, trigger: spotOf(segment, segment.loop, trigger ?? at) };
}

/** Says what mends the rules that a loop breaks. What is missing and what must go follows from where they find fault. */
export class Remedies {
  readonly #frame: Frame;
  readonly #root: Occurrence;
  /** Of each segment, the loop that it stands in. */
  #bySegment: Map<unknown, Occurrence> | undefined;

  constructor(frame: Frame) {
    this.#frame = frame;
    this.#root = { loop: frame.loop, value: frame.value(), around: undefined };
  }

  /** Of a rule that finds a segment at fault, or its element. */
  of({ asksFor, forbids }: Rule<unknown>, spot: Spot, segment?: object, path?: string): Remedy | undefined {
    const within = this.#occurrenceOf(segment);
    if (asksFor !== undefined) {
      const [owner, part] = partAround(within, asksFor) ?? partAround(this.#root, asksFor) ?? [];
      if (!owner || !part) throw new TypeError(`loop ${this.#root.loop.id} knows no part ${asksFor}`);
      // Where the part itself is at fault, it is there.
      if (owner.value[asksFor] !== segment) return { must: 'come', what: this.#dueIn(owner, part), trigger: spot };
    }
    if (forbids === 'loop') return { must: 'go', what: this.#openingOf(within) ?? ofSegment(spot), trigger: spot };
    if (forbids === 'element') return { must: 'go', what: spot, trigger: spot };
    if (forbids === 'segment' || path === undefined) return { must: 'go', what: ofSegment(spot), trigger: spot };
    return isThere(segment, path) ? undefined : { must: 'come', what: spot, trigger: spot };
  }

  /** Of a rule over a part that is missing. */
  ofMissing(part: CompiledPart): Remedy {
    const { start, loop } = this.#frame;
    return { must: 'come', what: this.#dueIn(this.#root, part), trigger: spotOf(start, loopId(loop)) };
  }

  /** Where a part would stand: after what stands before it, as where a required one is said to be missing. */
  #dueIn({ loop, value }: Occurrence, part: CompiledPart): Spot {
    const before = loop.parts.filter(({ position }) => position <= part.position);
    const last = Math.max(0, ...before.map((one) => this.#lastOrdinal(one, value)));
    const segment = (last || this.#frame.start.segment) + 1;
    return spotOf({ segment, segmentId: part.opener.id }, loopId(part.loop ?? loop));
  }

  #lastOrdinal(part: CompiledPart, value: Value): number {
    let last = 0;
    for (const one of valuesOf(part, value)) {
      const ordinals = part.loop?.parts.map((inner) => this.#lastOrdinal(inner, one));
      last = Math.max(last, ...(ordinals ?? [standingOf(one, this.#frame)?.mark.segment ?? 0]));
    }
    return last;
  }

  #openingOf({ loop, value }: Occurrence): Spot | undefined {
    const [first] = loop.parts;
    const opener = first && openerOf(first, value);
    const standing = opener && standingOf(opener, this.#frame);
    return standing && spotOf(standing.mark, standing.loop);
  }

  #occurrenceOf(segment: object | undefined): Occurrence {
    if (!this.#bySegment) {
      this.#bySegment = new Map();
      this.#visit(this.#root, this.#bySegment);
    }
    return this.#bySegment.get(segment) ?? this.#root;
  }

  #visit(occurrence: Occurrence, bySegment: Map<unknown, Occurrence>): void {
    for (const part of occurrence.loop.parts) {
      // No rule finds fault in what leaves as items.
      if (part.part.streamed) continue;
      for (const value of valuesOf(part, occurrence.value)) {
        if (part.loop) this.#visit({ loop: part.loop, value, around: occurrence }, bySegment);
        else bySegment.set(value, occurrence);
      }
    }
  }
}

/** The part of a name, of an occurrence or of the nearest around it that has it. */
function partAround(from: Occurrence, name: string): readonly [Occurrence, CompiledPart] | undefined {
  for (let open: Occurrence | undefined = from; open; open = open.around) {
    const part = open.loop.byName.get(name);
    if (part) return [open, part];
  }
  return undefined;
}

function ofSegment({ segment, segmentId, loop }: Spot): Spot {
  return spotOf({ ...(segment !== undefined && { segment }), ...(segmentId && { segmentId }) }, loop);
}
