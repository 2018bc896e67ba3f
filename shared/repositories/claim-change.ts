import { type ClaimStatus, claimMayBecome, type Finding, submissionMayBecome } from '../claims/index.ts';
import type { JournalEntry } from '../ledger/index.ts';
import type { Item, Items, Write } from '../ports/index.ts';
import { claimEventType } from '../webhooks/index.ts';
import type { ClaimFile, ClaimRecord, Mail, StatementRecord, Submission, Wait, WorkItem } from './claim-file.ts';
import { eventMessage } from './events.ts';
import { type OutboxMessage, outboxItem } from './outbox.ts';
import { payerNumberItem } from './payer-numbers.ts';
import type { PracticeScope } from './scope.ts';
import {
  claimItem,
  claimItemKey,
  contentItem,
  journalItem,
  mailItem,
  storedItem,
  submissionItem,
  timelineItem,
  waitItem,
  workItemItem,
} from './stored-claim.ts';

/** Somebody else changed the claim meanwhile: read it again and decide again. */
export class ConcurrentChange extends Error {
  override readonly name = 'ConcurrentChange';
}

/** What one step does to a claim, stored in one transaction. */
export interface ClaimChange {
  /** Moves the claim, of which it is told; throws when the status table does not allow it. */
  moveTo(status: ClaimStatus, reasons?: readonly Finding[]): void;
  update(
    fields: Partial<Omit<ClaimRecord, 'status' | 'reasons' | 'revision' | 'claimId' | 'practiceId' | 'source'>>,
  ): void;
  /** Takes up again a claim that was set aside, in the status that it had. */
  resume(): void;
  putSubmission(submission: Submission): void;
  markRead(mail: readonly Mail[]): void;
  putWait(wait: Wait): void;
  endWait(): void;
  /** Adds an entry; the same key again is refused with the whole change. */
  post(entry: JournalEntry): void;
  putWork(work: WorkItem): void;
  /** Closes what is open, or of that only what is given. */
  closeWork(work?: readonly WorkItem[]): void;
  putStatement(statement: StatementRecord): void;
  /** A line of the timeline; `at` where it tells of what came earlier. */
  say(what: string, detail?: string, at?: string): void;
  send(message: OutboxMessage): void;
  /** A further write of the same transaction, outside the claim. */
  also(write: Write): void;
  readonly status: ClaimStatus;
  /** False when nothing but reading was done. */
  readonly changed: boolean;
}

/** Opens a change of a claim; `commit` stores it or throws ConcurrentChange. */
export function changeClaim(
  scope: PracticeScope,
  file: ClaimFile,
  now: string,
): ClaimChange & { commit(items: Items): Promise<void> } {
  const { claimId, revision } = file.record;
  let record: ClaimRecord = { ...file.record, revision: revision + 1 };
  const writes: Write[] = [];
  const routes = new Map<string, Item>();
  const posted: JournalEntry[] = [];
  let touched = false;
  let sayings = 0;
  const partition = claimItemKey(scope, claimId, 'CLAIM').pk;

  /** That the claim has another status than before. */
  function told(): Write[] {
    const { status } = record;
    if (status === file.record.status) return [];
    const detail = { practiceId: scope.practiceId, claimId, status };
    const message = eventMessage(
      claimEventType(status),
      now,
      `${String(record.revision).padStart(6, '0')}-${claimId}`,
      detail,
    );
    return [{ put: outboxItem(partition, message) }];
  }

  return {
    get status() {
      return record.status;
    },
    get changed() {
      return writes.length > 0 || touched;
    },
    moveTo(status, reasons = []) {
      if (!claimMayBecome(record.status, status)) {
        throw new Error(`claim ${claimId}: ${record.status} may not become ${status}`);
      }
      record = { ...record, status, reasons };
      touched = true;
    },
    update(fields) {
      record = { ...record, ...fields };
      touched = true;
    },
    resume() {
      const { resumeAs, ...resumed } = record;
      if (resumeAs !== undefined) record = { ...resumed, ...resumeAs };
      touched = true;
    },
    putSubmission(submission) {
      const before = file.submissions.find(({ attempt }) => attempt === submission.attempt);
      if (before !== undefined && !submissionMayBecome(before.status, submission.status)) {
        throw new Error(`submission ${submission.patientControlNumber}: ${before.status} → ${submission.status}`);
      }
      // A submission is also moved by its transmission, which does not touch the claim.
      const unmoved =
        before === undefined
          ? ('absent' as const)
          : { status: before.status, transmissionId: before.transmissionId ?? '' };
      writes.push({ put: submissionItem(scope, claimId, submission), if: unmoved });
      const theirs = submission.assignedPayerClaimControlNumber;
      if (theirs === undefined || theirs === before?.assignedPayerClaimControlNumber) return;
      routes.set(theirs, payerNumberItem(scope, claimId, submission.payerId, theirs));
    },
    markRead(mail) {
      for (const letter of mail)
        writes.push({ put: mailItem(scope, claimId, { ...letter, read: true }), if: 'present' });
    },
    putWait(wait) {
      writes.push({ put: waitItem(scope, claimId, wait) });
    },
    endWait() {
      if (file.wait !== undefined) writes.push({ delete: claimItemKey(scope, claimId, 'WAIT') });
    },
    post(entry) {
      posted.push(entry);
      writes.push({ put: journalItem(scope, claimId, entry), if: 'absent' });
    },
    putWork(work) {
      writes.push({ put: workItemItem(scope, claimId, work) });
    },
    closeWork(which = file.work) {
      for (const work of which) {
        if (work.open) writes.push({ put: workItemItem(scope, claimId, { ...work, open: false }) });
      }
    },
    putStatement(statement) {
      // In the order in which they were made: the last one is what was billed.
      const place = String(file.statements.length + 1).padStart(4, '0');
      writes.push({ put: storedItem(claimItemKey(scope, claimId, `STATEMENT#${place}`), statement), if: 'absent' });
    },
    say(what, detail, at = now) {
      sayings += 1;
      const order = `${String(record.revision).padStart(6, '0')}#${String(sayings).padStart(2, '0')}`;
      const event = { at, what, ...(detail === undefined ? {} : { detail }) };
      writes.push({ put: timelineItem(scope, claimId, event, order) });
    },
    send(message) {
      writes.push({ put: outboxItem(partition, message) });
    },
    also(write) {
      writes.push(write);
    },
    async commit(items) {
      const { claim } = file.record;
      const found: Write[] = [];
      for (const [theirs, put] of routes) {
        // A payer may give a replacement the number of the claim that it replaces: it stays that one's.
        const isNamed = theirs === claim.payerClaimControlNumber;
        const isGiven = isNamed && (await items.get({ pk: put.pk, sk: put.sk })) !== undefined;
        if (!isGiven) found.push({ put });
      }
      const outcome = await items.transact([
        { put: claimItem(scope, record, [...file.journal, ...posted]), if: { revision } },
        ...(record.claim === claim ? [] : [{ put: contentItem(scope, record) }]),
        ...writes,
        ...found,
        ...told(),
      ]);
      if (outcome !== 'done') throw new ConcurrentChange(`claim ${claimId} was changed meanwhile`);
    },
  };
}
