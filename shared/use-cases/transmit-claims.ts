import { type OutgoingClaim, readSentClaims, writeClaims837P } from '../exchange/index.ts';
import type { Write } from '../ports/index.ts';
import {
  changeSubmission,
  isOpen,
  type PracticeScope,
  practiceScopes,
  readClaimFile,
  readSubmission,
  readySubmissions,
  reserveControlNumber,
  type Submission,
  submissionWrite,
  type Transmission,
  type TransmittedClaim,
  timelineItem,
  transmissionItem,
  transmissionRouteWrite,
  transmittedClaimItem,
  transmittedClaims,
  unsentTransmission,
} from '../repositories/index.ts';
import { SafeError } from '../safe-error.ts';
import { deliverMail } from './deliver-mail.ts';
import { eachInTurn } from './each-in-turn.ts';
import { outgoingClaim } from './outgoing-claim.ts';
import { nowIso, type Services } from './services.ts';

/** What one file may hold, so that writing it takes bounded memory. */
const claimsPerFile = 500;

interface Transmitted {
  readonly files: number;
  readonly submissions: number;
}

/**
 * Sends every submission that is ready, practice by practice. Answers what went out. A practice whose file can't be sent
 * holds up no other; the first such problem is thrown at the end.
 */
export async function transmitClaims(services: Services): Promise<Transmitted> {
  let files = 0;
  let submissions = 0;
  await eachInTurn(await practiceScopes(services.items), async (scope) => {
    for (;;) {
      const sent = await transmitFile(scope, services);
      if (sent === undefined) break;
      files += sent === 0 ? 0 : 1;
      submissions += sent;
    }
  });
  return { files, submissions };
}

/**
 * Sends one file of the practice, or goes on with the one that was begun. Answers the submissions in it; undefined when
 * nothing is ready.
 */
async function transmitFile(scope: PracticeScope, services: Services): Promise<number | undefined> {
  let transmission = await unsentTransmission(services.items, scope);
  if (transmission === undefined) {
    if (!(await anySubmissionReady(scope, services))) return undefined;
    transmission = await openTransmission(scope, services);
  }
  if (transmission.status === 'open') transmission = await closeTransmission(scope, services, transmission);
  return sendTransmission(scope, services, transmission);
}

async function anySubmissionReady(scope: PracticeScope, services: Services): Promise<boolean> {
  for await (const _submission of readySubmissions(services.items, scope)) return true;
  return false;
}

/** Reserves the file's number and stores the open transmission, in one transaction. */
async function openTransmission(scope: PracticeScope, services: Services): Promise<Transmission> {
  const { submitter, receiver } = services.configuration.tradingPartners;
  const createdAt = nowIso(services);
  return reserveControlNumber(services.items, submitter.id, receiver.id, (controlNumber) => {
    const transmissionId = services.ids.derive(20, 'transmission', submitter.id, receiver.id, String(controlNumber));
    const objectKey = `edi/out/${transmissionId}.837`;
    const transmission: Transmission = { transmissionId, controlNumber, createdAt, status: 'open', objectKey };
    const route = { practiceId: scope.practiceId, transmissionId, objectKey };
    return {
      value: transmission,
      writes: [
        { put: transmissionItem(scope, transmission), if: 'absent' },
        transmissionRouteWrite(submitter.id, receiver.id, controlNumber, route),
      ],
    };
  });
}

/** Lets ready submissions join until the file is full, then closes it: from here on its content is settled. */
async function closeTransmission(
  scope: PracticeScope,
  services: Services,
  transmission: Transmission,
): Promise<Transmission> {
  const { transmissionId } = transmission;
  const joined = (await transmittedClaims(services.items, scope, transmissionId)).length;
  const joining: TransmittedClaim[] = [];
  for await (const ready of readySubmissions(services.items, scope)) {
    if (joined + joining.length >= claimsPerFile) break;
    joining.push(ready);
  }
  for (let start = 0; start < joining.length; start += claimsJoiningAtOnce) {
    await joinTogether(scope, services, transmissionId, joining.slice(start, start + claimsJoiningAtOnce));
  }
  const closed: Transmission = { ...transmission, status: 'closed' };
  await services.items.transact([{ put: transmissionItem(scope, closed), if: { status: 'open' } }]);
  return closed;
}

/** Each writes its submission and its place in the file; the check that the file is open is common to all. */
const claimsJoiningAtOnce = 49;

/** One transaction for many: each of its own would contend with all others for the transmission that it checks. */
async function joinTogether(
  scope: PracticeScope,
  services: Services,
  transmissionId: string,
  claims: readonly TransmittedClaim[],
): Promise<void> {
  const joining = await Promise.all(
    claims.map(async (claim) => {
      const before = await readSubmission(services.items, scope, claim.claimId, claim.attempt);
      return before !== undefined && isFree(before) ? joiningWrites(scope, transmissionId, claim, before) : [];
    }),
  );
  const writes = joining.flat();
  if (writes.length === 0) return;
  const outcome = await services.items.transact([isOpen(scope, transmissionId), ...writes]);
  if (outcome === 'done') return;
  // One of them has moved meanwhile: each by itself, the others still join.
  for (const claim of claims) await join(scope, services, transmissionId, claim);
}

const isFree = ({ status, transmissionId }: Submission): boolean => status === 'ready' && transmissionId === undefined;

function joiningWrites(
  scope: PracticeScope,
  transmissionId: string,
  claim: TransmittedClaim,
  before: Submission,
): readonly Write[] {
  return [
    submissionWrite(scope, claim.claimId, before, { ...before, transmissionId }),
    { put: transmittedClaimItem(scope, transmissionId, claim) },
  ];
}

/** A submission that has joined another file meanwhile, as a lagging index may show, stays where it is. */
async function join(
  scope: PracticeScope,
  { items }: Services,
  transmissionId: string,
  claim: TransmittedClaim,
): Promise<void> {
  await changeSubmission(items, scope, claim.claimId, claim.attempt, (submission) =>
    isFree(submission)
      ? {
          submission: { ...submission, transmissionId },
          also: [isOpen(scope, transmissionId), { put: transmittedClaimItem(scope, transmissionId, claim) }],
        }
      : undefined,
  );
}

/**
 * Stores the file's bytes unless they are stored, sends them as stored, and says so of each claim in them. Answers how many
 * were sent; undefined when the file is empty, as when an index that lags behind names submissions that have left already.
 */
async function sendTransmission(
  scope: PracticeScope,
  services: Services,
  transmission: Transmission,
): Promise<number | undefined> {
  const { items, objects, clearinghouse } = services;
  const claims = await transmittedClaims(items, scope, transmission.transmissionId);
  let submissions: number | undefined;
  if (claims.length > 0) {
    if ((await objects.get(transmission.objectKey)) === undefined) {
      await objects.putIfAbsent(transmission.objectKey, await writeFile(scope, services, transmission, claims));
    }
    // Whoever stored it first: what is stored is what is sent.
    const bytes = await objects.get(transmission.objectKey);
    if (bytes === undefined) throw new SafeError(`transmission ${transmission.transmissionId} is not in the store`);
    const written = new Set(readSentClaims(bytes).map(({ patientControlNumber }) => patientControlNumber));
    if (written.size > 0) await clearinghouse.send(`${transmission.transmissionId}.837`, bytes);
    await Promise.all(
      claims.map((claim) =>
        written.has(claim.patientControlNumber)
          ? markSent(scope, services, transmission, claim)
          : rejectUnsendable(scope, services, transmission, claim),
      ),
    );
    submissions = written.size;
  }
  const sent = { ...transmission, status: 'sent' } as const;
  await items.transact([{ put: transmissionItem(scope, sent), if: { status: 'closed' } }]);
  return submissions;
}

async function writeFile(
  scope: PracticeScope,
  services: Services,
  { controlNumber, createdAt }: Transmission,
  claims: readonly TransmittedClaim[],
): Promise<string> {
  // Side by side: on AWS each read takes some milliseconds.
  const outgoing = await Promise.all(claims.map((claim) => readOutgoing(scope, services, claim)));
  const { tradingPartners } = services.configuration;
  return writeClaims837P({ tradingPartners, controlNumber, at: createdAt, claims: outgoing }).text;
}

async function readOutgoing(
  scope: PracticeScope,
  { items }: Services,
  { claimId, attempt, patientControlNumber }: TransmittedClaim,
): Promise<OutgoingClaim> {
  const file = await readClaimFile(items, scope, claimId);
  const submission = file?.submissions.find((each) => each.attempt === attempt);
  if (file === undefined || submission === undefined) throw new SafeError(`claim ${claimId} is not in the store`);
  const { claimFrequencyCode, payerClaimControlNumber } = submission;
  return {
    ...(await outgoingClaim(items, scope, file.record)),
    patientControlNumber,
    claim: {
      ...file.record.claim,
      claimFrequencyCode,
      ...(payerClaimControlNumber === undefined ? {} : { payerClaimControlNumber }),
    },
  };
}

async function markSent(
  scope: PracticeScope,
  services: Services,
  { transmissionId }: Transmission,
  { claimId, attempt }: TransmittedClaim,
): Promise<void> {
  const at = nowIso(services);
  await changeSubmission(services.items, scope, claimId, attempt, (submission) =>
    submission.status === 'ready' && submission.transmissionId === transmissionId
      ? {
          submission: { ...submission, status: 'sent' },
          also: [
            {
              put: timelineItem(
                scope,
                claimId,
                { at, what: 'sent', detail: `attempt ${attempt}, transmission ${transmissionId}` },
                `sent#${attempt}`,
              ),
            },
          ],
        }
      : undefined,
  );
}

const unsendable = {
  code: 'cannot-be-written',
  severity: 'error',
  message: 'This claim could not be written as an 837 and was not sent: correct what it lacks.',
} as const;

/** The scrub finds what can't be written; should something pass it, a person hears of it instead of nobody. */
async function rejectUnsendable(
  scope: PracticeScope,
  services: Services,
  { transmissionId }: Transmission,
  { claimId, attempt }: TransmittedClaim,
): Promise<void> {
  await changeSubmission(services.items, scope, claimId, attempt, (submission) => {
    const { transmissionId: leftOutOf, ...unsent } = submission;
    if (submission.status !== 'ready' || leftOutOf !== transmissionId) return undefined;
    return { submission: { ...unsent, status: 'rejected' }, also: [] };
  });
  const acknowledgement = { outcome: 'rejected', reasons: [unsendable] } as const;
  const mailId = `acknowledgement#${transmissionId}#${attempt}`;
  await deliverMail(scope, services, claimId, {
    mailId,
    content: { kind: 'acknowledgement', attempt, acknowledgement },
  });
}
