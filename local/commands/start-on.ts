import { basename } from 'node:path';
import { identifyFile } from '../../shared/exchange/index.ts';
import { fileRecords } from '../../shared/repositories/index.ts';
import { SafeError } from '../../shared/safe-error.ts';
import { runReport } from '../../shared/use-cases/index.ts';
import { systemClock } from '../adapters/index.ts';
import type { Home } from '../home/home.ts';
import { isHome } from '../home/home-folder.ts';
import type { Webhooks } from '../home/webhooks.ts';
import type { OpenPort } from '../http/open-port.ts';
import { audited } from './audited.ts';
import { calledAs } from './called-as.ts';
import { configurationFor, ownFile } from './configuration-files.ts';
import { dayAfter, morning } from './days.ts';
import { openExistingHome, openHomeFor, serving, working } from './environment.ts';
import { sayIfNothingWasTaken } from './nothing-taken.ts';
import type { Options } from './options.ts';
import { printedCommand } from './printed-command.ts';
import { reportJson } from './report-json.ts';
import { reportText } from './report-text.ts';
import { sampleFiles } from './sample-files.ts';
import { serveOn, webhooksOf, workUntilStopped } from './serve.ts';
import { takeThrough } from './take-through.ts';
import { newestServiceDate, readUploads, type Upload } from './upload.ts';

/** When virtual time begins: the day after the newest service, or as told; undefined when neither says. */
async function beginning(options: Options, uploads: readonly Upload[]): Promise<Date | undefined> {
  if (options.asOf !== undefined) return morning(options.asOf);
  const configuration = await configurationFor(options);
  const today = systemClock.now().toISOString().slice(0, 10);
  const newest = await newestServiceDate(configuration, uploads, today);
  return newest === undefined ? undefined : morning(dayAfter(newest));
}

/** Of a file that is none of those that are read here. */
function whyUnknown({ path, bytes }: Upload): string[] {
  const identified = identifyFile(bytes);
  return identified.kind === 'unknown' ? [`${basename(path)}: ${identified.reason}`] : [];
}

/** Opens the home; throws a SafeError, and makes none, when nothing says on which day a new one begins. */
async function openOn(
  begin: Date | undefined,
  options: Options,
  isSample: boolean,
  uploads: readonly Upload[],
): Promise<Home> {
  const threads = options.once ? working : serving;
  if (begin !== undefined || options.isRealTime) {
    return openHomeFor(options, begin ?? systemClock.now(), isSample, threads);
  }
  if (isHome(options.folder)) return openExistingHome(options, threads);
  const why = `no file given names a day of service that can be read, after which virtual time could begin in ${options.folder}; ${calledAs} check FILE says what is wrong with a file, and --as-of DATE says the day`;
  const strange = uploads.flatMap(whyUnknown).map((reason) => `\n  ${reason}`);
  throw new SafeError(`nothing was taken: ${why}${strange.join('')}`);
}

/** Throws a SafeError when time can't begin on the day that was said; that of a run that was cut off may be said again. */
function refuseOtherDay({ settings, time }: Home, { asOf, folder }: Options): void {
  if (asOf === undefined || asOf === settings.began) return;
  const remedy = 'leave it out, or name another folder with --data';
  if (!time.isVirtual) throw new SafeError(`--as-of is of virtual time, and ${folder} lives on real time: ${remedy}`);
  const today = time.now().toISOString().slice(0, 10);
  if (asOf >= today) return;
  throw new SafeError(
    `--as-of ${asOf} lies before ${today}, the present of ${folder}, and time never goes back: ${remedy}`,
  );
}

/** Throws a SafeError when the sample would become the claims of somebody's own practices. */
function refuseSampleAsOwn(options: Options): void {
  if (isHome(options.folder) || ownFile('configuration', options) === undefined) return;
  throw new SafeError(`say which files to take, of your own practices: ${printedCommand(options, 'run', 'FILE')}`);
}

/** The files of the sample that are still to be taken: a folder with somebody's own data, or all of it, just goes on. */
async function leftOfSample({ services, settings }: Home, uploads: readonly Upload[]): Promise<readonly Upload[]> {
  if (!settings.isSample) return [];
  const received = new Set((await fileRecords(services.items)).map(({ name }) => name));
  return uploads.filter(({ path }) => !received.has(basename(path)));
}

/**
 * Takes the files through the home that the options name, prints the report, and serves the home on the port if any.
 * Answers the exit status: 1 when nothing of what was given could be taken.
 */
export async function startOn(
  port: OpenPort | undefined,
  options: Options,
  out: (text: string) => void,
): Promise<number> {
  const isSample = options.positionals.length === 0;
  if (isSample) refuseSampleAsOwn(options);
  const uploads = await readUploads(isSample ? await sampleFiles() : options.positionals);
  const begin = await beginning(options, uploads);
  const home = await openOn(begin, options, isSample, uploads);
  let sending: Webhooks | undefined;
  try {
    refuseOtherDay(home, options);
    if (port !== undefined) await serveOn(port, home, options);
    sending = await webhooksOf(home, options);
    if (port !== undefined) sending.begin();
    const left = isSample ? await leftOfSample(home, uploads) : uploads;
    // Where nothing new arrives, time goes on from where it stands.
    await takeThrough(home, left, left.length === 0 && options.asOf === undefined ? undefined : begin);
    const { items, shown } = audited({ ...home.services, access: home.access }, 'start');
    const report = await runReport({ ...home.services, items });
    await shown();
    // The folder remembers the rest of what it was called with.
    const text = () => reportText(report, { folder: options.folder }, home.settings);
    out(options.json ? `${JSON.stringify(reportJson(report))}\n` : text());
    // What waits for later attempts is sent by whoever serves the folder next.
    if (port === undefined) await sending.send();
    if (port === undefined) return await sayIfNothingWasTaken(home, isSample ? [] : uploads, report);
    await workUntilStopped(home);
    return 0;
  } finally {
    await port?.close();
    await sending?.stop();
    await home.close();
  }
}
