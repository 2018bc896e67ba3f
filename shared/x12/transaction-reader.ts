import { type CompiledLoop, type CompiledPart, loopId, unknownLoop } from './compile-loop.ts';
import type { Delimiters } from './delimiters.ts';
import { type Finding, findPart, findStrayLoop } from './find-part.ts';
import type { Frame } from './frame.ts';
import { faultyParent, Hierarchy, type HierarchyFault } from './hierarchy.ts';
import type { Issue } from './issue.ts';
import { remember } from './memory.ts';
import { misplacedPart, repeatedPart, unexpectedSegment } from './messages.ts';
import { OpenLoops, type ReadItem, type TakeIssue } from './open-loops.ts';
import { type Envelope, placeOf } from './places.ts';
import type { ReadOptions } from './read-options.ts';
import { SegmentReader } from './read-segment.ts';
import type { Token } from './tokenizer.ts';
import type { Cursor } from './units/cursor.ts';
import { UnitReader } from './units/unit-reader.ts';
import type { Window } from './window.ts';

const segmentIdForm = /^[A-Z][A-Z0-9]{1,2}$/;

/** A segment as it came. */
interface Arrival {
  readonly token: Token;
  readonly elements: readonly string[];
  /** What is wrong with the number of an HL. */
  readonly misnumbered: HierarchyFault | undefined;
}

/** Reads the segments between ST and SE by the tables of a guide. */
export class TransactionReader {
  readonly #guide: CompiledLoop;
  readonly #envelope: Envelope;
  readonly #delimiters: Delimiters;
  readonly #loops: OpenLoops;
  readonly #segments: SegmentReader;
  readonly #hierarchy = new Hierarchy();
  /** Where nobody rewrites: it does not remember how each segment stood. */
  readonly #units: UnitReader | undefined;
  /** The loop whose segment is being read. */
  #reading: Frame;

  constructor(
    guide: CompiledLoop,
    start: Token,
    about: {
      envelope: Envelope;
      delimiters: Delimiters;
      written: string | undefined;
      options: ReadOptions;
      onItem: ((item: ReadItem) => void) | undefined;
      onIssue: TakeIssue | undefined;
      cursor: Cursor | undefined;
    },
  ) {
    this.#guide = guide;
    this.#envelope = about.envelope;
    this.#delimiters = about.delimiters;
    const { written } = about;
    this.#loops = new OpenLoops(guide, start, { ...about });
    this.#reading = this.#loops.root;
    const knows = { delimiters: this.#delimiters, written, codes: about.options.codes };
    if (about.cursor) this.#units = new UnitReader(this.#loops, this.#hierarchy, knows, about.cursor);
    this.#segments = new SegmentReader(knows, (code, level, message, element, component) => {
      const place = this.#loops.place(this.#reading.loop, element, component);
      this.#loops.report(this.#reading, { code, level, place, message });
    });
  }

  take(token: Token, elements: readonly string[], ordinal: number): void {
    const id = elements[0] ?? '';
    const loops = this.#loops;
    // Below a level that the guide does not know unknownLoop can be told.
    if (id !== 'HL' && loops.stack.at(-1)?.loop === unknownLoop) return;
    loops.arrive({
      line: token.line,
      offset: token.offset,
      segment: ordinal,
      segmentId: segmentIdForm.test(id) ? id : '',
    });
    const misnumbered = id === 'HL' ? this.#hierarchy.number(elements) : undefined;
    this.#place({ token, elements, misnumbered });
  }

  /** Reads what is plainly right, from the segment of an ordinal on; says how many segments that was. */
  takeUnits(window: Window, ordinal: number): { segments: number; waits: boolean } {
    return this.#units?.take(window, ordinal) ?? { segments: 0, waits: false };
  }

  /** Ends the transaction set; `cut` says that it broke off. */
  finish(token: Token, ordinal: number, cut: string | undefined): { value: unknown; issues: readonly Issue[] } {
    const loops = this.#loops;
    loops.arrive({ line: token.line, offset: token.offset, segment: ordinal, segmentId: 'SE' });
    if (cut !== undefined) {
      const place = placeOf(loops.mark, this.#envelope);
      loops.report(loops.innermost, { code: 'envelope-cut-off', level: 'syntax', place, message: cut });
    }
    loops.closeAll(cut !== undefined);
    return { value: loops.root.value(), issues: loops.issues };
  }

  #place(arrival: Arrival): void {
    const finding = findPart(this.#loops.stack, arrival.elements, this.#delimiters);
    switch (finding.is) {
      case 'due':
      case 'presumed':
        this.#takeDue(finding.frame, finding.level, finding.part, arrival);
        return;
      case 'within':
        // The segment that opens the loop is missing: the loop says so when it closes.
        this.#enter(finding.frame, finding.level, finding.part);
        this.#place(arrival);
        return;
      case 'misplaced':
        this.#takeMisplaced(finding, arrival);
        return;
      case 'unexpected':
        this.#takeUnexpected(arrival);
        return;
    }
  }

  #takeDue(frame: Frame, level: number, part: CompiledPart, arrival: Arrival): void {
    const loops = this.#loops;
    loops.closeTo(level);
    loops.advance(frame, part.position);
    const fits = !frame.isFull(part);
    frame.count(part);
    const keep = fits || part.part.list;
    const opened = part.loop && this.#open(part, frame, keep ? frame.fate : 'stray', false, arrival);
    if (!part.loop && keep) this.#read(frame, part, arrival);
    if (fits || frame.fate === 'stray') return;
    // One claim too many is at fault itself, and unknownLoop around it.
    const target = opened?.fate === 'kept' ? opened : frame;
    const place = loops.place(part.loop ?? frame.loop);
    loops.report(target, { ...repeatedPart(part, frame.loop), place });
  }

  #enter(frame: Frame, level: number, part: CompiledPart): void {
    if (!part.loop) return;
    this.#loops.closeTo(level);
    this.#loops.advance(frame, part.position);
    frame.count(part);
    this.#loops.open(part.loop, frame, part, frame.fate, false);
  }

  /** What comes too late is read all the same where that is safe: in the innermost loop. */
  #takeMisplaced({ frame, level, part }: Extract<Finding, { is: 'misplaced' }>, arrival: Arrival): void {
    const loops = this.#loops;
    if (part.loop) loops.closeWhile((open, above) => open.misplaced && above > level);
    const fits = !frame.isFull(part);
    const innermost = frame === loops.stack.at(-1);
    const keep = innermost && (fits || part.part.list);
    const fault = innermost && !fits ? repeatedPart(part, frame.loop) : misplacedPart(part, frame.loop);
    // It is a fault of what it stands in, not of what it belongs to.
    const place = loops.place(part.loop ?? loops.innermost.loop);
    if (frame.fate === 'kept') loops.report(loops.innermost, { ...fault, place });
    frame.count(part);
    // Lest a rule judges by what is not there.
    if (!keep) frame.incomplete = true;
    if (part.loop) this.#open(part, frame, keep ? frame.fate : 'stray', true, arrival);
    else if (keep) this.#read(frame, part, arrival);
  }

  /** What may not stand here is passed over, with all that it opens: its neighbours pay unknownLoop. */
  #takeUnexpected({ elements }: Arrival): void {
    const loops = this.#loops;
    const id = elements[0] ?? '';
    if (id === 'HL') this.#leaveLevels(elements);
    const loop =
      findStrayLoop(this.#guide, loops.stack, elements, this.#delimiters) ?? (id === 'HL' ? unknownLoop : undefined);
    if (loop) loops.closeWhile((open) => open.misplaced);
    const below = loops.innermost;
    const issue = { ...unexpectedSegment(id, this.#guide.segmentIds.has(id)), place: loops.place(below.loop) };
    // A claim or level without a place is no fault of those around it.
    if (id === 'HL' || (loop && this.#guide.streamedLoops.has(loop))) loops.reportApart(issue);
    else loops.report(below, issue);
    if (loop) loops.open(loop, below, undefined, 'stray', true);
  }

  /** A level that has no place ends what stood in the level before it all the same. */
  #leaveLevels(elements: readonly string[]): void {
    this.#loops.closeWhile((open) => !open.loop.hierarchical || open.fate === 'stray');
    const parent = this.#loops.stack.find((open) => open.loop.hierarchical && open.hierarchyId === elements[2]);
    if (parent) parent.hasChildren = true;
  }

  #open(
    part: CompiledPart,
    owner: Frame,
    fate: Frame['fate'],
    misplaced: boolean,
    arrival: Arrival,
  ): Frame | undefined {
    const first = part.loop?.parts[0];
    if (!part.loop || !first) return undefined;
    const parent = part.loop.hierarchical ? this.#loops.stack.findLast((open) => open.loop.hierarchical) : undefined;
    const frame = this.#loops.open(part.loop, owner, part, fate, misplaced);
    if (part.loop.hierarchical) this.#takeLevel(frame, parent, arrival);
    frame.count(first);
    if (first.loop) this.#open(first, frame, fate, false, arrival);
    else this.#read(frame, first, arrival);
    return frame;
  }

  #takeLevel(frame: Frame, parent: Frame | undefined, { elements, misnumbered }: Arrival): void {
    frame.hierarchyId = elements[1] ?? '';
    frame.hierarchyOrdinal = this.#hierarchy.count;
    frame.hierarchyFlag = elements[4] ?? '';
    if (parent) parent.hasChildren = true;
    this.#loops.reportHierarchy(frame, misnumbered);
    this.#loops.reportHierarchy(frame, faultyParent(elements, parent));
  }

  #read(frame: Frame, part: CompiledPart, { token, elements }: Arrival): void {
    if (frame.fate === 'stray') return;
    this.#reading = frame;
    const value = this.#segments.read(part.opener, elements);
    const { text, lead, offset, delimiters } = token;
    const { mark } = this.#loops;
    const standing = { mark, loop: loopId(frame.loop), segment: part.opener };
    remember(value, { text, lead, offset, delimiters, standing });
    frame.put(part, value);
    if (frame.loop.ruledParts.has(part.index)) frame.mark(part, mark);
  }
}
