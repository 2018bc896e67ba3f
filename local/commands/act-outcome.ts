import { type ClaimId, type ClaimStatus, type Finding, findingText } from '../../shared/claims/index.ts';
import {
  type ClaimFile,
  currentSubmission,
  type PracticeScope,
  readClaimFile,
  readFileRecord,
} from '../../shared/repositories/index.ts';
import { SafeError } from '../../shared/safe-error.ts';
import { isWaitingForPerson, type Services } from '../../shared/use-cases/index.ts';
import type { Home } from '../home/home.ts';
import { commandsToMend } from './commands-to-mend.ts';
import type { Options } from './options.ts';
import { type CalledWith, printedCommand } from './printed-command.ts';

/** What became of that on which a person acted. */
export interface ActOutcome {
  /** False when it waits for a person again. */
  readonly hasHelped: boolean;
  /** `corrected: ABC is ready to be sent` */
  readonly said: string;
  /** What it waits for. */
  readonly reasons: readonly Finding[];
  /** What to type next. */
  readonly commands: readonly string[];
}

const became = {
  received: 'is on its way',
  'in-process': 'is on its way',
  held: 'is held again',
  rejected: 'is rejected again',
  overdue: 'is overdue again',
  denied: 'is denied, as before',
  'partially-denied': 'is denied in part, as before',
  appealed: 'is appealed',
  paid: 'is paid',
  'patient-responsibility': 'is owed by the patient alone',
  closed: 'is closed: no payer owes an answer',
  voided: 'is voided',
} as const satisfies Record<ClaimStatus, string>;

/** Looks at the claim once the home has done what it can at its present. */
export async function outcomeOfClaim(
  { services }: Pick<Home, 'services'>,
  scope: PracticeScope,
  claimId: ClaimId,
  done: string,
  calledWith: CalledWith,
  isDone = (claim: ClaimFile): boolean => !isWaitingForPerson(claim),
): Promise<ActOutcome> {
  const file = await readClaimFile(services.items, scope, claimId);
  if (file === undefined) throw new SafeError(`the claim ${claimId} is not there any more`);
  const { record } = file;
  const submission = currentSubmission(file);
  const isReady = submission?.round === record.round && submission.status === 'ready';
  const hasHelped = isDone(file);
  const how = record.status === 'in-process' && isReady ? 'is ready to be sent' : became[record.status];
  return {
    hasHelped,
    said: `${done}: ${claimId} ${how}`,
    reasons: hasHelped ? [] : record.reasons,
    commands: hasHelped
      ? [printedCommand(calledWith, 'show', claimId)]
      : await commandsToMend(services.items, record, calledWith),
  };
}

/** Looks at a file that was read again. */
export async function outcomeOfFile({ items }: Pick<Services, 'items'>, fileId: string): Promise<ActOutcome> {
  const file = await readFileRecord(items, fileId);
  const hasHelped = file?.status !== 'quarantined';
  const why = file?.reason === undefined ? '' : `: ${file.reason}`;
  const said = hasHelped ? `read again: ${fileId}` : `read again: ${fileId} is quarantined again${why}`;
  return { hasHelped, said, reasons: [], commands: [] };
}

/** Nothing goes on with it. */
export function outcomeOfDismissal(record: string): ActOutcome {
  return { hasHelped: true, said: `dismissed: ${record} waits for nobody`, reasons: [], commands: [] };
}

/** What is printed of it, with how time goes on where it waits for that. */
export function outcomeOfAct(outcome: ActOutcome, { time }: Pick<Home, 'time'>, options: Options): string {
  const { hasHelped, said, reasons, commands } = outcome;
  const now = time.now().toISOString();
  const goesOnWith = time.isVirtual ? printedCommand(options, 'run', '--once') : printedCommand(options, 'serve');
  if (options.json) return `${JSON.stringify({ hasHelped, said, reasons, commands, now, goesOnWith }, undefined, 2)}\n`;
  const goesOn = time.isVirtual
    ? `It is ${now.slice(0, 10)} and no time has passed. To let it pass:`
    : 'It goes on while it is served:';
  return [
    said,
    ...reasons.map((reason) => `  ${findingText(reason)}`),
    ...commands.map((command) => `  > ${command}`),
    ...(hasHelped ? [goesOn, `  > ${goesOnWith}`] : []),
    '',
  ].join('\n');
}
