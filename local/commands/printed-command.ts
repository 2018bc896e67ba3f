import { defaultFolder } from '../home/home-folder.ts';
import { calledAs } from './called-as.ts';
import type { Options } from './options.ts';

/** With what a command was called, so far as the next one must be called with it too. */
export type CalledWith = Pick<Options, 'folder'> & Partial<Pick<Options, 'configurationFile' | 'simulationFile'>>;

/** A command that does what it says when it is pasted: `npm run claimwright -- show 'A 1' --data mine`. */
export function printedCommand(calledWith: CalledWith, ...words: readonly string[]): string {
  const { folder, configurationFile, simulationFile } = calledWith;
  const options = [
    ...(folder === defaultFolder ? [] : ['--data', folder]),
    ...(configurationFile === undefined ? [] : ['--config', configurationFile]),
    ...(simulationFile === undefined ? [] : ['--simulation', simulationFile]),
  ];
  return [calledAs, ...[...words, ...options].map(shellQuoted)].join(' ');
}

/** A word as a shell reads it: brackets and the like would be patterns, spaces would end it. */
function shellQuoted(word: string): string {
  return /^[\w./=:,@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
