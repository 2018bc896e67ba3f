import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmodSync, copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  CreateFunctionCommand,
  DeleteFunctionCommand,
  LambdaClient,
  waitUntilFunctionActiveV2,
} from '@aws-sdk/client-lambda';
import {
  CreateStateMachineCommand,
  DeleteStateMachineCommand,
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  SendTaskFailureCommand,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import type { Json } from '../../../shared/ports/index.ts';
import { makeRole } from '../test-resources.ts';
import { mockedDefinition } from './mocked-definition.ts';
import { type MockedAnswer, type MockedCall, openMocksServer } from './mocks-server.ts';

const pollMillis = 200;

interface EndedExecution {
  /** The states entered, in the order of history. */
  readonly states: readonly string[];
  readonly status: string;
  readonly output: Json;
  readonly error: string | undefined;
}

interface TaskTokens {
  readonly succeed: (token: string, output: Json) => Promise<unknown>;
  readonly fail: (token: string, error: string) => Promise<unknown>;
}

export interface DeployedMachine {
  /** Waits for its end. */
  readonly run: (execution: string, input: Json) => Promise<EndedExecution>;
  readonly remove: () => Promise<void>;
}

/** A custom runtime is an executable of this name. */
function zipOfRuntime(program: string): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), 'claimwright-zip-'));
  const zip = join(folder, 'function.zip');
  const bootstrap = join(folder, 'bootstrap');
  copyFileSync(program, bootstrap);
  chmodSync(bootstrap, 0o755);
  execFileSync('python3', ['-m', 'zipfile', '--create', zip, bootstrap]);
  const bytes = readFileSync(zip);
  rmSync(folder, { recursive: true });
  return bytes;
}

/** Deploys a machine of `statemachines/` whose functions are mocked by `answer`. */
export async function deployMachine(
  machine: string,
  answer: (call: MockedCall, tokens: TaskTokens) => Promise<MockedAnswer>,
): Promise<DeployedMachine> {
  const lambda = new LambdaClient({});
  const workflows = new SFNClient({});
  const tokens: TaskTokens = {
    succeed: (taskToken, output) =>
      workflows.send(new SendTaskSuccessCommand({ taskToken, output: JSON.stringify(output) })),
    fail: (taskToken, error) => workflows.send(new SendTaskFailureCommand({ taskToken, error })),
  };
  const mocks = await openMocksServer((call) => answer(call, tokens));
  const name = `claimwright-test-${machine}-${randomUUID()}`;
  const role = await makeRole(`claimwright-test-${randomUUID()}`);
  const { FunctionArn: functionArn = '' } = await lambda.send(
    new CreateFunctionCommand({
      FunctionName: name,
      Role: role.arn,
      Runtime: 'provided.al2023',
      Handler: 'bootstrap',
      Code: { ZipFile: zipOfRuntime(join(import.meta.dirname, 'mocked-function.mjs')) },
      Environment: { Variables: { MOCKS_URL: mocks.url } },
      Timeout: 30,
    }),
  );
  await waitUntilFunctionActiveV2({ client: lambda, maxWaitTime: 60, minDelay: 1 }, { FunctionName: name });
  const definition = readFileSync(`statemachines/${machine}.asl.json`, 'utf8');
  const { stateMachineArn } = await workflows.send(
    new CreateStateMachineCommand({ name, roleArn: role.arn, definition: mockedDefinition(definition, functionArn) }),
  );

  async function statesPassed(executionArn: string | undefined): Promise<readonly string[]> {
    const { events = [] } = await workflows.send(new GetExecutionHistoryCommand({ executionArn, maxResults: 1000 }));
    return events.flatMap(({ stateEnteredEventDetails }) => stateEnteredEventDetails?.name ?? []);
  }

  return {
    async run(execution, input) {
      const { executionArn } = await workflows.send(
        new StartExecutionCommand({ stateMachineArn, name: execution, input: JSON.stringify(input) }),
      );
      for (;;) {
        const { status = '', output, error } = await workflows.send(new DescribeExecutionCommand({ executionArn }));
        if (status !== 'RUNNING') {
          const states = await statesPassed(executionArn);
          return { states, status, output: output === undefined ? null : JSON.parse(output), error };
        }
        await sleep(pollMillis);
      }
    },
    async remove() {
      await workflows.send(new DeleteStateMachineCommand({ stateMachineArn }));
      await lambda.send(new DeleteFunctionCommand({ FunctionName: name }));
      await role.remove();
      await mocks.close();
    },
  };
}
