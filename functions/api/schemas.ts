import * as z from 'zod';
import { claimStatuses } from '../../shared/claims/index.ts';

/** Ids of ours: what is none is not looked for. */
export const claimId = z
  .string()
  .regex(/^[A-Z2-7]{15}(\d{2})?$/)
  .meta({ description: 'The claim id, or a patient control number of it', example: '3K7TWF5QLN66QYB' });
export const batchId = z
  .string()
  .regex(/^[A-Z2-7]{20}$/)
  .meta({ example: 'GNR3ERYZ6OFFZJO5GDQY' });
export const practiceId = z
  .string('must be text')
  .regex(/^[a-zA-Z0-9-]{1,50}$/, 'must be of letters, digits and hyphens')
  .meta({ example: 'family-medicine' });

/** As answers hold them. */
export const date = z.string().meta({ format: 'date', example: '2026-03-02' });
export const time = z.string().meta({ format: 'date-time', example: '2026-03-21T08:00:00Z' });
export const money = z
  .string()
  .regex(/^-?\d+\.\d{2}$/)
  .meta({ description: 'Dollars and cents', example: '125.00' });
export const claimStatus = z.enum(claimStatuses, `must be one of ${claimStatuses.join(', ')}`);

export const finding = z
  .object({
    code: z.string().meta({ example: 'diagnosis-missing' }),
    severity: z.enum(['error', 'warning']),
    field: z.string().optional().meta({ description: 'As corrections name it', example: 'subscriber.memberId' }),
    remarkCodes: z
      .array(z.string())
      .optional()
      .meta({ description: 'Of a denial, what the payer remarked (RARC)', examples: [['MA130', 'N264']] }),
    message: z.string().meta({ description: 'What is wrong and how it is mended' }),
  })
  .meta({ id: 'Finding' });
