import {
  type Acknowledgement,
  type ClaimReceipt,
  type Correspondents,
  type Finding,
  type InterchangeReceipt,
  keptFindings,
  parsePatientControlNumber,
  type SyntaxReason,
  type TransactionReceipt,
  type TransactionsReceipt,
} from '../claims/index.ts';
import { isOfClaim, parseBatchReference, readAcknowledgements, type SentClaim } from '../exchange/index.ts';
import {
  type FileRecord,
  practiceOfClaim,
  type SubmissionAcknowledgement,
  type TransmissionRoute,
} from '../repositories/index.ts';
import type { AnswersRead } from './answers-read.ts';
import { deliverMail } from './deliver-mail.ts';
import { isAnswered, sentClaims, sentToPayer, sentUnder } from './sent-under.ts';
import type { Services } from './services.ts';

/** What an acknowledgement says of each patient control number that it is about, and the file of ours that it answers. */
interface Verdicts {
  readonly transmissionId?: string;
  /** Why some of it says nothing. */
  readonly problem?: string;
  readonly byPatientControlNumber: ReadonlyMap<string, SubmissionAcknowledgement>;
}

const answersNobody: Verdicts = { problem: 'it answers no file of ours', byPatientControlNumber: new Map() };

type Answering<Receipt> = Receipt & { readonly between: Correspondents };

const received: SubmissionAcknowledgement = { outcome: 'received', reasons: [] };
const resend: SubmissionAcknowledgement = { outcome: 'resend', reasons: [] };

/** What one acknowledgement says of one claim; `position` is the acknowledgement's in its file. */
interface Letter {
  readonly position: number;
  readonly patientControlNumber: string;
  readonly transmissionId?: string;
  readonly acknowledgement: SubmissionAcknowledgement;
}

/** What an acknowledgement that could not be delivered is about. */
interface Undelivered {
  readonly position: number;
  readonly reason: string;
}

/** Claims whose mail is delivered at once: a 277CA speaks of each claim by itself. */
const claimsAtOnce = 100;

/** Reads a TA1, 999 or 277CA and puts what it says into the mailbox of every claim that it is about. */
export async function receiveAcknowledgement(
  services: Services,
  file: FileRecord,
  bytes: Uint8Array,
): Promise<AnswersRead> {
  const { acknowledgements, findings } = readAcknowledgements(bytes);
  const undelivered: Undelivered[] = [];
  const letters: Letter[] = [];
  for (const [position, acknowledgement] of acknowledgements.entries()) {
    const verdicts = await verdictsOf(services, acknowledgement);
    if (verdicts.problem !== undefined) undelivered.push({ position, reason: verdicts.problem });
    letters.push(...lettersOf(position, verdicts));
  }
  const byClaim = [...Map.groupBy(letters, ({ patientControlNumber }) => patientControlNumber).values()];
  for (let start = 0; start < byClaim.length; start += claimsAtOnce) {
    const together = byClaim.slice(start, start + claimsAtOnce);
    const returned = await Promise.all(together.map((ofClaim) => deliver(services, file, ofClaim)));
    undelivered.push(...returned.flat());
  }
  // What came in the same file is an answer as well.
  undelivered.push(...(await unansweredRepeats(services, acknowledgements)));
  const unknown = undelivered
    .sort((one, other) => one.position - other.position)
    .map(({ position, reason }) => ({ place: `acknowledgement ${position + 1}`, reason }));
  const unread = acknowledgements.length === 0 ? findings.map(({ message }) => ({ reason: message })) : [];
  const taken = acknowledgements.length - new Set(undelivered.map(({ position }) => position)).size;
  return { problems: [...unknown, ...unread], taken };
}

function lettersOf(position: number, { transmissionId, byPatientControlNumber }: Verdicts): Letter[] {
  const answered = transmissionId === undefined ? {} : { transmissionId };
  return [...byPatientControlNumber].map(([patientControlNumber, acknowledgement]) => {
    return { position, patientControlNumber, ...answered, acknowledgement };
  });
}

/** Delivers what is said of one claim, in its order. Answers what is for nobody here. */
async function deliver(services: Services, file: FileRecord, letters: readonly Letter[]): Promise<Undelivered[]> {
  const undelivered: Undelivered[] = [];
  for (const { position, patientControlNumber, ...said } of letters) {
    const ours = parsePatientControlNumber(patientControlNumber);
    const scope = ours && (await practiceOfClaim(services.items, ours.claimId));
    if (ours === undefined || scope === undefined) {
      undelivered.push({ position, reason: 'it names a claim that is not ours' });
      continue;
    }
    const content = { kind: 'acknowledgement', attempt: ours.attempt, ...said } as const;
    const mailId = `acknowledgement#${file.fileId}#${position}#${ours.attempt}`;
    await deliverMail(scope, services, ours.claimId, { mailId, fileId: file.fileId, content });
  }
  return undelivered;
}

function verdictsOf(services: Services, acknowledgement: Acknowledgement): Promise<Verdicts> {
  switch (acknowledgement.kind) {
    case 'interchange':
      return interchangeVerdicts(services, acknowledgement);
    case 'transactions':
      return transactionVerdicts(services, acknowledgement);
    case 'claim':
      return claimVerdicts(services, acknowledgement);
  }
}

/** TA105 025: an interchange with this number came before. */
const duplicateInterchange = '025';
const nothingSaid: Verdicts = { byPatientControlNumber: new Map() };

function verdictFor(
  { transmissionId }: TransmissionRoute,
  claims: readonly SentClaim[],
  verdict: SubmissionAcknowledgement,
): Verdicts {
  return {
    transmissionId,
    byPatientControlNumber: new Map(claims.map(({ patientControlNumber }) => [patientControlNumber, verdict])),
  };
}

/** The transmission whose BHT03 a 277CA gives back; undefined when it is none of ours. */
async function answeredBy(
  services: Services,
  { between, batchReference }: Answering<ClaimReceipt>,
): Promise<TransmissionRoute | undefined> {
  const ours = parseBatchReference(batchReference);
  return ours && (await sentUnder(services, between, ours.controlNumber));
}

/** Interchanges that are refused as repeats, though nothing else came for them: the number was used by somebody else. */
async function unansweredRepeats(
  services: Services,
  acknowledgements: readonly Acknowledgement[],
): Promise<Undelivered[]> {
  const undelivered: Undelivered[] = [];
  for (const [position, acknowledgement] of acknowledgements.entries()) {
    if (acknowledgement.kind !== 'interchange' || !isRefusedAsRepeat(acknowledgement)) continue;
    const { between, controlNumber } = acknowledgement;
    const route = await sentUnder(services, between, Number(controlNumber));
    if (route === undefined || (await isAnswered(services, route))) continue;
    const reason = `it refuses our interchange ${controlNumber} as a repeat (TA105 025), and nothing else came for it`;
    undelivered.push({ position, reason });
  }
  return undelivered;
}

function isRefusedAsRepeat({ accepted, note }: InterchangeReceipt): boolean {
  return !accepted && note === duplicateInterchange;
}

/** A TA1 that rejects an interchange rejects all of its claims; one that accepts says nothing of them. */
async function interchangeVerdicts(services: Services, receipt: Answering<InterchangeReceipt>): Promise<Verdicts> {
  const route = await sentUnder(services, receipt.between, Number(receipt.controlNumber));
  if (route === undefined) return answersNobody;
  // A repeat was refused: the file itself was received before, and is sent again only after a crash.
  if (receipt.accepted || isRefusedAsRepeat(receipt)) return nothingSaid;
  const reasons = [finding('interchange-rejected', `The clearinghouse could not open the file: ${receipt.message}`)];
  const claims = await sentClaims(services, route);
  return verdictFor(route, claims, { outcome: 'rejected', reasons });
}

/** A 999: the claims at fault are rejected, their neighbours in a rejected transaction set are to be sent again. */
async function transactionVerdicts(
  services: Services,
  { between, groupControlNumber, isOfClaims, transactions, outcome, reasons }: Answering<TransactionsReceipt>,
): Promise<Verdicts> {
  const route = isOfClaims ? await sentUnder(services, between, Number(groupControlNumber)) : undefined;
  if (route === undefined) return answersNobody;
  const claims = await sentClaims(services, route);
  const verdicts = new Map<string, SubmissionAcknowledgement>();
  const bySet = Map.groupBy(claims, ({ transactionControlNumber }) => transactionControlNumber);
  for (const claim of claims) {
    const receipt = transactions.find(({ controlNumber }) => controlNumber === claim.transactionControlNumber);
    // What rejects the group rejects each set of it, whatever is said of the set.
    const said = receipt?.reasons.length ? receipt.reasons : reasons;
    const ofTransaction = { controlNumber: '', outcome, ...receipt, reasons: said };
    if (ofTransaction.outcome === 'unsaid') continue;
    const neighbours = bySet.get(claim.transactionControlNumber) ?? [];
    verdicts.set(claim.patientControlNumber, verdictOn(claim, neighbours, ofTransaction));
  }
  const isSaid = [outcome, ...transactions.map((each) => each.outcome)].every((each) => each !== 'unsaid');
  return {
    transmissionId: route.transmissionId,
    byPatientControlNumber: verdicts,
    ...(!isSaid && { problem: 'it does not say what became of all that it answers (AK901, IK501)' }),
  };
}

function isAbout(reason: SyntaxReason, claim: SentClaim): boolean {
  if (reason.patientControlNumber !== undefined) return reason.patientControlNumber === claim.patientControlNumber;
  return reason.segment !== undefined && isOfClaim(claim, reason.segment);
}

function verdictOn(
  claim: SentClaim,
  neighbours: readonly SentClaim[],
  { outcome, reasons }: TransactionReceipt,
): SubmissionAcknowledgement {
  if (outcome === 'accepted') return received;
  const placed = reasons.filter((reason) => neighbours.some((neighbour) => isAbout(reason, neighbour)));
  const own = placed.filter((reason) => isAbout(reason, claim));
  // Where the reasons name no claim, nobody knows which is at fault: all of them are held.
  if (placed.length > 0 && own.length === 0) return resend;
  const said = own.length > 0 ? own : reasons;
  return {
    outcome: 'rejected',
    reasons: keptFindings(
      said.map(({ message, segmentId, loop, element }) => {
        const place = [loop && `loop ${loop}`, segmentId && `segment ${segmentId}`, element && `element ${element}`];
        const where = place.filter(Boolean).join(', ');
        return finding('rejected-999', `The clearinghouse rejected the claim${where && ` at ${where}`}: ${message}`);
      }),
    ),
  };
}

/** A 277CA: of one claim, or of all claims of ours or of a provider in the batch. */
async function claimVerdicts(services: Services, receipt: Answering<ClaimReceipt>): Promise<Verdicts> {
  const reasons = keptFindings(
    receipt.reasons.map(({ category, status, message }) =>
      finding('rejected-277ca', `The payer rejected the claim (${category}, ${status}): ${message}`),
    ),
  );
  if (receipt.outcome === 'unsaid') {
    const problem = 'it names a claim and does not say what became of it (STC)';
    return receipt.level === 'claim' ? { ...nothingSaid, problem } : nothingSaid;
  }
  const verdict: SubmissionAcknowledgement =
    receipt.outcome === 'rejected' ? { outcome: 'rejected', reasons } : { outcome: receipt.outcome, reasons: [] };
  if (receipt.level === 'claim') {
    const { patientControlNumber, payerClaimControlNumber } = receipt;
    const theirs = payerClaimControlNumber === undefined ? {} : { payerClaimControlNumber };
    const said = new Map([[patientControlNumber, { ...verdict, ...theirs }]]);
    const answered = await answeredBy(services, receipt);
    return {
      byPatientControlNumber: said,
      ...(answered === undefined ? {} : { transmissionId: answered.transmissionId }),
    };
  }
  // Above the claims only a rejection says something of them.
  if (receipt.outcome !== 'rejected') return nothingSaid;
  const route = await answeredBy(services, receipt);
  if (route === undefined) return answersNobody;
  const covered = coveredBy(receipt, await sentClaims(services, route));
  const problem = 'it rejects claims by a payer or a billing provider whom that file of ours does not name';
  return covered.length === 0 ? { ...nothingSaid, problem } : verdictFor(route, covered, verdict);
}

function coveredBy(receipt: Exclude<ClaimReceipt, { level: 'claim' }>, sent: readonly SentClaim[]) {
  const ofBatch = sent.filter(({ batchReference }) => batchReference === receipt.batchReference);
  const ofPayer = receipt.payer === undefined ? ofBatch : sentToPayer(ofBatch, receipt.payer);
  return ofPayer.filter(
    ({ providerIdentifier }) => receipt.level === 'receiver' || providerIdentifier === receipt.providerIdentifier,
  );
}

function finding(code: string, message: string): Finding {
  return { code, severity: 'error', message };
}
