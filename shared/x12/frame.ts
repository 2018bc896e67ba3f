import { type CompiledLoop, type CompiledPart, isItem } from './compile-loop.ts';
import { doubt, inDoubt } from './doubt.ts';
import { isMisspelt } from './is-misspelt.ts';
import type { Issue } from './issue.ts';
import { isSameTally, type Loop, type Tally } from './loop-notation.ts';
import type { Notes } from './notes.ts';
import type { Mark } from './places.ts';
import type { Segment } from './segment-notation.ts';

/** Where a frame's value goes when it closes. A stray frame reads what has no place, so that it costs nothing else. */
export type FrameFate = 'kept' | 'stray';

interface Overdue {
  readonly part: CompiledPart;
  readonly mark: Mark;
}

/** A loop that is being read. */
export class Frame {
  readonly loop: CompiledLoop;
  readonly part: CompiledPart | undefined;
  /** The frame whose part this is; not always the one below on the stack, since strays lie on top of anything. */
  readonly owner: Frame | undefined;
  readonly fate: FrameFate;
  readonly start: Mark;
  /** The issues of what is read here; items have a list of their own, and so has what encloses them. */
  readonly issues: Issue[];
  /** How many of the issues some item has carried out already. */
  issuesSeen = 0;
  /** Opened by force, after its position had passed. */
  readonly misplaced: boolean;
  position = 0;
  nextRequired = 0;
  counts: number[];
  /** Required parts that were absent when one after them came. */
  overdue: readonly Overdue[] = [];
  #marks: (Mark | undefined)[] | undefined;
  /** How the segments stood that were read as a whole, for rules that find one of them at fault. */
  readonly notes: Notes | undefined;
  /** Something in here has an issue, so the value may not be of its type. */
  faulty = false;
  /** HL01 as it came, and as it should be. */
  hierarchyId = '';
  hierarchyOrdinal = 0;
  hierarchyFlag = '';
  hasChildren = false;
  /** By part; made from the value where that was read as a whole. */
  #slots: unknown[] | undefined;
  /** By their places among those of the loop. */
  #tallies: number[] | undefined;
  #value: Record<string, unknown> | undefined;
  /** The names of parts that are missing or wrong. */
  #doubted: Set<string> | undefined;

  /** `read`: what has been read already, how often each part was, and how it stood. */
  constructor(
    about: Pick<Frame, 'loop' | 'part' | 'owner' | 'fate' | 'start' | 'issues' | 'misplaced'>,
    read?: Pick<Frame, 'counts' | 'notes'> & { readonly value: Record<string, unknown> },
  ) {
    this.loop = about.loop;
    this.part = about.part;
    this.owner = about.owner;
    this.fate = about.fate;
    this.start = about.start;
    this.issues = about.issues;
    this.misplaced = about.misplaced;
    this.counts = read?.counts ?? new Array<number>(about.loop.parts.length).fill(0);
    this.#value = read?.value;
    this.notes = read?.notes;
  }

  isFull(part: CompiledPart): boolean {
    return (this.counts[part.index] ?? 0) >= part.part.max;
  }

  /** Whether it leaves as an item: not what holds the items of the stream, unless it may and none has come. */
  get isItem(): boolean {
    const { part, loop } = this;
    if (part === undefined) return false;
    if (!part.part.orItself) return isItem(part);
    return loop.parts.every(({ part: inner, index }) => !inner.streamed || this.counts[index] === 0);
  }

  count(part: CompiledPart): void {
    this.counts[part.index] = (this.counts[part.index] ?? 0) + 1;
  }

  /** Remembers where a part first stood, for rules that are reported there. */
  mark(part: CompiledPart, mark: Mark): void {
    this.#marks ??= [];
    this.#marks[part.index] ??= mark;
  }

  /** Where a part first stood that rules are reported at. */
  markOf(part: CompiledPart): Mark | undefined {
    return this.notes?.markOf(part) ?? this.#marks?.[part.index];
  }

  put(part: CompiledPart, value: unknown): void {
    const known = this.#value;
    this.#slots ??= this.loop.parts.map(({ name }) => known?.[name]);
    const slot = this.#slots[part.index];
    if (!part.part.list) this.#slots[part.index] ??= value;
    // A list that was handed out must not change any more, and an empty one may be shared.
    else if (Array.isArray(slot) && slot.length > 0 && !this.#value) slot.push(value);
    else this.#slots[part.index] = Array.isArray(slot) ? [...slot, value] : [value];
    this.#value = undefined;
  }

  /** Notes that nothing of it has come but what stands below, which has been said. */
  skip(): void {
    this.nextRequired = this.loop.requiredParts.length;
    for (const part of this.loop.parts) if (!part.part.streamed) this.doubt(part);
  }

  /** Notes that a part is missing, too many or not to be told, which has been said of it. */
  doubt({ name }: CompiledPart): void {
    if (this.#doubted?.has(name)) return;
    this.#doubted ??= new Set();
    this.#doubted.add(name);
    // What was read as a whole may be shared.
    if (this.#value) this.#value = this.#inDoubt({ ...this.#value });
  }

  /** Of a level that says wrongly whether others stand below, no sum around it believes what it says. */
  doubtLevel(): void {
    const [level] = this.loop.parts;
    if (level) this.doubt(level);
  }

  /** The same of what is still to come and opens with a segment id: something was passed over that may be it. */
  doubtAny(id: string, isUnknown: boolean): void {
    if (isUnknown) this.#doubtAlike(id);
    else
      for (const part of this.loop.byId.get(id) ?? [])
        if (this.counts[part.index] === 0 && part.position >= this.position) this.doubt(part);
  }

  /** Of what an unknown id may be a misspelling of: it may be one more of a list. */
  #doubtAlike(id: string): void {
    for (const part of this.loop.parts) {
      const mayCome = part.position >= this.position && (part.part.list || this.counts[part.index] === 0);
      if (mayCome && isMisspelt(id, part.opener.id)) this.doubt(part);
    }
  }

  /** Whether a part is missing or wrong, so that a rule may not rely on the type of the value. */
  get hasDoubts(): boolean {
    return this.#doubted !== undefined;
  }

  #inDoubt(value: Record<string, unknown>): Record<string, unknown> {
    for (const name of this.#doubted ?? []) doubt(value, name);
    return value;
  }

  /** What a tally has come to; NaN when something that it needs could not be read. */
  tallyOf(tally: Tally): number {
    const totals = this.#tallies;
    const { tallies } = this.loop;
    if (totals)
      for (let at = 0; at < tallies.length; at++) if (isSameTally(tallies[at] as Tally, tally)) return totals[at] ?? 0;
    return 0;
  }

  /** Adds a loop inside to what is counted of it. */
  tally(loop: Loop, isDirect: boolean, item: unknown): void {
    const { tallies } = this.loop;
    for (let at = 0; at < tallies.length; at++) {
      const tally = tallies[at] as Tally;
      if (tally.over !== loop || (tally.directly && !isDirect)) continue;
      this.#tallies ??= tallies.map(() => 0);
      this.#tallies[at] = (this.#tallies[at] ?? 0) + addend(tally, item);
    }
  }

  /** Notes, here and around, that some of a loop or of any could not be counted. */
  loseCount(of: CompiledLoop | undefined): void {
    const totals = this.#tallies;
    const isLost = ({ over }: Tally) => of === undefined || holds(of, over);
    this.#tallies = this.loop.tallies.map((tally, at) => (isLost(tally) ? Number.NaN : (totals?.[at] ?? 0)));
    this.owner?.loseCount(of);
  }

  /** What was read of a part so far; of a list, what may grow. Throws `inDoubt` when that is missing or wrong. */
  partValue({ index, name, part }: CompiledPart): unknown {
    if (this.#doubted?.has(name)) throw inDoubt;
    return (this.#value ? this.#value[name] : this.#slots?.[index]) ?? (part.list ? [] : undefined);
  }

  /** The value so far, in the guide's order. The same object until something is added. */
  value(): Record<string, unknown> {
    if (this.#value) return this.#value;
    const value: Record<string, unknown> = {};
    for (const part of this.loop.parts) {
      const slot = this.#slots?.[part.index];
      if (slot !== undefined) value[part.name] = slot;
      else if (part.part.list) value[part.name] = [];
    }
    this.#value = this.#inDoubt(value);
    return value;
  }
}

function holds({ loop, parts }: CompiledLoop, wanted: Loop): boolean {
  return loop === wanted || parts.some((part) => part.loop !== undefined && holds(part.loop, wanted));
}

function addend(tally: Tally, item: unknown): number {
  try {
    return tally.add(item);
  } catch {
    return Number.NaN;
  }
}

/** A segment or loop that stands in a loop or in those around it, from the nearest that has it. */
export function partFrom(frame: Frame, of: Segment | Loop): object | undefined {
  for (let open: Frame | undefined = frame; open; open = open.owner) {
    const part = open.loop.partOf.get(of);
    if (part) return open.partValue(part) as object | undefined;
  }
  return undefined;
}
