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
import {
  isOfClaim,
  parseBatchReference,
  readAcknowledgements,
  readSentClaims,
  type SentClaim,
} from '../exchange/index.ts';
import {
  type FileRecord,
  practiceOfClaim,
  type SubmissionAcknowledgement,
  type TransmissionRoute,
  transmissionOfGroup,
} from '../repositories/index.ts';
import type { AnswersRead } from './answers-read.ts';
import { deliverMail } from './deliver-mail.ts';
import type { Services } from './services.ts';

/** What an acknowledgement says of each patient control number that it is about, and the file of ours that it answers. */
interface Verdicts {
  readonly transmissionId?: string;
  readonly byPatientControlNumber: ReadonlyMap<string, SubmissionAcknowledgement>;
}

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
    if (verdicts === undefined) undelivered.push({ position, reason: 'it answers no file of ours' });
    else letters.push(...lettersOf(position, verdicts));
  }
  const byClaim = [...Map.groupBy(letters, ({ patientControlNumber }) => patientControlNumber).values()];
  for (let start = 0; start < byClaim.length; start += claimsAtOnce) {
    const together = byClaim.slice(start, start + claimsAtOnce);
    const returned = await Promise.all(together.map((ofClaim) => deliver(services, file, ofClaim)));
    undelivered.push(...returned.flat());
  }
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

function verdictsOf(services: Services, acknowledgement: Acknowledgement): Promise<Verdicts | undefined> {
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

/**
 * The transmission that left under this control number, between those whom the acknowledgement names: the configured
 * receiver may be another one by now. Where it goes by other names, between those who are configured.
 */
async function sentUnder(
  { items, configuration }: Services,
  { submitterId, receiverId }: Correspondents,
  controlNumber: number,
): Promise<TransmissionRoute | undefined> {
  const { submitter, receiver } = configuration.tradingPartners;
  return (
    (await transmissionOfGroup(items, submitterId, receiverId, controlNumber)) ??
    (await transmissionOfGroup(items, submitter.id, receiver.id, controlNumber))
  );
}

/** The transmission whose BHT03 a 277CA gives back; undefined when it is none of ours. */
async function answeredBy(
  services: Services,
  { between, batchReference }: Answering<ClaimReceipt>,
): Promise<TransmissionRoute | undefined> {
  const ours = parseBatchReference(batchReference);
  return ours && (await sentUnder(services, between, ours.controlNumber));
}

/** Reads the file that we sent again: which claims stand where in it. */
async function sentClaims({ objects }: Services, { objectKey }: TransmissionRoute) {
  const bytes = await objects.get(objectKey);
  return bytes === undefined ? [] : readSentClaims(bytes);
}

/** A TA1 that rejects an interchange rejects all of its claims; one that accepts says nothing of them. */
async function interchangeVerdicts(
  services: Services,
  { between, controlNumber, accepted, note, message }: Answering<InterchangeReceipt>,
): Promise<Verdicts | undefined> {
  const route = await sentUnder(services, between, Number(controlNumber));
  if (route === undefined) return undefined;
  // A repeat was refused: the file itself was received before, and is sent again only after a crash.
  if (accepted || note === duplicateInterchange) return nothingSaid;
  const reasons = [finding('interchange-rejected', `The clearinghouse could not open the file: ${message}`)];
  const claims = await sentClaims(services, route);
  return verdictFor(route, claims, { outcome: 'rejected', reasons });
}

/** A 999: the claims at fault are rejected, their neighbours in a rejected transaction set are to be sent again. */
async function transactionVerdicts(
  services: Services,
  { between, groupControlNumber, transactions, accepted, reasons }: Answering<TransactionsReceipt>,
): Promise<Verdicts | undefined> {
  const route = await sentUnder(services, between, Number(groupControlNumber));
  if (route === undefined) return undefined;
  const claims = await sentClaims(services, route);
  const verdicts = new Map<string, SubmissionAcknowledgement>();
  const bySet = Map.groupBy(claims, ({ transactionControlNumber }) => transactionControlNumber);
  for (const claim of claims) {
    const receipt = transactions.find(({ controlNumber }) => controlNumber === claim.transactionControlNumber);
    // What rejects the group rejects each set of it, whatever is said of the set.
    const said = receipt?.reasons.length ? receipt.reasons : reasons;
    const ofTransaction = receipt && { ...receipt, reasons: said };
    verdicts.set(
      claim.patientControlNumber,
      verdictOn(
        claim,
        bySet.get(claim.transactionControlNumber) ?? [],
        ofTransaction ?? { controlNumber: '', accepted, reasons },
      ),
    );
  }
  return { transmissionId: route.transmissionId, byPatientControlNumber: verdicts };
}

function isAbout(reason: SyntaxReason, claim: SentClaim): boolean {
  if (reason.patientControlNumber !== undefined) return reason.patientControlNumber === claim.patientControlNumber;
  return reason.segment !== undefined && isOfClaim(claim, reason.segment);
}

function verdictOn(
  claim: SentClaim,
  neighbours: readonly SentClaim[],
  { accepted, reasons }: TransactionReceipt,
): SubmissionAcknowledgement {
  if (accepted) return received;
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
async function claimVerdicts(services: Services, receipt: Answering<ClaimReceipt>): Promise<Verdicts | undefined> {
  const reasons = keptFindings(
    receipt.reasons.map(({ category, status, message }) =>
      finding('rejected-277ca', `The payer rejected the claim (${category}, ${status}): ${message}`),
    ),
  );
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
  const { batchReference } = receipt;
  const route = await answeredBy(services, receipt);
  if (route === undefined) return undefined;
  const covered = (await sentClaims(services, route)).filter(
    (claim) =>
      claim.batchReference === batchReference &&
      (receipt.level === 'receiver' || receipt.providerIdentifier === claim.providerIdentifier),
  );
  return verdictFor(route, covered, verdict);
}

function finding(code: string, message: string): Finding {
  return { code, severity: 'error', message };
}
