import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import * as z from 'zod';
import { type AwsServices, awsServices } from '../../functions/services.ts';
import { SafeError } from '../../shared/safe-error.ts';
import { examplesFolder } from '../commands/configuration-files.ts';
import { dayAfter, morning } from '../commands/days.ts';
import { newestServiceDate, type Upload } from '../commands/upload.ts';

/** Where `cdk deploy` writes what it has made. */
export const outputsFile = 'cdk.out/sandbox-outputs.json';

const outputsSchema = z.object({ 'claimwright-sandbox': z.object({ Environment: z.string() }) });
const advancedSchema = z.object({ now: z.iso.datetime(), done: z.boolean() });

/** Seconds after which the function that lets time pass answers how far it has come. */
const withinSeconds = 20;

/** The services of the sandbox that was deployed last, with the caller's own credentials. */
export async function deployedSandbox(): Promise<AwsServices> {
  const text = await readFile(outputsFile, 'utf8').catch((problem: unknown) => {
    throw new SafeError(`${outputsFile} is not there: deploy the sandbox with npm run sandbox`, problem);
  });
  const { Environment } = outputsSchema.parse(JSON.parse(text))['claimwright-sandbox'];
  return awsServices({ ...process.env, ...JSON.parse(Environment) }, examplesFolder);
}

export type OnProgress = (now: string) => void;

/** Lets the sandbox's time pass: not at all beyond what goes on now, until only people are waited for, or to a moment. */
export async function letTimePass(
  services: AwsServices,
  event: { readonly until: string; readonly startAt?: string },
  onProgress: OnProgress,
): Promise<void> {
  const { functions } = services.sandbox();
  for (;;) {
    const { now, done } = advancedSchema.parse(await functions.call('advance-clock', { ...event, withinSeconds }));
    onProgress(now);
    if (done) return;
  }
}

/** Puts files into the inbox, one after the other; then time passes until only people are waited for. */
export async function takeThroughSandbox(
  services: AwsServices,
  uploads: readonly Upload[],
  today: string,
  onProgress: OnProgress,
): Promise<void> {
  const newest = await newestServiceDate(services.configuration, uploads, today);
  const startAt = morning(newest === undefined ? today : dayAfter(newest)).toISOString();
  await letTimePass(services, { startAt, until: 'settle' }, onProgress);
  for (const { path, bytes } of uploads) {
    await services.objects.putIfAbsent(`inbox/${basename(path)}`, bytes);
    await letTimePass(services, { until: 'settle' }, onProgress);
  }
  await letTimePass(services, { until: 'people' }, onProgress);
}
