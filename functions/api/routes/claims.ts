import * as z from 'zod';
import { submissionStatuses } from '../../../shared/claims/claim-status.ts';
import { denialCategories } from '../../../shared/denials/index.ts';
import {
  type ClaimFile,
  type ListPlace,
  type PracticeScope,
  pageOfClaims,
  pageOfTaken,
  readListedClaim,
  readTimeline,
  workCategories,
} from '../../../shared/repositories/index.ts';
import { documentsOfClaim } from '../../../shared/use-cases/claim-documents.ts';
import { claimDetails, claimNamed, claimSummary, claimsNamed } from '../../../shared/use-cases/claim-view.ts';
import { page, pageOf, paging, scopesOf } from '../conventions/paging.ts';
import { type Problem, problem } from '../problem.ts';
import { type Asked, type Route, route } from '../route.ts';
import { batchId, claimId, claimStatus, date, finding, money, practiceId, time } from '../schemas.ts';

const payer = z.object({ payerId: z.string(), name: z.string() }).meta({ id: 'PayerName' });

export const claimHeadingFields = {
  claimId,
  externalId: z.string().meta({ description: 'The id that the practice gave it', example: 'HBH-2001' }),
  practiceId: z.string(),
  status: claimStatus,
  payer,
  datesOfService: z.object({ from: date, to: date }),
  reasons: z.array(finding).meta({ description: 'Why it waits for a person' }),
};
const summaryFields = {
  ...claimHeadingFields,
  money: z
    .object({
      billed: money,
      paid: money,
      adjusted: money,
      denied: money,
      patient: money,
      patientCredit: money.optional().meta({ description: 'Owed to the patient, as a negative sum' }),
      writtenOff: money,
      open: money,
    })
    .meta({ id: 'ClaimMoney', description: 'Where the money stands: billed is the sum of the others' }),
};
export const claimSummarySchema = z.object(summaryFields).meta({ id: 'ClaimSummary' });

export const submissionSchema = z
  .object({
    attempt: z.int(),
    patientControlNumber: z.string().meta({ description: 'CLM01 as the payer has it' }),
    status: z.enum(submissionStatuses),
    claimFrequencyCode: z.string(),
    transmission: z.string().optional().meta({ description: 'The 837 file that it went in' }),
    payerClaimControlNumber: z.string().optional(),
  })
  .meta({ id: 'Submission' });

const posting = z.object({ account: z.string(), amount: money, reason: z.string().optional() });
const claimSchema = z
  .object({
    ...summaryFields,
    patientControlNumbers: z.array(z.string()),
    submissions: z.array(submissionSchema),
    postings: z
      .array(z.object({ key: z.string(), date, postings: z.array(posting) }))
      .meta({ description: 'Its entries in the ledger' }),
    openWork: z.array(
      z.object({
        category: z.enum(workCategories),
        denialCategory: z.enum(Object.keys(denialCategories)).optional(),
        openedAt: date,
        due: date,
        amount: money,
        reasons: z.array(finding),
      }),
    ),
    waits: z.array(z.object({ for: z.enum(['acknowledgement', 'remittance', 'person']), until: time })),
  })
  .meta({ id: 'Claim' });

const byClaimId = z.object({ claimId });

export const noSuchClaim = problem('not-found', 'Give a claim id or a patient control number of a claim of yours.');

/** The claim of the path, if the caller may see it. */
export async function claimAsked({
  services,
  params,
}: Pick<Asked<{ claimId: string }, unknown, unknown>, 'services' | 'params'>): Promise<
  { readonly scope: PracticeScope; readonly file: ClaimFile } | undefined
> {
  const file = await claimNamed(services, params.claimId);
  return file && { scope: { practiceId: file.record.practiceId }, file };
}

const claimsQuery = z.strictObject({
  practiceId: practiceId.optional(),
  status: claimStatus.optional(),
  batchId: batchId.optional().meta({ description: 'In the order of the batch; not with practiceId or status' }),
  externalId: z
    .string()
    .min(1, 'must not be empty')
    .max(50, 'must have at most 50 characters')
    .optional()
    .meta({ description: 'The id that the practice gave the claim; not with status or batchId' }),
  ...paging,
});
type ClaimsQuery = z.output<typeof claimsQuery>;

/** No index answers other combinations. */
function contradiction({ practiceId: practice, status, batchId: batch, externalId }: ClaimsQuery): Problem | undefined {
  const of = (parameter: string) => [{ parameter, detail: 'cannot be combined so' }];
  if (batch !== undefined && (practice ?? status ?? externalId) !== undefined) {
    return problem('query-invalid', 'Give batchId alone.', { errors: of('batchId') });
  }
  if (externalId === undefined || status === undefined) return undefined;
  return problem('query-invalid', 'Give externalId with practiceId or alone.', { errors: of('externalId') });
}

async function claimsOfPage(asked: Asked<unknown, ClaimsQuery, unknown>, limit: number, from?: ListPlace) {
  const { services, query } = asked;
  const { items } = services;
  if (query.batchId !== undefined) {
    const { claims, ...rest } = await pageOfTaken(items, query.batchId, limit, from);
    const listed = await Promise.all(claims.map((claim) => readListedClaim(items, claim, claim.claimId)));
    return { claims: listed.filter((claim) => claim !== undefined), ...rest };
  }
  const scopes = await scopesOf(asked, query.practiceId);
  const { externalId } = query;
  if (externalId !== undefined) {
    return { claims: (await Promise.all(scopes.map((scope) => claimsNamed(services, scope, externalId)))).flat() };
  }
  return pageOfClaims(items, scopes, query.status, limit, from);
}

export const claimRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/claims',
    name: 'listClaims',
    tag: 'Claims',
    summary: 'List claims',
    description: 'The list may lag behind by a moment; a claim that is asked for by its id does not.',
    scope: 'claims:read',
    touchesPhi: true,
    query: claimsQuery,
    success: { status: 200, says: 'A page of claims.', body: pageOf('claims', claimSummarySchema, 'ClaimsPage') },
    problems: ['cursor-invalid'],
    async handle(asked) {
      const wrong = contradiction(asked.query);
      if (wrong !== undefined) return wrong;
      return page(asked, 'claims', async (limit, from) => {
        const { claims, ...rest } = await claimsOfPage(asked, limit, from);
        return { entries: claims.map(claimSummary), ...rest };
      });
    },
  }),
  route({
    method: 'GET',
    path: '/claims/{claimId}',
    name: 'getClaim',
    tag: 'Claims',
    summary: 'Where a claim stands',
    scope: 'claims:read',
    touchesPhi: true,
    params: byClaimId,
    success: { status: 200, says: 'The claim.', body: claimSchema },
    async handle(asked) {
      const claim = await claimAsked(asked);
      return claim === undefined ? noSuchClaim : { status: 200, body: claimDetails(claim.file) };
    },
  }),
  route({
    method: 'GET',
    path: '/claims/{claimId}/timeline',
    name: 'getTimeline',
    tag: 'Claims',
    summary: 'What happened to a claim, oldest first',
    scope: 'claims:read',
    touchesPhi: true,
    params: byClaimId,
    success: {
      status: 200,
      says: 'Its timeline.',
      body: z
        .object({ timeline: z.array(z.object({ at: time, what: z.string(), detail: z.string().optional() })) })
        .meta({ id: 'Timeline' }),
    },
    async handle(asked) {
      const claim = await claimAsked(asked);
      if (claim === undefined) return noSuchClaim;
      const timeline = await readTimeline(asked.services.items, claim.scope, claim.file.record.claimId);
      return { status: 200, body: { timeline } };
    },
  }),
  route({
    method: 'GET',
    path: '/claims/{claimId}/submissions',
    name: 'listSubmissions',
    tag: 'Claims',
    summary: "A claim's submissions: one for each attempt at a payer",
    scope: 'claims:read',
    touchesPhi: true,
    params: byClaimId,
    success: {
      status: 200,
      says: 'Its submissions.',
      body: z.object({ submissions: z.array(submissionSchema) }).meta({ id: 'Submissions' }),
    },
    async handle(asked) {
      const claim = await claimAsked(asked);
      if (claim === undefined) return noSuchClaim;
      return { status: 200, body: { submissions: claimDetails(claim.file).submissions } };
    },
  }),
  route({
    method: 'GET',
    path: '/claims/{claimId}/files',
    name: 'listFiles',
    tag: 'Claims',
    summary: "A claim's EDI files and documents, by links",
    description:
      'Each link reads its file without a token, for fifteen minutes. A file that holds claims of practices out of your scope is not listed.',
    scope: 'claims:read',
    touchesPhi: true,
    params: byClaimId,
    success: {
      status: 200,
      says: 'Its files.',
      body: z
        .object({ files: z.array(z.object({ what: z.string(), url: z.string(), expiresAt: time })) })
        .meta({ id: 'ClaimFiles' }),
    },
    async handle(asked) {
      const claim = await claimAsked(asked);
      if (claim === undefined) return noSuchClaim;
      const documents = await documentsOfClaim(claim.scope, asked.services, claim.file);
      const files = documents.map(async ({ what, key }) => ({ what, ...(await asked.about.links.toRead(key)) }));
      return { status: 200, body: { files: await Promise.all(files) } };
    },
  }),
];
