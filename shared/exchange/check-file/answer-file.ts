import { acknowledge, interchangeAcknowledgement } from '../../guides/acknowledge.ts';
import { acknowledgement999 } from '../../guides/acknowledgement-999.ts';
import {
  type Delimiters,
  type Group,
  type Interchange,
  type InterchangeHeader,
  type Issue,
  type Item,
  type PassedTransaction,
  type Place,
  standardDelimiters,
  type Transaction,
  write,
} from '../../x12/index.ts';
import { remember } from '../../x12/memory.ts';
import { x12Date, x12Time } from '../dates.ts';
import { transactionControlNumber } from '../envelope.ts';
import type { RecentText } from './recent-text.ts';

/** Of a file so many issues are said one by one; of those that follow, one of each kind in each transaction set. */
const issuesSaid = 20_000;

/** What is kept of a transaction set that is open: what its 999 says. */
interface Open {
  readonly issues: Issue[];
  readonly kinds: Set<string>;
  /** What tells the business unit of an issue. */
  readonly units: unknown[];
}

interface Answered {
  readonly interchange: Interchange;
  readonly groups: Group[];
}

/** Makes the interchanges that answer a file, from what passes of it: TA1s and 999s. Keeps no more than they say. */
export class AnswerFile {
  readonly #interchanges: Answered[] = [];
  readonly #recent: RecentText;
  #open = opened();
  #said = 0;

  constructor(recent: RecentText) {
    this.#recent = recent;
  }

  interchange(interchange: Interchange): void {
    this.#interchanges.push({ interchange, groups: [] });
  }

  group(group: Group): void {
    this.#interchanges.at(-1)?.groups.push(group);
  }

  /** A fault of the interchange that has opened, beside those that it has itself. */
  ofInterchange(issue: Issue): void {
    this.#interchanges.at(-1)?.interchange.issues.push(issue);
  }

  /** An issue that is no item's own. */
  issue(issue: Issue): void {
    if (issue.place.transaction === undefined || !this.#take(issue)) return;
    // It belongs to no business unit, wherever it stands.
    this.#open.units.push(standing('HL', issue.place.offset - 1, standardDelimiters));
    this.#stand(issue.place);
  }

  item({ issues, value, place, transaction }: Item): void {
    const taken = issues.filter((issue) => this.#take(issue));
    if (taken.length === 0) return;
    this.#stand(place);
    for (const issue of taken) this.#stand(issue.place);
    // Elsewhere than in claims what names the unit may stand deeper.
    if (transaction.set !== '837') this.#open.units.push(value);
  }

  transaction(transaction: PassedTransaction): void {
    const { issues, units } = this.#open;
    this.#open = opened();
    const kept = { ...transaction, clean: false, issues, value: units } as Transaction;
    this.#interchanges.at(-1)?.groups.at(-1)?.transactions.push(kept);
  }

  /** Undefined where nothing is to be answered. `at`: when it is written (ISO). */
  text(at: string): string | undefined {
    const numbers = new Set<string>();
    const answers = this.#interchanges.flatMap((answered, index) => answerTo(answered, at, index + 1, numbers));
    return answers.length === 0 ? undefined : answers.join('');
  }

  /** Keeps the segment at a place, by which a 999 names the claim. */
  #stand(place: Place): void {
    const delimiters = this.#interchanges.at(-1)?.interchange.delimiters;
    const text = delimiters && this.#recent.segmentAt(place, delimiters);
    if (text !== undefined) this.#open.units.push(standing(text, place.offset, delimiters ?? standardDelimiters));
  }

  #take(issue: Issue): boolean {
    const { issues, kinds } = this.#open;
    const kind = `${issue.code} ${issue.level}`;
    if (this.#said >= issuesSaid && kinds.has(kind)) return false;
    this.#said++;
    kinds.add(kind);
    issues.push(issue);
    return true;
  }
}

function opened(): Open {
  return { issues: [], kinds: new Set(), units: [] };
}

/** Stands for a segment as it was read. */
function standing(text: string, offset: number, delimiters: Delimiters): object {
  const segment = {};
  remember(segment, { text, lead: '', offset, delimiters });
  return segment;
}

/** A 999 is answered by none. */
function isAnswered({ header, transactions }: Group): boolean {
  return header.functionalId !== 'FA' && !transactions.some(({ set }) => set === '999' || set === '997');
}

function answerTo({ interchange, groups }: Answered, at: string, ordinal: number, numbers: Set<string>): string[] {
  const answered = groups.filter(isAnswered);
  if (groups.length > 0 && answered.length === 0) return [];
  const note = interchangeAcknowledgement({ ...interchange, groups });
  const acknowledgements = note ? [note] : [];
  // What a TA1 rejects was not opened.
  const values = note?.code === 'R' ? [] : answered.flatMap((group) => acknowledge(group) ?? []);
  if (acknowledgements.length === 0 && values.length === 0) return [];
  const header = headerOf(interchange.header, at, ordinal, numbers);
  const group = {
    functionalId: acknowledgement999.functionalId,
    sender: header.sender.padEnd(2, '0'),
    receiver: header.receiver.padEnd(2, '0'),
    date: x12Date(at),
    time: x12Time(at),
    controlNumber: String(Number(header.controlNumber) || ordinal),
    agency: 'X',
    version: acknowledgement999.version,
  };
  const transactions = values.map((value, index) => ({
    guide: acknowledgement999,
    controlNumber: transactionControlNumber(index + 1),
    value,
  }));
  const written = values.length === 0 ? [] : [{ header: group, transactions }];
  return [write({ header, delimiters: { lineEnd: '\n' }, acknowledgements, groups: written })];
}

/** What came may hold anything. */
function headerOf(came: InterchangeHeader, at: string, ordinal: number, numbers: Set<string>): InterchangeHeader {
  return {
    authorizationQualifier: '00',
    authorization: '',
    securityQualifier: '00',
    security: '',
    senderQualifier: qualifier(came.receiverQualifier),
    sender: plain(came.receiver),
    receiverQualifier: qualifier(came.senderQualifier),
    receiver: plain(came.sender),
    date: x12Date(at).slice(2),
    time: x12Time(at),
    repetition: '^',
    version: '00501',
    controlNumber: freeNumber(came.controlNumber, ordinal, numbers),
    acknowledgementRequested: '0',
    usage: came.usage === 'T' ? 'T' : 'P',
    component: ':',
  };
}

/** The number that came, where it is one and no answer before has it. */
function freeNumber(came: string, ordinal: number, taken: Set<string>): string {
  let number = /^\d{9}$/.test(came) ? came : String(ordinal).padStart(9, '0');
  for (let next = ordinal; taken.has(number); next++) number = String(next).padStart(9, '0');
  taken.add(number);
  return number;
}

function qualifier(text: string): string {
  return /^[A-Z0-9]{2}$/.test(text) ? text : 'ZZ';
}

function plain(text: string): string {
  return (
    text
      .replace(/[^\w .&/-]/g, '')
      .trim()
      .slice(0, 15)
      .trim() || 'UNKNOWN'
  );
}
