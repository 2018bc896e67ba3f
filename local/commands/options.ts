import { parseArgs } from 'node:util';
import { SafeError } from '../../shared/safe-error.ts';
import { defaultFolder } from '../home/home-folder.ts';
import { calledAs } from './called-as.ts';

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
  /** Where `check` writes the 999s that answer what it reads. */
  readonly answerPath: string | undefined;
  /** The user's own code lists, for `check`. */
  readonly codesFolder: string | undefined;
  readonly tree: boolean;
  readonly showValues: boolean;
  readonly port: number;
  /** Webhooks may go to this machine, also without TLS. */
  readonly localWebhooks: boolean;
  /** Of whom `token` says that he is. */
  readonly roles: readonly string[];
  /** What `clients add` grants. */
  readonly practices: readonly string[];
  readonly scopes: readonly string[];
  readonly help: boolean;
}

const known = {
  data: { type: 'string' },
  config: { type: 'string' },
  simulation: { type: 'string' },
  seed: { type: 'string' },
  'as-of': { type: 'string' },
  'real-time': { type: 'boolean' },
  once: { type: 'boolean' },
  json: { type: 'boolean' },
  port: { type: 'string' },
  'local-webhooks': { type: 'boolean' },
  '999': { type: 'string' },
  tree: { type: 'boolean' },
  'show-values': { type: 'boolean' },
  codes: { type: 'string' },
  role: { type: 'string', multiple: true },
  practice: { type: 'string', multiple: true },
  scope: { type: 'string', multiple: true },
  help: { type: 'boolean', short: 'h' },
} as const;

/** With these a folder is named; each command takes them, so that what was printed for one does for all. */
const named = ['data', 'config', 'simulation', 'help'] as const;
const shown = [...named, 'json'] as const;
const begun = ['seed', 'as-of', 'real-time', 'once', 'port', 'local-webhooks'] as const;

/** What each command takes. */
const takes: Readonly<Record<string, readonly (keyof typeof known)[]>> = {
  start: [...shown, ...begun],
  run: [...shown, ...begun],
  serve: [...named, 'real-time', 'port', 'local-webhooks'],
  show: shown,
  held: shown,
  correct: shown,
  release: shown,
  'bill-patient': shown,
  withdraw: shown,
  accept: shown,
  dismiss: shown,
  replay: shown,
  advance: shown,
  clients: [...shown, 'practice', 'scope'],
  token: [...shown, 'role'],
  audit: shown,
  check: [...shown, 'as-of', '999', 'tree', 'show-values', 'codes'],
};

/** Reads the words after the command; throws a SafeError that says which one is not understood. */
export function parseOptions(words: readonly string[], command = 'start'): Options {
  const { values, positionals } = parsed(words);
  for (const name of Object.keys(values)) {
    const isTaken = takes[command]?.some((each) => each === name) ?? true;
    if (!isTaken) throw new SafeError(`${command} takes no --${name}; ${calledAs} --help lists what it takes`);
  }
  const asOf = values['as-of'];
  if (asOf !== undefined && !isDate(asOf)) {
    throw new SafeError('--as-of takes a date of the calendar, such as 2026-03-31');
  }
  if (asOf !== undefined && values['real-time']) {
    throw new SafeError('--as-of is of virtual time: leave it out, or leave out --real-time');
  }
  if (values['999'] === '') throw new SafeError('--999 takes the file to write, or a folder for several');
  if (values.data === '') throw new SafeError('--data takes the folder in which state lives');
  return {
    positionals,
    folder: values.data ?? defaultFolder,
    configurationFile: values.config,
    simulationFile: values.simulation,
    seed: wholeNumber('--seed', values.seed),
    asOf,
    isRealTime: values['real-time'] ?? false,
    once: values.once ?? false,
    json: values.json ?? false,
    answerPath: values['999'],
    codesFolder: values.codes,
    tree: values.tree ?? false,
    showValues: values['show-values'] ?? false,
    port: wholeNumber('--port', values.port) ?? 8787,
    localWebhooks: values['local-webhooks'] ?? false,
    roles: values.role ?? [],
    practices: values.practice ?? [],
    scopes: values.scope ?? [],
    help: values.help ?? false,
  };
}

function parsed(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: known,
    });
  } catch (problem) {
    const message = problem instanceof Error ? (problem.message.split('. To specify', 1)[0] ?? '') : '';
    throw new SafeError(`${message}; ${calledAs} --help lists what it takes`, problem);
  }
}

/** V8 takes February 30 for March 2. */
function isDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const date = new Date(text);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

function wholeNumber(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,15}$/.test(text)) throw new SafeError(`${name} takes a whole number`);
  return Number(text);
}
