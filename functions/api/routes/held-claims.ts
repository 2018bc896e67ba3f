import * as z from 'zod';
import { type Claim, type ClaimId, type FieldProblem, waitingStatuses } from '../../../shared/claims/index.ts';
import { formatMoney } from '../../../shared/money.ts';
import {
  type ClaimLabel,
  type ClaimState,
  ConcurrentChange,
  labelled,
  type PracticeScope,
  pageOfClaims,
} from '../../../shared/repositories/index.ts';
import type { Result } from '../../../shared/result.ts';
import { claimHeading } from '../../../shared/use-cases/claim-view.ts';
import {
  billPatient,
  correctClaim,
  fieldsToMend,
  isWaitingForPerson,
  notBillable,
  notWithdrawable,
  releaseClaim,
  remediesOf,
  type Services,
  withdrawClaim,
} from '../../../shared/use-cases/index.ts';
import { changedMeanwhile, etagOf, revisionIn } from '../conventions/etag.ts';
import { page, pageOf, paging, scopesOf } from '../conventions/paging.ts';
import { type Problem, problem } from '../problem.ts';
import { type Answer, type Asked, type Route, route } from '../route.ts';
import { claimId, practiceId } from '../schemas.ts';
import { claimAsked, claimHeadingFields, noSuchClaim } from './claims.ts';

const heldFields = {
  ...claimHeadingFields,
  canCorrect: z.boolean(),
  canRelease: z.boolean().meta({ description: 'False where the same check would hold it again at once' }),
  fields: z
    .array(z.string())
    .meta({ description: 'What has to be corrected, as far as that is known', examples: [['subscriber.memberId']] }),
};
const heldSchema = z.object(heldFields).meta({ id: 'HeldClaim' });
const heldDetails = z
  .object({
    ...heldFields,
    canBillPatient: z
      .boolean()
      .meta({ description: 'True where something that was denied was laid on the patient (PR)' }),
    canWithdraw: z.boolean().meta({ description: 'False where a payer has the claim, or may have it' }),
    claim: z
      .record(z.string(), z.unknown())
      .meta({ description: 'What the claim says, by the names that corrections take' }),
  })
  .meta({ id: 'HeldClaimDetails' });
const acted = z.object({ claimId, released: z.literal(true) }).meta({ id: 'ReleasedClaim' });
const billed = z.object({ claimId, billed: z.literal(true) }).meta({ id: 'BilledClaim' });
const withdrawn = z.object({ claimId, withdrawn: z.literal(true) }).meta({ id: 'WithdrawnClaim' });

const correctionsSchema = z
  .strictObject({
    corrections: z
      .array(
        z.strictObject({
          field: z
            .string()
            .regex(
              /^[A-Za-z][A-Za-z0-9]*(\[(0|[1-9]\d{0,2})\])*(\.[A-Za-z][A-Za-z0-9]*(\[(0|[1-9]\d{0,2})\])*)*$/,
              'is no name of a field',
            )
            .meta({ example: 'serviceLines[0].charge' }),
          value: z.string().max(1000).meta({ description: 'Empty to remove it', example: '125.00' }),
        }),
      )
      .min(1)
      .max(100),
  })
  .meta({ id: 'Corrections' });

const byClaimId = z.object({ claimId });

async function held({ items }: Services, claim: ClaimState & ClaimLabel) {
  return {
    ...claimHeading(claim),
    reasons: claim.reasons,
    ...(await remediesOf(items, claim)),
    fields: await fieldsToMend(items, claim),
  };
}

/** Amounts in the form in which corrections write them. */
function contentOf({ totalCharge, serviceLines, ...claim }: Claim) {
  const lines = serviceLines.map(({ charge, ...line }) => ({ ...line, charge: formatMoney(charge) }));
  return { ...claim, totalCharge: formatMoney(totalCharge), serviceLines: lines };
}

/** Acts on the version that was seen, and says what became of it. */
async function act(
  asked: Asked<{ claimId: string }, unknown, unknown>,
  how: (
    scope: PracticeScope,
    claim: ClaimId,
    seenRevision: number,
  ) => Promise<Result<'released' | 'billed' | 'withdrawn', readonly FieldProblem[]>>,
  refused: (problems: readonly FieldProblem[]) => Problem,
): Promise<Answer | Problem> {
  const seen = revisionIn(asked.ifMatch);
  if (typeof seen !== 'number') return seen;
  const claim = await claimAsked(asked);
  if (claim === undefined) return noSuchClaim;
  const { scope, file } = claim;
  if (file.record.revision !== seen) return changedMeanwhile;
  if (!isWaitingForPerson(file)) return waitsForNobody;
  try {
    const done = await how(scope, file.record.claimId, seen);
    return done.ok
      ? { status: 202, body: { claimId: file.record.claimId, [done.value]: true } }
      : refused(done.problem);
  } catch (error) {
    if (error instanceof ConcurrentChange) return changedMeanwhile;
    throw error;
  }
}

const waitsForNobody = problem('waits-for-nobody', 'It goes on by itself: see GET /claims/{claimId}.');

/** At the field or the value of the correction that names the field, or at all of them where the field is needed beside them. */
function notCorrected(corrections: readonly { readonly field: string }[]) {
  return (problems: readonly FieldProblem[]): Problem =>
    problem('body-invalid', 'Nothing was corrected: correct the corrections and send all of them again.', {
      errors: problems.map(({ field, message, isOfValue = false }) => {
        const index = corrections.findIndex((correction) => correction.field === field);
        return index < 0
          ? { pointer: '/corrections', detail: `${field} ${message}` }
          : { pointer: `/corrections/${index}/${isOfValue ? 'value' : 'field'}`, detail: message };
      }),
    });
}

export const heldClaimRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/held-claims',
    name: 'listHeldClaims',
    tag: 'Held claims',
    summary: 'List claims that wait for a person, and what helps',
    scope: 'claims:read',
    touchesPhi: true,
    query: z.strictObject({
      practiceId: practiceId.optional(),
      status: z.enum([...waitingStatuses], `must be one of ${[...waitingStatuses].join(', ')}`).optional(),
      ...paging,
    }),
    success: { status: 200, says: 'A page of claims.', body: pageOf('claims', heldSchema, 'HeldClaimsPage') },
    problems: ['cursor-invalid'],
    async handle(asked) {
      const { services, query } = asked;
      const scopes = await scopesOf(asked, query.practiceId);
      return page(asked, 'claims', async (limit, from) => {
        const which = query.status ?? 'waiting';
        const { claims, ...rest } = await pageOfClaims(services.items, scopes, which, limit, from);
        return { entries: await Promise.all(claims.map((claim) => held(services, claim))), ...rest };
      });
    },
  }),
  route({
    method: 'GET',
    path: '/held-claims/{claimId}',
    name: 'getHeldClaim',
    tag: 'Held claims',
    summary: 'Why a claim waits, what helps, and all that it says',
    scope: 'claims:read',
    touchesPhi: true,
    params: byClaimId,
    success: { status: 200, says: 'The claim, and its version.', headers: ['ETag'], body: heldDetails },
    problems: ['waits-for-nobody'],
    async handle(asked) {
      const claim = await claimAsked(asked);
      if (claim === undefined) return noSuchClaim;
      if (!isWaitingForPerson(claim.file)) return waitsForNobody;
      const { record } = claim.file;
      const body = {
        ...(await held(asked.services, labelled(record))),
        canBillPatient: notBillable(claim.file) === undefined,
        canWithdraw: notWithdrawable(claim.file) === undefined,
        claim: contentOf(record.claim),
      };
      return { status: 200, body, headers: { etag: etagOf(record.revision) } };
    },
  }),
  route({
    method: 'POST',
    path: '/held-claims/{claimId}/correct',
    name: 'correctClaim',
    tag: 'Held claims',
    summary: 'Correct a claim and let it go on: all corrections or none',
    description: 'It is checked anew, and sent as its payer takes corrections.',
    scope: 'claims:write',
    touchesPhi: true,
    params: byClaimId,
    body: correctionsSchema,
    ifMatch: 'required',
    success: { status: 202, says: 'Corrected, and on its way.', body: acted },
    problems: ['waits-for-nobody'],
    handle(asked) {
      const { corrections } = asked.body;
      const written = corrections.map(({ field, value }) => `${field}=${value}`);
      return act(
        asked,
        (scope, claim, seen) => correctClaim(scope, asked.actor, asked.services, claim, written, seen),
        notCorrected(corrections),
      );
    },
  }),
  route({
    method: 'POST',
    path: '/held-claims/{claimId}/release',
    name: 'releaseClaim',
    tag: 'Held claims',
    summary: 'Let a claim go on as it is',
    description: 'What its coverage or its likeness to another claim held it for is then taken as looked at.',
    scope: 'claims:write',
    touchesPhi: true,
    params: byClaimId,
    ifMatch: 'required',
    success: { status: 202, says: 'On its way.', body: acted },
    problems: ['waits-for-nobody'],
    handle(asked) {
      return act(
        asked,
        (scope, claim, seen) => releaseClaim(scope, asked.actor, asked.services, claim, seen),
        () => waitsForNobody,
      );
    },
  }),
  route({
    method: 'POST',
    path: '/held-claims/{claimId}/bill-patient',
    name: 'billPatient',
    tag: 'Held claims',
    summary: 'Bill the patient for what was denied and laid on him (PR)',
    description: 'He gets a statement; what was denied otherwise stays in follow-up.',
    scope: 'claims:write',
    touchesPhi: true,
    params: byClaimId,
    ifMatch: 'required',
    success: { status: 202, says: 'To be billed.', body: billed },
    problems: ['waits-for-nobody', 'not-billable'],
    handle(asked) {
      return act(
        asked,
        (scope, claim, seen) => billPatient(scope, asked.actor, asked.services, claim, seen),
        ([why]) => problem('not-billable', `${why?.message}.`),
      );
    },
  }),
  route({
    method: 'POST',
    path: '/held-claims/{claimId}/withdraw',
    name: 'withdrawClaim',
    tag: 'Held claims',
    summary: 'Take back a claim that no payer has: it is never sent',
    description: 'It is voided here and its charge taken back, as for what was billed by mistake.',
    scope: 'claims:write',
    touchesPhi: true,
    params: byClaimId,
    ifMatch: 'required',
    success: { status: 202, says: 'Withdrawn.', body: withdrawn },
    problems: ['waits-for-nobody', 'not-withdrawable'],
    handle(asked) {
      return act(
        asked,
        (scope, claim, seen) => withdrawClaim(scope, asked.actor, asked.services, claim, seen),
        ([why]) => problem('not-withdrawable', `${why?.message}.`),
      );
    },
  }),
];
