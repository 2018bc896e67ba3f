import { Duration } from 'aws-cdk-lib';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Stage } from './stages.ts';

const fiveMinutes = Duration.minutes(5);

/** What functions count themselves. */
export type OwnMetric =
  | 'FilesQuarantined'
  | 'PracticeFilesReceived'
  | 'ClearinghouseFilesReceived'
  | 'WaitsPastDue'
  | 'SubmissionsSent'
  | 'WebhooksGivenUp'
  | 'WebhooksDisabled';

/** Under which a stage's functions count: of two stages in an account each has its own figures. */
export const serviceOf = ({ name }: Pick<Stage, 'name'>): string => `claimwright-${name}`;

export function ownMetric(stage: Stage, metricName: OwnMetric, period = fiveMinutes): Metric {
  const dimensionsMap = { service: serviceOf(stage) };
  return new Metric({ namespace: 'Claimwright', metricName, dimensionsMap, statistic: Stats.SUM, period });
}

/** The most that waits on a queue at a time. */
export const waiting = (queue: IQueue): Metric =>
  queue.metricApproximateNumberOfMessagesVisible({ statistic: Stats.MAXIMUM, period: fiveMinutes });

export const oldest = (queue: IQueue): Metric =>
  queue.metricApproximateAgeOfOldestMessage({ statistic: Stats.MAXIMUM, period: fiveMinutes });

/** How executions end otherwise than they should, and transitions that are held back. */
export const troubles = {
  failed: (machine: StateMachine) => machine.metricFailed({ statistic: Stats.SUM, period: fiveMinutes }),
  'timed-out': (machine: StateMachine) => machine.metricTimedOut({ statistic: Stats.SUM, period: fiveMinutes }),
  throttled: (machine: StateMachine) => machine.metricThrottled({ statistic: Stats.SUM, period: fiveMinutes }),
} as const;
