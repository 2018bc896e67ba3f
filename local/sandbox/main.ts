#!/usr/bin/env node
import { printable, SafeError } from '../../shared/safe-error.ts';
import { runReport } from '../../shared/use-cases/index.ts';
import { systemClock } from '../adapters/index.ts';
import { reportSummary } from '../commands/report-text.ts';
import { sampleFiles } from '../commands/sample-files.ts';
import { readUploads } from '../commands/upload.ts';
import { deployedSandbox, letTimePass, takeThroughSandbox } from './deployed-sandbox.ts';

const usage = `npm run sandbox:run [-- FILE…]         takes files, or the sample, through the deployed sandbox
npm run sandbox:run -- advance 30d     lets the sandbox's time pass
npm run sandbox:run -- empty           stops the workflows and deletes every file, before the sandbox is removed
`;
const millisecondsADay = 86_400_000;

async function run(words: readonly string[]): Promise<void> {
  const services = await deployedSandbox();
  const onProgress = (now: string): void =>
    void process.stderr.write(`${now.slice(0, 16).replace('T', ' ')} in the sandbox\n`);
  if (words[0] === 'empty') {
    await services.sandbox().empty();
    return;
  }
  if (words[0] === 'advance') {
    const days = /^(\d{1,4})d$/.exec(words[1] ?? '')?.[1];
    if (days === undefined) throw new SafeError(`say how far:\n${usage}`);
    await services.refresh();
    const until = new Date(services.clock.now().getTime() + Number(days) * millisecondsADay).toISOString();
    await letTimePass(services, { until }, onProgress);
  } else {
    const uploads = await readUploads(words.length === 0 ? await sampleFiles() : words);
    await takeThroughSandbox(services, uploads, systemClock.now().toISOString().slice(0, 10), onProgress);
  }
  process.stdout.write(`${reportSummary(await runReport(services))}\n`);
}

try {
  await run(process.argv.slice(2));
} catch (problem) {
  process.exitCode = 1;
  process.stderr.write(`sandbox: ${printable(problem)}\n`);
}
