import { standardDelimiters } from './delimiters.ts';
import type { Interchange, Transaction } from './envelope.ts';
import { EnvelopeReport, isMisspeltTrailer, misspelt } from './envelope-report.ts';
import { GE, IEA } from './envelope-segments.ts';
import { readInterchangeHeader } from './interchange-header.ts';
import type { Issue } from './issue.ts';
import { LostHeaders } from './lost-headers.ts';
import { remember, rememberTrailer } from './memory.ts';
import { overlongSegment } from './messages.ts';
import type { Guide } from './notation.ts';
import { OpenGroup, readGroupHeader } from './open-group.ts';
import { OpenTransaction } from './open-transaction.ts';
import { type Envelope, envelopePlace } from './places.ts';
import { readAcknowledgement } from './read-acknowledgement.ts';
import type { ReadOptions } from './read-options.ts';
import type { Receiver } from './receiver.ts';
import { RecentNumbers } from './recent-numbers.ts';
import type { Token } from './tokenizer.ts';
import type { Cursor } from './units/cursor.ts';
import { giveBack, takeCursor } from './units/idle-cursors.ts';
import type { Window } from './window.ts';

/** Reads the envelopes of a file: interchanges, groups and transaction sets, each closed by what was counted in it. */
export class EnvelopeReader {
  readonly counts = { interchanges: 0, groups: 0, transactions: 0 };
  readonly #report: EnvelopeReport;
  readonly #guides: readonly Guide[];
  readonly #options: ReadOptions;
  readonly #receiver: Receiver;
  #cursor: Cursor | undefined;
  #delimiters = standardDelimiters;
  #interchange: Interchange | undefined;
  #group: OpenGroup | undefined;
  #transaction: OpenTransaction | undefined;
  #groupsInInterchange = 0;
  /** What tells the groups of the interchange apart. */
  #groupKeys = new Set<string>();
  #transactionsInGroup = 0;
  readonly #lost = new LostHeaders();
  readonly #numbers = new RecentNumbers();
  #faults = 0;

  constructor(guides: readonly Guide[], options: ReadOptions, receiver: Receiver) {
    this.#guides = guides;
    this.#options = options;
    this.#receiver = receiver;
    this.#cursor = receiver.remembers ? undefined : takeCursor();
    this.#report = new EnvelopeReport((issue) => {
      this.#faults++;
      receiver.issue(issue, false);
    });
  }

  take(token: Token): void {
    if (token.kind === 'isa') this.#openInterchange(token);
    else if (token.kind === 'segment') this.#takeSegment(token);
    else if (token.kind === 'cut-off') this.#takeCutOff(token);
    else if (token.kind === 'overlong') this.#takeOverlong(token);
    else {
      this.#endInterchange(token);
      this.#fault('not-x12', 'This is no X12: an interchange starts with ISA and its 16 elements.', token);
    }
  }

  /** Refuses a file as a whole, whose lines end after so many characters. */
  refuseWrapped(width: number, token: Token): true {
    const message = `A line ends after every ${width} characters, in the midst of segments: take all line ends out of the file.`;
    this.#fault('not-x12', message, token);
    return true;
  }

  /** Reads what is plainly right from where a window stands; true when more of the file must come first. */
  takeUnits(window: Window): boolean {
    return this.#transaction?.takeUnits(window) ?? false;
  }

  /** Ends the file; `end` is where. */
  finish(end: Token): void {
    this.#endInterchange(end);
    if (this.counts.interchanges === 0 && this.#faults === 0) {
      this.#fault('not-x12', 'The file is empty: an interchange starts with ISA.', end);
    }
    if (this.#cursor) giveBack(this.#cursor);
    this.#cursor = undefined;
  }

  #takeSegment(token: Token): void {
    const elements = token.text.split(this.#delimiters.element);
    const [id = ''] = elements;
    if (this.#lost.passes(id)) return;
    if (id === 'GS') this.#openGroup(token, elements);
    else if (id === 'ST') this.#openTransaction(token, elements);
    else if (id === 'SE') this.#closeTransaction(token, elements);
    else if (id === 'GE') this.#closeGroup(token, elements);
    else if (id === 'IEA') this.#closeInterchange(token, elements);
    else if (this.#transaction) this.#takeWithin(this.#transaction, token, elements);
    else if (id === 'TA1' && this.#interchange) this.#takeAcknowledgement(token, elements, this.#interchange);
    else this.#takeStray(token, elements);
  }

  #takeWithin(transaction: OpenTransaction, token: Token, elements: readonly string[]): void {
    const isEnd = transaction.isEndedBy(elements);
    const ended = isEnd ? transaction.closeMisspelt(token) : transaction.take(token, elements);
    if (ended) this.#keep(ended);
  }

  #takeStray(token: Token, elements: readonly string[]): void {
    const group = this.#group?.group;
    if (group && isMisspeltTrailer(elements, group.header.controlNumber)) this.#endGroup(token, misspelt('GE'));
    else if (!group && this.#interchange && isMisspeltTrailer(elements, this.#interchange.header.controlNumber))
      this.#endInterchange(token, misspelt('IEA'));
    else {
      const message = group ? 'Here only ST or GE may follow.' : 'Here only GS, TA1 or IEA may follow.';
      this.#unexpected(message, token);
      this.#lost.begin(group ? 'transaction' : 'group');
    }
  }

  /** What is left of a cut segment may mislead; that its envelope is not closed will be said. */
  #takeCutOff(token: Token): void {
    if (!token.text.startsWith('IEA')) return;
    this.#fault('envelope-cut-off', 'The last segment must end with the segment terminator.', token);
    this.#takeSegment(token);
  }

  /** Whatever it is, it is one segment of the transaction set that is open, and costs no other one. */
  #takeOverlong(token: Token): void {
    if (this.#transaction) this.#transaction.take(token, token.text.split(this.#delimiters.element));
    else this.#fault('not-x12', overlongSegment.message, token);
  }

  #openInterchange(token: Token): void {
    this.#endInterchange(token);
    this.#delimiters = token.delimiters;
    this.#groupsInInterchange = 0;
    this.#lost.groups = 0;
    this.#groupKeys = new Set();
    this.counts.interchanges++;
    const issues: Issue[] = [];
    const place = { interchange: this.counts.interchanges };
    const elements = token.text.split(token.delimiters.element);
    const header = readInterchangeHeader(elements, token.delimiters, (code, level, message, element) => {
      this.#report.add(issues, { code, level, message, place: envelopePlace(token, place, 'ISA', element) });
    });
    if (this.#numbers.isTaken(header)) {
      const message = 'ISA13 (control number) must differ from those before it, of one sender to one receiver.';
      this.#report.element(issues, 'envelope-control-number', message, token, place, ['ISA', 13]);
    }
    remember(header, token);
    this.#interchange = { header, delimiters: token.delimiters, acknowledgements: [], groups: [], issues };
    this.#receiver.interchange?.(this.#interchange, envelopePlace(token, place, 'ISA'));
  }

  #takeAcknowledgement(token: Token, elements: readonly string[], interchange: Interchange): void {
    const isBehindGroup = this.#groupsInInterchange > 0;
    readAcknowledgement(
      token,
      elements,
      interchange,
      { interchange: this.counts.interchanges },
      this.#report,
      isBehindGroup,
    );
  }

  #openGroup(token: Token, elements: readonly string[]): void {
    this.#endGroup(token);
    if (!this.#interchange) {
      this.#unexpected('A GS segment may stand only after an ISA.', token, 'GS');
      return;
    }
    this.#groupsInInterchange++;
    this.#transactionsInGroup = 0;
    this.#lost.transactions = 0;
    this.counts.groups++;
    const envelope = { ...this.#envelope(), group: this.#groupsInInterchange };
    const group = readGroupHeader(elements, token, envelope, this.#report, this.#delimiters);
    this.#group = new OpenGroup(group, token, envelope, this.#report);
    this.#group.checkUnique(this.#groupKeys);
    this.#receiver.group?.(group);
    if (!this.#receiver.item) this.#interchange.groups.push(group);
  }

  #openTransaction(token: Token, elements: readonly string[]): void {
    this.#endTransaction(token);
    const open = this.#group;
    if (!this.#interchange || !open) {
      this.#unexpected('An ST segment may stand only after a GS.', token, 'ST');
      this.#lost.begin('group');
      return;
    }
    this.#transactionsInGroup++;
    this.counts.transactions++;
    const { group, controlNumbers } = open;
    // Only where there is a transaction set to read by it.
    open.checkVersion(this.#guides);
    const transaction = new OpenTransaction(token, elements, {
      interchange: this.#interchange.header,
      group,
      isKindShown: open.isKindShown,
      envelope: { ...this.#envelope(), transaction: this.#transactionsInGroup },
      delimiters: this.#delimiters,
      report: this.#report,
      guides: this.#guides,
      options: this.#options,
      receiver: this.#receiver,
      cursor: this.#cursor,
    });
    if (controlNumbers.has(transaction.controlNumber)) transaction.reportNumberTaken(token);
    controlNumbers.add(transaction.controlNumber);
    open.checkFunctionalId(transaction.guide);
    this.#transaction = transaction;
  }

  #closeTransaction(token: Token, elements: readonly string[]): void {
    if (this.#transaction) this.#keep(this.#transaction.close(token, elements));
    else this.#unexpected('An SE segment may stand only at the end of a transaction set.', token, 'SE');
  }

  /** Ends a transaction set that has no SE. */
  #endTransaction(token: Token): void {
    if (this.#transaction) this.#keep(this.#transaction.cutOff(token));
  }

  #keep(transaction: Transaction): void {
    this.#transaction = undefined;
    this.#group?.checkFunctionalId(transaction.guide);
    this.#receiver.transaction?.(transaction, { ...this.#envelope(), transaction: this.#transactionsInGroup });
    if (!this.#receiver.item) this.#group?.group.transactions.push(transaction);
  }

  #closeGroup(token: Token, elements: readonly string[]): void {
    this.#endTransaction(token);
    const group = this.#group?.group;
    if (!group) {
      this.#unexpected('A GE segment may stand only at the end of a group.', token, 'GE');
      return;
    }
    this.#report.read(GE, elements, group.issues, token, this.#envelope(), this.#delimiters);
    const came = this.#transactionsInGroup + this.#lost.transactions;
    // Whatever an empty group counts, that it is empty is told.
    const count = this.#group?.checkFilled(came, token) ? came : Number(elements[1]);
    const expected = { ...group.header, count, of: 'transaction sets', header: 'GS06' };
    this.#report.trailer(elements, expected, group.issues, token, this.#envelope());
    rememberTrailer(group, token);
    this.#group = undefined;
  }

  /** Ends a group that has no GE. */
  #endGroup(token: Token, message = 'The group ends without its GE segment.'): void {
    this.#endTransaction(token);
    if (!this.#group) return;
    this.#report.fault(this.#group.group.issues, 'envelope-cut-off', message, token, this.#envelope());
    this.#group = undefined;
  }

  #closeInterchange(token: Token, elements: readonly string[]): void {
    this.#endGroup(token);
    const interchange = this.#interchange;
    if (!interchange) {
      this.#unexpected('An IEA segment may stand only at the end of an interchange.', token, 'IEA');
      return;
    }
    this.#report.read(IEA, elements, interchange.issues, token, this.#envelope(), this.#delimiters);
    const { controlNumber } = interchange.header;
    const count = this.#groupsInInterchange + this.#lost.groups;
    const expected = { count, of: 'groups', controlNumber, header: 'ISA13' };
    this.#report.trailer(elements, expected, interchange.issues, token, this.#envelope());
    rememberTrailer(interchange, token);
    this.#interchange = undefined;
  }

  /** Ends an interchange that has no IEA. */
  #endInterchange(token: Token, message = 'The interchange ends without its IEA segment.'): void {
    this.#lost.end();
    this.#endGroup(token);
    if (!this.#interchange) return;
    this.#report.fault(this.#interchange.issues, 'envelope-cut-off', message, token, this.#envelope());
    this.#interchange = undefined;
  }

  /** Ordinals of the envelopes that are open. */
  #envelope(): Envelope {
    return {
      ...(this.#interchange && { interchange: this.counts.interchanges }),
      ...(this.#group && { group: this.#groupsInInterchange }),
    };
  }

  #unexpected(message: string, token: Token, segmentId = ''): void {
    const issues = this.#group?.group.issues ?? this.#interchange?.issues ?? [];
    this.#report.fault(issues, 'segment-unexpected', message, token, this.#envelope(), segmentId);
  }

  #fault(code: 'not-x12' | 'envelope-cut-off', message: string, token: Token): void {
    this.#report.fault(this.#interchange?.issues ?? [], code, message, token, this.#envelope());
  }
}
