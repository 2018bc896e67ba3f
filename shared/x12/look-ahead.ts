import type { Delimiters } from './delimiters.ts';
import { findLevel } from './find-level.ts';
import { firstRequired, isAwaited, isOf, mayEndWith, mayFollowWithin } from './find-orphan.ts';
import { type Finding, findPart } from './find-part.ts';
import type { Frame } from './frame.ts';
import { faultyParent } from './hierarchy.ts';

/** Whether the segment that follows can tell more of this one than what came before. */
export function isDoubtful(finding: Finding, elements: readonly string[], stack: readonly Frame[]): boolean {
  if (elements[0] !== 'HL') return finding.is === 'within' || finding.is === 'presumed';
  if (finding.is !== 'due') return true;
  const parent = stack.slice(0, finding.level + 1).findLast(({ loop }) => loop.hierarchical);
  return faultyParent(elements, parent) !== undefined;
}

/** What a segment in doubt is by the one that follows it; nothing follows at the end of the transaction set. */
export function findByNext(
  finding: Finding,
  elements: readonly string[],
  next: readonly string[] | undefined,
  stack: readonly Frame[],
  delimiters: Delimiters,
): Finding {
  if (elements[0] !== 'HL' && finding.is === 'presumed') {
    const { part } = finding;
    return next && !part.part.list && isOf(part, next, delimiters) ? { is: 'unexpected' } : finding;
  }
  if (finding.is === 'within')
    return isOrphan(finding, elements, next, stack, delimiters) ? finding : finding.otherwise;
  return findLevel(stack, elements, next, delimiters) ?? finding;
}

/** Whether the opening segment of its loop is missing: it may follow too late, or the file go on as if nothing were. */
function isOrphan(
  { frame, level, part, otherwise }: Extract<Finding, { is: 'within' }>,
  elements: readonly string[],
  next: readonly string[] | undefined,
  stack: readonly Frame[],
  delimiters: Delimiters,
): boolean {
  const { loop } = part;
  if (!loop) return false;
  const isDue = isAwaited(frame, part);
  const isStrong = isDue || firstRequired(loop, elements, delimiters) !== undefined;
  const isOnceTooOften = otherwise.is === 'due';
  if (!next) return isDue || (isStrong && !isOnceTooOften);
  const isWhole = mayEndWith(loop, elements, delimiters);
  if (isOf(part, next, delimiters)) return part.part.list && isWhole && isStrong && !isOnceTooOften;
  const fits = mayFollowWithin(loop, elements, next, delimiters);
  const goesOn = (open: readonly Frame[]) => findPart(open, next, delimiters).is === 'due';
  if (isOnceTooOften || !isStrong) return fits && !goesOn(stack);
  return isDue || fits || !goesOn(stack) || (isWhole && goesOn(stack.slice(0, level + 1)));
}
