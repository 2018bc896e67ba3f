import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { type AwsServices, awsServices } from '../../functions/services.ts';

const stack = 'claimwright-sandbox';
const root = join(import.meta.dirname, '../..');
const outputs = { Environment: z.string(), ApiUrl: z.string(), UserPoolId: z.string(), TokenUrl: z.string() };
const outputsSchema = z.object({ [stack]: z.object({ ...outputs, Programs: z.string() }) });

export interface Deployment {
  readonly services: AwsServices;
  /** What the stack sets for its functions. */
  readonly environment: Readonly<Record<string, string>>;
  readonly apiUrl: string;
  readonly userPoolId: string;
  readonly tokenUrl: string;
  /** Programs that may call the API: their names and client ids. */
  readonly programs: Readonly<Record<string, string>>;
  destroy(): Promise<void>;
}

/** Deploys the sandbox as a user does, with the CDK's own command. */
export async function deploySandbox(): Promise<Deployment> {
  const folder = mkdtempSync(join(tmpdir(), 'claimwright-aws-'));
  const outputsFile = join(folder, 'outputs.json');
  await cdk('bootstrap', '--no-notices');
  await cdk('deploy', stack, '--require-approval', 'never', '--outputs-file', outputsFile);
  const described = outputsSchema.parse(JSON.parse(readFileSync(outputsFile, 'utf8')))[stack];
  const environment = JSON.parse(described?.Environment ?? '{}') as Record<string, string>;
  const services = await awsServices({ ...process.env, ...environment }, join(root, 'examples'));
  return {
    services,
    environment,
    apiUrl: described?.ApiUrl ?? '',
    userPoolId: described?.UserPoolId ?? '',
    tokenUrl: described?.TokenUrl ?? '',
    programs: JSON.parse(described?.Programs ?? '{}'),
    async destroy() {
      await services.sandbox().empty();
      await cdk('destroy', stack, '--force');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Runs the CDK; throws with what it printed when it fails. */
function cdk(...words: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn('npx', ['cdk', ...words], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let printed = '';
    child.stdout.on('data', (text) => (printed += text));
    child.stderr.on('data', (text) => (printed += text));
    child.on('error', reject);
    child.on('close', (status) =>
      status === 0 ? resolve() : reject(new Error(`cdk ${words[0]} ended with ${status}\n${printed}`)),
    );
  });
}
