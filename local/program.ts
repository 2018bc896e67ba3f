import { type Options, parseOptions } from './commands/options.ts';
import { saidOf } from './commands/said-of.ts';

type Command = (options: Options, out: (text: string) => void) => Promise<number>;

/** Loaded when they are called. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  start: async () => (await import('./commands/start.ts')).start,
  run: async () => (await import('./commands/start.ts')).start,
  serve: async () => (await import('./commands/serve.ts')).serve,
  show: async () => (await import('./commands/show.ts')).show,
  held: async () => (await import('./commands/held.ts')).held,
  correct: async () => (await import('./commands/act.ts')).correct,
  release: async () => (await import('./commands/act.ts')).release,
  'bill-patient': async () => (await import('./commands/act.ts')).billPatient,
  withdraw: async () => (await import('./commands/act.ts')).withdraw,
  accept: async () => (await import('./commands/act.ts')).accept,
  dismiss: async () => (await import('./commands/act.ts')).dismiss,
  replay: async () => (await import('./commands/act.ts')).replay,
  advance: async () => (await import('./commands/advance.ts')).advance,
  token: async () => (await import('./commands/token.ts')).token,
  clients: async () => (await import('./commands/clients.ts')).clients,
  audit: async () => (await import('./commands/audit.ts')).audit,
  check: async () => (await import('./commands/check.ts')).check,
};

const help = `claimwright: US medical claims, from the encounter to the last cent

  start [FILE…]            take files (or the sample) through the whole pipeline, and serve the API; without files a
                           folder that has data goes on
  run [FILE…]              the same
  serve                    serve the API over the data that is there
  show CLAIM               a claim's timeline, files and postings
  held                     what waits for a person, why, and how to mend it
  correct CLAIM field=…    correct a claim that waits, and let it go on; no time passes until run
  release CLAIM            let a claim that waits go on as it is; no time passes until run
  bill-patient CLAIM       bill the patient for what was denied and laid on him (PR)
  withdraw CLAIM           take back a claim that waits and that no payer has: it is never sent
  accept RECORD            take a record that conflicts with an earlier one
  dismiss RECORD           say that nothing is to be done about a record that was refused, conflicts or is a problem, or
                           about a quarantined file
  replay FILE              read a quarantined file again
  advance 30d              let virtual time pass
  token                    a token for the API, of whoever is logged in on this machine; it holds for an hour
  clients add NAME         let a program call the API: prints its id and, once, its secret
  clients list             the programs that may call the API
  clients remove ID        let a program call the API no longer
  audit list [CLAIM]       who saw and changed what, of one claim or of all
  audit verify [RECEIPT]   whether that record is whole; a receipt of an earlier time shows what was cut off since
  check FILE…              say what EDI or encounter files hold, and what is wrong with them; folders too, and - for
                           standard input

Every command takes
  --data DIR               where state lives (.claimwright)
  --config FILE            practices, providers, payers (examples/claimwright.json)
  --simulation FILE        how the simulated payers behave (examples/simulation.json)
  --json                   one JSON object on standard output, all else on standard error (not serve)

token takes
  --role ROLE              biller, supervisor (unless said otherwise), auditor or administrator; may be given again

clients add takes
  --practice ID            a practice whose claims the program may touch, or all; may be given again
  --scope SCOPE            what it may do; may be given again, and is everything that a program may when left out

start and run take
  --once                   end when only people are waited for
  --as-of DATE             the day on which virtual time begins; check takes it too
  --real-time              live on the machine's own time; serve takes it too
  --seed N                 make ids and the simulated payers' choices the same each time
  --port N                 of the API (8787); serve takes it too
  --local-webhooks         let webhooks go to this machine, also without TLS; serve takes it too

check takes
  --999 OUT                write the 999s and TA1s that answer the files; a folder for several
  --tree                   print the loops, segments and elements, by name
  --show-values            quote what stands at fault, which may identify people
  --codes DIR              your own code lists, one file each (icd-10-cm.csv), the code first in its line
`;

// Functions say on standard error what failed; standard output belongs to the command.
process.env['POWERTOOLS_LOG_LEVEL'] ??= 'ERROR';

async function run(words: readonly string[]): Promise<number> {
  const [name = 'start', ...rest] = words[0]?.startsWith('-') ? ['start', ...words] : words;
  const out = (text: string): void => void process.stdout.write(text);
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined && name !== 'help') {
    process.stderr.write(`there is no command ${name}\n\n${help}`);
    return 2;
  }
  const options = parseOptions(rest, name);
  if (command === undefined || options.help) {
    out(help);
    return 0;
  }
  return (await command())(options, out);
}

process.stdout.on('error', endUnheard);
process.stderr.on('error', endUnheard);

/** Nobody reads any more, as after `| head`, or what is printed can't be stored. A home may end at any moment. */
function endUnheard(problem: unknown): never {
  const isClosed = problem instanceof Error && 'code' in problem && problem.code === 'EPIPE';
  if (!isClosed) process.stderr.write(`claimwright: what is printed can't be written: ${saidOf(problem)}\n`);
  process.exit(isClosed ? 0 : 2);
}

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (problem) {
  process.exitCode = 2;
  process.stderr.write(`claimwright: ${saidOf(problem)}\n`);
  // A stack may quote data: for whoever works on the program, never for a log.
  if (process.env['CLAIMWRIGHT_DEBUG'] !== undefined) process.stderr.write(`${(problem as Error).stack}\n`);
}
