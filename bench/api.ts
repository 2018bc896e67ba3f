/**
 * How soon the API of a home on one machine answers: requests of a program with a token, each written into the audit
 * record, at a fixed rate for a minute. Each is sent when it is due whether or not those before it were answered, and is
 * timed from when it was due. Claims that are submitted go through the whole pipeline beside it, in the same process. The
 * ten seconds before, in which the server reads its code, are not counted.
 * `npm run bench:api [-- REQUESTS-A-SECOND SECONDS CLAIMS]`
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { generateEncounters } from './generate-encounters.ts';

const [rate = 200, seconds = 60, claims = 2_000] = process.argv.slice(2).map(Number);
const warmUp = 10 * rate;
const most = warmUp + rate * seconds;
const program = join(import.meta.dirname, '../local/claimwright.js');
const folder = mkdtempSync(join(tmpdir(), 'claimwright-bench-api-'));
const inFolder = ['--data', join(folder, 'data')];
const write = (line: string) => process.stdout.write(`${line}\n`);
const run = (...words: readonly string[]) =>
  execFileSync(process.execPath, [program, ...words, ...inFolder], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });

interface Timed {
  readonly what: string;
  readonly milliseconds: number;
  /** How late it was sent: then the one who asks was busy. */
  readonly lateness: number;
  readonly status: number;
}

/** The program writes what it used of the processor when it exits: this is read in the process itself. */
const reporter = `process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  process.stderr.write('used ' + (user + system) + '\\n');
});`;

function serverOn(profileFolder: string | undefined) {
  const profile = profileFolder === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileFolder}`];
  const server = spawn(
    process.execPath,
    // As npm start runs it.
    [
      ...['--max-semi-space-size=16', '--import', `data:text/javascript,${encodeURIComponent(reporter)}`, ...profile],
      ...[program, 'serve', '--port', '0', ...inFolder],
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let said = '';
  server.stderr.setEncoding('utf8').on('data', (text) => {
    said += text;
  });
  return {
    async address(): Promise<string> {
      for (;;) {
        const [address] = /http:\/\/[\d.:]+/.exec(said) ?? [];
        if (address !== undefined) return address;
        if (server.exitCode !== null) throw new Error(said);
        await sleep(50);
      }
    },
    /** The milliseconds of the processor that it used. */
    async end(): Promise<number> {
      if (server.exitCode !== null) return Number.NaN;
      const ended = once(server, 'close');
      server.kill('SIGINT');
      await ended;
      return Number(/used (\d+)/.exec(said)?.[1]) / 1000;
    },
  };
}

async function tokenFor(api: string): Promise<string> {
  const { clientId, secret } = JSON.parse(run('clients', 'add', 'Bench', '--practice', 'all', '--json'));
  const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId, client_secret: secret });
  const answer = await fetch(`${api}/oauth2/token`, { method: 'POST', body });
  return ((await answer.json()) as { access_token: string }).access_token;
}

/** Of ten requests: four lists, three claims, and one each of a timeline, what is held, and an encounter. */
function requests(token: string, claimIds: readonly string[]) {
  const headers = { authorization: `Bearer ${token}` };
  const fresh = generateEncounters(claims + Math.ceil(most / 10))
    .split('\n')
    .slice(claims);
  const claim = (index: number) => `/claims/${claimIds[(index * 7919) % claimIds.length]}`;
  const kinds: readonly (readonly [what: string, path: (index: number) => string])[] = [
    ['list', () => '/claims?limit=50'],
    ['claim', claim],
    ['list', () => '/claims?status=closed&limit=50'],
    ['timeline', (index) => `${claim(index)}/timeline`],
    ['list', () => '/claims?practiceId=bench-family-medicine&limit=50'],
    ['claim', claim],
    ['submit', () => '/encounters'],
    ['list', () => '/claims?status=denied&limit=50'],
    ['claim', claim],
    ['held', () => '/held-claims?limit=50'],
  ];
  return (index: number): readonly [what: string, path: string, init: RequestInit] => {
    const [what, path] = kinds[index % kinds.length] ?? ['list', () => '/claims'];
    if (what !== 'submit') return [what, path(index), { headers }];
    const body = fresh[Math.floor(index / kinds.length)] ?? '';
    return [what, path(index), { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body }];
  };
}

async function load(api: string, token: string): Promise<readonly Timed[]> {
  const listed = await fetch(`${api}/claims?limit=200`, { headers: { authorization: `Bearer ${token}` } });
  const { claims: known } = (await listed.json()) as { claims: readonly { claimId: string }[] };
  const requestOf = requests(
    token,
    known.map(({ claimId }) => claimId),
  );
  const began = performance.now();

  async function ask(index: number): Promise<Timed> {
    const due = began + (index * 1000) / rate;
    const [what, path, init] = requestOf(index);
    const lateness = performance.now() - due;
    const answer = await fetch(api + path, init).catch(() => undefined);
    await answer?.arrayBuffer().catch(() => undefined);
    return { what, milliseconds: performance.now() - due, lateness, status: answer?.status ?? 0 };
  }

  const asked: Promise<Timed>[] = [];
  while (asked.length < most) {
    const dueSoFar = Math.min(most, ((performance.now() - began) * rate) / 1000);
    while (asked.length < dueSoFar) asked.push(ask(asked.length));
    await sleep(1);
  }
  return Promise.all(asked);
}

function report(timed: readonly Timed[]): void {
  const at = (part: number, numbers: readonly number[]): string =>
    ([...numbers].sort((a, b) => a - b)[Math.min(numbers.length - 1, Math.floor(numbers.length * part))] ?? 0).toFixed(
      1,
    );
  const row = (name: string, of: readonly Timed[]): string => {
    const times = of.map(({ milliseconds }) => milliseconds);
    const errors = of.filter(({ status }) => status < 200 || status > 299).length;
    return `${name.padEnd(10)}${[String(of.length), at(0.5, times), at(0.99, times), at(1, times), String(errors)].map((cell) => cell.padStart(9)).join('')}`;
  };
  write(
    `${' '.repeat(10)}${['requests', 'p50 ms', 'p99 ms', 'worst', 'errors'].map((name) => name.padStart(9)).join('')}`,
  );
  for (const [what, of] of Map.groupBy(timed, ({ what: kind }) => kind)) write(row(what, of));
  write(row('all', timed));
  const failed = timed.filter(({ status }) => status < 200 || status > 299);
  for (const [status, of] of Map.groupBy(failed, ({ status: each }) => each)) {
    write(`${of.length} ${status === 0 ? 'were not answered' : `were answered ${status}`}`);
  }
  const lateness = timed.map(({ lateness: late }) => late);
  write(`sent late by ${at(0.5, lateness)} ms, p99 ${at(0.99, lateness)} ms, which is counted`);
}

const file = join(folder, 'encounters.ndjson');
writeFileSync(file, generateEncounters(claims));
run('start', '--once', '--json', '--seed', '1', file);
const server = serverOn(process.env['PROFILE']);
try {
  const api = await server.address();
  const token = await tokenFor(api);
  write(
    `${rate} requests a second for ${seconds} s over ${claims} claims; load average before ${loadavg()[0]?.toFixed(1)}`,
  );
  const timed = await load(api, token);
  const used = await server.end();
  report(timed.slice(warmUp));
  write(
    `the server used ${(used / timed.length).toFixed(1)} ms of the processor a request, with its start and the pipeline`,
  );
} finally {
  await server.end();
  rmSync(folder, { recursive: true, force: true });
}
