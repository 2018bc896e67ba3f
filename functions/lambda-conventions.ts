import type { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { Tracer } from '@aws-lambda-powertools/tracer';
import { captureLambdaHandler } from '@aws-lambda-powertools/tracer/middleware';
import type { MiddlewareObj } from '@middy/core';
import * as z from 'zod';
import { isClaimId } from '../shared/claims/index.ts';
import type { Measure } from './measure.ts';

const fileIdForm = /^[A-Z2-7]{20}$/;

/** The claim or file that an event is about. What is not in the form of our ids may be anything, and is not logged. */
const subjectSchema = z.union([
  z.object({ claimId: z.string().refine(isClaimId) }).transform(({ claimId }) => claimId),
  z.object({ fileId: z.string().regex(fileIdForm) }).transform(({ fileId }) => fileId),
]);

/** Outcomes are words of ours; nothing else of an answer is logged. */
const answerSchema = z.object({ outcome: z.string() });

/** What there is on Lambda alone: metrics for the alarms, the trace, and the id under which lines of the log belong together. */
export function lambdaConventions(
  name: string,
  logger: Logger,
): {
  readonly measure: Measure;
  readonly middlewares: readonly MiddlewareObj[];
} {
  const metrics = new Metrics();
  const publish = (): void => {
    if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
  };
  return {
    measure: (metric, count) => void metrics.addMetric(metric, MetricUnit.Count, count),
    middlewares: [
      // Answers may hold PHI, as the API's do. Errors are without it by the time the tracer sees them.
      captureLambdaHandler(new Tracer(), { captureResponse: false }) as MiddlewareObj,
      { after: publish, onError: publish },
      {
        before({ event }) {
          logger.resetKeys();
          const subject = subjectSchema.safeParse(event);
          if (subject.success) logger.setCorrelationId(subject.data);
        },
        // One line a call, by which a claim's way through the functions can be read.
        after({ response }) {
          const answer = answerSchema.safeParse(response);
          logger.info('done', { function: name, ...(answer.success && { outcome: answer.data.outcome }) });
        },
      },
    ],
  };
}
