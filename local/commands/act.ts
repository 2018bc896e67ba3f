import { type FieldProblem, isClaimId } from '../../shared/claims/index.ts';
import { type Actor, practiceOfClaim } from '../../shared/repositories/index.ts';
import type { Result } from '../../shared/result.ts';
import { SafeError } from '../../shared/safe-error.ts';
import { acceptConflict, correctClaim, releaseClaim, replayFile } from '../../shared/use-cases/index.ts';
import { systemClock } from '../adapters/index.ts';
import type { Home } from '../home/home.ts';
import { openHomeFor } from './environment.ts';
import type { Options } from './options.ts';
import { showProgress } from './progress.ts';

type Out = (text: string) => void;

const person: Actor = { kind: 'person', userId: process.env['USER'] ?? 'operator' };

/** Opens the home, acts on it and lets it work until only people are waited for. */
async function act(options: Options, out: Out, action: (home: Home) => Promise<string>): Promise<number> {
  const home = await openHomeFor(options, systemClock.now());
  try {
    await home.time.settle();
    const done = await action(home);
    await home.time.run();
    out(`${done}\n`);
    return 0;
  } finally {
    home.close();
  }
}

async function claimNamed({ services }: Home, text: string | undefined) {
  const claimId = text?.trim().toUpperCase() ?? '';
  const scope = isClaimId(claimId) ? await practiceOfClaim(services.items, claimId) : undefined;
  if (!isClaimId(claimId) || scope === undefined) {
    throw new SafeError(
      'there is no such claim: give its id (15 letters and digits), as npm run claimwright -- held lists it',
    );
  }
  return { claimId, scope };
}

function orRefuse<Value>(result: Result<Value, readonly FieldProblem[]>): Value {
  if (result.ok) return result.value;
  throw new SafeError(result.problem.map(({ field, message }) => `${field} ${message}`).join('\n'));
}

/** `correct CLAIM field=value…` */
export function correct(options: Options, out: Out): Promise<number> {
  const [claim, ...corrections] = options.positionals;
  if (corrections.length === 0)
    throw new SafeError('say what to correct: npm run claimwright -- correct CLAIM field=value');
  return act(options, out, async (home) => {
    const { scope, claimId } = await claimNamed(home, claim);
    orRefuse(await correctClaim(scope, person, home.services, claimId, corrections));
    return `corrected and released: npm run claimwright -- show ${claimId}`;
  });
}

/** `release CLAIM` */
export function release(options: Options, out: Out): Promise<number> {
  return act(options, out, async (home) => {
    const { scope, claimId } = await claimNamed(home, options.positionals[0]);
    orRefuse(await releaseClaim(scope, person, home.services, claimId));
    return `released: npm run claimwright -- show ${claimId}`;
  });
}

/** `accept RECORD` */
export function accept(options: Options, out: Out): Promise<number> {
  const [fileId = '', ordinal = ''] = options.positionals[0]?.split('-') ?? [];
  return act(options, out, async ({ services }) => {
    const accepted = orRefuse(await acceptConflict(person, services, fileId, Number(ordinal)));
    return accepted.as === 'correction'
      ? `accepted as a correction: npm run claimwright -- show ${accepted.claimId}`
      : `accepted as a new claim beside the earlier one, which stays as it is: npm run claimwright -- show ${accepted.claimId}`;
  });
}

/** `replay FILE` */
export function replay(options: Options, out: Out): Promise<number> {
  const [fileId = ''] = options.positionals;
  return act(options, out, async ({ services }) => {
    await replayFile(services, fileId.trim().toUpperCase());
    return 'read again: npm run claimwright -- start --once shows what became of it';
  });
}

const millisecondsADay = 86_400_000;

/** `advance 30d`: lets virtual time pass. */
export async function advance(options: Options, out: Out): Promise<number> {
  const days = /^(\d{1,4})d$/.exec(options.positionals[0] ?? '')?.[1];
  if (days === undefined) throw new SafeError('say how far: npm run claimwright -- advance 30d');
  const home = await openHomeFor(options, systemClock.now());
  try {
    if (!home.time.isVirtual) throw new SafeError('only virtual time can be advanced');
    const progress = showProgress(home);
    const until = new Date(home.time.now().getTime() + Number(days) * millisecondsADay);
    await home.time.advanceTo(until, progress.update);
    progress.stop();
    out(`it is now ${home.time.now().toISOString().slice(0, 10)}\n`);
    return 0;
  } finally {
    home.close();
  }
}
