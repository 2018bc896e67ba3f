import { type ClaimResults, outcomes, waitsEnded } from './claim-outcomes.ts';
import * as path from './claim-paths.ts';
import { throws, times, type WorkflowCase, withFailures } from './workflow-case.ts';

const closed = { output: { outcome: 'closed' } };
const outage = throws('ClearinghouseUnavailable');

const straight = {
  'take-up-claim': outcomes('eligibility'),
  'verify-eligibility': outcomes('covered'),
  'scrub-claim': outcomes('clean'),
  'submit-claim': outcomes('ready'),
  'await-mail': waitsEnded(2),
  'read-acknowledgement': outcomes('accepted'),
  'post-payment': outcomes('paid'),
  'generate-statement': outcomes('done'),
  'close-claim': outcomes('closed'),
} satisfies ClaimResults;
const straightPath = [...path.adjudicated, ...path.billed, ...path.closed];
/** After a Catch there is no answer to choose by. */
const unverifiedPath = straightPath.filter((state) => state !== 'Is the patient covered?');

/** Passes every task of the machine but the one that sets the claim aside. */
const everyTask: WorkflowCase = {
  name: 'partially denied, then paid after all',
  results: {
    ...straight,
    'take-up-claim': outcomes('eligibility', 'statement'),
    'await-mail': waitsEnded(3),
    'post-payment': outcomes('partially-denied'),
    'open-follow-up': outcomes('opened'),
    'generate-statement': outcomes('person', 'done'),
  } satisfies ClaimResults,
  states: [...path.adjudicated, ...path.followedUp, ...path.personWaited, ...path.billed, ...path.closed],
  ends: closed,
};

/** Failures that the claim gets over by itself. */
export const claimFailures: readonly WorkflowCase[] = [
  everyTask,
  ...withFailures(everyTask),
  {
    name: 'nobody can say for long whether the patient is covered: it goes on without',
    results: { ...straight, 'verify-eligibility': times(11, outage) } satisfies ClaimResults,
    states: unverifiedPath,
    ends: closed,
  },
];
