import { asCents, type Cents, formatMoney } from '../../money.ts';
import type { Group, Interchange, Item, PassedTransaction } from '../../x12/index.ts';
import { isoDate } from '../dates.ts';
import type { FileContents } from './file-check.ts';
import { type Held, heldByItem, heldByWhole } from './transaction-summary.ts';

interface Sum {
  readonly about: Omit<FileContents, 'counts' | 'amount' | 'written'>;
  written: FileContents['written'];
  held: Held;
}

/** Sums up what passes of a file by kind, version, sender and receiver. */
export class ContentsTally {
  readonly #sums = new Map<string, Sum>();
  #interchange: Interchange | undefined;
  #group: Group | undefined;
  /** What the items of the transaction set that is open have added. */
  #items: Held | undefined;

  interchange(interchange: Interchange): void {
    this.#closeInterchange();
    this.#interchange = interchange;
    this.#group = undefined;
  }

  group(group: Group): void {
    this.#group = group;
  }

  item(item: Item): void {
    const held = heldByItem(item);
    this.#items = this.#items ? added(this.#items, held) : held;
  }

  transaction(transaction: PassedTransaction): void {
    const whole = heldByWhole(transaction);
    const { header } = this.#interchange ?? {};
    // Where the file is at fault, anything may stand in the version's place.
    const version = /^\d{6}X\d{3}([A-Z]\d)?$/.test(transaction.version) && transaction.version;
    const from = whole.from || header?.sender;
    const to = whole.to || header?.receiver;
    this.#add(
      {
        what: whole.what,
        ...(version && { version }),
        ...(from && { from }),
        ...(to && { to }),
        ...(header?.usage === 'T' && { test: true }),
      },
      this.#items ? added(whole, this.#items) : whole,
    );
    this.#items = undefined;
  }

  get contents(): readonly FileContents[] {
    this.#closeInterchange();
    return [...this.#sums.values()].map(({ about, written, held: { counts, amount } }) => ({
      ...about,
      ...(written && { written }),
      counts,
      ...(amount && { amount: { of: amount.of, value: formatMoney(amount.cents) } }),
    }));
  }

  /** Its TA1s are whole only now. */
  #closeInterchange(): void {
    const { header, acknowledgements = [] } = this.#interchange ?? {};
    this.#interchange = undefined;
    if (acknowledgements.length === 0) return;
    const rejected = acknowledgements.filter(({ code }) => code === 'R').length;
    const about = {
      what: 'TA1 interchange acknowledgement',
      ...(header?.sender && { from: header.sender }),
      ...(header?.receiver && { to: header.receiver }),
    };
    this.#add(about, { counts: { interchanges: acknowledgements.length, rejected } });
  }

  #add(about: Sum['about'], held: Held): void {
    const key = JSON.stringify(about);
    const sum = this.#sums.get(key);
    if (sum) sum.held = added(sum.held, held);
    const kept = sum ?? { about, written: undefined, held };
    this.#sums.set(key, kept);
    const day = isoDate(this.#group?.header.date);
    if (day === undefined) return;
    const { first = day, last = day } = kept.written ?? {};
    kept.written = { first: day < first ? day : first, last: day > last ? day : last };
  }
}

function added(one: Held, other: Held): Held {
  const counts = { ...one.counts };
  for (const [name, count] of Object.entries(other.counts)) counts[name] = (counts[name] ?? 0) + count;
  const amount = one.amount ?? other.amount;
  if (!amount) return { ...one, counts };
  return { ...one, counts, amount: { of: amount.of, cents: plus(one.amount?.cents, other.amount?.cents) } };
}

/** What is too much for whole numbers is left out: a check ends with whatever a file holds. */
function plus(one = asCents(0), other = asCents(0)): Cents {
  return Number.isSafeInteger(one + other) ? asCents(one + other) : one;
}
