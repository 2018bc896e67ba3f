import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { runReport } from '../../shared/use-cases/index.ts';
import { systemClock } from '../adapters/index.ts';
import { loadConfiguration } from '../configuration/index.ts';
import type { Home } from '../home/home.ts';
import { dayAfter, morning } from './days.ts';
import { examplesFolder, openHomeFor } from './environment.ts';
import { sayIfNothingWasTaken } from './nothing-taken.ts';
import type { Options } from './options.ts';
import { type Progress, showProgress } from './progress.ts';
import { reportJson } from './report-json.ts';
import { reportText } from './report-text.ts';
import { serveHome } from './serve.ts';
import { newestServiceDate, readUploads, type Upload, upload } from './upload.ts';

/** The sample batch: every file of the folders that hold uploads. */
async function sampleFiles(): Promise<string[]> {
  const folders = ['encounters', 'claims'].map((name) => join(examplesFolder, name));
  const names = await Promise.all(folders.map((folder) => readdir(folder)));
  return folders.flatMap((folder, index) => (names[index] ?? []).sort().map((name) => join(folder, name)));
}

/** When virtual time begins: the day after the newest service, or as told; undefined when neither says. */
async function beginning(options: Options, uploads: readonly Upload[], today: string): Promise<Date | undefined> {
  if (options.asOf !== undefined) return morning(options.asOf);
  const configuration = await loadConfiguration(options.configurationFile ?? join(examplesFolder, 'claimwright.json'));
  const newest = await newestServiceDate(configuration, uploads, today);
  return newest === undefined ? undefined : morning(dayAfter(newest));
}

/** `start` and `run`: takes files, or the sample, through the whole pipeline; then serves unless told to end. */
export async function start(options: Options, out: (text: string) => void): Promise<number> {
  const isSample = options.positionals.length === 0;
  const uploads = await readUploads(isSample ? await sampleFiles() : options.positionals);
  const today = systemClock.now().toISOString().slice(0, 10);
  const begin = await beginning(options, uploads, today);
  const home = await openHomeFor(options, begin ?? morning(today), isSample);
  try {
    // Without files, a folder that holds somebody's own data just goes on.
    const isOwnData = isSample && !home.settings.isSample;
    await (isOwnData ? takeThrough(home, [], undefined) : takeThrough(home, uploads, begin));
    const report = await runReport(home.services);
    out(options.json ? `${JSON.stringify(reportJson(report))}\n` : reportText(report, options.folder));
    if (!options.once) await serveHome(home, options);
    return options.once ? sayIfNothingWasTaken(home, isOwnData ? [] : uploads, report) : 0;
  } finally {
    home.close();
  }
}

/** One file after the other, so that which came first is never a matter of chance; then time passes. */
export async function takeThrough(
  home: Home,
  uploads: readonly Upload[],
  begin: Date | undefined,
  progress: Progress = showProgress(home),
): Promise<void> {
  // What an earlier run left undone comes first; time that has passed meanwhile passes before anything new arrives.
  await home.time.settle();
  if (home.time.isVirtual && begin !== undefined && begin > home.time.now())
    await home.time.advanceTo(begin, progress.update);
  for (const file of uploads) {
    await upload(home, file);
    await home.time.settle();
    progress.update();
  }
  await home.time.run(progress.update);
  progress.stop();
}
