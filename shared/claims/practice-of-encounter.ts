import type { Practice } from './configuration.ts';
import { nearestName } from './edit-distance.ts';
import type { Encounter } from './encounter.ts';
import type { FieldProblem } from './encounter-problems.ts';

/** Of which practices the sender may know. */
export type MaySee = (practiceId: string) => boolean;

/** More ids than these help nobody to find the right one. */
const mostNamed = 5;

/**
 * Which configured practice is meant by an id that is not configured. Taken as one of its own, even though it says who
 * bills, its visits would be in two sets of books and be billed twice.
 */
export function mistakenPractice(
  { practiceId, billingProvider }: Pick<Encounter, 'practiceId' | 'billingProvider'>,
  practices: readonly Practice[],
  maySee: MaySee,
): FieldProblem | undefined {
  if (practices.some((each) => each.practiceId === practiceId)) return undefined;
  const ofNpi = practices.find((each) => each.billingProvider.npi === billingProvider?.npi);
  if (ofNpi !== undefined) return npiOfAnother(ofNpi, maySee);
  const sameLetters = (each: Practice) => each.practiceId.toLowerCase() === practiceId.toLowerCase();
  const meant = practices.find((each) => maySee(each.practiceId) && sameLetters(each));
  return meant && notConfigured(`: the configuration has ${meant.practiceId}; send that id`);
}

/** Of an encounter whose billing provider's NPI is that of another practice than it names. */
export function npiOfAnother({ practiceId }: Practice, maySee: MaySee): FieldProblem {
  return maySee(practiceId)
    ? notConfigured(`, and billingProvider.npi is that of ${practiceId}: send that id`)
    : { field: 'billingProvider.npi', message: 'is that of another practice' };
}

/** Of an encounter that does not say who bills either. */
export function unknownPractice(practiceId: string, practices: readonly Practice[], maySee: MaySee): FieldProblem {
  const ids = practices.map((each) => each.practiceId).filter(maySee);
  const near = nearestName(practiceId, ids);
  const named = near === undefined ? ids.slice(0, ids.length > mostNamed ? 0 : mostNamed) : [near];
  return notConfigured(
    named.length === 0
      ? ': add it to the configuration, or send billingProvider'
      : `: the configuration has ${named.join(', ')}; correct it, add the practice, or send billingProvider`,
  );
}

function notConfigured(what: string): FieldProblem {
  return { field: 'practiceId', message: `is not a configured practice${what}` };
}
