import type { FileRecord } from '../repositories/index.ts';
import { type PlacedReason, sayReasons } from './say-reasons.ts';

/** What one reader made of the answers in a file that are its. */
export interface AnswersRead {
  readonly problems: readonly PlacedReason[];
  /** Transaction sets of an 835, or acknowledgements. */
  readonly taken: number;
}

/** What becomes of a file whose answers were read, by however many readers. */
export function fileAfter(read: readonly AnswersRead[]): Pick<FileRecord, 'status' | 'reason' | 'answersTaken'> {
  const problems = read.flatMap((each) => each.problems);
  if (problems.length === 0) return { status: 'read' };
  const answersTaken = read.reduce((sum, { taken }) => sum + taken, 0);
  return { status: 'quarantined', reason: sayReasons(problems), answersTaken };
}
