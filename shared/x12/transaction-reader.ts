import { Ahead } from './ahead.ts';
import { Arrival } from './arrival.ts';
import { type CompiledLoop, type CompiledPart, loopId, unknownLoop } from './compile-loop.ts';
import type { Delimiters } from './delimiters.ts';
import { Doubles } from './doubles.ts';
import { plainUse, type Skipping } from './find-level.ts';
import { findPart, type Plain, plainly } from './find-part.ts';
import type { Frame } from './frame.ts';
import { faultyParent, Hierarchy } from './hierarchy.ts';
import type { Issue } from './issue.ts';
import { isDoubtful, type Told } from './look-ahead.ts';
import { standardOf } from './loop-notation.ts';
import { rememberSegment } from './memory.ts';
import { earlyPart, misplacedPart, missingPart, repeatedPart, unreadSegment } from './messages.ts';
import { OpenLoops, type ReadItem, type TakeIssue } from './open-loops.ts';
import { type Envelope, placeOf, segmentIdOf } from './places.ts';
import { ArrivalReader } from './read-arrival.ts';
import type { ReadOptions } from './read-options.ts';
import { remedyAt } from './remedies.ts';
import type { Token } from './tokenizer.ts';
import type { Cursor } from './units/cursor.ts';
import { UnitReader } from './units/unit-reader.ts';
import { Unplaced } from './unplaced.ts';
import { Waiting } from './waiting.ts';
import type { Window } from './window.ts';

/** Reads the segments between ST and SE by the tables of a guide. */
export class TransactionReader {
  readonly #guide: CompiledLoop;
  readonly #envelope: Envelope;
  readonly #loops: OpenLoops;
  readonly #arrivals: ArrivalReader;
  readonly #hierarchy = new Hierarchy();
  /** Where nobody rewrites: it does not remember how each segment stood. */
  readonly #units: UnitReader | undefined;
  readonly #waiting: Waiting;
  readonly #ahead: Ahead;
  /** What had run together with the segment that is being placed, and is placed behind it; the SE, which is not. */
  #second: Arrival | undefined;
  #end: Arrival | undefined;
  /** Terminators that were missing: so many segments more were meant. */
  lostTerminators = 0;
  readonly #unplaced: Unplaced;
  readonly #doubles: Doubles;

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
    const { delimiters, written } = about;
    this.#loops = new OpenLoops(guide, start, { ...about });
    this.#doubles = new Doubles(this.#loops);
    this.#unplaced = new Unplaced(guide, this.#loops, this.#hierarchy);
    this.#waiting = new Waiting(this.#loops.stack, (arrival, found) => this.#place(arrival, found));
    this.#ahead = new Ahead(this.#loops, (part, arrival) => this.#read(this.#loops.root, part, arrival));
    const knows = { delimiters, written, codes: about.options.codes };
    if (about.cursor) this.#units = new UnitReader(this.#loops, this.#hierarchy, knows, about.cursor);
    this.#arrivals = new ArrivalReader(knows, guide.segmentIds, (arrival) => plainUse(this.#loops.stack, arrival));
  }

  /** Takes a segment; gives the SE that it may have run together with. */
  take(token: Token, elements: readonly string[], ordinal: number): Arrival | undefined {
    const { line, offset } = token;
    const mark = { line, offset, segment: ordinal, segmentId: segmentIdOf(elements) };
    const arrival = new Arrival(token, elements, mark);
    if (this.#doubles.take(arrival, !this.#waiting.isEmpty)) return undefined;
    const early = this.#waiting.settle(arrival);
    // Below a level that the guide does not know nothing can be told.
    if (arrival.id !== 'HL' && this.#loops.stack.at(-1)?.loop === unknownLoop) return undefined;
    const finding = findPart(this.#loops.stack, arrival);
    if (this.#waiting.isOfLevel || isDoubtful(finding, arrival, this.#loops.stack)) this.#waiting.add(arrival);
    else this.#place(arrival, plainly(finding));
    for (const one of early) this.#takeEarly(one);
    return this.#end;
  }

  /** Reads what is plainly right, from the segment of an ordinal on; says how many segments that was. */
  takeUnits(window: Window, ordinal: number): { segments: number; waits: boolean } {
    const isSettled = this.#waiting.isEmpty && !this.#doubles.mayCome;
    return (isSettled && this.#units?.take(window, ordinal)) || { segments: 0, waits: false };
  }

  /** Ends the transaction set; `cut` says that it broke off. */
  finish(token: Token, ordinal: number, cut: string | undefined): { value: unknown; issues: readonly Issue[] } {
    const loops = this.#loops;
    this.#waiting.settle(undefined);
    loops.arrive({ line: token.line, offset: token.offset, segment: ordinal, segmentId: 'SE' });
    if (cut !== undefined) {
      const place = placeOf(loops.mark, this.#envelope);
      loops.report(loops.innermost, { code: 'envelope-cut-off', level: 'syntax', place, message: cut });
    }
    if (cut === undefined) loops.closeTo(0);
    this.#ahead.settle();
    loops.closeAll(cut !== undefined);
    return { value: loops.root.value(), issues: loops.issues };
  }

  #place(arrival: Arrival, finding: Plain | Told): void {
    this.#loops.arrive(arrival.mark);
    this.#put(arrival, finding);
    const second = this.#second;
    this.#second = undefined;
    if (second) this.#place(second, plainly(findPart(this.#loops.stack, second)));
  }

  #put(arrival: Arrival, finding: Plain | Told): void {
    switch (finding.is) {
      case 'due':
      case 'presumed':
        this.#takeDue(finding.frame, finding.level, finding.part, arrival);
        return;
      case 'skipping':
        this.#takeDue(this.#skip(finding), this.#loops.stack.length - 1, finding.below, arrival);
        return;
      case 'before-level':
        this.#takeBeforeLevel(arrival);
        return;
      case 'within':
        // The segment that opens the loop is missing: the loop says so when it closes.
        this.#enter(finding.frame, finding.level, finding.part);
        this.#place(arrival, plainly(findPart(this.#loops.stack, arrival)));
        return;
      case 'ahead':
        this.#ahead.keep(finding.part, arrival);
        return;
      case 'intruding':
        this.#unplaced.takeIntruding(arrival, finding);
        return;
      case 'misplaced':
        this.#takeMisplaced(finding, arrival);
        return;
      case 'unexpected':
      case 'early':
      case 'waiting':
      case 'leading':
        this.#unplaced.take(arrival);
        return;
    }
  }

  #takeDue(frame: Frame, level: number, part: CompiledPart, arrival: Arrival): void {
    const loops = this.#loops;
    loops.closeTo(level);
    if (frame === loops.root) this.#ahead.settle(part);
    loops.advance(frame, part);
    const fits = !frame.isFull(part);
    frame.count(part);
    const keep = fits || part.part.list;
    const opened = part.loop && this.#open(part, frame, keep ? frame.fate : 'stray', false, arrival);
    if (!part.loop && keep) this.#read(frame, part, arrival);
    if (fits || frame.fate === 'stray') return;
    // One claim too many is at fault itself, and nothing around it.
    const target = opened?.fate === 'kept' ? opened : frame;
    const place = loops.place(part.loop ?? frame.loop);
    loops.report(target, { ...repeatedPart(part, frame.loop), place });
    frame.doubt(part);
  }

  #enter(frame: Frame, level: number, part: CompiledPart): void {
    if (!part.loop) return;
    const loops = this.#loops;
    loops.closeTo(level);
    loops.advance(frame, part);
    frame.count(part);
    const parent = loops.stack.findLast((open) => open.loop.hierarchical);
    const opened = loops.open(part.loop, frame, part, frame.fate, false);
    if (!part.loop.hierarchical) return;
    if (parent) parent.hasChildren = true;
    this.#hierarchy.numberMissing();
    opened.hierarchyOrdinal = this.#hierarchy.count;
  }

  /** Opens a level of which nothing has come, for what stands below it. */
  #skip({ frame, level, part, loop }: Skipping): Frame {
    const loops = this.#loops;
    this.#enter(frame, level, part);
    const opened = loops.stack.at(-1) ?? frame;
    const missing = missingPart(part, frame.loop, standardOf(this.#guide));
    loops.report(frame, { ...missing, place: loops.place(loop) });
    opened.skip();
    return opened;
  }

  /** What comes too late is read all the same where that is safe: in the innermost loop. */
  #takeMisplaced({ frame, level, part }: Extract<Plain, { is: 'misplaced' }>, arrival: Arrival): void {
    const loops = this.#loops;
    if (part.loop) loops.closeWhile((open, above) => open.misplaced && above > level);
    const fits = !frame.isFull(part);
    const innermost = frame === loops.stack.at(-1);
    const keep = innermost && (fits || part.part.list);
    const fault = innermost && !fits ? repeatedPart(part, frame.loop) : misplacedPart(part, frame.loop);
    // It is a fault of what it stands in, not of what it belongs to.
    const place = loops.place(part.loop ?? loops.innermost.loop);
    if (frame.fate === 'kept') loops.report(loops.innermost, { ...fault, place });
    // Lest a rule judges by what is not there, or by what is of a loop whose opening segment is missing.
    if (!keep || frame.counts[part.index] !== 0) frame.doubt(part);
    frame.count(part);
    if (part.loop) this.#open(part, frame, keep ? frame.fate : 'stray', true, arrival);
    else if (keep) this.#read(frame, part, arrival);
  }

  /** What stands before the segment that opens its item is a fault of that, and of nothing else. */
  #takeEarly(arrival: Arrival): void {
    const frame = this.#loops.stack.at(-1);
    const part = frame?.loop.parts.find((one) => !one.loop && arrival.isOf(one));
    if (!frame || !part) {
      this.#unplaced.take(arrival);
      return;
    }
    const place = placeOf(arrival.mark, this.#envelope, loopId(frame.loop));
    this.#loops.report(frame, { ...earlyPart(part, frame.loop), place });
    frame.count(part);
    frame.doubt(part);
  }

  /** What stands before the HL of its level is read behind it. */
  #takeBeforeLevel(arrival: Arrival): void {
    const found = plainly(findPart(this.#loops.stack, arrival));
    if (found.is !== 'due') {
      this.#unplaced.take(arrival);
      return;
    }
    const { frame, level, part } = found;
    const place = placeOf(arrival.mark, this.#envelope, loopId(part.loop ?? frame.loop));
    this.#loops.report(frame, { ...earlyPart(part, frame.loop), place });
    this.#takeDue(frame, level, part, arrival);
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
    frame.count(first);
    if (first.loop) this.#open(first, frame, fate, false, arrival);
    const read = first.loop ? arrival : this.#read(frame, first, arrival);
    if (part.loop.hierarchical) this.#takeLevel(frame, parent, read);
    return frame;
  }

  #takeLevel(frame: Frame, parent: Frame | undefined, { token, elements }: Arrival): void {
    const misnumbered = this.#hierarchy.number(elements);
    frame.hierarchyId = elements[1] ?? '';
    frame.hierarchyOrdinal = this.#hierarchy.count;
    frame.hierarchyFlag = elements[4] ?? '';
    if (parent) parent.hasChildren = true;
    if (token.kind === 'overlong') return;
    this.#loops.reportHierarchy(frame, misnumbered);
    this.#loops.reportHierarchy(frame, faultyParent(elements, parent));
  }

  /** Reads a segment; gives it, or the first of two that had run together. */
  #read(frame: Frame, part: CompiledPart, arrival: Arrival): Arrival {
    if (frame.fate === 'stray') return arrival;
    const unread = unreadSegment(part, arrival, this.#guide);
    if (unread) {
      this.#loops.report(frame, { ...unread, place: this.#loops.place(frame.loop, arrival.token.element) });
      frame.doubt(part);
      return arrival;
    }
    const value = this.#arrivals.read(part.opener, arrival);
    const { faults, two } = this.#arrivals;
    for (const { element, component, remedy, ...fault } of faults) {
      const place = this.#loops.place(frame.loop, element, component);
      this.#loops.report(frame, { ...fault, place, ...(remedy && { remedy: remedyAt(place, remedy) }) });
    }
    if (two?.second.id === 'SE') this.#end = two.second;
    else if (two) {
      this.#second = two.second;
      this.lostTerminators++;
    }
    const read = two?.first ?? arrival;
    const { mark } = this.#loops;
    rememberSegment(value, read.token, { mark, loop: loopId(frame.loop), segment: part.opener });
    frame.put(part, value);
    this.#doubles.note(frame, part, arrival);
    if (frame.loop.ruledParts.has(part.index)) frame.mark(part, mark);
    return read;
  }
}
