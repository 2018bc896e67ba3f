import { Aws } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { type ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';

/** Whom each kind of alarm hurts, and the heading of docs/runbook.md that says what to do. */
export const alarmKinds = {
  deadLetters: {
    hurts: 'The practice: what these messages announced does not go on.',
    heading: 'Alarm: dead letters',
  },
  executions: {
    hurts: 'Patients and practices: claims of a failed workflow wait for nobody.',
    heading: 'Alarm: workflows fail',
  },
  receive: {
    hurts: 'The practice: files that arrive are not taken in.',
    heading: 'Alarm: files are not taken in',
  },
  dispatch: {
    hurts: 'Billers: workflows start late, and notices of denials and unmatched payments do not come.',
    heading: 'Alarm: messages are not sent',
  },
  quarantined: {
    hurts: 'The practice: claims or payments of a file that could not be read are not worked on.',
    heading: 'Alarm: a file is quarantined',
  },
  unmatched: {
    hurts: 'The practice and its patients: money came that no claim takes.',
    heading: 'Alarm: payments match no claim',
  },
  waitsPastDue: {
    hurts: 'The practice: claims that nobody answered are not followed up, and timely filing runs.',
    heading: 'Alarm: waits are past their due date',
  },
  clearinghouseSilent: {
    hurts: 'The practice: no acknowledgement and no payment comes in.',
    heading: 'Alarm: the clearinghouse is silent',
  },
  webhooks: {
    hurts: 'EHR systems: they are not told what happened to claims.',
    heading: 'Alarm: webhooks are not delivered',
  },
  apiErrors: {
    hurts: 'EHR systems and staff: the HTTP API fails.',
    heading: 'Alarm: the API fails',
  },
} as const;
export type AlarmKind = keyof typeof alarmKinds;

export interface AlarmsProps {
  readonly prefix: string;
  readonly key: IKey;
  readonly recipients: readonly string[];
  readonly runbook: string;
}

export interface AlarmWhen {
  /** What it says of the metric, for the alarm's description. */
  readonly says: string;
  readonly metric: IMetric;
  /** Reached or exceeded in one period; by default 1. */
  readonly atLeast?: number;
  /** Or: fewer than this, where silence counts as none. */
  readonly fewerThan?: number;
  /** Periods of the metric in a row; by default 1. */
  readonly periods?: number;
}

/** The alarms of a stage, and the topic that tells of them. */
export class Alarms extends Construct {
  readonly topic: ITopic;
  readonly all: Alarm[] = [];
  readonly #props: AlarmsProps;

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    this.#props = props;
    const topic = new Topic(this, 'Topic', {
      topicName: `${props.prefix}-alarms`,
      displayName: 'Claimwright alarms',
      masterKey: props.key,
      enforceSSL: true,
    });
    // Its own policy takes the place of the one that SNS makes, which would let CloudWatch of this account publish.
    topic.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AlarmsMayBeTold',
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    );
    for (const address of props.recipients) topic.addSubscription(new EmailSubscription(address));
    this.topic = topic;
  }

  /** `name`: what of this kind it watches. */
  add(kind: AlarmKind, name: string, { says, metric, atLeast = 1, fewerThan, periods = 1 }: AlarmWhen): void {
    const { hurts, heading } = alarmKinds[kind];
    const { prefix, runbook } = this.#props;
    const alarm = new Alarm(this, name, {
      alarmName: `${prefix}-${name}`,
      alarmDescription: `${says} Hurts: ${hurts} What to do: ${runbook}#${anchor(heading)}`,
      metric,
      threshold: fewerThan ?? atLeast,
      comparisonOperator:
        fewerThan === undefined
          ? ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD
          : ComparisonOperator.LESS_THAN_THRESHOLD,
      evaluationPeriods: periods,
      treatMissingData: fewerThan === undefined ? TreatMissingData.NOT_BREACHING : TreatMissingData.BREACHING,
    });
    const tell = new SnsAction(this.topic);
    alarm.addAlarmAction(tell);
    alarm.addOkAction(tell);
    this.all.push(alarm);
  }
}

/** As GitHub makes it from a heading. */
export const anchor = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^a-z0-9 -]/g, '')
    .replaceAll(' ', '-');
