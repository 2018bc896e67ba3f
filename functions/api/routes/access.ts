import * as z from 'zod';
import { clientScopes, scopeNames } from '../../../shared/access/index.ts';
import { type Grant, grants, putGrant, readGrant, removeGrant } from '../../../shared/repositories/index.ts';
import { verifyAndKeepReceipt } from '../../../shared/use-cases/index.ts';
import { problem } from '../problem.ts';
import { type Route, route } from '../route.ts';
import { practiceId, time } from '../schemas.ts';

const subject = z
  .string()
  .regex(/^[\w-]{1,64}$/)
  .meta({
    description: "A program's client id, or the subject of a person's tokens",
    example: 'client-0a1b2c3d4e5f6071',
  });
const granted = {
  kind: z.enum(['client', 'user']),
  name: z.string().min(1).max(100).meta({ description: 'For people: who it is', example: 'Hilltop EHR' }),
  practices: z.union([z.literal('all'), z.array(practiceId)]),
};
const grantSchema = z
  .object({ subject, ...granted, scopes: z.array(z.enum(scopeNames)), grantedAt: time })
  .meta({ id: 'Grant' });
const givenSchema = z
  .strictObject({
    ...granted,
    scopes: z
      .array(z.enum(clientScopes))
      .default([])
      .meta({ description: "A program's: a person's follow from roles" }),
  })
  .meta({ id: 'NewGrant' });

const bySubject = z.object({ subject });
const noSuchGrant = problem('not-found', 'Nothing is granted to this client or person.');

/** Where the home itself issues tokens, the hash of the program's secret is beside it. */
const shown = ({ secretHash: _, ...grant }: Grant) => grant;

export const accessRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/access',
    name: 'listGrants',
    tag: 'Access',
    summary: 'Which programs and people may touch which practices',
    scope: 'access:read',
    touchesPhi: false,
    success: {
      status: 200,
      says: 'All grants.',
      body: z.object({ grants: z.array(grantSchema) }).meta({ id: 'Grants' }),
    },
    async handle({ home }) {
      const found: object[] = [];
      for await (const grant of grants(home.items)) found.push(shown(grant));
      return { status: 200, body: { grants: found } };
    },
  }),
  route({
    method: 'PUT',
    path: '/access/{subject}',
    name: 'grantAccess',
    tag: 'Access',
    summary: 'Say what a program or a person may touch, in the place of what was said before',
    scope: 'access:write',
    touchesPhi: false,
    params: bySubject,
    body: givenSchema,
    success: { status: 200, says: 'Granted.', body: grantSchema },
    async handle({ home, about, params, body }) {
      const before = await readGrant(home.items, params.subject);
      const secret = before?.secretHash === undefined ? {} : { secretHash: before.secretHash };
      const grant = { ...body, ...params, grantedAt: about.wall.now().toISOString(), ...secret };
      await putGrant(home.items, grant);
      return { status: 200, body: shown(grant) };
    },
  }),
  route({
    method: 'DELETE',
    path: '/access/{subject}',
    name: 'revokeAccess',
    tag: 'Access',
    summary: 'Take back what was granted: the tokens that there are open nothing any more',
    scope: 'access:write',
    touchesPhi: false,
    params: bySubject,
    success: { status: 204, says: 'Taken back.' },
    async handle({ home, params }) {
      return (await removeGrant(home.items, params.subject)) ? { status: 204 } : noSuchGrant;
    },
  }),
  route({
    method: 'GET',
    path: '/audit/verification',
    name: 'verifyAudit',
    tag: 'Access',
    summary: 'Whether the record of who saw and changed what is whole',
    scope: 'audit:read',
    touchesPhi: false,
    query: z.strictObject({
      receipt: z.string().max(400).optional().meta({
        description:
          'Of an earlier verification: shows what was cut off since. Left out, it is the one that was kept last',
      }),
    }),
    success: {
      status: 200,
      says: 'What was found.',
      body: z
        .object({
          isWhole: z.boolean(),
          records: z.int(),
          faults: z.array(z.string()),
          receipt: z.string().optional().meta({
            description: 'It is kept beside the store; keep it, too, where the keepers of both can’t reach it',
          }),
        })
        .meta({ id: 'AuditVerification' }),
    },
    async handle({ home, services: { objects }, about, query }) {
      const verified = await verifyAndKeepReceipt({ ...home, objects }, about.wall.now(), query.receipt);
      if (!verified.ok) {
        const errors = [{ parameter: 'receipt', detail: 'is none of ours' }];
        return problem('query-invalid', 'Give the receipt whole.', { errors });
      }
      const { records, faults, receipt } = verified.value;
      const isWhole = faults.length === 0;
      return { status: 200, body: { isWhole, records, faults, ...(isWhole ? { receipt } : {}) } };
    },
  }),
];
