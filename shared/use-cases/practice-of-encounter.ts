import { mayTouch, type Practices } from '../access/index.ts';
import { type FieldProblem, npiOfAnother, type Practice } from '../claims/index.ts';
import { isNpi } from '../npi.ts';
import { enrolledPractices } from '../repositories/index.ts';
import type { Services } from './services.ts';

/** Why an encounter's practice is none of its own; undefined where it is one. */
export type PracticeJudge = (practice: Practice) => Promise<FieldProblem | undefined>;

/**
 * Tells of encounters, in their order, whose practice nobody configured under an NPI with which claims are in another
 * one's books: as far as the sender may see that one, since nobody is to keep a practice out by saying its NPI first.
 */
export function practiceJudge(
  { items, configuration }: Pick<Services, 'items' | 'configuration'>,
  practices: Practices,
): PracticeJudge {
  /** Those that have sent something, and those of these very encounters. */
  let known: Practice[] | undefined;
  const isConfigured = ({ practiceId }: Practice) =>
    configuration.practices.some((each) => each.practiceId === practiceId);
  const maySee = (practiceId: string) => mayTouch(practices, practiceId);

  return async (practice) => {
    const { npi } = practice.billingProvider;
    if (npi === undefined || !isNpi(npi) || isConfigured(practice) || !maySee(practice.practiceId)) return undefined;
    known ??= (await enrolledPractices(items)).filter((each) => !isConfigured(each) && maySee(each.practiceId));
    if (known.some((each) => each.practiceId === practice.practiceId)) return undefined;
    const other = known.find((each) => each.billingProvider.npi === npi || each.practiceId === `npi-${npi}`);
    if (other !== undefined) return npiOfAnother(other, maySee);
    known.push(practice);
    return undefined;
  };
}
