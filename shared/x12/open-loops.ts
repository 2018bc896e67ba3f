import { type CompiledLoop, type CompiledPart, endOfLoop, isItem, loopId } from './compile-loop.ts';
import { withDoubts } from './doubt.ts';
import { Frame } from './frame.ts';
import { faultyChildFlag, type HierarchyFault } from './hierarchy.ts';
import { type Issue, inOrder, isToldOf, type Place } from './issue.ts';
import { type Loop, type Standard, standardOf } from './loop-notation.ts';
import { missingPart } from './messages.ts';
import { type Envelope, type Mark, placeOf } from './places.ts';
import { brokenRules } from './rules.ts';
import type { Token } from './tokenizer.ts';

/** An item of the stream as it leaves a transaction set. */
export interface ReadItem {
  readonly loop: Loop;
  readonly value: unknown;
  readonly place: Place;
  readonly issues: Issue[];
  readonly surroundings: Issue[];
  /** The loops around it, innermost first, with what was read of them so far. */
  readonly around: readonly { readonly loop: Loop; readonly value: unknown }[];
}

/** What has been read of a loop in one go. */
export interface ReadHead extends Pick<Frame, 'counts' | 'notes'> {
  readonly value: Record<string, unknown>;
  readonly position: number;
}
export type TakeReadItem = (item: ReadItem) => void;
/** Takes an issue that is no item's own; `carried`: some item has it among its surroundings. */
export type TakeIssue = (issue: Issue, carried: boolean) => void;

/** The loops of a transaction set that are open: a stack, and where their values and issues go when they close. */
export class OpenLoops {
  readonly root: Frame;
  readonly #envelope: Envelope;
  readonly #written: string | undefined;
  readonly #onItem: TakeReadItem | undefined;
  readonly #onIssue: TakeIssue;
  readonly #stack: Frame[];
  /** Issues that no item carries, where nobody takes them. */
  readonly #issues: Issue[] = [];
  #lastSurroundings: { readonly innermost: Frame | undefined; readonly issues: Issue[] } | undefined;
  /** The loops around an item, while the stack stays as it is. */
  #aroundItem: readonly Frame[] | undefined;
  #around: ReadItem['around'] = [];
  readonly #standard: Standard | undefined;
  /** Where reading stands. */
  mark: Mark;

  constructor(
    guide: CompiledLoop,
    start: Token,
    about: {
      envelope: Envelope;
      /** GS04, for rules. */
      written: string | undefined;
      onItem: TakeReadItem | undefined;
      onIssue: TakeIssue | undefined;
    },
  ) {
    this.#envelope = about.envelope;
    this.#standard = standardOf(guide);
    this.#written = about.written;
    this.#onItem = about.onItem;
    this.mark = { line: start.line, offset: start.offset, segment: 1, segmentId: 'ST' };
    this.#onIssue = about.onIssue ?? ((issue) => void this.#issues.push(issue));
    this.root = this.#frame(guide, undefined, undefined, 'kept', false);
    this.#stack = [this.root];
  }

  /** Outermost first. */
  get stack(): readonly Frame[] {
    return this.#stack;
  }

  /** The innermost loop whose value is kept. */
  get innermost(): Frame {
    return this.#stack.findLast((frame) => frame.fate === 'kept') ?? this.root;
  }

  get issues(): Issue[] {
    return inOrder(this.#issues);
  }

  /** Comes to a segment: issues and loops are marked with its place from here. */
  arrive(mark: Mark): void {
    this.mark = mark;
  }

  /** Opens a loop on top of the others. `owner` and `part` say where its value goes; a stray's goes nowhere. */
  open(
    loop: CompiledLoop,
    owner: Frame,
    part: CompiledPart | undefined,
    fate: Frame['fate'],
    misplaced: boolean,
  ): Frame {
    const frame = this.#frame(loop, part, owner, fate, misplaced || owner.misplaced || fate === 'stray');
    if (part && owner.loop.ruledParts.has(part.index)) owner.mark(part, this.mark);
    this.#push(frame);
    return frame;
  }

  /** Opens a loop of which something has been read without fault. */
  openRead(owner: Frame, part: CompiledPart, loop: CompiledLoop, read: ReadHead): Frame {
    if (owner.loop.ruledParts.has(part.index)) owner.mark(part, this.mark);
    const frame = this.#frame(loop, part, owner, 'kept', false, read);
    frame.position = read.position;
    this.#push(frame);
    return frame;
  }

  #push(frame: Frame): void {
    this.#stack.push(frame);
    this.#aroundItem = undefined;
  }

  #frame(
    loop: CompiledLoop,
    part: CompiledPart | undefined,
    owner: Frame | undefined,
    fate: Frame['fate'],
    misplaced: boolean,
    read?: ReadHead,
  ): Frame {
    const own = this.#onItem && (!owner || loop.holdsStreams || (part && isItem(part)));
    const issues = own ? [] : (owner?.issues ?? this.#issues);
    return new Frame({ loop, part, owner, fate, start: this.mark, issues, misplaced }, read);
  }

  /** Keeps or hands out an item that has been read without fault. */
  takeRead(owner: Frame, part: CompiledPart, loop: CompiledLoop, value: unknown): void {
    if (owner.loop.ruledParts.has(part.index)) owner.mark(part, this.mark);
    this.#count(owner, loop, value);
    for (const open of this.#stack) this.#reportOverdue(open);
    if (this.#onItem) this.#emit(this.#onItem, loop, value, this.mark, []);
    else owner.put(part, value);
  }

  /** Closes the innermost loops as long as something holds of them; never the transaction set itself. */
  closeWhile(holds: (frame: Frame, level: number) => boolean): void {
    for (let level = this.#stack.length - 1; level > 0; level--) {
      const frame = this.#stack[level];
      if (!frame || !holds(frame, level)) return;
      this.#close(false);
    }
  }

  /** Closes all loops above a level of the stack. */
  closeTo(level: number): void {
    while (this.#stack.length - 1 > level) this.#close(false);
  }

  /** `cut`: the file broke off, so that what is missing is no fault of its own. */
  closeAll(cut: boolean): void {
    while (this.#stack.length > 0) this.#close(cut);
  }

  /** Passes to a part: required ones before it are overdue from here, though those of its position may still come. */
  advance(frame: Frame, to: Pick<CompiledPart, 'index' | 'position'>): void {
    const { requiredParts } = frame.loop;
    for (; frame.nextRequired < requiredParts.length; frame.nextRequired++) {
      const part = requiredParts[frame.nextRequired];
      if (!part || part.index >= to.index) break;
      if (frame.counts[part.index] === 0) frame.overdue = [...frame.overdue, { part, mark: this.mark }];
    }
    frame.position = to.position;
  }

  report(frame: Frame, issue: Issue): void {
    frame.faulty = true;
    frame.issues.push(issue);
  }

  /** Reports what is no fault of the loops around it. */
  reportApart(issue: Issue): void {
    this.root.faulty = true;
    this.#onIssue(issue, false);
  }

  reportHierarchy(frame: Frame, fault: HierarchyFault | undefined, mark = this.mark): void {
    if (!fault || frame.fate === 'stray' || isToldOf(frame.issues, mark.offset, fault.element)) return;
    const place = placeOf(mark, this.#envelope, loopId(frame.loop), fault.element);
    this.report(frame, { code: 'hierarchy-broken', level: 'requirement', place, message: fault.message });
  }

  place(loop: CompiledLoop, element?: number, component?: number): Place {
    return placeOf(this.mark, this.#envelope, loopId(loop), element, component);
  }

  #close(cut: boolean): void {
    const frame = this.#stack.pop();
    this.#aroundItem = undefined;
    if (!frame || frame.fate === 'stray') return;
    if (!cut) this.#check(frame);
    const { owner, part } = frame;
    if (!owner || !part) {
      if (this.#onItem) this.#leave(frame);
      return;
    }
    this.#count(owner, frame.loop, frame.faulty ? withDoubts(frame.value()) : frame.value());
    // An item leaves with all that is wrong around it.
    const leaves = frame.isItem;
    if (leaves) for (const open of this.#stack) this.#reportOverdue(open);
    owner.faulty ||= frame.faulty;
    if (this.#onItem && leaves) {
      this.#emit(this.#onItem, frame.loop, frame.value(), frame.start, inOrder(frame.issues));
    } else {
      if (frame.issues !== owner.issues) this.#leave(frame);
      if (!this.#onItem || !part.part.streamed) owner.put(part, frame.value());
    }
  }

  /** Adds a loop to what the rules around it count. */
  #count(owner: Frame, { loop }: CompiledLoop, value: unknown): void {
    for (const open of this.#stack) open.tally(loop, open === owner, value);
  }

  #check(frame: Frame): void {
    this.advance(frame, endOfLoop);
    this.#reportOverdue(frame);
    const flag = faultyChildFlag(frame);
    this.reportHierarchy(frame, flag, frame.start);
    for (const { rule, loop, mark, position, remedy, message } of brokenRules(frame, this.#written)) {
      const place = placeOf(mark, this.#envelope, loop, position?.element, position?.component);
      this.report(frame, { code: 'rule-broken', level: rule.level, place, message, ...(remedy && { remedy }) });
    }
    if (flag) frame.doubtLevel();
  }

  #reportOverdue(frame: Frame): void {
    if (frame.overdue.length === 0) return;
    const { overdue } = frame;
    frame.overdue = overdue.filter(({ part }) => part.position >= frame.position);
    for (const { part, mark } of overdue) {
      // It came later, in its position or out of it, or may still come.
      if (part.position >= frame.position || frame.counts[part.index] !== 0) continue;
      const due = { ...mark, segmentId: part.opener.id };
      const place = placeOf(due, this.#envelope, loopId(part.loop ?? frame.loop));
      this.report(frame, { ...missingPart(part, frame.loop, this.#standard), place });
      frame.doubt(part);
      if (part.loop) frame.loseCount(part.loop);
    }
  }

  #emit(onItem: TakeReadItem, loop: CompiledLoop, value: unknown, start: Mark, issues: Issue[]): void {
    this.#aroundItem ??= this.#stack.filter((open) => open.fate === 'kept' && open.loop.holdsStreams);
    const around = this.#aroundItem;
    onItem({
      loop: loop.loop,
      value,
      place: placeOf(start, this.#envelope, loopId(loop)),
      issues,
      surroundings: this.#surroundings(around),
      around: this.#valuesOf(around),
    });
  }

  /** The same list until something around has changed. */
  #valuesOf(around: readonly Frame[]): ReadItem['around'] {
    if (this.#isAround(around)) return this.#around;
    this.#around = around.map((open) => ({ loop: open.loop.loop, value: open.value() })).reverse();
    return this.#around;
  }

  #isAround(around: readonly Frame[]): boolean {
    const known = this.#around;
    if (known.length !== around.length) return false;
    for (let at = 0; at < known.length; at++) {
      if (around[known.length - 1 - at]?.value() !== known[at]?.value) return false;
    }
    return true;
  }

  /** The issues of loops around an item; the same list until there are more, so that time stays linear. */
  #surroundings(around: readonly Frame[]): Issue[] {
    const innermost = around.at(-1);
    const known = this.#lastSurroundings;
    let count = 0;
    for (const open of around) count += open.issues.length;
    if (known && known.innermost === innermost && known.issues.length === count) return known.issues;
    const issues = count === 0 ? [] : inOrder(around.flatMap((open) => open.issues));
    for (const open of around) {
      if (open.issues.length === open.issuesSeen) continue;
      for (const issue of open.issues.slice(open.issuesSeen)) this.#onIssue(issue, true);
      open.issuesSeen = open.issues.length;
    }
    this.#lastSurroundings = { innermost, issues };
    return issues;
  }

  /** Keeps the issues of a loop that no item has carried out. */
  #leave(frame: Frame): void {
    for (const issue of frame.issues.slice(frame.issuesSeen)) this.#onIssue(issue, false);
  }
}
