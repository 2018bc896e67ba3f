import { mayTouch, type Practices } from '../access/index.ts';
import type { FieldProblem, Practice } from '../claims/index.ts';
import type { Items } from '../ports/index.ts';
import { enrolledPractices } from '../repositories/index.ts';
import type { Services } from './services.ts';

/**
 * Which identifiers of a practice to be put are another one's, of all that are known. Claims and payments find their
 * practice by them: an NPI is of one practice alone, and whoever may act for all says which share a tax id. What the
 * practice has already is its own; whose another one is, is told to whoever may see that practice.
 */
export async function identifiersOfOthers(
  { configuration }: Services,
  items: Items,
  practices: Practices,
  { practiceId, billingProvider: { npi, taxId } }: Practice,
): Promise<readonly FieldProblem[]> {
  const configured = [...configuration.practices, ...(configuration.file?.practices ?? [])];
  const ids = new Set(configured.map((each) => each.practiceId));
  const enrolled = (await enrolledPractices(items)).filter((each) => !ids.has(each.practiceId));
  const others = [...configured, ...enrolled].filter((each) => each.practiceId !== practiceId);
  const own = configuration.practices.find((each) => each.practiceId === practiceId)?.billingProvider;

  const ofNpi = others.find((each) => each.billingProvider.npi === npi || each.practiceId === `npi-${npi}`);
  const ofTaxId = others.find((each) => digits(each.billingProvider.taxId) === digits(taxId));
  const problems: FieldProblem[] = [];
  if (ofNpi !== undefined && own?.npi !== npi) {
    const message = mayTouch(practices, ofNpi.practiceId)
      ? `is that of the practice ${ofNpi.practiceId}: put it under that id, in whose books its claims are`
      : 'is that of another practice';
    problems.push({ field: 'billingProvider.npi', message });
  }
  if (practices !== 'all' && ofTaxId !== undefined && digits(own?.taxId) !== digits(taxId)) {
    const message = 'is that of another practice: only who may act for all practices lets them share it';
    problems.push({ field: 'billingProvider.taxId', message });
  }
  return problems;
}

function digits(taxId: string | undefined): string | undefined {
  return taxId?.replace(/\D/g, '');
}
