import { readFileSync } from 'node:fs';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { DefinitionBody, LogLevel, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledged.ts';
import { type MachineName, placeholderOf } from '../wiring.ts';
import { invoking, serviceRole, tracing } from './claimwright-function.ts';
import { type Logging, logGroup } from './log-group.ts';

/** Logging by Step Functions goes through deliveries, which are the account's and name no resource. */
const logDeliveryActions = [
  'logs:CreateLogDelivery',
  'logs:GetLogDelivery',
  'logs:UpdateLogDelivery',
  'logs:DeleteLogDelivery',
  'logs:ListLogDeliveries',
  'logs:PutResourcePolicy',
  'logs:DescribeResourcePolicies',
  'logs:DescribeLogGroups',
];

export interface WorkflowProps {
  readonly prefix: string;
  readonly machine: MachineName;
  /** The functions that its tasks call, by name. */
  readonly tasks: ReadonlyMap<string, IFunction>;
  readonly logging: Logging;
}

/** A state machine from its file. It may invoke its own functions alone, and its log says nothing of what passes through it. */
export class Workflow extends Construct {
  readonly machine: StateMachine;

  constructor(scope: Construct, id: string, { prefix, machine, tasks, logging }: WorkflowProps) {
    super(scope, id);
    const stateMachineName = `${prefix}-${machine}`;
    const role = serviceRole(this, 'states.amazonaws.com', [
      invoking([...tasks.values()].map(({ functionArn }) => functionArn)),
      new PolicyStatement({ actions: logDeliveryActions, resources: ['*'] }),
      tracing(),
      new PolicyStatement({ actions: ['xray:GetSamplingRules', 'xray:GetSamplingTargets'], resources: ['*'] }),
    ]);
    this.machine = new StateMachine(this, 'Machine', {
      stateMachineName,
      stateMachineType: StateMachineType.STANDARD,
      definitionBody: DefinitionBody.fromString(machineFile(machine)),
      definitionSubstitutions: Object.fromEntries(
        [...tasks].map(([name, { functionArn }]) => [placeholderOf(name), functionArn]),
      ),
      role: role.withoutPolicyUpdates(),
      logs: {
        destination: logGroup(this, `/aws/vendedlogs/states/${stateMachineName}`, logging),
        level: LogLevel.ALL,
        includeExecutionData: false,
      },
      tracingEnabled: true,
      removalPolicy: logging.removalPolicy,
    });
    acknowledge(this, 'workflow');
  }
}

/** Without the white space that only people read: a definition may have a megabyte, a template too. */
function machineFile(machine: MachineName): string {
  const file = new URL(`../../statemachines/${machine}.asl.json`, import.meta.url);
  return JSON.stringify(JSON.parse(readFileSync(file, 'utf8')));
}
