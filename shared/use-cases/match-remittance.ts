import { type BillingProvider, type ClaimId, parsePatientControlNumber } from '../claims/index.ts';
import { formatMoney } from '../money.ts';
import type { Items } from '../ports/index.ts';
import { balanceClaim, type ClaimPayment, isReversal, type Remittance, sayImbalance } from '../remittance/index.ts';
import {
  enrolledPractice,
  type PracticeScope,
  practiceOfClaim,
  practiceOfPayee,
  readClaimFile,
  readSubmission,
  type UnappliedPayment,
} from '../repositories/index.ts';
import { reversedClaim } from './reversed-claim.ts';
import type { Services } from './services.ts';

/** A payment for a claim of ours. */
export interface MatchedPayment {
  /** The practice whose claim it is: the payee, or another one that is paid with it. */
  readonly scope: PracticeScope;
  readonly claimId: ClaimId;
  readonly attempt: number;
  readonly payment: ClaimPayment;
}

/** What a payer says of a claim of ours that can't be applied, and why. */
export interface UnappliedAnswer extends MatchedPayment {
  readonly why: string;
}

export interface MatchedRemittance {
  /** In whose books the remittance stands, with all of it that no claim takes. */
  readonly holder: PracticeScope;
  readonly applied: readonly MatchedPayment[];
  readonly unapplied: readonly UnappliedPayment[];
  /** What is said of claims of ours without adjudicating them. */
  readonly said: readonly (MatchedPayment & { readonly what: string })[];
  /** Answers to claims of ours among what is unapplied. */
  readonly answers: readonly UnappliedAnswer[];
}

/** What a payer says of a claim that it does not adjudicate (CLP02): X12's words for the code, shortened. */
const notAdjudicated: ReadonlyMap<string, string> = new Map([
  ['23', 'not the claim of this payer, which has forwarded it to another one (CLP02 23)'],
  ['25', 'priced in advance (predetermination), without payment (CLP02 25)'],
]);

/** Our id of a remittance. */
export function remittanceIdOf({ ids }: Services, { payerIdentifier, traceNumber }: Remittance): string {
  return ids.derive(20, 'remittance', payerIdentifier, traceNumber);
}

/** The payments that bear one of our numbers (CLP01): it names the claim, and so the practice. */
export async function paymentsOfClaims(services: Services, remittance: Remittance): Promise<readonly MatchedPayment[]> {
  const found: MatchedPayment[] = [];
  const remittanceId = remittanceIdOf(services, remittance);
  for (const payment of remittance.claims) {
    const ours = parsePatientControlNumber(payment.patientControlNumber);
    const scope = ours && (await practiceOfClaim(services.items, ours.claimId));
    if (ours === undefined || scope === undefined) continue;
    const match = { ...ours, scope, payment };
    found.push(isReversal(payment) ? await reversedClaim(services, match, remittanceId) : match);
  }
  return found;
}

/**
 * Which claims a remittance pays, and in whose books the rest of it stands. Our own number decides; the payee must not
 * contradict it. Undefined when neither says whose it is.
 */
export async function matchRemittance(
  services: Services,
  remittance: Remittance,
): Promise<MatchedRemittance | undefined> {
  const { items } = services;
  const ours = await paymentsOfClaims(services, remittance);
  const named = await practicesNamed(items, remittance.payee);
  const holder =
    named.find(({ practiceId }) => ours.some(({ scope }) => scope.practiceId === practiceId)) ??
    named[0] ??
    ours[0]?.scope;
  if (holder === undefined) return undefined;

  const matches = new Map(ours.map((match) => [match.payment.ordinal, match]));
  const applied: MatchedPayment[] = [];
  const unapplied: UnappliedPayment[] = [];
  const said: (MatchedPayment & { readonly what: string })[] = [];
  const answers: UnappliedAnswer[] = [];
  for (const payment of remittance.claims) {
    const match = matches.get(payment.ordinal);
    const problem =
      problemOf(payment, match) ??
      (await notSentProblem(items, match)) ??
      (await payeeProblem(items, remittance, named, holder, match));
    const what = problem?.reason === 'not-adjudicated' ? notAdjudicated.get(payment.statusCode) : undefined;
    if (match !== undefined && what !== undefined) said.push({ ...match, what });
    const why = problem && whyUnapplied(problem);
    if (match !== undefined && why !== undefined) answers.push({ ...match, why });
    if (problem !== undefined) unapplied.push({ ordinal: payment.ordinal, paidCents: payment.paid, ...problem });
    else if (match !== undefined) applied.push(match);
  }
  return { holder, applied, unapplied, said, answers };
}

type Problem = Pick<UnappliedPayment, 'reason' | 'detail'>;

/** Why an answer to a claim of ours is not applied, for whoever works the claim; undefined where it may mean another claim, or is none. */
function whyUnapplied({ reason, detail }: Problem): string | undefined {
  if (reason === 'unbalanced') return detail.replace(/\.$/, '');
  return reason === 'other-payee' ? 'it was paid to another tax id than the one that billed' : undefined;
}

function problemOf(payment: ClaimPayment, match: MatchedPayment | undefined): Problem | undefined {
  const { ordinal, statusCode, paid } = payment;
  const imbalances = balanceClaim(payment);
  if (imbalances.length > 0) return { reason: 'unbalanced', detail: imbalances.map(sayImbalance).join(' ') };
  if (notAdjudicated.has(statusCode)) {
    const detail = `claim ${ordinal} was only forwarded or priced (CLP02 ${statusCode}): nothing of it is posted`;
    return { reason: 'not-adjudicated', detail };
  }
  if (match !== undefined) return undefined;
  const detail = `claim ${ordinal} pays ${formatMoney(paid)} for a claim that this practice did not send`;
  return { reason: 'unknown-claim', detail };
}

/**
 * Where the attempt that CLP01 names was never sent: the payer means another claim, or another's. One that waits to be
 * sent again, because a neighbour spoilt its file (999), was sent once.
 */
async function notSentProblem(items: Items, match: MatchedPayment | undefined): Promise<Problem | undefined> {
  if (match === undefined) return undefined;
  const { scope, claimId, attempt, payment } = match;
  const submission = await readSubmission(items, scope, claimId, attempt);
  const isToBeSent = submission?.status === 'ready' && submission.transmissionId === undefined;
  if (submission !== undefined && !isToBeSent) return undefined;
  const { mail = [] } = (submission && (await readClaimFile(items, scope, claimId))) ?? {};
  if (mail.some(({ content }) => content.kind === 'acknowledgement' && content.attempt === attempt)) return undefined;
  const { ordinal, patientControlNumber, paid } = payment;
  const detail = `claim ${ordinal} pays ${formatMoney(paid)} under ${patientControlNumber}, which was not sent: ask the payer which claim it means`;
  return { reason: 'not-sent', detail };
}

/** The practices that the payee's NPI and its tax id name: one, or two where they disagree. */
export async function practicesNamed(
  items: Items,
  { npi, taxId }: Remittance['payee'],
): Promise<readonly PracticeScope[]> {
  const found: PracticeScope[] = [];
  for (const identifier of [npi, taxId]) {
    const scope = identifier === undefined ? undefined : await practiceOfPayee(items, identifier);
    if (scope !== undefined) found.push(scope);
  }
  return found;
}

/**
 * Where the payee is known to be somebody else than whom the claim bills for: the cash went to another tax id. A payee
 * that nobody knows contradicts nothing.
 */
async function payeeProblem(
  items: Items,
  { payee }: Remittance,
  named: readonly PracticeScope[],
  holder: PracticeScope,
  match: MatchedPayment | undefined,
): Promise<Problem | undefined> {
  if (match === undefined || named.length === 0 || match.scope.practiceId === holder.practiceId) return undefined;
  const claim = (await readClaimFile(items, match.scope, match.claimId))?.record.claim;
  const billing = [...(await enrolledAs(items, [match.scope])), ...(claim ? [claim.billingProvider] : [])];
  const paid = [{ taxId: payee.taxId }, ...(await enrolledAs(items, named))].map(({ taxId }) => digits(taxId));
  if (billing.some(({ taxId }) => paid.includes(digits(taxId)))) return undefined;
  if (payee.taxId === undefined && payee.npi === claim?.billingProvider.npi) return undefined;
  const { ordinal, paid: amount } = match.payment;
  const detail = `claim ${ordinal} pays ${formatMoney(amount)} to this practice for a claim that another one billed under another tax id: have the payer pay that one`;
  return { reason: 'other-payee', detail };
}

async function enrolledAs(items: Items, scopes: readonly PracticeScope[]): Promise<readonly BillingProvider[]> {
  const practices = await Promise.all(scopes.map((scope) => enrolledPractice(items, scope)));
  return practices.flatMap((practice) => practice?.billingProvider ?? []);
}

function digits(taxId: string | undefined): string | undefined {
  return taxId?.replace(/\D/g, '');
}
