import { type App, Aws, CfnOutput, RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { Code } from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Alarms } from './constructs/alarms.ts';
import { Callers } from './constructs/callers.ts';
import { claimEvents } from './constructs/claim-events.ts';
import { claimsTable } from './constructs/claims-table.ts';
import { operatorsDashboard } from './constructs/dashboard.ts';
import { encryptionKey } from './constructs/encryption-key.ts';
import { FileBuckets } from './constructs/file-buckets.ts';
import { FunctionSet } from './constructs/function-set.ts';
import { ClaimsApi } from './constructs/http-api.ts';
import { secretForIds } from './constructs/secret-for-ids.ts';
import { environmentFor } from './constructs/touched.ts';
import { deadLetterQueue, workQueues } from './constructs/work-queue.ts';
import { Workflow } from './constructs/workflow.ts';
import type { Stage } from './stages.ts';
import { watch } from './watch.ts';
import { everything, type FunctionName, followUpQueues, machineNames } from './wiring.ts';

/** Claimwright on AWS: what a stage consists of. */
export class ClaimsStack extends Stack {
  constructor(app: App, stage: Stage, code: (name: FunctionName) => Code) {
    const prefix = `claimwright-${stage.name}`;
    const isKept = stage.onRemoval === 'keep';
    super(app, prefix, { description: `Claimwright, ${stage.name}`, terminationProtection: isKept });
    const removalPolicy = isKept ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY;

    // What is kept: under one key.
    const key = encryptionKey(this, prefix, removalPolicy);
    const table = claimsTable(this, { name: `${prefix}-claims`, key, removalPolicy, isKept });
    const idsSecret = secretForIds(this, { stage, prefix, key, removalPolicy });

    // What travels: identifiers alone.
    const queued = { prefix, key, removalPolicy: RemovalPolicy.DESTROY };
    const queues = workQueues(this, queued);
    const undone = {
      outbox: deadLetterQueue(this, 'OutboxDeadLetters', 'outbox-dead-letters', queued),
      jobs: deadLetterQueue(this, 'JobsDeadLetters', 'jobs-dead-letters', queued),
    };
    const bus = claimEvents(this, prefix, key, stage.eventArchiveDays);
    const arrivals = queues.arrivals.queue;
    const { buckets } = new FileBuckets(this, 'Files', { stage, key, removalPolicy, arrivals });

    // What works.
    const logging = { key, retentionDays: stage.logRetentionDays, removalPolicy };
    const callers = new Callers(this, 'Callers', { stage, prefix, removalPolicy });
    const { userPool } = callers;
    const resources = { key, userPool, table, buckets, queues, bus, ...(idsSecret === undefined ? {} : { idsSecret }) };
    const functions = new FunctionSet(this, 'Functions', { stage, prefix, code, resources, undone, logging });
    const workflows = new Map(
      machineNames.map((machine) => {
        const tasks = functions.tasksOf(machine);
        return [machine, new Workflow(this, `Workflow-${machine}`, { prefix, machine, tasks, logging }).machine];
      }),
    );
    const { api } = new ClaimsApi(this, 'Api', {
      prefix,
      target: functions.get('api'),
      throttle: stage.apiThrottle,
      logging,
    });

    // Who looks after it.
    const deadLetters = new Map<string, IQueue>([
      ...Object.entries(queues).map(([name, queue]) => [name, queue.deadLetters] as const),
      ...Object.entries(undone),
    ]);
    const followUp = new Map<string, IQueue>(followUpQueues.map((name) => [name, queues[name].queue]));
    const { alarmRecipients: recipients, runbook } = stage;
    const alarms = new Alarms(this, 'Alarms', { prefix, key, recipients, runbook });
    watch(alarms, { stage, deadLetters, unmatched: queues.unmatched.queue, workflows, functions, api });
    operatorsDashboard(this, {
      ...{ stage, name: prefix, runbook, alarms: alarms.all, workflows, functions: functions.byName },
      ...{ arrivals, followUp, deadLetters, table, api },
    });

    const outputs = {
      InboxBucket: buckets.inbox.bucketName,
      EdiBucket: buckets.edi.bucketName,
      DocumentsBucket: buckets.documents.bucketName,
      TableName: table.tableName,
      ApiUrl: api.apiEndpoint,
      UserPoolId: userPool.userPoolId,
      StaffClientId: callers.staff.userPoolClientId,
      TokenUrl: callers.tokenUrl,
      Programs: this.toJsonString(
        Object.fromEntries([...callers.programs].map(([name, client]) => [name, client.userPoolClientId])),
      ),
      Environment: this.toJsonString(environmentFor(this, stage, everything, resources)),
      AlarmTopic: alarms.topic.topicArn,
      DashboardUrl: `https://${Aws.REGION}.console.aws.amazon.com/cloudwatch/home?region=${Aws.REGION}#dashboards:name=${prefix}`,
    };
    for (const [name, value] of Object.entries(outputs)) new CfnOutput(this, name, { value });
  }
}
