import { type Problem, problem } from '../problem.ts';

/** The version of a thing that counts its changes. */
export function etagOf(revision: number): string {
  return `"r${revision}"`;
}

/** The revision that If-Match names. */
export function revisionIn(ifMatch: string | undefined): number | Problem {
  const [, revision] = /^\s*"r(\d{1,9})"\s*$/.exec(ifMatch ?? '') ?? [];
  if (revision !== undefined) return Number(revision);
  return problem('header-invalid', 'Send the ETag as it was answered, with its quotes.', {
    errors: [{ header: 'If-Match', detail: 'is no ETag of ours' }],
  });
}

export const changedMeanwhile = problem('changed-meanwhile', 'Read it again, and decide on what it is now.');
