import * as z from 'zod';
import { claimStatuses } from '../../shared/claims/index.ts';
import {
  type ClaimRecord,
  claimRecords,
  type FileRecord,
  practiceScopes,
  readClaimFile,
  readFileRecord,
} from '../../shared/repositories/index.ts';
import { type ClaimSummary, claimSummary } from '../../shared/use-cases/claim-view.ts';
import type { Services } from '../../shared/use-cases/index.ts';

const mostClaims = 1000;
const limitError = `must be a whole number from 1 to ${mostClaims}`;
const text = z.string().min(1, 'must not be empty');

/** The query of GET /claims. */
export const claimsQuery = z.object({
  status: z.enum(claimStatuses, `must be one of ${claimStatuses.join(', ')}`).optional(),
  practice: text.optional(),
  /** The file that the claims came in. */
  file: text.optional(),
  limit: z.coerce.number(limitError).int(limitError).min(1, limitError).max(mostClaims, limitError).default(100),
});
type ClaimsQuery = z.output<typeof claimsQuery>;

export interface ListedClaims {
  /** How far the file that was asked for has come, and what became of its records. */
  readonly file?: Pick<FileRecord, 'fileId' | 'status' | 'reason' | 'counts'>;
  readonly claims: readonly ClaimSummary[];
  /** There are more than the limit let through. */
  readonly more: boolean;
}

export async function listClaims({ items }: Services, query: ClaimsQuery): Promise<ListedClaims> {
  const claims: ClaimSummary[] = [];
  const about = query.file === undefined ? {} : { file: await fileState({ items }, query.file) };
  for await (const { practiceId, claimId } of recordsOf({ items }, query)) {
    if (claims.length === query.limit) return { ...about, claims, more: true };
    const file = await readClaimFile(items, { practiceId }, claimId);
    if (file !== undefined) claims.push(claimSummary(file));
  }
  return { ...about, claims, more: false };
}

async function* recordsOf(
  { items }: Pick<Services, 'items'>,
  { practice, status, file }: ClaimsQuery,
): AsyncGenerator<ClaimRecord> {
  const scopes = practice === undefined ? await practiceScopes(items) : [{ practiceId: practice }];
  for (const scope of scopes) {
    for await (const record of claimRecords(items, scope, status)) {
      if (file === undefined || record.source.fileId === file) yield record;
    }
  }
}

/** A file that nobody has read yet is `reading`: its arrival lies in the queue. */
async function fileState(
  { items }: Pick<Services, 'items'>,
  fileId: string,
): Promise<NonNullable<ListedClaims['file']>> {
  const record = await readFileRecord(items, fileId);
  if (record === undefined) return { fileId, status: 'reading' };
  const { status, reason, counts } = record;
  return { fileId, status, ...(reason === undefined ? {} : { reason }), ...(counts === undefined ? {} : { counts }) };
}
