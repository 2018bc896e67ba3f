import * as z from 'zod';
import { encounterSchema } from '../../../shared/claims/index.ts';
import { type EligibilityCheck, readEligibilityCheck } from '../../../shared/repositories/index.ts';
import { checkEligibility } from '../../../shared/use-cases/index.ts';
import { bodyInvalid } from '../conventions/read-request.ts';
import { problem } from '../problem.ts';
import { type Route, route } from '../route.ts';
import { date, time } from '../schemas.ts';
import { claimOfCaller } from '../take-encounters.ts';

const checkId = z
  .string()
  .regex(/^[A-Z2-7]{20}$/)
  .meta({ example: 'K74JW3GHRP3DINWOASFS' });

const { practiceId, payerId, payerName, claimFilingCode, subscriber, dependent, billingProvider } =
  encounterSchema.shape;
const { serviceDate } = encounterSchema.shape.serviceLines.element.shape;

const questionSchema = z
  .strictObject({
    practiceId,
    payerId,
    payerName,
    claimFilingCode,
    subscriber,
    dependent,
    billingProvider,
    serviceDate,
  })
  .meta({ id: 'EligibilityQuestion' });

const checkSchema = z
  .object({
    checkId,
    practiceId: z.string(),
    payerId: z.string(),
    serviceDate: date,
    askedAt: time,
    status: z.enum(['answered', 'not-asked']).meta({
      description: '`not-asked`: the clearinghouse answers no such questions',
    }),
    coverage: z.enum(['active', 'inactive', 'patient-not-found', 'unknown']).optional().meta({
      description: 'On the day of service: `inactive` too where the dates of what is active leave it out',
    }),
    rejectCodes: z.array(z.string()).optional().meta({ description: 'AAA03, where the payer refused to answer' }),
    planName: z.string().optional(),
    coveredUntil: date
      .optional()
      .meta({ description: 'The last day of coverage, where it ended before the day of service' }),
    coveredFrom: date
      .optional()
      .meta({ description: 'The first day of coverage, where it begins after the day of service' }),
  })
  .meta({ id: 'EligibilityCheck' });

/** What an encounter says beside who asks whom about whom: nothing of it is sent. */
const noService = {
  encounterId: '',
  placeOfServiceCode: '',
  claimFrequencyCode: '1',
  signatureOnFile: true,
  assignmentCode: 'A',
  benefitsAssignment: 'Y',
  releaseOfInformation: 'Y',
} as const;

function shown({ answer, ...check }: EligibilityCheck) {
  return { ...check, ...answer };
}

export const eligibilityRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/eligibility-checks',
    name: 'checkEligibility',
    tag: 'Eligibility',
    summary: 'Ask a payer whether a patient is covered on a day',
    description: 'Asks in real time (270, 271). What the payer said is read at the Location.',
    scope: 'eligibility:write',
    touchesPhi: true,
    body: questionSchema,
    success: {
      status: 201,
      says: 'Asked.',
      headers: ['Location'],
      body: z.object({ checkId, status: z.enum(['answered', 'not-asked']) }).meta({ id: 'AskedEligibility' }),
    },
    problems: ['not-askable'],
    async handle({ services, caller, body, requestId }) {
      const { serviceDate: day, ...asked } = body;
      const claim = claimOfCaller(
        caller.practices,
        { ...noService, ...asked, diagnosisCodes: [], serviceLines: [] },
        services,
      );
      if (!claim.ok) return bodyInvalid(claim.problem);
      const scope = { practiceId: asked.practiceId };
      const checked = await checkEligibility(scope, services, { claim: claim.value, serviceDate: day, key: requestId });
      if (!checked.ok) {
        return problem('not-askable', 'Give a member id and names in plain letters, and a day of service.');
      }
      const { checkId: id, status } = checked.value;
      return { status: 201, body: { checkId: id, status }, headers: { location: `/eligibility-checks/${id}` } };
    },
  }),
  route({
    method: 'GET',
    path: '/eligibility-checks/{checkId}',
    name: 'getEligibilityCheck',
    tag: 'Eligibility',
    summary: 'What the payer said',
    scope: 'eligibility:read',
    touchesPhi: true,
    params: z.object({ checkId }),
    success: { status: 200, says: 'The check.', body: checkSchema },
    async handle({ services, params }) {
      const check = await readEligibilityCheck(services.items, params.checkId);
      if (check === undefined) return problem('not-found', 'Give the id of a check of yours.');
      return { status: 200, body: shown(check) };
    },
  }),
];
