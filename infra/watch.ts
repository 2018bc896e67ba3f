import { Duration } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Alarms } from './constructs/alarms.ts';
import type { FunctionSet } from './constructs/function-set.ts';
import { ownMetric, troubles, waiting } from './metrics.ts';
import type { Stage } from './stages.ts';

export interface Watched {
  readonly stage: Stage;
  readonly deadLetters: ReadonlyMap<string, IQueue>;
  readonly unmatched: IQueue;
  readonly workflows: ReadonlyMap<string, StateMachine>;
  readonly functions: FunctionSet;
  readonly api: HttpApi;
}

const fiveMinutes = Duration.minutes(5);

/** When somebody is to be told. */
export function watch(alarms: Alarms, { stage, deadLetters, unmatched, workflows, functions, api }: Watched): void {
  for (const [name, queue] of deadLetters) {
    alarms.add('deadLetters', `dead-letters-${name}`, {
      says: `Messages of ${name} failed again and again and lie with the dead letters.`,
      metric: waiting(queue),
    });
  }
  for (const [name, machine] of workflows) {
    for (const [trouble, metric] of Object.entries(troubles)) {
      alarms.add('executions', `workflow-${name}-${trouble}`, {
        says: `Executions of the workflow ${name}: ${trouble.replace('-', ' ')}.`,
        metric: metric(machine),
      });
    }
  }
  alarms.add('receive', 'receive-fails', {
    says: 'The function receive failed.',
    metric: functions.get('receive').metricErrors({ period: fiveMinutes }),
  });
  alarms.add('dispatch', 'dispatch-outbox-fails', {
    says: 'The function dispatch-outbox failed.',
    metric: functions.get('dispatch-outbox').metricErrors({ period: fiveMinutes }),
  });
  alarms.add('quarantined', 'files-quarantined', {
    says: 'A file was quarantined.',
    metric: ownMetric(stage, 'FilesQuarantined'),
  });
  alarms.add('unmatched', 'payments-unmatched', {
    says: 'Notices of payments that match no claim wait on the queue unmatched.',
    metric: waiting(unmatched),
  });
  alarms.add('waitsPastDue', 'waits-past-due', {
    says: 'Claims waited for answers past their due dates.',
    metric: ownMetric(stage, 'WaitsPastDue'),
  });
  if (stage.clearinghouseSilentDays !== undefined) {
    alarms.add('clearinghouseSilent', 'clearinghouse-silent', {
      says: `No file came from the clearinghouse for ${stage.clearinghouseSilentDays * 24} hours.`,
      metric: ownMetric(stage, 'ClearinghouseFilesReceived', Duration.days(1)),
      fewerThan: 1,
      periods: stage.clearinghouseSilentDays,
    });
  }
  alarms.add('webhooks', 'deliver-webhooks-fails', {
    says: 'The function deliver-webhooks failed.',
    metric: functions.get('deliver-webhooks').metricErrors({ period: fiveMinutes }),
  });
  alarms.add('webhooks', 'webhooks-given-up', {
    says: 'A webhook was given up after two days of attempts.',
    metric: ownMetric(stage, 'WebhooksGivenUp'),
  });
  alarms.add('webhooks', 'webhooks-disabled', {
    says: 'A subscription to webhooks was disabled: its receiver wants no more, or nothing has arrived for days.',
    metric: ownMetric(stage, 'WebhooksDisabled'),
  });
  alarms.add('apiErrors', 'api-fails', {
    says: 'The HTTP API answered with 5xx.',
    metric: api.metricServerError({ period: fiveMinutes, statistic: 'Sum' }),
  });
}
