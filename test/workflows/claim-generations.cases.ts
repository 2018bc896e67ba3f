import { type ClaimResults, outcomes, waitsEnded } from './claim-outcomes.ts';
import * as path from './claim-paths.ts';
import type { WorkflowCase } from './workflow-case.ts';

const closed = { output: { outcome: 'closed' } };
const handedOver = { output: { outcome: 'handed-over' } };
const superseded = outcomes('superseded');
const billedAndClosed = {
  'generate-statement': outcomes('done'),
  'close-claim': outcomes('closed'),
} satisfies ClaimResults;

/** The results of the steps before the n-th, each once; a step that waits is given apart. */
const verified = { 'take-up-claim': outcomes('eligibility') } satisfies ClaimResults;
const scrubbed = { ...verified, 'verify-eligibility': outcomes('covered') } satisfies ClaimResults;
const submitted = { ...scrubbed, 'scrub-claim': outcomes('clean') } satisfies ClaimResults;
const acknowledged = { ...submitted, 'submit-claim': outcomes('ready') } satisfies ClaimResults;
const posted = { ...acknowledged, 'read-acknowledgement': outcomes('accepted') } satisfies ClaimResults;

/** Where a later generation goes on. */
const laterGenerations: readonly WorkflowCase[] = [
  {
    name: 'a later generation waits for the acknowledgement',
    results: {
      ...billedAndClosed,
      'take-up-claim': outcomes('acknowledgement'),
      'await-mail': waitsEnded(2),
      'read-acknowledgement': outcomes('accepted'),
      'post-payment': outcomes('paid'),
    } satisfies ClaimResults,
    states: [
      ...path.takenUp,
      ...path.acknowledgementAwaited,
      ...path.remittanceAwaited,
      ...path.billed,
      ...path.closed,
    ],
    ends: closed,
  },
  {
    name: 'a later generation waits for the remittance',
    results: {
      ...billedAndClosed,
      'take-up-claim': outcomes('remittance'),
      'await-mail': waitsEnded(1),
      'post-payment': outcomes('paid'),
    } satisfies ClaimResults,
    states: [...path.takenUp, ...path.remittanceAwaited, ...path.billed, ...path.closed],
    ends: closed,
  },
  {
    name: 'a reversal starts a later generation',
    results: {
      ...billedAndClosed,
      'take-up-claim': outcomes('payment-arrived'),
      'post-payment': outcomes('paid'),
    } satisfies ClaimResults,
    states: [...path.takenUp, ...path.paymentPosted, ...path.billed, ...path.closed],
    ends: closed,
  },
  {
    name: 'a later generation finds only the statement left to do',
    results: { ...billedAndClosed, 'take-up-claim': outcomes('statement') } satisfies ClaimResults,
    states: [...path.takenUp, ...path.billed, ...path.closed],
    ends: closed,
  },
  {
    name: 'closed already',
    results: { 'take-up-claim': outcomes('closed') } satisfies ClaimResults,
    states: [...path.takenUp, 'Claim closed'],
    ends: closed,
  },
  {
    name: 'begun so long ago that it hands over at once',
    results: { 'take-up-claim': outcomes('hand-over') } satisfies ClaimResults,
    states: [...path.takenUp, ...path.handedOver],
    ends: handedOver,
  },
];

/** Which steps find that a newer generation has begun. */
const supersededSteps: readonly WorkflowCase[] = [
  {
    name: 'superseded when it is taken up',
    results: { 'take-up-claim': superseded } satisfies ClaimResults,
    states: [...path.takenUp, ...path.handedOver],
    ends: handedOver,
  },
  {
    name: 'superseded when its coverage is verified',
    results: { ...verified, 'verify-eligibility': superseded } satisfies ClaimResults,
    states: [...path.takenUp, ...path.verified, ...path.handedOver],
    ends: handedOver,
  },
  {
    name: 'superseded when it is scrubbed',
    results: { ...scrubbed, 'scrub-claim': superseded } satisfies ClaimResults,
    states: [...path.takenUp, ...path.verified, ...path.scrubbed, ...path.handedOver],
    ends: handedOver,
  },
  {
    name: 'superseded when it is submitted: the wait after it ends at once',
    results: {
      ...submitted,
      'submit-claim': superseded,
      'await-mail': waitsEnded(1),
      'read-acknowledgement': superseded,
    } satisfies ClaimResults,
    states: [...path.submitted, ...path.acknowledgementAwaited, ...path.handedOver],
    ends: handedOver,
  },
  {
    name: 'superseded while it waits for the acknowledgement',
    results: {
      ...acknowledged,
      'await-mail': waitsEnded(1),
      'read-acknowledgement': superseded,
    } satisfies ClaimResults,
    states: [...path.submitted, ...path.acknowledgementAwaited, ...path.handedOver],
    ends: handedOver,
  },
  {
    name: 'superseded while it waits for the remittance',
    results: { ...posted, 'await-mail': waitsEnded(2), 'post-payment': superseded } satisfies ClaimResults,
    states: [...path.adjudicated, ...path.handedOver],
    ends: handedOver,
  },
  {
    name: 'superseded when follow-up is opened: the statement after it is superseded too',
    results: {
      ...posted,
      'await-mail': waitsEnded(2),
      'post-payment': outcomes('denied'),
      'open-follow-up': superseded,
      'generate-statement': superseded,
    } satisfies ClaimResults,
    states: [...path.adjudicated, ...path.followedUp, ...path.handedOver],
    ends: handedOver,
  },
  {
    name: 'superseded when the statement is generated',
    results: {
      ...posted,
      'await-mail': waitsEnded(2),
      'post-payment': outcomes('paid'),
      'generate-statement': superseded,
    } satisfies ClaimResults,
    states: [...path.adjudicated, ...path.billed, ...path.handedOver],
    ends: handedOver,
  },
  {
    name: 'superseded when it is closed: a newer generation closes it',
    results: {
      'take-up-claim': outcomes('statement'),
      'generate-statement': outcomes('done'),
      'close-claim': superseded,
    } satisfies ClaimResults,
    states: [...path.takenUp, ...path.billed, ...path.closed],
    ends: { output: { outcome: 'superseded' } },
  },
  {
    name: 'superseded while it waits for a person',
    results: {
      'take-up-claim': outcomes('person', 'superseded'),
      'await-mail': waitsEnded(1),
    } satisfies ClaimResults,
    states: [...path.takenUp, ...path.personWaited, ...path.handedOver],
    ends: handedOver,
  },
];

export const claimGenerations: readonly WorkflowCase[] = [...laterGenerations, ...supersededSteps];
