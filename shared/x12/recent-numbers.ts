import type { InterchangeHeader } from './envelope.ts';

/** So many interchanges are told apart: a file of millions of them must not grow with them. */
const mostKept = 10_000;

/** The control numbers (ISA13) of the interchanges that came last, each with its sender and receiver. */
export class RecentNumbers {
  readonly #keys = new Set<string>();

  /** Notes the number of an interchange; true when one before it has the same. */
  isTaken(header: InterchangeHeader): boolean {
    const { senderQualifier, sender, receiverQualifier, receiver, controlNumber } = header;
    const key = [senderQualifier, sender, receiverQualifier, receiver, controlNumber].join('\n');
    const isTaken = this.#keys.delete(key);
    this.#keys.add(key);
    // A set keeps the order in which things came.
    const [oldest = ''] = this.#keys.size > mostKept ? this.#keys.keys().take(1) : [];
    this.#keys.delete(oldest);
    return isTaken;
  }
}
