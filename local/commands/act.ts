import { type ClaimId, type FieldProblem, findingText, isClaimId } from '../../shared/claims/index.ts';
import {
  type Actor,
  type ClaimFile,
  type PracticeScope,
  practiceOfClaim,
  readFileRecord,
} from '../../shared/repositories/index.ts';
import type { Result } from '../../shared/result.ts';
import { SafeError } from '../../shared/safe-error.ts';
import {
  acceptConflict,
  billPatient as billClaimToPatient,
  correctClaim,
  dismissFile,
  dismissRecord,
  notBillable,
  releaseClaim,
  replayFile,
  type Services,
  withdrawClaim,
} from '../../shared/use-cases/index.ts';
import { type ActOutcome, outcomeOfAct, outcomeOfClaim, outcomeOfDismissal, outcomeOfFile } from './act-outcome.ts';
import { type Audited, audited, operator } from './audited.ts';
import { openExistingHome } from './environment.ts';
import { namedClaim } from './named-claim.ts';
import type { Options } from './options.ts';
import { printedCommand } from './printed-command.ts';

type Out = (text: string) => void;

const person: Actor = { kind: 'person', userId: operator };

/** What a command acts with: each claim that is read and changed is written down. */
interface Acting extends Pick<Audited, 'begun' | 'shown'> {
  readonly services: Services;
}

/**
 * Opens the home, acts on it and does what can be done at its present. Time does not pass, so that what is corrected
 * next is no later. Exit status 1 when it has not helped; `action` answers undefined when it could not tell on what to
 * act, and has said so.
 */
async function act(
  command: string,
  options: Options,
  out: Out,
  action: (acting: Acting) => Promise<(() => Promise<ActOutcome>) | undefined>,
): Promise<number> {
  const home = await openExistingHome(options);
  try {
    await home.time.settle();
    const { items, begun, shown } = audited({ ...home.services, access: home.access }, command);
    const outcome = await action({ services: { ...home.services, items }, begun, shown });
    if (outcome === undefined) return 1;
    await home.time.settle();
    const became = await outcome();
    await shown();
    out(outcomeOfAct(became, home, options));
    return became.hasHelped ? 0 : 1;
  } finally {
    await home.close();
  }
}

function orRefuse<Value>(result: Result<Value, readonly FieldProblem[]>): Value {
  if (result.ok) return result.value;
  throw new SafeError(result.problem.map(findingText).join('\n'));
}

/** Acts on the one claim that is named. */
function actOnClaim(
  command: string,
  options: Options,
  out: Out,
  done: string,
  action: (
    services: Services,
    scope: PracticeScope,
    claimId: ClaimId,
  ) => Promise<Result<unknown, readonly FieldProblem[]>>,
  isDone?: (claim: ClaimFile) => boolean,
): Promise<number> {
  return act(command, options, out, async ({ services, begun, shown }) => {
    const several: string[] = [];
    const claim = await namedClaim(services, options.positionals[0] ?? '', options, (text) => void several.push(text));
    if (claim === undefined) {
      await shown();
      out(several.join(''));
      return undefined;
    }
    const scope = { practiceId: claim.practiceId };
    await begun();
    orRefuse(await action(services, scope, claim.claimId));
    return () => outcomeOfClaim({ services }, scope, claim.claimId, done, options, isDone);
  });
}

/** `correct CLAIM field=value…` */
export function correct(options: Options, out: Out): Promise<number> {
  const [claim, ...corrections] = options.positionals;
  if (claim === undefined || corrections.length === 0) {
    throw new SafeError(`say what to correct: ${printedCommand(options, 'correct', 'CLAIM', 'field=value')}`);
  }
  return actOnClaim('correct', options, out, 'corrected', (services, scope, claimId) =>
    correctClaim(scope, person, services, claimId, corrections),
  );
}

/** `release CLAIM` */
export function release(options: Options, out: Out): Promise<number> {
  if (options.positionals.length !== 1) {
    throw new SafeError(`say which claim to release: ${printedCommand(options, 'release', 'CLAIM')}`);
  }
  return actOnClaim('release', options, out, 'released', (services, scope, claimId) =>
    releaseClaim(scope, person, services, claimId),
  );
}

/** `bill-patient CLAIM` */
export function billPatient(options: Options, out: Out): Promise<number> {
  if (options.positionals.length !== 1) {
    throw new SafeError(`say which claim to bill to its patient: ${printedCommand(options, 'bill-patient', 'CLAIM')}`);
  }
  // What was denied otherwise still waits.
  const isBilled = (claim: ClaimFile): boolean => notBillable(claim) !== undefined;
  const bill = (services: Services, scope: PracticeScope, claimId: ClaimId) =>
    billClaimToPatient(scope, person, services, claimId);
  return actOnClaim('bill-patient', options, out, 'billed to the patient', bill, isBilled);
}

/** `withdraw CLAIM` */
export function withdraw(options: Options, out: Out): Promise<number> {
  if (options.positionals.length !== 1) {
    throw new SafeError(`say which claim to withdraw: ${printedCommand(options, 'withdraw', 'CLAIM')}`);
  }
  return actOnClaim('withdraw', options, out, 'withdrawn', (services, scope, claimId) =>
    withdrawClaim(scope, person, services, claimId),
  );
}

/** The file and the place of a record, as lists name it. */
function namedRecord(
  command: string,
  options: Options,
  what = 'record',
): { readonly fileId: string; readonly ordinal: number } {
  const [fileId = '', ordinal = ''] = options.positionals[0]?.toUpperCase().split('-') ?? [];
  if (fileId !== '' && /^\d+$/.test(ordinal)) return { fileId, ordinal: Number(ordinal) };
  const usage = printedCommand(options, command, 'RECORD');
  throw new SafeError(`say which ${what} to ${command}, as the report lists it: ${usage}`);
}

/** `accept RECORD` */
export function accept(options: Options, out: Out): Promise<number> {
  const { fileId, ordinal } = namedRecord('accept', options);
  return act('accept', options, out, async ({ services, begun }) => {
    await begun(fileId);
    const { claimId, as } = orRefuse(await acceptConflict(person, services, fileId, ordinal));
    const scope = isClaimId(claimId) ? await practiceOfClaim(services.items, claimId) : undefined;
    if (scope === undefined) throw new SafeError(`the claim ${claimId} that it became is not there`);
    const done = as === 'correction' ? 'accepted as a correction' : 'accepted as a new claim beside the earlier one';
    return () => outcomeOfClaim({ services }, scope, claimId, done, options);
  });
}

/** `dismiss RECORD`, or a file that is quarantined */
export function dismiss(options: Options, out: Out): Promise<number> {
  const whole = options.positionals[0]?.trim().toUpperCase() ?? '';
  if (/^[A-Z2-7]{20}$/.test(whole)) {
    return act('dismiss', options, out, async ({ services, begun }) => {
      await begun(whole);
      orRefuse(await dismissFile(services, whole));
      return async () => outcomeOfDismissal(whole);
    });
  }
  const { fileId, ordinal } = namedRecord('dismiss', options, 'record or quarantined file');
  return act('dismiss', options, out, async ({ services, begun }) => {
    await begun(fileId);
    orRefuse(await dismissRecord(services, fileId, ordinal));
    return async () => outcomeOfDismissal(`${fileId}-${ordinal}`);
  });
}

/** `replay FILE` */
export function replay(options: Options, out: Out): Promise<number> {
  const fileId = options.positionals[0]?.trim().toUpperCase() ?? '';
  if (fileId === '') throw new SafeError(`say which file to read again: ${printedCommand(options, 'replay', 'FILE')}`);
  return act('replay', options, out, async ({ services, begun }) => {
    if ((await readFileRecord(services.items, fileId)) === undefined) {
      throw new SafeError(`there is no file ${fileId}: give the id by which the report names it`);
    }
    await begun(fileId);
    await replayFile(services, fileId);
    return () => outcomeOfFile(services, fileId);
  });
}
