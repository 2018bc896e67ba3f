import type { Group } from './envelope.ts';
import type { EnvelopeReport } from './envelope-report.ts';
import type { IssueCode } from './issue.ts';
import type { Guide } from './notation.ts';
import { isVersionKnown } from './open-transaction.ts';
import type { Envelope } from './places.ts';
import type { Token } from './tokenizer.ts';

/** A group between its GS and its GE. What its transaction sets show of it is said once, at the GS. */
export class OpenGroup {
  readonly group: Group;
  /** ST02 of the transaction sets so far. */
  readonly controlNumbers = new Set<string>();
  readonly #header: Token;
  readonly #envelope: Envelope;
  readonly #report: EnvelopeReport;
  readonly #reported = new Set<number>();

  constructor(group: Group, header: Token, envelope: Envelope, report: EnvelopeReport) {
    this.group = group;
    this.#header = header;
    this.#envelope = envelope;
    this.#report = report;
  }

  /** X12's RFI 362: of one kind, sender and receiver no two groups of an interchange have one number. */
  checkUnique(before: Set<string>): void {
    const { functionalId, sender, receiver, controlNumber } = this.group.header;
    const key = [functionalId, sender, receiver, controlNumber].join('\n');
    if (controlNumber !== '' && before.has(key)) {
      const message = 'GS06 (control number) must differ from those before it in the interchange.';
      this.#fault('envelope-control-number', message, 6);
    }
    before.add(key);
  }

  checkVersion(guides: readonly Guide[]): void {
    if (isVersionKnown(this.group.header.version, guides)) return;
    this.#fault('version-unknown', 'GS08 (version) names no guide that is read here.', 8);
  }

  checkFunctionalId({ functionalId, set }: Guide): void {
    if (functionalId === this.group.header.functionalId) return;
    this.#fault('code-invalid', `GS01 (functional id) must be ${functionalId} for the ${set}.`, 1);
  }

  /** A functional group is one transaction set or more (X12.6). */
  checkFilled(transactions: number, end: Token): boolean {
    if (transactions > 0) return true;
    const message = 'A group must hold a transaction set: an ST must stand before its GE.';
    this.#report.fault(this.group.issues, 'segment-missing', message, end, this.#envelope, 'ST');
    return false;
  }

  #fault(code: IssueCode, message: string, element: number): void {
    if (this.#reported.has(element)) return;
    this.#reported.add(element);
    this.#report.element(this.group.issues, code, message, this.#header, this.#envelope, ['GS', element]);
  }
}
