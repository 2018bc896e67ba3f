import { type ClaimResults, type claimOutcomes, outcomes, waitNeverEnded, waitsEnded } from './claim-outcomes.ts';
import * as path from './claim-paths.ts';
import { throws, times, type WorkflowCase, withFailures } from './workflow-case.ts';

type Stage = keyof (typeof claimOutcomes)['take-up-claim'];

interface FailingStep {
  readonly stage: Stage;
  /** What the steps after the claim was taken up have answered. */
  readonly before?: ClaimResults;
  readonly step: keyof typeof claimOutcomes;
  /** From there to the step's own. */
  readonly states: readonly string[];
}

const closed = { output: { outcome: 'closed' } };
const handedOver = { output: { outcome: 'handed-over' } };
const held = { 'set-aside-claim': outcomes('held') } satisfies ClaimResults;
const covered = { 'verify-eligibility': outcomes('covered') } satisfies ClaimResults;
/** Longest wait for a task token, beyond every due date. */
const waitSeconds = 31_000_000;

/** One more than the retries. */
const lastingOutage = times(11, throws('StoreDown'));
const lastingChanges = times(9, throws('ConcurrentChange'));

const failingSteps: readonly FailingStep[] = [
  { stage: 'eligibility', before: covered, step: 'scrub-claim', states: [...path.verified, 'Scrub the claim'] },
  {
    stage: 'eligibility',
    before: { ...covered, 'scrub-claim': outcomes('clean') },
    step: 'submit-claim',
    states: [...path.verified, ...path.scrubbed, 'Submit the claim'],
  },
  { stage: 'acknowledgement-arrived', step: 'read-acknowledgement', states: ['Read the acknowledgement'] },
  { stage: 'payment-arrived', step: 'post-payment', states: ['Post the payment'] },
  {
    stage: 'payment-arrived',
    before: { 'post-payment': outcomes('denied') },
    step: 'open-follow-up',
    states: [...path.paymentPosted, 'Open follow-up work'],
  },
  { stage: 'statement', step: 'generate-statement', states: ['Generate the patient statement'] },
  {
    stage: 'statement',
    before: { 'generate-statement': outcomes('done') },
    step: 'close-claim',
    states: [...path.billed, 'Close the claim'],
  },
];

const stepsThatFail = failingSteps.map(
  ({ stage, before, step, states }): WorkflowCase => ({
    name: `${step} fails beyond every retry: a person is told, and closes the claim`,
    results: {
      ...held,
      ...before,
      'take-up-claim': outcomes(stage, 'closed'),
      [step]: lastingOutage,
      'await-mail': waitsEnded(1),
    },
    states: [...path.takenUp, ...states, ...path.setAside, 'Claim closed'],
    ends: closed,
    setAsideFor: 'StoreDown',
  }),
);

function neverEnded(stage: Stage, state: string): WorkflowCase {
  return {
    name: `${state}, beyond every due date: a person is told`,
    results: {
      ...held,
      'take-up-claim': outcomes(stage, 'hand-over'),
      'await-mail': [waitNeverEnded, ...waitsEnded(1)],
    } satisfies ClaimResults,
    states: [...path.takenUp, state, ...path.setAside, ...path.handedOver],
    ends: handedOver,
    seconds: waitSeconds,
    setAsideFor: 'States.Timeout',
  };
}

const remittanceNeverCame = neverEnded('remittance', 'Wait for the remittance');

/** Failures that the claim does not get over by itself. */
export const claimSetAside: readonly WorkflowCase[] = [
  ...stepsThatFail,
  neverEnded('acknowledgement', 'Wait for the acknowledgement'),
  remittanceNeverCame,
  ...withFailures(remittanceNeverCame),
  neverEnded('person', 'Wait for a person'),
  {
    name: 'a new claim that cannot even be taken up, until a person has been told',
    results: {
      ...held,
      'take-up-claim': [...lastingOutage, ...outcomes('closed')],
      'await-mail': waitsEnded(1),
    } satisfies ClaimResults,
    states: ['Take up the claim', ...path.setAside, 'Claim closed'],
    ends: closed,
    setAsideFor: 'StoreDown',
  },
  {
    name: 'a claim that cannot be taken up again after its wait for a person',
    results: {
      ...held,
      'take-up-claim': [...outcomes('person'), ...lastingOutage, ...outcomes('closed')],
      'await-mail': waitsEnded(2),
    } satisfies ClaimResults,
    states: [...path.takenUp, 'Wait for a person', 'Take up the claim', ...path.setAside, 'Claim closed'],
    ends: closed,
    setAsideFor: 'StoreDown',
  },
  {
    name: 'a claim that keeps changing under its scrub: a person releases it and it is held anew',
    results: {
      ...held,
      'take-up-claim': outcomes('eligibility', 'eligibility', 'closed'),
      'verify-eligibility': outcomes('covered', 'covered'),
      'scrub-claim': [...lastingChanges, ...outcomes('held')],
      'await-mail': waitsEnded(2),
    } satisfies ClaimResults,
    states: [
      ...path.takenUp,
      ...path.verified,
      'Scrub the claim',
      ...path.setAside,
      ...path.verified,
      ...path.scrubbed,
      ...path.personWaited,
      'Claim closed',
    ],
    ends: closed,
    setAsideFor: 'ConcurrentChange',
  },
  {
    name: 'superseded when it is set aside: the wait after it ends at once',
    results: {
      'take-up-claim': outcomes('payment-arrived', 'superseded'),
      'post-payment': lastingOutage,
      'set-aside-claim': outcomes('superseded'),
      'await-mail': waitsEnded(1),
    } satisfies ClaimResults,
    states: [...path.takenUp, 'Post the payment', ...path.setAside, ...path.handedOver],
    ends: handedOver,
    setAsideFor: 'StoreDown',
  },
  {
    name: 'an outage that outlasts the retries of every step: setting it aside is tried until it is over',
    results: {
      'take-up-claim': outcomes('statement', 'superseded'),
      'generate-statement': lastingOutage,
      'set-aside-claim': [...lastingOutage, ...lastingOutage, ...outcomes('superseded')],
      'await-mail': waitsEnded(1),
    } satisfies ClaimResults,
    states: [...path.takenUp, 'Generate the patient statement', ...path.setAside, ...path.handedOver],
    ends: handedOver,
    setAsideFor: 'StoreDown',
  },
];
