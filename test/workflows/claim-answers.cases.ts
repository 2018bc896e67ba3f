import { type ClaimResults, outcomes, waitsEnded } from './claim-outcomes.ts';
import * as path from './claim-paths.ts';
import type { WorkflowCase } from './workflow-case.ts';

const sent = {
  'take-up-claim': outcomes('eligibility'),
  'verify-eligibility': outcomes('covered'),
  'scrub-claim': outcomes('clean'),
  'submit-claim': outcomes('ready'),
} satisfies ClaimResults;
const billedAndClosed = {
  'generate-statement': outcomes('done'),
  'close-claim': outcomes('closed'),
} satisfies ClaimResults;
const closed = { output: { outcome: 'closed' } };

/** Held for a person until he closes the claim. */
const closedByPerson = { ...sent, 'take-up-claim': outcomes('eligibility', 'closed') } satisfies ClaimResults;
const closedAfterPerson = [...path.personWaited, 'Claim closed'];

/** What clearinghouse and payer may answer to a claim that was sent. */
export const claimAnswers: readonly WorkflowCase[] = [
  {
    name: 'paid straight through',
    results: {
      ...sent,
      ...billedAndClosed,
      'await-mail': waitsEnded(2),
      'read-acknowledgement': outcomes('accepted'),
      'post-payment': outcomes('paid'),
    } satisfies ClaimResults,
    states: [...path.adjudicated, ...path.billed, ...path.closed],
    ends: closed,
  },
  {
    name: 'a void that the payer has accepted is done',
    results: {
      ...sent,
      'await-mail': waitsEnded(1),
      'read-acknowledgement': outcomes('void-accepted'),
      'close-claim': outcomes('closed'),
    } satisfies ClaimResults,
    states: [...path.submitted, ...path.acknowledgementAwaited, ...path.closed],
    ends: closed,
  },
  {
    name: 'voided by another claim, and its payment reversed',
    results: {
      ...sent,
      'await-mail': waitsEnded(2),
      'read-acknowledgement': outcomes('accepted'),
      'post-payment': outcomes('voided'),
      ...billedAndClosed,
    } satisfies ClaimResults,
    states: [...path.adjudicated, ...path.billed, ...path.closed],
    ends: closed,
  },
  {
    name: 'rejected by the payer (277CA): a person corrects it and it is sent anew',
    results: {
      'take-up-claim': outcomes('eligibility', 'eligibility'),
      'verify-eligibility': outcomes('covered', 'covered'),
      'scrub-claim': outcomes('clean', 'clean'),
      'submit-claim': outcomes('ready', 'ready'),
      'await-mail': waitsEnded(4),
      'read-acknowledgement': outcomes('rejected', 'accepted'),
      'post-payment': outcomes('paid'),
      ...billedAndClosed,
    } satisfies ClaimResults,
    states: [
      ...path.submitted,
      ...path.acknowledgementAwaited,
      'Wait for a person',
      ...path.adjudicated,
      ...path.billed,
      ...path.closed,
    ],
    ends: closed,
  },
  {
    name: 'spoilt by a neighbour in its file: sent again unchanged, without a person',
    results: {
      ...sent,
      ...billedAndClosed,
      'await-mail': waitsEnded(3),
      'read-acknowledgement': outcomes('waiting', 'accepted'),
      'post-payment': outcomes('paid'),
    } satisfies ClaimResults,
    states: [
      ...path.submitted,
      ...path.acknowledgementAwaited,
      ...path.acknowledgementAwaited,
      ...path.remittanceAwaited,
      ...path.billed,
      ...path.closed,
    ],
    ends: closed,
  },
  {
    name: 'nobody acknowledges in time, then the acknowledgement comes late',
    results: {
      ...sent,
      ...billedAndClosed,
      'take-up-claim': outcomes('eligibility', 'acknowledgement-arrived'),
      'await-mail': waitsEnded(3),
      'read-acknowledgement': outcomes('overdue', 'accepted'),
      'open-follow-up': outcomes('opened'),
      'generate-statement': outcomes('person', 'done'),
      'post-payment': outcomes('paid'),
    } satisfies ClaimResults,
    states: [
      ...path.submitted,
      ...path.acknowledgementAwaited,
      ...path.followedUp,
      ...path.personWaited,
      ...path.acknowledgementRead,
      ...path.remittanceAwaited,
      ...path.billed,
      ...path.closed,
    ],
    ends: closed,
  },
  {
    name: 'the payer rejects what it had accepted, while the remittance is waited for',
    results: {
      ...closedByPerson,
      'await-mail': waitsEnded(3),
      'read-acknowledgement': outcomes('accepted', 'rejected'),
      'post-payment': outcomes('acknowledgement-arrived'),
    } satisfies ClaimResults,
    states: [...path.adjudicated, ...path.acknowledgementRead, ...closedAfterPerson],
    ends: closed,
  },
  {
    name: 'a first part of the 835 comes before its acknowledgement',
    results: {
      ...sent,
      ...billedAndClosed,
      'await-mail': waitsEnded(4),
      'read-acknowledgement': outcomes('accepted', 'accepted'),
      'post-payment': outcomes('waiting', 'acknowledgement-arrived', 'paid'),
    } satisfies ClaimResults,
    states: [
      ...path.adjudicated,
      ...path.remittanceAwaited,
      ...path.acknowledgementRead,
      ...path.remittanceAwaited,
      ...path.billed,
      ...path.closed,
    ],
    ends: closed,
  },
  {
    name: 'no remittance in time, then it comes late',
    results: {
      ...sent,
      ...billedAndClosed,
      'take-up-claim': outcomes('eligibility', 'payment-arrived'),
      'await-mail': waitsEnded(3),
      'read-acknowledgement': outcomes('accepted'),
      'post-payment': outcomes('overdue', 'paid'),
      'open-follow-up': outcomes('opened'),
      'generate-statement': outcomes('person', 'done'),
    } satisfies ClaimResults,
    states: [
      ...path.adjudicated,
      ...path.followedUp,
      ...path.personWaited,
      ...path.paymentPosted,
      ...path.billed,
      ...path.closed,
    ],
    ends: closed,
  },
  {
    name: 'answered in parts: the rest is waited for',
    results: {
      ...sent,
      ...billedAndClosed,
      'await-mail': waitsEnded(3),
      'read-acknowledgement': outcomes('accepted'),
      'post-payment': outcomes('waiting', 'paid'),
    } satisfies ClaimResults,
    states: [...path.adjudicated, ...path.remittanceAwaited, ...path.billed, ...path.closed],
    ends: closed,
  },
  {
    name: 'denied: a person is reminded, and in the end closes it',
    results: {
      ...sent,
      'take-up-claim': outcomes('eligibility', 'person', 'closed'),
      'await-mail': waitsEnded(4),
      'read-acknowledgement': outcomes('accepted'),
      'post-payment': outcomes('denied'),
      'open-follow-up': outcomes('opened'),
      'generate-statement': outcomes('person'),
    } satisfies ClaimResults,
    states: [...path.adjudicated, ...path.followedUp, ...path.personWaited, ...closedAfterPerson],
    ends: closed,
  },
  {
    name: 'partially denied: the patient is billed for what was paid, a person looks after the rest',
    results: {
      ...closedByPerson,
      'await-mail': waitsEnded(3),
      'read-acknowledgement': outcomes('accepted'),
      'post-payment': outcomes('partially-denied'),
      'open-follow-up': outcomes('opened'),
      'generate-statement': outcomes('person'),
    } satisfies ClaimResults,
    states: [...path.adjudicated, ...path.followedUp, ...closedAfterPerson],
    ends: closed,
  },
  {
    name: 'paid, and another payer is left: a person bills it',
    results: {
      ...closedByPerson,
      'await-mail': waitsEnded(3),
      'read-acknowledgement': outcomes('accepted'),
      'post-payment': outcomes('paid'),
      'generate-statement': outcomes('person'),
    } satisfies ClaimResults,
    states: [...path.adjudicated, ...path.billed, ...closedAfterPerson],
    ends: closed,
  },
];
