/** Whether SQLite could not do it because another has the file. */
export function isBusy(problem: unknown): boolean {
  return problem instanceof Error && 'errcode' in problem && problem.errcode === 5;
}
