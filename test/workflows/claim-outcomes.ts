import type {
  closeClaim,
  generateStatement,
  openFollowUp,
  postPayment,
  readAcknowledgement,
  scrubClaim,
  setAsideClaim,
  submitClaim,
  takeUpClaim,
  verifyEligibility,
} from '../../shared/use-cases/index.ts';
import type { MockedResult } from './workflow-case.ts';

type OutcomesOf<UseCase extends (...rest: never[]) => Promise<string>> = Record<Awaited<ReturnType<UseCase>>, true>;

/** Every outcome that a step of the claim machine can answer: the compiler holds this to the use cases. */
export const claimOutcomes = {
  'take-up-claim': {
    eligibility: true,
    'acknowledgement-arrived': true,
    'payment-arrived': true,
    acknowledgement: true,
    remittance: true,
    statement: true,
    person: true,
    closed: true,
    'hand-over': true,
    superseded: true,
  } satisfies OutcomesOf<typeof takeUpClaim>,
  'verify-eligibility': { covered: true, held: true, superseded: true } satisfies OutcomesOf<typeof verifyEligibility>,
  'scrub-claim': { clean: true, held: true, superseded: true } satisfies OutcomesOf<typeof scrubClaim>,
  'submit-claim': { ready: true, superseded: true } satisfies OutcomesOf<typeof submitClaim>,
  'read-acknowledgement': {
    accepted: true,
    'void-accepted': true,
    rejected: true,
    waiting: true,
    overdue: true,
    superseded: true,
  } satisfies OutcomesOf<typeof readAcknowledgement>,
  'post-payment': {
    paid: true,
    denied: true,
    'partially-denied': true,
    voided: true,
    waiting: true,
    overdue: true,
    'acknowledgement-arrived': true,
    superseded: true,
  } satisfies OutcomesOf<typeof postPayment>,
  'open-follow-up': { opened: true, superseded: true } satisfies OutcomesOf<typeof openFollowUp>,
  'generate-statement': { done: true, person: true, superseded: true } satisfies OutcomesOf<typeof generateStatement>,
  'close-claim': { closed: true, superseded: true } satisfies OutcomesOf<typeof closeClaim>,
  'set-aside-claim': { held: true, superseded: true } satisfies OutcomesOf<typeof setAsideClaim>,
};

type Outcomes = typeof claimOutcomes;

/** Mocked results that the functions of the claim machine can really give. */
export type ClaimResults = {
  readonly [Step in keyof Outcomes]?: readonly MockedResult<{ outcome: keyof Outcomes[Step] & string }>[];
} & { readonly 'await-mail'?: readonly MockedResult<Record<string, never>>[] };

export function outcomes<Outcome extends string>(
  ...each: readonly Outcome[]
): readonly { returns: { outcome: Outcome } }[] {
  return each.map((outcome) => ({ returns: { outcome } }));
}

/** So many waits, each ended as soon as it is put. */
export function waitsEnded(
  count: number,
): readonly { returns: Record<string, never>; tokenOutput: Record<string, never> }[] {
  return Array.from({ length: count }, () => ({ returns: {}, tokenOutput: {} }));
}

/** A wait that nobody ends. */
export const waitNeverEnded = { returns: {} } as const;
