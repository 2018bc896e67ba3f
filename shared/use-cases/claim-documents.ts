import type { ClaimId } from '../claims/index.ts';
import {
  type ClaimFile,
  type PracticeScope,
  readFileRecord,
  readTransmission,
  type Submission,
} from '../repositories/index.ts';
import type { Services } from './services.ts';

/** An object that belongs to the claim. */
export interface ClaimDocument {
  readonly what: string;
  readonly key: string;
}

type Store = Pick<Services, 'items' | 'objects'>;

/** In the order in which they usually come; a file that says several things of the claim is one. */
export async function documentsOfClaim(
  scope: PracticeScope,
  services: Store,
  file: ClaimFile,
): Promise<readonly ClaimDocument[]> {
  const { record, submissions, mail, statements } = file;
  const arrived = mail
    .toSorted((left, right) => (left.receivedAt < right.receivedAt ? -1 : Number(left.receivedAt > right.receivedAt)))
    .flatMap(({ fileId, content: { kind } }) => {
      const of = kind === 'unapplied' ? 'remittance' : kind;
      return fileId === undefined ? [] : [{ fileId, of }];
    });
  const files = [
    await archived(services, record.source.fileId, () => 'the upload that it came in'),
    ...(await eligibilityFiles(services, record.claimId)),
    ...(await Promise.all(submissions.map((submission) => sentFile(scope, services, submission)))),
    ...(await Promise.all(
      arrived.map(({ fileId, of }) => archived(services, fileId, (kind) => `${of} received (${kind.toUpperCase()})`)),
    )),
    ...statements.map(({ date, objectKey }, at) => {
      const later = statements[at + 1];
      const replaced = later === undefined ? '' : `, replaced by statement ${later.statementId} of ${later.date}`;
      return { what: `patient statement of ${date}${replaced}`, key: objectKey };
    }),
  ].filter((each) => each !== undefined);
  return [...new Map(files.map((each) => [each.key, each])).values()];
}

async function archived(
  { items }: Store,
  fileId: string,
  what: (kind: string) => string,
): Promise<ClaimDocument | undefined> {
  const file = await readFileRecord(items, fileId);
  return file && { what: what(file.kind), key: file.objectKey };
}

async function eligibilityFiles({ objects }: Store, claimId: ClaimId): Promise<ClaimDocument[]> {
  const files: ClaimDocument[] = [];
  for await (const { key } of objects.list(`edi/eligibility/${claimId}-`)) {
    files.push({ what: key.endsWith('.270') ? 'eligibility inquiry (270)' : 'eligibility answer (271)', key });
  }
  return files;
}

async function sentFile(
  scope: PracticeScope,
  { items }: Store,
  { transmissionId, attempt, status }: Submission,
): Promise<ClaimDocument | undefined> {
  if (transmissionId === undefined || status === 'ready') return undefined;
  const transmission = await readTransmission(items, scope, transmissionId);
  return transmission && { what: `claims sent (837), attempt ${attempt}`, key: transmission.objectKey };
}
