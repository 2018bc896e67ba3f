import type { ClaimReceipt, NamedPayer, StatusReason } from '../../claims/index.ts';
import type {
  AcknowledgedClaim,
  AcknowledgedProvider,
  AcknowledgedReceiver,
  AcknowledgingSource,
  ClaimAcknowledgement277,
  ClaimStatus,
} from '../../guides/claim-acknowledgement-277ca.ts';
import type { Loose } from '../loose.ts';
import { categories, entities, statuses } from './codes/claim-statuses.ts';

type Outcome = ClaimReceipt['outcome'];
type StatusSegment = Loose<AcknowledgedClaim['statuses'][number]>;

interface Answer {
  readonly outcome: Outcome;
  readonly reasons: readonly StatusReason[];
}

interface By {
  readonly payer?: NamedPayer;
}

/** One 277CA: the receiver's answer, then each billing provider's, then each claim's. */
export function claimReceipts({ source }: Loose<ClaimAcknowledgement277>): ClaimReceipt[] {
  const payer = payerOf(source);
  return (source?.receivers ?? []).flatMap((receiver) =>
    receiverReceipts(receiver, payer === undefined ? {} : { payer }),
  );
}

/** The payer that answers, and answers for itself alone; undefined where a clearinghouse does. */
function payerOf(source: Loose<AcknowledgingSource> | undefined): NamedPayer | undefined {
  const { entity, id = '', last = '' } = source?.party?.name ?? {};
  return entity === 'PR' ? { identifier: id, name: last } : undefined;
}

function receiverReceipts({ outcome, providers = [] }: Loose<AcknowledgedReceiver>, by: By): ClaimReceipt[] {
  const batchReference = outcome?.trace?.number ?? '';
  const answer = answerOf(outcome?.statuses ?? []);
  return [
    { kind: 'claim', level: 'receiver', batchReference, ...by, ...answer },
    ...providers.flatMap((provider) => providerReceipts(provider, batchReference, answer, by)),
  ];
}

function providerReceipts(
  { party, outcome, patients = [] }: Loose<AcknowledgedProvider>,
  batchReference: string,
  ofReceiver: Answer,
  by: By,
): ClaimReceipt[] {
  const answer = outcome && covered(answerOf(outcome.statuses ?? []), ofReceiver);
  const providerIdentifier = party?.name?.id ?? '';
  const own: ClaimReceipt[] = answer
    ? [{ kind: 'claim', level: 'provider', batchReference, providerIdentifier, ...by, ...answer }]
    : [];
  const claims = patients.flatMap((patient) => patient.claims ?? []);
  return [...own, ...claims.map((claim) => claimReceipt(claim, batchReference, answer ?? ofReceiver))];
}

function claimReceipt(
  { claimTrace, statuses: segments = [], payerClaimControlNumber, serviceLines = [] }: Loose<AcknowledgedClaim>,
  batchReference: string,
  above: Answer,
): ClaimReceipt {
  const own = covered(answerOf(segments), above);
  const lines = serviceLines.map((line) => line.statuses ?? []);
  const isRejected = own.outcome === 'rejected';
  // A line is told of where it caused the rejection of its claim, whatever the claim's own status says.
  const answer: Answer =
    isRejected || lines.some((ofLine) => ofLine.some(isLineRejected))
      ? {
          outcome: 'rejected',
          reasons: [...(isRejected ? own.reasons : []), ...lines.flatMap((ofLine) => answerOf(ofLine).reasons)],
        }
      : own;
  const theirs = payerClaimControlNumber?.id;
  return {
    kind: 'claim',
    level: 'claim',
    batchReference,
    patientControlNumber: claimTrace?.number ?? '',
    ...(theirs && { payerClaimControlNumber: theirs }),
    ...answer,
  };
}

function isLineRejected({ first }: StatusSegment): boolean {
  return ['A3', 'A6', 'A7', 'A8'].includes(first?.category ?? '');
}

/** A rejection further up covers what stands below it, whatever that says of itself. */
function covered(answer: Answer, above: Answer): Answer {
  if (above.outcome !== 'rejected' || answer.outcome === 'rejected') return answer;
  return { outcome: 'rejected', reasons: [...above.reasons, ...answer.reasons] };
}

function answerOf(segments: readonly StatusSegment[]): Answer {
  const outcomes = segments.map(outcomeOf);
  const outcome = (['rejected', 'accepted', 'received'] as const).find((each) => outcomes.includes(each)) ?? 'unsaid';
  const reasons = segments
    .filter((segment) => outcomeOf(segment) === outcome)
    .flatMap(({ first, second, third }) => [first, second, third])
    .flatMap((status) => (status ? [reasonOf(status)] : []));
  return { outcome, reasons };
}

/** The category decides; of one that we do not know, whether the sender is asked to act (U) or not (WQ). */
function outcomeOf({ first, action }: StatusSegment): Outcome {
  const known = categories[first?.category ?? '']?.outcome;
  return known ?? (action === 'U' ? 'rejected' : 'received');
}

function reasonOf({ category = '', status = '', entity }: Loose<ClaimStatus>): StatusReason {
  const says = categories[category]?.says ?? `Its status category is ${category}`;
  const detail = statuses[status] ?? `status code ${status}`;
  const who = entity === undefined ? 'entity' : (entities[entity] ?? `party ${entity}`);
  return {
    category,
    status,
    ...(entity && { entity }),
    message: `${says}: ${detail.replace('the entity', `the ${who}`)}.`,
  };
}
