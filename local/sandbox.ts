#!/usr/bin/env node
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import * as z from 'zod';
import { type AwsServices, awsServices } from '../functions/services.ts';
import { printable, SafeError } from '../shared/safe-error.ts';
import { runReport } from '../shared/use-cases/index.ts';
import { dayAfter, morning } from './commands/days.ts';
import { examplesFolder } from './commands/environment.ts';
import { sampleFiles } from './commands/sample-files.ts';
import { newestServiceDate, readUploads } from './commands/upload.ts';
import { countsAndDollars } from './commands/report-text.ts';

const outputsFile = 'cdk.out/sandbox-outputs.json';
const outputsSchema = z.object({ 'claimwright-sandbox': z.object({ Environment: z.string() }) });
const advancedSchema = z.object({ now: z.iso.datetime(), done: z.boolean() });

const usage = `npm run sandbox:try [-- FILE…]          takes files, or the sample, through the deployed sandbox
npm run sandbox:try -- advance 30d      lets the sandbox's time pass
`;

/** The sandbox as its stack describes itself. */
async function sandboxServices(): Promise<AwsServices> {
  const text = await readFile(outputsFile, 'utf8').catch((problem: unknown) => {
    throw new SafeError(`${outputsFile} is not there: deploy the sandbox first with npm run sandbox`, problem);
  });
  const { Environment } = outputsSchema.parse(JSON.parse(text))['claimwright-sandbox'];
  return awsServices({ ...process.env, ...JSON.parse(Environment) }, examplesFolder);
}

/** Calls the sandbox's clock until time has passed so far. */
async function letTimePass(services: AwsServices, event: object): Promise<void> {
  const { functions } = services.sandbox();
  for (;;) {
    const advanced = advancedSchema.parse(await functions.call('advance-clock', { ...event, withinSeconds: 20 }));
    process.stderr.write(`it is ${advanced.now.slice(0, 16).replace('T', ' ')} in the sandbox\n`);
    if (advanced.done) return;
  }
}

/** One file after the other, as a practice would upload them; then time passes until only people are waited for. */
async function takeThrough(services: AwsServices, paths: readonly string[]): Promise<void> {
  const uploads = await readUploads(paths.length === 0 ? await sampleFiles() : paths);
  const today = new Date().toISOString().slice(0, 10);
  const newest = await newestServiceDate(services.configuration, uploads, today);
  const startAt = morning(newest === undefined ? today : dayAfter(newest)).toISOString();
  await letTimePass(services, { startAt, until: 'settle' });
  for (const { path, bytes } of uploads) {
    await services.objects.putIfAbsent(`inbox/${basename(path)}`, bytes);
    await letTimePass(services, { until: 'settle' });
  }
  await letTimePass(services, { until: 'people' });
}

async function advance(services: AwsServices, length = ''): Promise<void> {
  const days = /^(\d{1,4})d$/.exec(length)?.[1];
  if (days === undefined) throw new SafeError(`say how far:\n${usage}`);
  await services.refresh();
  const until = new Date(services.clock.now().getTime() + Number(days) * 86_400_000).toISOString();
  await letTimePass(services, { until });
}

try {
  const [first, second] = process.argv.slice(2);
  const services = await sandboxServices();
  if (first === 'advance') await advance(services, second);
  else await takeThrough(services, process.argv.slice(2));
  process.stdout.write(`${countsAndDollars(await runReport(services))}\n`);
} catch (problem) {
  process.stderr.write(`sandbox: ${printable(problem)}\n`);
  process.exitCode = 1;
}
