import { parseArgs } from 'node:util';
import { SafeError } from '../../shared/safe-error.ts';

/** What every command may be given. */
export interface Options {
  readonly positionals: readonly string[];
  readonly folder: string;
  readonly configurationFile: string | undefined;
  readonly simulationFile: string | undefined;
  readonly seed: number | undefined;
  /** ISO date. */
  readonly asOf: string | undefined;
  readonly isRealTime: boolean;
  readonly once: boolean;
  readonly json: boolean;
  readonly port: number;
  readonly help: boolean;
}

/** Reads the words after the command; throws a SafeError that says which one is not understood. */
export function parseOptions(words: readonly string[]): Options {
  const { values, positionals } = parsed(words);
  const asOf = values['as-of'];
  if (asOf !== undefined && !(/^\d{4}-\d\d-\d\d$/.test(asOf) && !Number.isNaN(Date.parse(asOf)))) {
    throw new SafeError('--as-of takes a date such as 2026-03-31');
  }
  return {
    positionals,
    folder: values.data ?? '.claimwright',
    configurationFile: values.config,
    simulationFile: values.simulation,
    seed: wholeNumber('--seed', values.seed),
    asOf,
    isRealTime: values['real-time'] ?? false,
    once: values.once ?? false,
    json: values.json ?? false,
    port: wholeNumber('--port', values.port) ?? 8787,
    help: values.help ?? false,
  };
}

function parsed(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        data: { type: 'string' },
        config: { type: 'string' },
        simulation: { type: 'string' },
        seed: { type: 'string' },
        'as-of': { type: 'string' },
        'real-time': { type: 'boolean' },
        once: { type: 'boolean' },
        json: { type: 'boolean' },
        port: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (problem) {
    const message = problem instanceof Error ? (problem.message.split('. To specify', 1)[0] ?? '') : '';
    throw new SafeError(`${message}; npm run claimwright -- --help lists what it takes`, problem);
  }
}

function wholeNumber(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,15}$/.test(text)) throw new SafeError(`${name} takes a whole number`);
  return Number(text);
}
