import * as z from 'zod';
import { mayTouch } from '../../../shared/access/index.ts';
import { asCents, formatMoney } from '../../../shared/money.ts';
import { pageOfRemittances, type RemittanceRecord, readRemittanceFile } from '../../../shared/repositories/index.ts';
import { page, pageOf, paging } from '../conventions/paging.ts';
import { problem } from '../problem.ts';
import { type Route, route } from '../route.ts';
import { claimId, date, money, practiceId, time } from '../schemas.ts';
import { claimAsked, noSuchClaim } from './claims.ts';

const remittanceFields = {
  remittanceId: z.string().meta({ example: '3RQGEZKH7HQXT6NIZ6FZ' }),
  payerName: z.string(),
  payerIdentifier: z.string(),
  traceNumber: z.string().meta({ description: 'Of the check or transfer' }),
  paymentDate: date,
  payment: money,
  claims: z.int().meta({ description: 'How many claim payments it has' }),
  status: z.enum(['posting', 'posted']),
};
const remittanceSchema = z.object(remittanceFields).meta({ id: 'Remittance' });
const remittanceDetails = z
  .object({
    ...remittanceFields,
    posted: z.array(z.object({ claimId, paid: money })),
    unapplied: z
      .array(
        z.object({
          ordinal: z.int(),
          paid: money,
          reason: z.enum(['unknown-claim', 'not-sent', 'other-payee', 'unbalanced', 'not-adjudicated']),
          detail: z.string(),
        }),
      )
      .meta({ description: 'Payments that no claim takes' }),
  })
  .meta({ id: 'RemittanceDetails' });

function shown(record: RemittanceRecord) {
  const { remittanceId, payerName, payerIdentifier, traceNumber, paymentDate, paymentCents, claims, status } = record;
  const payment = formatMoney(asCents(paymentCents));
  return { remittanceId, payerName, payerIdentifier, traceNumber, paymentDate, payment, claims, status };
}

const dollars = (cents: number): string => formatMoney(asCents(cents));

export const paymentRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/practices/{practiceId}/remittances',
    name: 'listRemittances',
    tag: 'Payments',
    summary: "List a practice's remittances, the newest payment first",
    scope: 'remittances:read',
    touchesPhi: true,
    params: z.object({ practiceId }),
    query: z.strictObject(paging),
    success: {
      status: 200,
      says: 'A page of remittances.',
      body: pageOf('remittances', remittanceSchema, 'RemittancesPage'),
    },
    problems: ['cursor-invalid'],
    async handle(asked) {
      const { caller, params, services } = asked;
      const { practiceId: practice } = params;
      if (!mayTouch(caller.practices, practice)) return { status: 200, body: { remittances: [] } };
      return page(asked, 'remittances', async (limit, from) => {
        const { records, ...rest } = await pageOfRemittances(services.items, params, limit, from);
        return { entries: records.map(shown), ...rest };
      });
    },
  }),
  route({
    method: 'GET',
    path: '/practices/{practiceId}/remittances/{remittanceId}',
    name: 'getRemittance',
    tag: 'Payments',
    summary: 'What a remittance paid, claim by claim',
    scope: 'remittances:read',
    touchesPhi: true,
    params: z.object({ practiceId, remittanceId: z.string().regex(/^[A-Z2-7]{20}$/) }),
    success: { status: 200, says: 'The remittance.', body: remittanceDetails },
    async handle({ params, services }) {
      const file = await readRemittanceFile(services.items, params, params.remittanceId);
      if (file === undefined) return problem('not-found', 'Give the id of a remittance of a practice of yours.');
      const { record, posted, unapplied } = file;
      const body = {
        ...shown(record),
        posted: posted.map(({ claimId: claim, paidCents }) => ({ claimId: claim, paid: dollars(paidCents) })),
        unapplied: unapplied.map(({ ordinal, paidCents, reason, detail }) => ({
          ordinal,
          paid: dollars(paidCents),
          reason,
          detail,
        })),
      };
      return { status: 200, body };
    },
  }),
  route({
    method: 'GET',
    path: '/claims/{claimId}/statements',
    name: 'listStatements',
    tag: 'Payments',
    summary: "The patient's statements, by links to their PDFs",
    scope: 'statements:read',
    touchesPhi: true,
    params: z.object({ claimId }),
    success: {
      status: 200,
      says: 'The statements.',
      body: z
        .object({
          statements: z.array(
            z.object({
              statementId: z.string(),
              date,
              amount: money,
              replacedBy: z
                .string()
                .meta({ description: 'The later statement that replaces it: what this one asks for holds no more' })
                .optional(),
              url: z.string(),
              expiresAt: time,
            }),
          ),
        })
        .meta({ id: 'Statements' }),
    },
    async handle(asked) {
      const claim = await claimAsked(asked);
      if (claim === undefined) return noSuchClaim;
      const { statements: all } = claim.file;
      const statements = all.map(async ({ statementId, date: on, amountCents, objectKey }, at) => {
        const { statementId: replacedBy } = all[at + 1] ?? {};
        const replaced = replacedBy === undefined ? {} : { replacedBy };
        const link = await asked.about.links.toRead(objectKey);
        return { statementId, date: on, amount: dollars(amountCents), ...replaced, ...link };
      });
      return { status: 200, body: { statements: await Promise.all(statements) } };
    },
  }),
];
