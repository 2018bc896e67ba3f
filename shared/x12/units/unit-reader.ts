import { standsBehindItems } from '../ahead.ts';
import type { CompiledLoop, CompiledPart } from '../compile-loop.ts';
import type { Frame } from '../frame.ts';
import type { Hierarchy } from '../hierarchy.ts';
import type { OpenLoops } from '../open-loops.ts';
import type { Mark } from '../places.ts';
import type { SegmentSurroundings } from '../read-segment.ts';
import type { Window } from '../window.ts';
import type { Cursor } from './cursor.ts';
import { pack } from './packed.ts';
import { textIn, type Unit, unitOf } from './unit.ts';

/** What is longer is read segment by segment, so that a window need not hold it. */
const unitLimit = 65_536;

/** A part that is due, in the loop at a level of the stack. */
interface Due {
  readonly level: number;
  readonly part: CompiledPart;
}

/** An item or head that has been read, and what follows it. */
interface ReadUnit {
  readonly value: object;
  readonly mark: Mark;
  /** Nothing when it is the end of the transaction set. */
  readonly next: Due | undefined;
}

const SE = pack('SE');

/**
 * Reads units that are plainly right straight from the bytes of a window. All else, and whatever it is not sure of, it
 * leaves to the reader that goes segment by segment: so it knows no faults, and can't differ from that one.
 */
export class UnitReader {
  readonly #loops: OpenLoops;
  readonly #hierarchy: Hierarchy;
  readonly #cursor: Cursor;
  /** Whether the delimiters are such that bytes can be read. */
  readonly #isAble: boolean;

  constructor(loops: OpenLoops, hierarchy: Hierarchy, about: SegmentSurroundings, cursor: Cursor) {
    this.#loops = loops;
    this.#hierarchy = hierarchy;
    this.#cursor = cursor;
    this.#isAble = cursor.turnTo(about);
  }

  /** Reads what it can from the segment of an ordinal on. `waits`: what is there may be right, once all of it is. */
  take(window: Window, ordinal: number): { segments: number; waits: boolean } {
    const cursor = this.#cursor;
    if (!this.#isAble || this.#loops.stack.at(-1)?.fate !== 'kept') return { segments: 0, waits: false };
    cursor.start(window, ordinal);
    let segments = 0;
    for (let due = this.#findDue(); due; ) {
      const owner = this.#loops.stack[due.level];
      const unit = owner && isOpen(owner) ? unitOf(due.part) : undefined;
      if (!owner || !unit || (!unit.isItem && this.#isCounted(unit))) break;
      const read = this.#read(unit, owner, due.level);
      if (!read) {
        const waits = !window.ended && window.end - window.at <= unitLimit && !cursor.isWhole;
        return { segments, waits };
      }
      this.#keep(unit, owner, due.level, read);
      segments = cursor.segment - ordinal;
      window.at = cursor.segmentAt;
      window.line = cursor.line;
      window.afterReturn = false;
      due = read.next;
    }
    return { segments, waits: false };
  }

  /** What the segment at hand is by the loops that are open, the innermost first. */
  #findDue(): Due | undefined {
    const { stack } = this.#loops;
    for (let level = stack.length - 1; level >= 0; level--) {
      const frame = stack[level];
      const part = frame && this.#dueIn(frame.loop, frame.position, frame.counts, isOpened(frame, level));
      if (part) return { level, part };
    }
    return undefined;
  }

  #dueIn(
    loop: CompiledLoop,
    position: number,
    counts: readonly number[],
    opened: boolean,
    more?: CompiledPart,
  ): CompiledPart | undefined {
    const uses = loop.byPackedId.get(this.#cursor.id);
    if (!uses) return undefined;
    for (const part of uses) {
      if (part.position < position || (part.index === 0 && opened)) continue;
      if ((counts[part.index] ?? 0) + (part === more ? 1 : 0) >= part.part.max) continue;
      const { tell } = part.opener;
      if (!tell || this.#cursor.matches(tell)) return part;
    }
    return undefined;
  }

  /** Whether rules around count loops inside of it. */
  #isCounted({ loopsInside }: Unit): boolean {
    if (loopsInside.size === 0) return false;
    for (const { loop } of this.#loops.stack)
      for (const { over } of loop.tallies) if (loopsInside.has(over)) return true;
    return false;
  }

  /** Reads a unit without keeping anything of it; undefined when it or what follows is not plainly right. */
  #read(unit: Unit, owner: Frame, level: number): ReadUnit | undefined {
    const cursor = this.#cursor;
    const mark = cursor.place(unit.part.opener.id);
    cursor.begin(owner, !unit.isItem);
    const value = unit.reader.read(cursor);
    if (value === undefined) return undefined;
    // A cut segment may not mean what it seems to.
    if (cursor.id === 0 || !cursor.isWhole) return cursor.fail(cursor.id === 0 ? cursor.at : cursor.end);
    if (unit.inside.has(cursor.id) || this.#goesOnBelow(unit) || !this.#isRightLevel(unit, value, level)) {
      return cursor.fail(cursor.segmentAt);
    }
    const next = this.#findNext(unit, owner, level);
    const isDoubtful = next ? this.#mayBeAhead(next) : cursor.id !== SE;
    if (isDoubtful || this.#endsWanting(unit, next, level)) return cursor.fail(cursor.segmentAt);
    return { value, mark, next };
  }

  /** What ends the items may stand in the midst of one. */
  #mayBeAhead({ level, part }: Due): boolean {
    return level === 0 && standsBehindItems(this.#loops.root, part);
  }

  /** Whether what opens items ends before those that it must have have come: as its doubled first segment does. */
  #endsWanting({ isItem, loop }: Unit, next: Due | undefined, level: number): boolean {
    if (isItem || (next && next.level > level)) return false;
    return loop.requiredParts.some(({ index }) => !this.#cursor.counts[index]);
  }

  #goesOnBelow({ below }: Unit): boolean {
    for (const { opener } of below) {
      if (pack(opener.id) === this.#cursor.id && (!opener.tell || this.#cursor.matches(opener.tell))) return true;
    }
    return false;
  }

  /** What follows is due by the loops that are open then. */
  #findNext(unit: Unit, owner: Frame, level: number): Due | undefined {
    const cursor = this.#cursor;
    if (!unit.isItem) {
      const part = this.#dueIn(unit.loop, cursor.position, cursor.counts, true);
      if (part) return { level: level + 1, part };
    }
    const part = this.#dueIn(owner.loop, unit.part.position, owner.counts, isOpened(owner, level), unit.part);
    if (part) return { level, part };
    for (let outer = level - 1; outer >= 0; outer--) {
      const frame = this.#loops.stack[outer];
      const found = frame && this.#dueIn(frame.loop, frame.position, frame.counts, isOpened(frame, outer));
      if (found) return { level: outer, part: found };
    }
    return undefined;
  }

  #keep(unit: Unit, owner: Frame, level: number, { value, mark }: ReadUnit): void {
    const { part, loop, isItem, level: names } = unit;
    const loops = this.#loops;
    loops.arrive(mark);
    loops.closeTo(level);
    loops.advance(owner, part);
    owner.count(part);
    const parent = loop.hierarchical ? this.#parent(level) : undefined;
    if (parent) parent.hasChildren = true;
    if (loop.hierarchical) this.#hierarchy.numberRight();
    if (isItem) {
      if (this.#isCounted(unit)) this.#countInside(loop, value);
      loops.takeRead(owner, part, loop, value);
      return;
    }
    const { counts, position } = this.#cursor;
    const { notes } = this.#cursor.notes;
    const read = { value: value as Record<string, unknown>, counts, position, notes };
    const frame = loops.openRead(owner, part, loop, read);
    if (!names) return;
    frame.hierarchyId = textIn(value, names, names.id);
    frame.hierarchyOrdinal = this.#hierarchy.count;
    frame.hierarchyFlag = textIn(value, names, names.children);
  }

  /** Adds the loops inside an item to what rules around it count. */
  #countInside({ parts }: CompiledLoop, value: object): void {
    for (const { name, loop } of parts) {
      const inside = loop && (value as Readonly<Record<string, object | readonly object[]>>)[name];
      if (!inside) continue;
      for (const one of Array.isArray(inside) ? inside : [inside]) {
        for (const open of this.#loops.stack) open.tally(loop.loop, false, one);
        this.#countInside(loop, one);
      }
    }
  }

  #parent(level: number): Frame | undefined {
    for (let at = level; at >= 0; at--) {
      const frame = this.#loops.stack[at];
      if (frame?.loop.hierarchical) return frame;
    }
    return undefined;
  }

  #isRightLevel({ level: names, isItem }: Unit, value: object, level: number): boolean {
    if (!names) return true;
    if (isItem && names.children !== '' && textIn(value, names, names.children) !== '0') return false;
    if (textIn(value, names, names.id) !== String(this.#hierarchy.count + 1)) return false;
    return textIn(value, names, names.parent) === (this.#parent(level)?.hierarchyId ?? '');
  }
}

/** Its opening segment opens the next occurrence; it does not repeat within one. */
function isOpened(frame: Frame, level: number): boolean {
  return level > 0 && (frame.counts[0] !== 0 || frame.part?.part.list === true);
}

function isOpen(frame: Frame): boolean {
  return frame.fate === 'kept' && !frame.misplaced;
}
