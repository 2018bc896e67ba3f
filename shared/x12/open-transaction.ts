import { compileLoop } from './compile-loop.ts';
import { isDay } from './dates.ts';
import type { Delimiters } from './delimiters.ts';
import type { Group, GroupHeader, InterchangeHeader, Transaction } from './envelope.ts';
import { type EnvelopeReport, isMisspeltTrailer, misspelt } from './envelope-report.ts';
import { SE, ST, STWithReference } from './envelope-segments.ts';
import { GuideChoice } from './guide-choice.ts';
import { type Issue, isToldOf } from './issue.ts';
import { remember, rememberTrailer } from './memory.ts';
import { overlongSegment } from './messages.ts';
import type { Guide } from './notation.ts';
import type { ReadItem } from './open-loops.ts';
import { type Envelope, segmentIdOf } from './places.ts';
import type { ReadOptions } from './read-options.ts';
import type { Token } from './tokenizer.ts';
import { TransactionReader } from './transaction-reader.ts';
import type { Cursor } from './units/cursor.ts';
import type { Window } from './window.ts';

/** Where an item was read. */
export interface ItemContext {
  readonly guide: Guide;
  readonly interchange: InterchangeHeader;
  readonly group: GroupHeader;
  readonly transaction: Pick<Transaction, 'controlNumber' | 'version' | 'set'>;
}

export type TakeItem = (item: ReadItem, context: ItemContext) => void;

/** What a transaction set has around it. */
export interface Surroundings {
  readonly interchange: InterchangeHeader;
  readonly group: Group;
  /** Whether the group holds a transaction set already of the kind that its GS01 names. */
  readonly isKindShown: boolean;
  readonly envelope: Envelope;
  readonly delimiters: Delimiters;
  readonly report: EnvelopeReport;
  readonly guides: readonly Guide[];
  readonly options: ReadOptions;
  readonly receiver: TransactionReceiver;
  /** Reads what is plainly right, and remembers it from one transaction set to the next. */
  readonly cursor: Cursor | undefined;
}

interface TransactionReceiver {
  readonly issue: (issue: Issue, carried: boolean) => void;
  readonly item?: TakeItem;
}

/** Whether a version is one that some guide reads; a blank one is not judged. */
export function isVersionKnown(version: string, guides: readonly Guide[]): boolean {
  return version === '' || guides.some(({ reads }) => reads.includes(version));
}

/** The guide of which GS01 and GS08 both say that a group holds it, where that is another one than a guide. */
function otherKind({ functionalId, version }: GroupHeader, guide: Guide, guides: readonly Guide[]): Guide | undefined {
  if (functionalId === guide.functionalId) return undefined;
  return guides.find((other) => other.functionalId === functionalId && other.reads.includes(version));
}

/** A transaction set between its ST and its SE. */
export class OpenTransaction {
  readonly controlNumber: string;
  readonly #set: string;
  readonly #version: string;
  readonly #around: Surroundings;
  readonly #header: Token;
  readonly #issues: Issue[] = [];
  #guide: Guide | undefined;
  /** Until it is told by which guide it is to be read. */
  #choice: GuideChoice | undefined;
  /** What GS01 names, where ST01 names another guide of the same version, as of a question (270) and its answer (271). */
  #kind: Guide | undefined;
  #reader: TransactionReader | undefined;
  #segments = 1;

  constructor(token: Token, elements: readonly string[], around: Surroundings) {
    const [, set = '', controlNumber = '', reference = ''] = elements;
    const { group, guides, envelope, delimiters } = around;
    this.#around = around;
    this.#header = token;
    this.#set = set;
    this.controlNumber = controlNumber;
    const { version } = group.header;
    this.#version = reference || version;
    const guideOf = (named: string) => guides.find((one) => one.set === set && one.reads.includes(named));
    const byGroup = guideOf(version);
    const named = guideOf(reference);
    const byReference = byGroup || !named || !otherKind(group.header, named, guides) ? named : undefined;
    this.#guide = byGroup ?? byReference;
    const header = this.#guide && !this.#guide.omitsReference ? STWithReference : ST;
    around.report.read(header, elements, this.#issues, token, { ...envelope, segment: 1 }, delimiters);
    // A version of the group that nobody reads is said there.
    const isGroupKnown = isVersionKnown(version, guides);
    if (!this.#guide) {
      if (isGroupKnown) this.#reportSet(token, set, reference);
      return;
    }
    if (isGroupKnown && reference !== '' && version !== '' && reference !== version) {
      const message = 'ST03 (implementation reference) must be the version that GS08 names.';
      this.#fault(isVersionKnown(reference, guides) ? 'code-invalid' : 'version-unknown', message, token, ['ST', 3]);
    }
    this.#kind = byGroup && otherKind(group.header, byGroup, guides);
    if (this.#kind) this.#choice = new GuideChoice(this.#kind, this.#guide);
    else if (byGroup && byReference && byGroup !== byReference) this.#choice = new GuideChoice(byGroup, byReference);
    else this.#readBy(this.#guide);
  }

  /** The guide that it is of; until ST03 is told to be wrong or right, the one that its group names. */
  get guide(): Guide | undefined {
    return this.#kind ? undefined : this.#guide;
  }

  /** GS01 and ST01 name different guides, and one of both is told: ST01 is wrong, or the set is of another group, or GS01 is wrong. */
  #decide(told: Guide): void {
    const kind = this.#kind;
    this.#kind = undefined;
    if (told === kind) {
      const message = `ST01 (set) must be ${kind.set}: GS01 says so, and its segments are of that.`;
      this.#fault('code-invalid', message, this.#header, ['ST', 1]);
    } else if (kind && this.#around.isKindShown) {
      this.#choice = undefined;
      this.#guide = undefined;
      this.#reportSet(this.#header, this.#set, '');
      return;
    }
    this.#readBy(told);
  }

  #readBy(guide: Guide): void {
    const { interchange, group, envelope, delimiters, options, cursor, receiver } = this.#around;
    const { item: onItem, issue: onIssue } = receiver;
    const held = this.#choice?.held ?? [];
    this.#choice = undefined;
    this.#guide = guide;
    const transaction = { set: this.#set, version: this.#version, controlNumber: this.controlNumber };
    const context = { guide, interchange, group: group.header, transaction };
    const reader = new TransactionReader(compileLoop(guide), this.#header, {
      envelope,
      delimiters,
      written: isDay(group.header.date, 8) ? group.header.date : undefined,
      options,
      onItem: onItem && ((item) => onItem(item, context)),
      onIssue: onItem && onIssue,
      cursor,
    });
    for (const [index, { token, elements }] of held.entries()) reader.take(token, elements, index + 2);
    this.#reader = reader;
  }

  /** No guide is of this transaction set and of its version: which of both is wrong. */
  #reportSet(token: Token, set: string, reference: string): void {
    // That it is missing or misshapen has been said.
    if (isToldOf(this.#issues, token.offset, 1)) return;
    const { guides, group } = this.#around;
    const ofSet = guides.filter((guide) => guide.set === set);
    if (ofSet.length === 0) {
      this.#fault('code-invalid', 'ST01 (set) names no transaction set that is read here.', token, ['ST', 1]);
    } else if (ofSet.every(({ functionalId }) => functionalId !== group.header.functionalId)) {
      const message = 'ST01 (set) names a transaction set that a group of this kind (GS01) may not hold.';
      this.#fault('segment-unexpected', message, token, ['ST', 1]);
    } else {
      const message = 'No guide here reads this version of this transaction set.';
      this.#fault('version-unknown', message, token, ['ST', reference ? 3 : 1]);
    }
  }

  /** Takes a segment; ends where that has run together with the SE. */
  take(token: Token, elements: readonly string[]): Transaction | undefined {
    this.#segments++;
    if (this.#choice) {
      const told = this.#choice.take(token, elements);
      if (told) this.#decide(told);
    } else if (this.#reader) {
      const end = this.#reader.take(token, elements, this.#segments);
      return end && this.close(end.token, end.elements);
    } else if (token.kind === 'overlong') {
      const { report, envelope } = this.#around;
      const { code, message } = overlongSegment;
      report.fault(this.#issues, code, message, token, { ...envelope, segment: this.#segments }, segmentIdOf(elements));
    }
    return undefined;
  }

  /** Reads what is plainly right; true when more of the file must come first. */
  takeUnits(window: Window): boolean {
    if (!this.#reader) return false;
    const { segments, waits } = this.#reader.takeUnits(window, this.#segments + 1);
    this.#segments += segments;
    return waits;
  }

  /** Reports that another transaction set of the group has the same control number. */
  reportNumberTaken(token: Token): void {
    const message = 'ST02 (control number) must differ from those before it in the group.';
    this.#fault('envelope-control-number', message, token, ['ST', 2]);
  }

  /** Ends with an SE. */
  close(token: Token, elements: readonly string[]): Transaction {
    const { report, envelope, delimiters } = this.#around;
    this.#segments++;
    const spot = { ...envelope, segment: this.#segments };
    report.read(SE, elements, this.#issues, token, spot, delimiters);
    const of = 'segments from ST to SE';
    const merged = this.#reader?.lostTerminators ?? 0;
    const count = this.#segments + merged;
    const expected = { count, merged, of, controlNumber: this.controlNumber, header: 'ST02' };
    report.trailer(elements, expected, this.#issues, token, spot);
    const transaction = this.#finish(token, undefined);
    rememberTrailer(transaction, token);
    return transaction;
  }

  /** Whether a segment that the guide does not have is its SE all but in name. */
  isEndedBy(elements: readonly string[]): boolean {
    const guide = this.#guide;
    if (!guide || !isMisspeltTrailer(elements, this.controlNumber)) return false;
    const [id = ''] = elements;
    return !compileLoop(guide).segmentIds.has(id) && guide.standard?.segments.includes(id) !== true;
  }

  /** Ends with what must be its SE. */
  closeMisspelt(token: Token): Transaction {
    const { report, envelope } = this.#around;
    this.#segments++;
    const spot = { ...envelope, segment: this.#segments };
    report.fault(this.#issues, 'envelope-cut-off', misspelt('SE'), token, spot, 'SE');
    return this.#finish(token, undefined);
  }

  /** Ends without an SE. */
  cutOff(token: Token): Transaction {
    return this.#finish(token, 'The transaction set ends without its SE segment.');
  }

  #finish(token: Token, cut: string | undefined): Transaction {
    const { report, envelope } = this.#around;
    if (this.#choice) this.#decide(this.#choice.usual);
    const read = this.#reader?.finish(token, this.#segments, cut);
    if (cut !== undefined && !read) report.fault(this.#issues, 'envelope-cut-off', cut, token, envelope);
    for (const issue of read?.issues ?? []) report.tell(issue);
    const issues = [...this.#issues, ...(read?.issues ?? [])].toSorted((a, b) => a.place.offset - b.place.offset);
    const about = { set: this.#set, version: this.#version, controlNumber: this.controlNumber, issues };
    const transaction: Transaction =
      this.#guide && issues.length === 0
        ? { ...about, clean: true, guide: this.#guide, value: read?.value }
        : { ...about, clean: false, guide: this.#guide, value: read?.value };
    remember(transaction, this.#header);
    return transaction;
  }

  #fault(code: Issue['code'], message: string, token: Token, at: [string, number]): void {
    const { report, envelope } = this.#around;
    report.element(this.#issues, code, message, token, { ...envelope, segment: 1 }, at);
  }
}
