import { type ClaimId, type FieldProblem, findingText, isClaimId } from '../../shared/claims/index.ts';
import { type Actor, type PracticeScope, practiceOfClaim, readFileRecord } from '../../shared/repositories/index.ts';
import type { Result } from '../../shared/result.ts';
import { SafeError } from '../../shared/safe-error.ts';
import { acceptConflict, correctClaim, releaseClaim, replayFile } from '../../shared/use-cases/index.ts';
import type { Home } from '../home/home.ts';
import { type ActOutcome, outcomeOfAct, outcomeOfClaim, outcomeOfFile } from './act-outcome.ts';
import { openExistingHome } from './environment.ts';
import { namedClaim } from './named-claim.ts';
import type { Options } from './options.ts';
import { printedCommand } from './printed-command.ts';

type Out = (text: string) => void;

const person: Actor = { kind: 'person', userId: process.env['USER'] ?? 'operator' };

/**
 * Opens the home, acts on it and does what can be done at its present. Time does not pass, so that what is corrected
 * next is no later. Exit status 1 when it has not helped; `action` answers undefined when it could not tell on what to
 * act, and has said so.
 */
async function act(
  options: Options,
  out: Out,
  action: (home: Home) => Promise<(() => Promise<ActOutcome>) | undefined>,
): Promise<number> {
  const home = await openExistingHome(options);
  try {
    await home.time.settle();
    const outcome = await action(home);
    if (outcome === undefined) return 1;
    await home.time.settle();
    const became = await outcome();
    out(outcomeOfAct(became, home, options));
    return became.hasHelped ? 0 : 1;
  } finally {
    home.close();
  }
}

function orRefuse<Value>(result: Result<Value, readonly FieldProblem[]>): Value {
  if (result.ok) return result.value;
  throw new SafeError(result.problem.map(findingText).join('\n'));
}

/** Acts on the one claim that is named. */
function actOnClaim(
  options: Options,
  out: Out,
  done: string,
  action: (home: Home, scope: PracticeScope, claimId: ClaimId) => Promise<Result<unknown, readonly FieldProblem[]>>,
): Promise<number> {
  return act(options, out, async (home) => {
    const claim = await namedClaim(home.services, options.positionals[0] ?? '', options, out);
    if (claim === undefined) return undefined;
    const scope = { practiceId: claim.practiceId };
    orRefuse(await action(home, scope, claim.claimId));
    return () => outcomeOfClaim(home, scope, claim.claimId, done, options);
  });
}

/** `correct CLAIM field=value…` */
export function correct(options: Options, out: Out): Promise<number> {
  const [claim, ...corrections] = options.positionals;
  if (claim === undefined || corrections.length === 0) {
    throw new SafeError(`say what to correct: ${printedCommand(options, 'correct', 'CLAIM', 'field=value')}`);
  }
  return actOnClaim(options, out, 'corrected', ({ services }, scope, claimId) =>
    correctClaim(scope, person, services, claimId, corrections),
  );
}

/** `release CLAIM` */
export function release(options: Options, out: Out): Promise<number> {
  if (options.positionals.length !== 1) {
    throw new SafeError(`say which claim to release: ${printedCommand(options, 'release', 'CLAIM')}`);
  }
  return actOnClaim(options, out, 'released', ({ services }, scope, claimId) =>
    releaseClaim(scope, person, services, claimId),
  );
}

/** `accept RECORD` */
export function accept(options: Options, out: Out): Promise<number> {
  const [fileId = '', ordinal = ''] = options.positionals[0]?.toUpperCase().split('-') ?? [];
  if (fileId === '' || !/^\d+$/.test(ordinal)) {
    throw new SafeError(`say which record to accept, as held lists it: ${printedCommand(options, 'accept', 'RECORD')}`);
  }
  return act(options, out, async (home) => {
    const { claimId, as } = orRefuse(await acceptConflict(person, home.services, fileId, Number(ordinal)));
    const scope = isClaimId(claimId) ? await practiceOfClaim(home.services.items, claimId) : undefined;
    if (scope === undefined) throw new SafeError(`the claim ${claimId} that it became is not there`);
    const done =
      as === 'correction'
        ? 'accepted as a correction'
        : 'accepted as a new claim beside the earlier one, which stays as it is';
    return () => outcomeOfClaim(home, scope, claimId, done, options);
  });
}

/** `replay FILE` */
export function replay(options: Options, out: Out): Promise<number> {
  const fileId = options.positionals[0]?.trim().toUpperCase() ?? '';
  if (fileId === '') throw new SafeError(`say which file to read again: ${printedCommand(options, 'replay', 'FILE')}`);
  return act(options, out, async ({ services }) => {
    if ((await readFileRecord(services.items, fileId)) === undefined) {
      throw new SafeError(`there is no file ${fileId}: give the id by which the report names it`);
    }
    await replayFile(services, fileId);
    return () => outcomeOfFile(services, fileId);
  });
}
