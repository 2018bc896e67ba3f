import * as z from 'zod';
import { readUpload, uploadWrite } from '../../../shared/repositories/index.ts';
import { nameArrival } from '../../../shared/use-cases/index.ts';
import { problem } from '../problem.ts';
import { type Route, route } from '../route.ts';
import { batchId, time } from '../schemas.ts';

const uploadId = z
  .string()
  .regex(/^[A-Z2-7]{20}$/)
  .meta({ example: 'TAW2VJY2SZYZQCMQLMTY' });

export const uploadRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/uploads',
    name: 'createUpload',
    tag: 'Uploads',
    summary: 'Ask for a link by which to put a file of claims',
    description:
      'Put an 837P, NDJSON or JSON of any size by PUT, with Content-Length and no token. Records of practices out of your scope are refused.',
    scope: 'encounters:write',
    touchesPhi: false,
    body: z
      .strictObject({
        name: z
          .string()
          .trim()
          .min(1)
          .max(200)
          .meta({ description: 'What you call the file: without names of people, please', example: 'march.837' }),
      })
      .meta({ id: 'NewUpload' }),
    success: {
      status: 201,
      says: 'The link, good for fifteen minutes.',
      headers: ['Location'],
      body: z
        .object({ uploadId, url: z.string(), method: z.literal('PUT'), expiresAt: time })
        .meta({ id: 'UploadLink' }),
    },
    async handle({ services, caller, body, about, requestId }) {
      const at = about.wall.now().toISOString();
      const id = services.ids.derive(20, 'upload-link', caller.kind, caller.subject, body.name, at, requestId);
      await services.items.transact([uploadWrite({ uploadId: id, practices: caller.practices })]);
      const objectKey = `inbox/${id}`;
      await nameArrival(services, objectKey, body.name);
      const link = await about.links.toPut(objectKey);
      return {
        status: 201,
        body: { uploadId: id, method: 'PUT', ...link },
        headers: { location: `/uploads/${id}` },
      };
    },
  }),
  route({
    method: 'GET',
    path: '/uploads/{uploadId}',
    name: 'getUpload',
    tag: 'Uploads',
    summary: 'Whether the file has come, and the batch that it is',
    scope: 'encounters:write',
    touchesPhi: false,
    params: z.object({ uploadId }),
    success: {
      status: 200,
      says: 'The upload.',
      body: z
        .object({ uploadId, status: z.enum(['awaited', 'arrived']), batchId: batchId.optional() })
        .meta({ id: 'Upload' }),
    },
    async handle({ services, params }) {
      const upload = await readUpload(services.items, params.uploadId);
      if (upload === undefined) return problem('not-found', 'Give the id of an upload of yours.');
      const { uploadId: id, fileId } = upload;
      const arrived = fileId === undefined ? { status: 'awaited' } : { status: 'arrived', batchId: fileId };
      return { status: 200, body: { uploadId: id, ...arrived } };
    },
  }),
];
