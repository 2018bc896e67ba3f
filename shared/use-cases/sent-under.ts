import { type Correspondents, type NamedPayer, parsePatientControlNumber } from '../claims/index.ts';
import { readSentClaims, type SentClaim } from '../exchange/index.ts';
import { type MailContent, readClaimFile, type TransmissionRoute, transmissionOfGroup } from '../repositories/index.ts';
import type { Services } from './services.ts';

/**
 * The transmission that left under this control number for the submitter to whom the acknowledgement goes: others count
 * from 1 too. Its receiver may be another one by now; where it answers by another name, the one who is configured.
 */
export async function sentUnder(
  { items, configuration }: Services,
  { submitterId, receiverId }: Correspondents,
  controlNumber: number,
): Promise<TransmissionRoute | undefined> {
  const { receiver } = configuration.tradingPartners;
  return (
    (await transmissionOfGroup(items, submitterId, receiverId, controlNumber)) ??
    (await transmissionOfGroup(items, submitterId, receiver.id, controlNumber))
  );
}

/** Reads the file that we sent again: which claims stand where in it. */
export async function sentClaims({ objects }: Services, { objectKey }: TransmissionRoute): Promise<SentClaim[]> {
  const bytes = await objects.get(objectKey);
  return bytes === undefined ? [] : readSentClaims(bytes);
}

/** The claims that went to a payer: by its identifier or, where none has that, by its name. */
export function sentToPayer(claims: readonly SentClaim[], { identifier, name }: NamedPayer): readonly SentClaim[] {
  const byIdentifier = claims.filter(({ payer }) => isAlike(payer.identifier, identifier));
  return byIdentifier.length > 0 ? byIdentifier : claims.filter(({ payer }) => isAlike(payer.name, name));
}

function isAlike(one: string, other: string): boolean {
  return one !== '' && one.toUpperCase() === other.toUpperCase();
}

/** Whether anybody has answered a transmission: then it arrived, whatever is said of a copy of it. */
export async function isAnswered(services: Services, route: TransmissionRoute): Promise<boolean> {
  for (const { patientControlNumber } of await sentClaims(services, route)) {
    const ours = parsePatientControlNumber(patientControlNumber);
    const file = ours && (await readClaimFile(services.items, route, ours.claimId));
    if (file?.mail.some(({ content }) => isAnswer(content, ours?.attempt, route))) return true;
  }
  return false;
}

function isAnswer(content: MailContent, attempt: number | undefined, { transmissionId }: TransmissionRoute): boolean {
  if (content.kind === 'remittance') return content.attempt === attempt;
  if (content.kind !== 'acknowledgement' || content.attempt !== attempt) return false;
  return (content.transmissionId ?? transmissionId) === transmissionId;
}
