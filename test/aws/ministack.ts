import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { installMinistack, ministackProgram } from './install-ministack.ts';

const startSeconds = 60;
const stopSeconds = 10;

/** Retries and waits of Step Functions take this part of their time. */
const waitScale = 0.01;

/**
 * Runs MiniStack for as long as the pipe to the shell is open. The pipe closes when the tests end, however they end;
 * then the whole process group goes: MiniStack, the Lambda workers that it started, and at last the files of both.
 */
const untilPipeCloses = `
  "$0" & server=$!
  cat > /dev/null
  kill -KILL $server
  trap '' TERM
  kill -TERM 0
  wait
  rm -rf "$TMPDIR"
`;

export interface Ministack {
  /** The one URL of all services. */
  readonly endpoint: string;
  /** Where each permission that a function asked for is written, a JSON a line. */
  readonly observed: string;
  readonly stop: () => Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('the loopback interface gave no port');
  return address.port;
}

async function isHealthy(endpoint: string): Promise<boolean> {
  try {
    return (await fetch(`${endpoint}/_ministack/health`)).ok;
  } catch {
    return false;
  }
}

const observedIn = (folder: string): string => join(folder, 'observed-permissions.ndjson');

/** Functions may do what the policies of their roles allow, and nothing else; what they ask for is written down. */
function observing(folder: string): NodeJS.ProcessEnv {
  const code = { PYTHONPATH: join(import.meta.dirname, 'observed'), PYTHONDONTWRITEBYTECODE: '1' };
  return { AUTH: 'true', ...code, OBSERVED_PERMISSIONS: observedIn(folder) };
}

/** What functions see too: nothing of the surroundings but what is needed, so that no test depends on them. */
function environment(port: number, folder: string): NodeJS.ProcessEnv {
  return {
    // The Node that runs the tests also runs the functions.
    PATH: [dirname(process.execPath), process.env['PATH'] ?? ''].join(delimiter),
    HOME: process.env['HOME'],
    TMPDIR: folder,
    // A function starts many processes here, each of which would compile the same code anew.
    NODE_COMPILE_CACHE: join(folder, 'compiled'),
    // Processes that a burst has left.
    LAMBDA_WARM_TTL_SECONDS: '30',
    BIND_HOST: '127.0.0.1',
    GATEWAY_PORT: `${port}`,
    LAMBDA_EXECUTOR: 'local',
    LOG_LEVEL: 'WARNING',
    PERSIST_STATE: '0',
    SFN_WAIT_SCALE: `${waitScale}`,
    ...observing(folder),
  };
}

/**
 * Starts MiniStack, installed if need be, with nothing in it, on a free port of this machine alone.
 * @throws when it cannot be installed, or is not healthy in a minute
 */
export async function startMinistack(): Promise<Ministack> {
  installMinistack();
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const folder = mkdtempSync(join(tmpdir(), 'claimwright-ministack-'));
  const child = spawn('sh', ['-c', untilPipeCloses, ministackProgram], {
    detached: true,
    env: environment(port, folder),
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  const ended = once(child, 'exit');
  const stop = async (): Promise<void> => {
    child.stdin.end();
    await Promise.race([ended, sleep(stopSeconds * 1000, undefined, { ref: false })]);
  };
  const giveUpAt = performance.now() + startSeconds * 1000;
  while (!(await isHealthy(endpoint))) {
    if (performance.now() > giveUpAt) {
      await stop();
      throw new Error(`MiniStack was not healthy on ${endpoint} in ${startSeconds} seconds: see what it printed above`);
    }
    await sleep(100);
  }
  return { endpoint, observed: observedIn(folder), stop };
}
