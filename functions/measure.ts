/** What functions count for the alarms. */
export type MetricName =
  | 'FilesQuarantined'
  | 'PracticeFilesReceived'
  | 'ClearinghouseFilesReceived'
  | 'WaitsPastDue'
  | 'SubmissionsSent'
  | 'WebhooksGivenUp'
  | 'WebhooksDisabled';

/** Notes that so many of something happened. */
export type Measure = (metric: MetricName, count: number) => void;
