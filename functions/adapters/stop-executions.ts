import { paginateListExecutions, type SFNClient, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { ask } from './ask.ts';

/** Stops every running execution, so that the machine itself can be deleted. Only for a sandbox: their claims wait for nobody. */
export async function stopExecutions(client: SFNClient, stateMachineArn: string): Promise<void> {
  const running: string[] = [];
  await ask('Step Functions ListExecutions', async () => {
    const pages = paginateListExecutions({ client }, { stateMachineArn, statusFilter: 'RUNNING' });
    for await (const { executions = [] } of pages)
      running.push(...executions.map(({ executionArn = '' }) => executionArn));
  });
  for (const executionArn of running) {
    await ask('Step Functions StopExecution', () => client.send(new StopExecutionCommand({ executionArn })));
  }
}
