import 'aws-sdk-client-mock-vitest/extend';
import {
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { stepFunctionsWorkflows } from '../../../functions/adapters/index.ts';
import { impatient, sdkProblem, thrownBy } from './sdk-problems.ts';

const aws = mockClient(SFNClient);
const machines = { claim: 'arn:claim', 'ingest-batch': 'arn:ingest-batch' };
const workflows = stepFunctionsWorkflows(new SFNClient(), machines, impatient);
beforeEach(() => void aws.reset());

test('starts an execution under its name, once', async () => {
  aws
    .on(StartExecutionCommand)
    .rejectsOnce(sdkProblem('TimeoutError'))
    .resolvesOnce({})
    .rejects(sdkProblem('ExecutionAlreadyExists'));
  expect(await workflows.start('claim', 'C-1', { claimId: 'C' })).toBe('started');
  expect(await workflows.start('claim', 'C-1', { claimId: 'C' })).toBe('exists');
  expect(aws).toHaveReceivedNthCommandWith(StartExecutionCommand, 1, {
    stateMachineArn: 'arn:claim',
    name: 'C-1',
    input: '{"claimId":"C"}',
  });
});

const calls: [string, () => Promise<unknown>, object][] = [
  ['success', () => workflows.succeedTask('token', { done: true }), { taskToken: 'token', output: '{"done":true}' }],
  [
    'failure',
    () => workflows.failTask('token', 'E'.repeat(300), 'why'),
    { taskToken: 'token', error: 'E'.repeat(256), cause: 'why' },
  ],
  ['heartbeat', () => workflows.heartbeatTask('token'), { taskToken: 'token' }],
];
test.each(calls)('tells a task %s: accepted, ended or to be tried again', async (_, tell, input) => {
  aws.onAnyCommand().resolves({});
  expect(await tell()).toBe('accepted');
  expect(aws.calls()[0]?.args[0].input).toEqual(input);
  for (const ended of ['TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken']) {
    aws.reset();
    aws.onAnyCommand().rejects(sdkProblem(ended));
    expect(await tell()).toBe('ended');
  }
  // It took effect and the answer was lost.
  aws.reset();
  aws.onAnyCommand().rejectsOnce(sdkProblem('TimeoutError')).rejects(sdkProblem('TaskTimedOut'));
  expect(await tell()).toBe('ended');
  aws.onAnyCommand().rejects(sdkProblem('InvalidOutput'));
  expect((await thrownBy(tell())).name).toBe('ServiceRefused');
});

test('each call is its own command', async () => {
  aws.onAnyCommand().resolves({});
  for (const [, tell] of calls) await tell();
  const commands = [SendTaskSuccessCommand, SendTaskFailureCommand, SendTaskHeartbeatCommand];
  expect(aws.calls().map(({ args }, place) => args[0] instanceof (commands[place] ?? Object))).toEqual([
    true,
    true,
    true,
  ]);
});
