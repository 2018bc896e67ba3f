import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { invoking, sendingTo, serviceRole } from './claimwright-function.ts';

export interface ScheduleProps {
  readonly name: string;
  readonly target: IFunction;
  readonly everyMinutes: number;
  /** Where a call goes that could not be made. */
  readonly deadLetters: IQueue;
}

/** Calls a function every so many minutes. */
export class Schedule extends Construct {
  constructor(scope: Construct, id: string, { name, target, everyMinutes, deadLetters }: ScheduleProps) {
    super(scope, id);
    const role = serviceRole(this, 'scheduler.amazonaws.com', [
      invoking([target.functionArn]),
      ...sendingTo(deadLetters),
    ]);
    new CfnSchedule(this, 'Schedule', {
      name,
      flexibleTimeWindow: { mode: 'OFF' },
      scheduleExpression: `rate(${everyMinutes} ${everyMinutes === 1 ? 'minute' : 'minutes'})`,
      target: {
        arn: target.functionArn,
        roleArn: role.roleArn,
        input: '{}',
        deadLetterConfig: { arn: deadLetters.queueArn },
        // The next run does what this one could not.
        retryPolicy: { maximumEventAgeInSeconds: everyMinutes * 60, maximumRetryAttempts: 2 },
      },
    });
  }
}
