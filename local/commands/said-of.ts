import { printable, SafeError } from '../../shared/safe-error.ts';
import { systemReason } from '../home/system-reason.ts';

/** What is printed of a problem that ended a command. */
export function saidOf(problem: unknown): string {
  if (problem instanceof SafeError) return problem.message;
  return (
    systemReason(problem) ??
    `${printable(problem)}: this is a defect; CLAIMWRIGHT_DEBUG=1 prints where it happened, and may quote data`
  );
}
