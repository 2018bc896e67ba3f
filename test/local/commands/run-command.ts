import { type Options, parseOptions } from '../../../local/commands/options.ts';

type Command = (options: Options, out: (text: string) => void) => Promise<number>;

/** Runs a command as its words would, and keeps what it prints. */
export async function runCommand(command: Command, ...words: string[]) {
  const printed: string[] = [];
  const status = await command(parseOptions(words, command.name), (text) => void printed.push(text));
  return { status, text: printed.join('') };
}
