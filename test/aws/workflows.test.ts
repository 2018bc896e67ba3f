import { CreateStateMachineCommand, DeleteStateMachineCommand } from '@aws-sdk/client-sfn';
import { ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sqsClient, stepFunctionsClient, stepFunctionsWorkflows } from '../../functions/adapters/index.ts';
import type { Workflows } from '../../shared/ports/index.ts';
import { eventually } from '../conformance/eventually.ts';
import { randomPrefix } from '../conformance/random-prefix.ts';
import { awsEndpoint } from './aws-endpoint.ts';
import { makeQueue, makeRole, type TestQueue, type TestRole } from './test-resources.ts';

/** A machine that tells the queue its token and waits. */
const definition = (queueUrl: string) =>
  JSON.stringify({
    QueryLanguage: 'JSONata',
    StartAt: 'Wait',
    States: {
      Wait: {
        Type: 'Task',
        Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
        Arguments: { QueueUrl: queueUrl, MessageBody: { token: '{% $states.context.Task.Token %}' } },
        End: true,
      },
    },
  });

describe.runIf(awsEndpoint)('workflows in Step Functions', () => {
  const client = stepFunctionsClient();
  const prefix = `claimwright-${randomPrefix()}`;
  let queue: TestQueue;
  let role: TestRole;
  let machine: string;
  let workflows: Workflows;
  beforeAll(async () => {
    queue = await makeQueue(`${prefix}-tokens`);
    role = await makeRole(`${prefix}-waiting`);
    const asked = { name: prefix, roleArn: role.arn, definition: definition(queue.url) };
    const create = new CreateStateMachineCommand(asked);
    machine = (await client.send(create)).stateMachineArn ?? '';
    workflows = stepFunctionsWorkflows(client, { claim: machine, 'ingest-batch': machine });
  });
  afterAll(async () => {
    await client.send(new DeleteStateMachineCommand({ stateMachineArn: machine }));
    await role.remove();
    await queue.remove();
  });

  const receive = () => new ReceiveMessageCommand({ QueueUrl: queue.url, WaitTimeSeconds: 1, VisibilityTimeout: 600 });
  const nextToken = () =>
    eventually(async () => {
      const { Messages = [] } = await sqsClient().send(receive());
      const { token } = JSON.parse(Messages[0]?.Body ?? '{}');
      expect(token).toBeTypeOf('string');
      return String(token);
    });

  test.each(['success', 'failure'])('a task ends once, in %s, and its execution is not started again', async (end) => {
    const name = `${prefix}-${end}`;
    expect(await workflows.start('claim', name, { claimId: 'C' })).toBe('started');
    const token = await nextToken();
    const endTask = () =>
      end === 'success' ? workflows.succeedTask(token, {}) : workflows.failTask(token, 'Refused', 'a test');
    expect(await workflows.heartbeatTask(token)).toBe('accepted');
    expect(await endTask()).toBe('accepted');
    await eventually(async () => {
      expect(await endTask()).toBe('ended');
      expect(await workflows.heartbeatTask(token)).toBe('ended');
    });
    expect(await workflows.start('claim', name, { claimId: 'other' })).toBe('exists');
  });

  test('a token that nobody gave is ended', async () => {
    expect(await workflows.succeedTask('no-token', {})).toBe('ended');
  });
});
