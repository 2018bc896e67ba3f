import { execFileSync } from 'node:child_process';

/**
 * What random tests draw from: the same for all who test a revision, so that a check says what its author saw, and another
 * with each revision, so that more is tried. `FAST_CHECK_SEED` (a whole number) chooses others. Outside of a checkout always the same.
 */
export function seedOfRevision(): string {
  const chosen = process.env['FAST_CHECK_SEED'];
  if (chosen !== undefined) return chosen;
  try {
    const tree = execFileSync('git', ['rev-parse', 'HEAD^{tree}'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return String(Number.parseInt(tree.slice(0, 7), 16));
  } catch {
    return '1';
  }
}
