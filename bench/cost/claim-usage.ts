import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accessFor } from '../../functions/api/access/access.ts';
import { createApp } from '../../functions/api/app.ts';
import type { Stage } from '../../infra/stages.ts';
import { type FunctionName, functionNames, wired } from '../../infra/wiring.ts';
import { systemClock } from '../../local/adapters/index.ts';
import { takeThrough } from '../../local/commands/take-through.ts';
import type { Upload } from '../../local/commands/upload.ts';
import { loadConfiguration, loadSimulation } from '../../local/configuration/index.ts';
import { type Home, openHome } from '../../local/home/home.ts';
import { signedLinks } from '../../local/http/signed-links.ts';
import { scopesOf } from '../../shared/access/index.ts';
import type { Services } from '../../shared/use-cases/index.ts';
import { assumptions } from './assumptions.ts';
import { withCalls } from './calls.ts';
import { countedServices } from './counted-services.ts';
import { Meter } from './meter.ts';
import type { Usage } from './price-list.ts';
import { streamCalls } from './stream-calls.ts';
import { addTransitions } from './transitions.ts';

const examples = join(import.meta.dirname, '../../examples');
const morning = new Date('2026-03-21T08:00:00Z');
const silent = { update: () => undefined, stop: () => undefined };

/** What comes: files of practices, or encounters, each by a call of the API. */
export type Arriving = { readonly files: readonly Upload[] } | { readonly posts: readonly string[] };

export interface MeasuredRun {
  readonly claims: number;
  readonly closed: number;
  /** What all of them used, by function; `upload` is what the practice itself does. */
  readonly used: ReadonlyMap<FunctionName | 'upload', Usage>;
  /** What one run of each scheduled function uses when there is nothing to do. */
  readonly idle: ReadonlyMap<FunctionName, Usage>;
}

/** What the workers of the one-machine home are on AWS. */
const functionOfWorker: Readonly<Record<string, FunctionName>> = {
  arrivals: 'receive',
  reconciliation: 'reconcile-remittances',
};
const isTask = (name: string): boolean =>
  functionNames.some((one) => one === name && wired(one).triggers.some(({ is }) => is === 'task'));

/** Takes claims from their arrival until only people are waited for, and counts what that would use on AWS. */
export async function measureRun(arriving: Arriving, stage: Stage): Promise<MeasuredRun> {
  const folder = mkdtempSync(join(tmpdir(), 'claimwright-cost-'));
  const meter = new Meter();
  const home = await openHome({
    folder,
    configuration: await loadConfiguration(join(examples, 'claimwright.json')),
    simulation: await loadSimulation(join(examples, 'simulation.json')),
    seed: 1,
    virtualStart: morning,
    wrap(services) {
      const counted: Services = countedServices(services, meter, stage, (item) => called(item));
      const called = streamCalls(counted, meter);
      return counted;
    },
    around(name, call) {
      if (isTask(name)) meter.called(name);
      return meter.around(functionOfWorker[name] ?? name, call);
    },
  });
  try {
    if ('posts' in arriving) await post(home, meter, arriving.posts);
    else await meter.around('upload', () => takeThrough(home, arriving.files, morning, silent));
    await addTransitions(home.engine, meter);
    const statuses = home.pending.claimsByStatus();
    const claims = statuses.values().reduce((sum, count) => sum + count, 0);
    return { claims, closed: statuses.get('closed') ?? 0, ...(await usedAndIdle(home, meter, stage)) };
  } finally {
    await home.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** As the API takes them on AWS: with a token, written down in the audit record, and counted against the limit. */
async function post({ services, access, time }: Home, meter: Meter, encounters: readonly string[]): Promise<void> {
  const biller = { kind: 'user', subject: 'biller', scopes: scopesOf(['biller']), groups: ['biller'] } as const;
  const { token } = await access.tokens.issue({ ...biller, practices: 'all' });
  const links = signedLinks('http://127.0.0.1', services.objects, systemClock);
  const about = { time: 'virtual', wall: systemClock, links, forgetsByItself: true } as const;
  const app = createApp(services, about, { access: accessFor({ services, ...access }) });
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  for (const [index, body] of encounters.entries()) {
    meter.called('api');
    const request = { method: 'POST', headers: { ...headers, 'idempotency-key': `encounter-${index}` }, body };
    const { status } = await meter.around('api', async () => app.request('/encounters', request));
    if (status !== 202) throw new Error(`an encounter was answered with ${status}`);
    meter.add('apiRequests', 1, 'api');
    meter.add('logBytes', assumptions.accessLogBytes, 'api');
  }
  await time.run();
}

/** Nobody listens to webhooks here: what is due is looked for, and nothing is. */
const outlet = { wall: systemClock, post: () => Promise.reject(new Error('there is no subscriber')) };

async function usedAndIdle({ services }: Home, meter: Meter, stage: Stage) {
  const used = new Map<FunctionName | 'upload', Usage>([['upload', meter.of('upload').usage]]);
  const idle = new Map<FunctionName, Usage>();
  for (const name of functionNames) {
    const wiredAs = wired(name);
    used.set(name, withCalls(meter.of(name), wiredAs, stage));
    if (!wiredAs.triggers.some(({ is }) => is === 'schedule')) continue;
    const { createHandler } = await import(`../../functions/${name}/handler.ts`);
    const run = `${name}, idle`;
    await meter.around(run, () => createHandler({ ...services, ...outlet })({}));
    meter.called(run);
    idle.set(name, withCalls(meter.of(run), wiredAs, stage));
  }
  return { used, idle };
}
