import type { Instant } from './calendar.ts';

/** A key of the store: its parts in order, each in characters that sort alike everywhere. */
function key(...parts: readonly (string | number)[]): string {
  return parts
    .map((part) => (typeof part === 'number' ? String(part).padStart(9, '0') : encodeURIComponent(part.toWellFormed())))
    .join('/');
}

/** What is kept, under which keys. */
export const keys = {
  /** An interchange that came: by its sender and ISA13. */
  interchange: (senderQualifier: string, sender: string, controlNumber: string) =>
    key('interchange', senderQualifier, sender, controlNumber),
  /** A file of claims that was taken in. */
  received: (file: string) => key('received', file),
  /** A patient control number that came: by its sender. */
  patientControlNumber: (sender: string, number: string) => key('patient-control-number', sender, number),
  claim: (root: string) => key('claim', root),
  adjudication: (root: string) => key('adjudication', root),
  /** What of a member's deductible is used up. */
  deductible: (payer: string, member: string, year: string) => key('deductible', payer, member, year),
  /** What a payee owes a payer after a remittance that came to less than nothing. */
  owed: (payer: string, payee: string) => key('owed', payer, payee),
  /** What is to be done, in order. */
  due: (due: Instant, kind: string, id: string) => key('due', due, kind, id),
  dues: 'due/',
  /** A claim for a 277CA. */
  toAcknowledge: (acknowledgement: string, transaction: number, claim: number) =>
    key('to-acknowledge', acknowledgement, transaction, claim),
  allToAcknowledge: (acknowledgement: string) => `${key('to-acknowledge', acknowledgement)}/`,
  /** A claim for a payment run. */
  toPay: (run: string, order: readonly string[]) => key('to-pay', run, ...order),
  allToPay: (run: string) => `${key('to-pay', run)}/`,
  nextControlNumber: 'next-control-number',
  controlNumber: (number: number) => key('control-number', number),
  /** A file that waits to be collected. */
  outgoing: (available: Instant, name: string) => key('outgoing', available, name),
  allOutgoing: 'outgoing/',
  /** When a file that waits is available. */
  offered: (name: string) => key('offered', name),
  report: (kind: string, id: string) => key('report', kind, id),
  reports: (kind: string) => `${key('report', kind)}/`,
} as const;
