import * as z from 'zod';
import { denialCategories } from '../../../shared/denials/index.ts';
import { asCents, formatMoney } from '../../../shared/money.ts';
import { pageOfWork, type WorkItem, workCategories, workResolutions } from '../../../shared/repositories/index.ts';
import type { Result } from '../../../shared/result.ts';
import { resolveWork, takeWork } from '../../../shared/use-cases/index.ts';
import { page, pageOf, paging, scopesOf } from '../conventions/paging.ts';
import { type Problem, problem } from '../problem.ts';
import { type Answer, type Route, route } from '../route.ts';
import { claimId, date, finding, money, practiceId } from '../schemas.ts';
import { claimAsked, noSuchClaim } from './claims.ts';

export const workFields = {
  category: z.enum(workCategories),
  denialCategory: z.enum(Object.keys(denialCategories)).optional(),
  openedAt: date,
  due: date,
  amount: money,
  reasons: z.array(finding),
};
const workSchema = z
  .object({
    workId: z.string(),
    claimId,
    practiceId: z.string(),
    ...workFields,
    open: z.boolean(),
    takenBy: z.string().optional().meta({ description: 'Who looks after it' }),
    resolution: z.enum(workResolutions).optional(),
  })
  .meta({ id: 'Work' });

const workId = z
  .string()
  .regex(/^[A-Z0-9]{1,20}$/)
  .meta({ example: '6YAZPDLBVW4DS7U' });
const byWorkId = z.object({ claimId, workId });

function shown(practice: string, claim: string, { amountCents, ...work }: WorkItem) {
  return { ...work, claimId: claim, practiceId: practice, amount: formatMoney(asCents(amountCents)) };
}

const refusals = {
  unknown: problem('not-found', 'There is no such work: see GET /work.'),
  ended: problem('work-ended', 'Nothing is left to do: see GET /work for what is open.'),
  taken: problem('work-taken', 'Ask whoever took it, or leave it.'),
} as const satisfies Record<string, Problem>;

function answerOf(practice: string, claim: string, done: Result<WorkItem, keyof typeof refusals>): Answer | Problem {
  return done.ok ? { status: 200, body: shown(practice, claim, done.value) } : refusals[done.problem];
}

export const workRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/work',
    name: 'listWork',
    tag: 'Follow-up work',
    summary: 'List open work: denials, silence, credits, further payers',
    scope: 'work:read',
    touchesPhi: true,
    query: z.strictObject({
      practiceId: practiceId.optional(),
      category: z.enum(workCategories, `must be one of ${workCategories.join(', ')}`).optional(),
      ...paging,
    }),
    success: { status: 200, says: 'A page of work.', body: pageOf('work', workSchema, 'WorkPage') },
    problems: ['cursor-invalid'],
    async handle(asked) {
      const { services, query } = asked;
      const scopes = await scopesOf(asked, query.practiceId);
      return page(asked, 'work', async (limit, from) => {
        const found = await pageOfWork(services.items, scopes, query.category, limit, from);
        const entries = found.entries.map((entry) => shown(entry.practiceId, entry.claimId, entry.work));
        return { ...found, entries };
      });
    },
  }),
  route({
    method: 'POST',
    path: '/claims/{claimId}/work/{workId}/take',
    name: 'takeWork',
    tag: 'Follow-up work',
    summary: 'Say that you look after it',
    scope: 'work:write',
    touchesPhi: true,
    params: byWorkId,
    success: { status: 200, says: 'It is yours.', body: workSchema },
    problems: ['work-taken', 'work-ended'],
    async handle(asked) {
      const claim = await claimAsked(asked);
      if (claim === undefined) return noSuchClaim;
      const { scope, file } = claim;
      const id = file.record.claimId;
      return answerOf(
        scope.practiceId,
        id,
        await takeWork(scope, asked.actor, asked.services, id, asked.params.workId),
      );
    },
  }),
  route({
    method: 'POST',
    path: '/claims/{claimId}/work/{workId}/resolve',
    name: 'resolveWork',
    tag: 'Follow-up work',
    summary: 'End work that a person has settled',
    description:
      "The claim's money and status stay as they are: an answer, a correction or a release moves these. In the same way again, it answers the same.",
    scope: 'work:write',
    touchesPhi: true,
    params: byWorkId,
    body: z
      .strictObject({
        resolution: z.enum(workResolutions).meta({
          description:
            '`settled` with the payer or the patient, `billed-otherwise`, or `let-be` when nothing is to be done',
        }),
      })
      .meta({ id: 'WorkResolution' }),
    success: { status: 200, says: 'It is done.', body: workSchema },
    problems: ['work-taken', 'work-ended'],
    async handle(asked) {
      const claim = await claimAsked(asked);
      if (claim === undefined) return noSuchClaim;
      const { scope, file } = claim;
      const id = file.record.claimId;
      const { workId: work } = asked.params;
      const done = await resolveWork(scope, asked.actor, asked.services, id, work, asked.body.resolution);
      return answerOf(scope.practiceId, id, done);
    },
  }),
];
