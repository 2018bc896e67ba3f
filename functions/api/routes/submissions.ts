import * as z from 'zod';
import {
  listedSubmissionStatuses,
  pageOfSubmissions,
  type SubmissionOfClaim,
} from '../../../shared/repositories/index.ts';
import { viewedSubmission } from '../../../shared/use-cases/claim-view.ts';
import { page, pageOf, paging, scopesOf } from '../conventions/paging.ts';
import { type Route, route } from '../route.ts';
import { claimId, practiceId, time } from '../schemas.ts';
import { submissionSchema } from './claims.ts';

const listed = submissionSchema
  .extend({ claimId, practiceId: z.string(), payerId: z.string(), readyAt: time })
  .meta({ id: 'ListedSubmission' });

function shown({ practiceId: practice, claimId: claim, submission }: SubmissionOfClaim) {
  const { payerId, readyAt } = submission;
  return { claimId: claim, practiceId: practice, payerId, readyAt, ...viewedSubmission(submission) };
}

export const submissionRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/submissions',
    name: 'listOpenSubmissions',
    tag: 'Claims',
    summary: 'List submissions that are ready, that their payers have not adjudicated yet, or that were rejected',
    description: 'Those that were adjudicated are with their claims.',
    scope: 'claims:read',
    touchesPhi: true,
    query: z.strictObject({
      practiceId: practiceId.optional(),
      status: z.enum(listedSubmissionStatuses, `must be one of ${listedSubmissionStatuses.join(', ')}`).optional(),
      ...paging,
    }),
    success: { status: 200, says: 'A page of submissions.', body: pageOf('submissions', listed, 'SubmissionsPage') },
    problems: ['cursor-invalid'],
    async handle(asked) {
      const { services, query } = asked;
      const scopes = await scopesOf(asked, query.practiceId);
      return page(asked, 'submissions', async (limit, from) => {
        const found = await pageOfSubmissions(services.items, scopes, query.status, limit, from);
        return { ...found, entries: found.entries.map(shown) };
      });
    },
  }),
];
