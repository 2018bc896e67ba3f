import { type ClaimResults, outcomes, waitsEnded } from './claim-outcomes.ts';
import * as path from './claim-paths.ts';
import type { WorkflowCase } from './workflow-case.ts';

const paidAndClosed = {
  'submit-claim': outcomes('ready'),
  'read-acknowledgement': outcomes('accepted'),
  'post-payment': outcomes('paid'),
  'generate-statement': outcomes('done'),
  'close-claim': outcomes('closed'),
} satisfies ClaimResults;
const twiceTakenUp = { 'take-up-claim': outcomes('eligibility', 'eligibility') } satisfies ClaimResults;
const closed = { output: { outcome: 'closed' } };

/** What holds a claim before it is sent. */
export const claimHolds: readonly WorkflowCase[] = [
  {
    name: 'not covered: a person releases it and it goes on',
    results: {
      ...twiceTakenUp,
      ...paidAndClosed,
      'verify-eligibility': outcomes('held', 'covered'),
      'scrub-claim': outcomes('clean'),
      'await-mail': waitsEnded(3),
    } satisfies ClaimResults,
    states: [
      ...path.takenUp,
      ...path.verified,
      'Wait for a person',
      ...path.adjudicated,
      ...path.billed,
      ...path.closed,
    ],
    ends: closed,
  },
  {
    name: 'held by an edit: corrected, its coverage is verified anew, and it goes on',
    results: {
      ...twiceTakenUp,
      ...paidAndClosed,
      'verify-eligibility': outcomes('covered', 'covered'),
      'scrub-claim': outcomes('held', 'clean'),
      'await-mail': waitsEnded(3),
    } satisfies ClaimResults,
    states: [
      ...path.takenUp,
      ...path.verified,
      ...path.scrubbed,
      'Wait for a person',
      ...path.adjudicated,
      ...path.billed,
      ...path.closed,
    ],
    ends: closed,
  },
  {
    name: 'held by an edit: nobody acts, and after a reminder the workflow hands over',
    results: {
      'take-up-claim': outcomes('eligibility', 'person', 'hand-over'),
      'verify-eligibility': outcomes('covered'),
      'scrub-claim': outcomes('held'),
      'await-mail': waitsEnded(2),
    } satisfies ClaimResults,
    states: [
      ...path.takenUp,
      ...path.verified,
      ...path.scrubbed,
      ...path.personWaited,
      ...path.personWaited,
      ...path.handedOver,
    ],
    ends: { output: { outcome: 'handed-over' } },
  },
];
