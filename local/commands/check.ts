import { createReadStream } from 'node:fs';
import { checkFile, type EncounterContext, type FileCheck } from '../../shared/exchange/check-file.ts';
import { SafeError } from '../../shared/safe-error.ts';
import type { CodeLists } from '../../shared/x12/index.ts';
import { systemClock } from '../adapters/index.ts';
import { AnswerPlace } from './check-answers.ts';
import { codeListsOf } from './check-codes.ts';
import { type Input, inputsOf, whyNot } from './check-inputs.ts';
import { type CheckProgress, showCheckProgress } from './check-progress.ts';
import { type CheckReport, reportOn } from './check-report.ts';
import { printTree } from './check-tree.ts';
import { valuesOf } from './check-values.ts';
import { configurationFor } from './configuration-files.ts';
import { dayAfter } from './days.ts';
import type { Options } from './options.ts';
import { printedCommand } from './printed-command.ts';
import { newestServiceDate } from './upload.ts';

/**
 * `check FILE…`: says what each file is and what is wrong with it. Exit status 1 when anything is, or when none of them is
 * of a kind that can be checked; 2 when one that was named is not there.
 */
export async function check(options: Options, out: (text: string) => void): Promise<number> {
  const { positionals, answerPath, codesFolder, json, tree } = options;
  if (positionals.length === 0)
    throw new SafeError(`say which files to check: ${printedCommand(options, 'check', 'FILE')}`);
  const codes = codeListsOf(codesFolder);
  const inputs = await inputsOf(positionals);
  if (tree) return checkWithTree(inputs, codes, options, out);
  const answers = answerPath === undefined ? undefined : await AnswerPlace.at(answerPath, inputs.length);
  const progress = showCheckProgress(inputs);
  const report = reportOn(inputs, { json, answers: answers !== undefined }, (text) => {
    progress.clear();
    out(text);
  });
  const answerAt = answers && systemClock.now().toISOString();
  let faulty = 0;
  let checked = 0;
  for (const input of inputs) {
    progress.file(input.path);
    const { result, issues } = await checkInput(input, options, { codes, progress, report, answerAt });
    const answeredIn = result.answer === undefined ? undefined : await answers?.write(input.path, result.answer);
    report.close({ ...result, answeredIn });
    if (result.kind === 'neither') continue;
    checked++;
    if (issues > 0) faulty++;
  }
  progress.stop();
  report.end();
  if (inputs.some(({ missing }) => missing)) return 2;
  return faulty > 0 || checked === 0 ? 1 : 0;
}

async function checkWithTree(
  inputs: readonly Input[],
  codes: CodeLists,
  options: Options,
  out: (text: string) => void,
): Promise<number> {
  const { showValues, json, answerPath } = options;
  if (json || answerPath !== undefined) throw new SafeError('--tree prints a tree alone: leave --json and --999 out');
  let failed = false;
  for (const input of inputs) {
    if (input.problem !== undefined) throw new SafeError(`${input.path} can't be read: ${input.problem}`);
    const { kind, issues } = await printTree(input, { codes, showValues, judgeBy: judging(input.path, options) }, out);
    failed ||= kind === 'neither' || issues > 0;
  }
  return failed ? 1 : 0;
}

interface Around {
  readonly codes: CodeLists;
  readonly progress: CheckProgress;
  readonly report: CheckReport;
  readonly answerAt: string | undefined;
}

async function checkInput(
  input: Input,
  options: Options,
  { codes, progress, report, answerAt }: Around,
): Promise<{ readonly result: FileCheck; readonly issues: number }> {
  let issues = 0;
  report.open(input);
  const unreadable = (why: string): { result: FileCheck; issues: number } => {
    const message = `The file can't be read: ${why}.`;
    report.issue({ level: 'syntax', code: 'unreadable', message }, undefined);
    return { result: { kind: 'neither', contents: [] }, issues: issues + 1 };
  };
  if (input.problem !== undefined) return unreadable(input.problem);
  let values: ReturnType<typeof valuesOf> | undefined;
  try {
    values = options.showValues ? valuesOf(input.path) : undefined;
    const result = await checkFile(bytesOf(input, progress), {
      codes,
      answerAt,
      judgeBy: judging(input.path, options),
      found(issue, divided) {
        issues++;
        report.issue(issue, values?.valueAt(issue, divided));
      },
    });
    return { result, issues };
  } catch (problem) {
    if (!(problem instanceof Error && 'syscall' in problem)) throw problem;
    return unreadable(whyNot(problem));
  } finally {
    values?.close();
  }
}

/** Encounters are judged on the day on which a new home would begin with them. */
function judging(path: string, options: Options): (bytes: Uint8Array) => Promise<EncounterContext> {
  return async (bytes) => {
    const configuration = await configurationFor(options);
    const today = systemClock.now().toISOString().slice(0, 10);
    if (options.asOf !== undefined) return { configuration, today: options.asOf };
    const newest = await newestServiceDate(configuration, [{ path, bytes }], today);
    return { configuration, today: newest === undefined ? today : dayAfter(newest) };
  };
}

async function* bytesOf({ path }: Input, progress: CheckProgress): AsyncGenerator<Uint8Array> {
  const stream: AsyncIterable<Buffer> = path === '-' ? process.stdin : createReadStream(path);
  for await (const chunk of stream) {
    progress.read(chunk.length);
    yield chunk;
  }
}
