/**
 * Where a claim stands. `held` was stopped by our own checks, `rejected` by a clearinghouse or payer before
 * adjudication, `overdue` has had no answer in time.
 */
export const claimStatuses = [
  'received',
  'held',
  'in-process',
  'rejected',
  'overdue',
  'denied',
  'partially-denied',
  'appealed',
  'paid',
  'patient-responsibility',
  'closed',
  'voided',
] as const;
export type ClaimStatus = (typeof claimStatuses)[number];

/** In these a claim goes on when a person acts on it, or an answer comes late. */
export const waitingStatuses: ReadonlySet<ClaimStatus> = new Set([
  'held',
  'rejected',
  'overdue',
  'denied',
  'partially-denied',
  'appealed',
] as const);

const stoppedBeforeAdjudication = ['in-process', 'held', 'rejected', 'voided'] as const;
const adjudicated = ['paid', 'denied', 'partially-denied', 'patient-responsibility'] as const;

/** Which status may follow which. A store update that breaks this is refused. */
export const claimStatusMayBecome = {
  // Opened, then scrubbed; nothing of it has left the house.
  received: ['in-process', 'held', 'voided'],
  // Paid: it was held for its next payer, and there is none.
  held: ['in-process', ...adjudicated, 'voided'],
  // Sent: an answer, or the lack of one, moves it.
  'in-process': [...stoppedBeforeAdjudication, ...adjudicated, 'overdue', 'closed'],
  rejected: ['in-process', 'held', 'overdue', ...adjudicated, 'voided'],
  // A late answer counts as any other.
  overdue: ['in-process', 'rejected', ...adjudicated, 'held', 'overdue', 'closed', 'voided'],
  denied: ['in-process', 'held', 'appealed', ...adjudicated, 'overdue', 'closed', 'voided'],
  'partially-denied': ['in-process', 'held', 'appealed', ...adjudicated, 'overdue', 'closed', 'voided'],
  appealed: [...adjudicated, 'overdue', 'closed', 'voided'],
  // Held: the next payer must be billed.
  paid: [...adjudicated, 'closed', 'held', 'in-process', 'voided'],
  'patient-responsibility': [...adjudicated, 'closed', 'held', 'in-process', 'voided'],
  // A reversal or a correction opens it again. Rejected: a void, after it was accepted.
  closed: [...adjudicated, 'in-process', 'rejected', 'held', 'voided'],
  // Paid: a payer pays it after all, until it takes that back. Held: a step of it keeps failing. The others: the void
  // is refused after all, and the claim stands as it did.
  voided: [...adjudicated, 'in-process', 'rejected', 'held'],
} as const satisfies Record<ClaimStatus, readonly ClaimStatus[]>;

/** A submission is one claim on its way to one payer, once: primary, corrected, secondary. */
export const submissionStatuses = [
  'ready',
  'sent',
  'acknowledged',
  'accepted',
  'adjudicated',
  'rejected',
  'voided',
] as const;
export type SubmissionStatus = (typeof submissionStatuses)[number];

/** Answers may skip steps and come back to an earlier one: an 835 before its 277CA, a reversal after a payment. */
export const submissionStatusMayBecome = {
  // Adjudicated: it was to be sent again, and the payer has answered what was sent before. Rejected: it can't be written.
  ready: ['sent', 'adjudicated', 'rejected', 'voided'],
  // Back to ready: its neighbour spoilt the transaction and it is resent unchanged.
  sent: ['acknowledged', 'accepted', 'rejected', 'adjudicated', 'ready'],
  acknowledged: ['accepted', 'rejected', 'adjudicated', 'ready'],
  accepted: ['adjudicated', 'rejected'],
  adjudicated: ['adjudicated', 'accepted'],
  rejected: ['voided', 'adjudicated'],
  voided: [],
} as const satisfies Record<SubmissionStatus, readonly SubmissionStatus[]>;

export function claimMayBecome(from: ClaimStatus, to: ClaimStatus): boolean {
  return from === to || (claimStatusMayBecome[from] as readonly ClaimStatus[]).includes(to);
}

export function submissionMayBecome(from: SubmissionStatus, to: SubmissionStatus): boolean {
  return from === to || (submissionStatusMayBecome[from] as readonly SubmissionStatus[]).includes(to);
}
