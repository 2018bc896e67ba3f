import {
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  type SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import type { Json, MachineName, TaskAnswer, Workflows } from '../../shared/ports/index.ts';
import { SafeError } from '../../shared/safe-error.ts';
import { askUnless } from './ask.ts';
import { type Patience, somePatience, withPatience } from './patience.ts';

/** What Step Functions says of a task that has ended, or whose execution has. */
const endedTask = { TaskTimedOut: 'ended', TaskDoesNotExist: 'ended', InvalidToken: 'ended' } as const;

const mostErrorCharacters = 256;
const mostCauseCharacters = 32_768;

/**
 * The workflows in Step Functions, by the machines' ARNs. A running execution that is started again with the same name
 * and input is `started`: Step Functions answers as it did the first time, so a lost answer does no harm.
 */
export function stepFunctionsWorkflows(
  client: SFNClient,
  machines: Readonly<Record<MachineName, string>>,
  patience: Patience = somePatience,
): Workflows {
  async function tell(operation: string, call: () => Promise<unknown>): Promise<TaskAnswer> {
    const accepted = async (): Promise<TaskAnswer> => {
      await call();
      return 'accepted';
    };
    return await withPatience(patience, () => askUnless(`Step Functions ${operation}`, accepted, endedTask));
  }

  return {
    async start(machine, executionName, input) {
      const stateMachineArn = machines[machine];
      if (stateMachineArn === undefined) {
        throw new SafeError(`the function knows no machine ${machine}: add its ARN to MACHINES`);
      }
      const command = new StartExecutionCommand({ stateMachineArn, name: executionName, input: text(input) });
      return await withPatience(patience, async () => {
        const start = () => client.send(command).then(() => 'started' as const);
        return await askUnless('Step Functions StartExecution', start, { ExecutionAlreadyExists: 'exists' as const });
      });
    },
    succeedTask(taskToken, output) {
      const command = new SendTaskSuccessCommand({ taskToken, output: text(output) });
      return tell('SendTaskSuccess', () => client.send(command));
    },
    failTask(taskToken, error, cause) {
      const command = new SendTaskFailureCommand({
        taskToken,
        error: error.slice(0, mostErrorCharacters),
        cause: cause.slice(0, mostCauseCharacters),
      });
      return tell('SendTaskFailure', () => client.send(command));
    },
    heartbeatTask(taskToken) {
      return tell('SendTaskHeartbeat', () => client.send(new SendTaskHeartbeatCommand({ taskToken })));
    },
  };
}

function text(value: Json): string {
  return JSON.stringify(value);
}
