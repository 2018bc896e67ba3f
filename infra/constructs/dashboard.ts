import { Duration } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import {
  type Alarm,
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IMetric,
  type IWidget,
  Metric,
  PeriodOverride,
  SingleValueWidget,
  Stats,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { oldest, ownMetric, waiting } from '../metrics.ts';
import type { Stage } from '../stages.ts';

export interface DashboardProps {
  readonly stage: Stage;
  readonly name: string;
  readonly runbook: string;
  readonly alarms: readonly Alarm[];
  readonly workflows: ReadonlyMap<string, StateMachine>;
  readonly functions: ReadonlyMap<string, IFunction>;
  readonly arrivals: IQueue;
  readonly followUp: ReadonlyMap<string, IQueue>;
  readonly deadLetters: ReadonlyMap<string, IQueue>;
  readonly table: Table;
  readonly api: HttpApi;
}

/** From what burns, over what waits for people, to what carries it all. */
export function operatorsDashboard(scope: Construct, props: DashboardProps): Dashboard {
  const { stage, name, alarms, workflows, functions, arrivals, followUp, deadLetters, table, api, runbook } = props;
  const dashboard = new Dashboard(scope, 'Dashboard', {
    dashboardName: name,
    defaultInterval: Duration.days(1),
    periodOverride: PeriodOverride.AUTO,
  });
  const day = Duration.days(1);
  dashboard.addWidgets(
    new TextWidget({
      width: 24,
      height: 2,
      markdown: `# Claimwright\nAn alarm says whom it hurts and which section of the runbook helps: ${runbook}`,
    }),
  );
  dashboard.addWidgets(new AlarmStatusWidget({ title: 'Alarms', width: 24, height: 4, alarms: [...alarms] }));
  dashboard.addWidgets(
    new SingleValueWidget({
      title: 'In a day',
      width: 24,
      height: 3,
      metrics: [
        ownMetric(stage, 'PracticeFilesReceived', day).with({ label: 'files of practices' }),
        ownMetric(stage, 'ClearinghouseFilesReceived', day).with({ label: 'files of the clearinghouse' }),
        ownMetric(stage, 'FilesQuarantined', day).with({ label: 'files quarantined' }),
        ownMetric(stage, 'SubmissionsSent', day).with({ label: 'claims sent' }),
        ownMetric(stage, 'WaitsPastDue', day).with({ label: 'waits past due' }),
      ],
    }),
  );
  dashboard.addWidgets(
    graph('Follow-up work that waits for people', labelled(followUp, waiting)),
    graph('Dead letters', labelled(deadLetters, waiting)),
    graph('Arrivals that wait', [waiting(arrivals)], [oldest(arrivals)]),
  );
  dashboard.addWidgets(
    graph(
      'Workflows started',
      labelled(workflows, (machine) => machine.metricStarted({ statistic: Stats.SUM })),
    ),
    graph(
      'Workflows succeeded',
      labelled(workflows, (machine) => machine.metricSucceeded({ statistic: Stats.SUM })),
    ),
    graph(
      'Workflows failed',
      labelled(workflows, (machine) => machine.metricFailed({ statistic: Stats.SUM })),
    ),
  );
  dashboard.addWidgets(
    graph(
      'Errors of functions',
      labelled(functions, (one) => one.metricErrors()),
    ),
    graph(
      'Functions held back',
      labelled(functions, (one) => one.metricThrottles()),
    ),
    graph(
      'Slowest tenth of calls',
      labelled(functions, (one) => one.metricDuration({ statistic: Stats.p(90) })),
    ),
  );
  dashboard.addWidgets(
    graph('API', [api.metricCount(), api.metricClientError(), api.metricServerError()], [api.metricLatency()]),
    graph('Table: units used', [table.metricConsumedReadCapacityUnits(), table.metricConsumedWriteCapacityUnits()]),
    graph('Table: refused', [
      ofTable(table, 'ReadThrottleEvents'),
      ofTable(table, 'WriteThrottleEvents'),
      ofTable(table, 'TransactionConflict'),
    ]),
  );
  return dashboard;
}

function graph(title: string, left: IMetric[], right: IMetric[] = []): IWidget {
  return new GraphWidget({ title, width: 8, height: 6, left, right });
}

function labelled<Thing>(things: ReadonlyMap<string, Thing>, metric: (thing: Thing) => Metric): Metric[] {
  return [...things].map(([label, thing]) => metric(thing).with({ label }));
}

const ofTable = (table: Table, metricName: string): Metric =>
  new Metric({
    namespace: 'AWS/DynamoDB',
    metricName,
    dimensionsMap: { TableName: table.tableName },
    statistic: Stats.SUM,
  });
