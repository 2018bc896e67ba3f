import type { Delimiters } from './delimiters.ts';
import type { Group } from './envelope.ts';
import type { EnvelopeReport } from './envelope-report.ts';
import { GS } from './envelope-segments.ts';
import type { Issue, IssueCode } from './issue.ts';
import { remember } from './memory.ts';
import type { Guide } from './notation.ts';
import { isVersionKnown } from './open-transaction.ts';
import type { Envelope } from './places.ts';
import type { Token } from './tokenizer.ts';

/** Reads a GS. */
export function readGroupHeader(
  elements: readonly string[],
  token: Token,
  envelope: Envelope,
  report: EnvelopeReport,
  delimiters: Delimiters,
): Group {
  const issues: Issue[] = [];
  const read = report.read(GS, elements, issues, token, envelope, delimiters);
  const header = {
    ...{ functionalId: '', sender: '', receiver: '', date: '', time: '', controlNumber: '', agency: '', version: '' },
    ...read,
  };
  remember(header, token);
  return { header, transactions: [], issues };
}

/** A group between its GS and its GE. What its transaction sets show of it is said once, at the GS. */
export class OpenGroup {
  readonly group: Group;
  /** ST02 of the transaction sets so far. */
  readonly controlNumbers = new Set<string>();
  /** Whether one of them was of the kind that GS01 names. */
  isKindShown = false;
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

  /** Judges GS01 by what a transaction set is. */
  checkFunctionalId(guide: Guide | undefined): void {
    if (!guide) return;
    const { functionalId, set } = guide;
    if (functionalId === this.group.header.functionalId) {
      this.isKindShown = true;
      return;
    }
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
