import * as z from 'zod';
import { encounterSchema } from '../../../shared/claims/index.ts';
import { bodyInvalid, mostErrors } from '../conventions/read-request.ts';
import { type Problem, pointerOf, problem } from '../problem.ts';
import { type Route, route } from '../route.ts';
import { batchId } from '../schemas.ts';
import { mostEncounters, type Refusal, takeEncounters } from '../take-encounters.ts';

function refused(why: Refusal): Problem {
  if (why.is === 'not-json') {
    return problem('not-json', 'Send one encounter, or a list of encounters, as whole JSON in UTF-8.');
  }
  if (why.is === 'invalid') {
    const some =
      why.errors.length > mostErrors
        ? `${why.wrong} of the first ${why.looked} encounters are wrong, and no more were looked at: `
        : '';
    return bodyInvalid(why.errors, `Nothing was taken: ${some}correct the fields and send all of it again.`);
  }
  const detail =
    'Nothing was taken: correct the claims that are there, or upload these in a file, which lists them as conflicts to accept.';
  return problem('encounters-conflict', detail, {
    errors: why.errors.map(({ field, message }) => ({ pointer: pointerOf(field), detail: message })),
    claims: why.claimIds.map((claimId) => `/claims/${claimId}`),
  });
}

export const encounterRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/encounters',
    name: 'submitEncounters',
    tag: 'Encounters',
    summary: 'Submit an encounter, or a list of them: all or nothing',
    description:
      'Each becomes a claim once the batch is read, within moments. What comes again with the same content is a duplicate and becomes none.',
    scope: 'encounters:write',
    touchesPhi: true,
    body: z.union([encounterSchema, z.array(encounterSchema).min(1).max(mostEncounters)]),
    readsBytes: true,
    success: {
      status: 202,
      says: 'Taken as a batch.',
      headers: ['Location'],
      body: z
        .object({
          batchId,
          encounters: z.int().meta({ description: 'How many were taken' }),
          claims: z.string().meta({ description: 'Where their claims are listed', example: '/claims?batchId=…' }),
        })
        .meta({ id: 'TakenEncounters' }),
    },
    problems: ['encounters-conflict'],
    async handle({ services, caller, bytes }) {
      const taken = await takeEncounters(services, caller.practices, bytes);
      if (!taken.ok) return refused(taken.problem);
      const { fileId, encounters } = taken.value;
      const body = { batchId: fileId, encounters, claims: `/claims?batchId=${fileId}` };
      return { status: 202, body, headers: { location: `/batches/${fileId}` } };
    },
  }),
];
