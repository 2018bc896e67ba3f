import { isDeepStrictEqual } from 'node:util';
import { type Guide, type Issue, readFile, readItems } from '../../../shared/x12/index.ts';
import type { EnvelopeMutant } from './envelope-mutants.ts';
import type { Mutant } from './mutant.ts';
import { enveloped } from './subject.ts';

/** What reading made of a mutant. */
export interface Verdict {
  /** `found`: at its place and by its name; `misplaced`: something else was said; `missed`: nothing was. */
  readonly is: 'found' | 'misplaced' | 'missed';
  /** Whether items that have no fault paid for it. */
  readonly neighboursPay: boolean;
  /** Issues beyond the one. */
  readonly more: number;
  readonly issues: readonly Issue[];
}

function tells({ from, to, elements, component, codes }: Mutant, { code, place }: Issue): boolean {
  const at = (place.segment ?? 0) - 2;
  if (!codes.includes(code) || at < from || at > to) return false;
  if (elements && !elements.includes(place.element ?? 0)) return false;
  return component === undefined || place.component === undefined || component === place.component;
}

/** Rules have tests of their own: what is made here breaks them as it may. */
function ofTables(issues: readonly Issue[]): readonly Issue[] {
  return issues.filter(({ code }) => code !== 'rule-broken');
}

/** `clean`: the items of the transaction set without the fault. */
export async function judge(guide: Guide, mutant: Mutant, clean: readonly unknown[]): Promise<Verdict> {
  const text = enveloped(guide, mutant.segments);
  const issues = ofTables(readFile(text, [guide]).issues);
  const found = issues.some((issue) => tells(mutant, issue));
  return {
    is: found ? 'found' : issues.length > 0 ? 'misplaced' : 'missed',
    neighboursPay: mutant.item !== undefined && (await paid(guide, text, clean, mutant.item)),
    more: Math.max(0, issues.length - 1),
    issues,
  };
}

/** Whether an item other than the one at fault has an issue or is not what it was. */
async function paid(guide: Guide, text: string, clean: readonly unknown[], faulty: number): Promise<boolean> {
  let at = 0;
  for await (const { value, issues } of readItems(text, [guide])) {
    if (at !== faulty && (ofTables(issues).length > 0 || !isDeepStrictEqual(value, clean[at]))) return true;
    at++;
  }
  return at !== clean.length;
}

export function judgeEnvelope(guide: Guide, { text, segmentId, element, codes }: EnvelopeMutant): Verdict {
  const issues = ofTables(readFile(text, [guide]).issues);
  const found = issues.some(({ code, place }) => {
    if (!codes.includes(code)) return false;
    return (
      (segmentId === undefined || place.segmentId === segmentId) && (element === undefined || place.element === element)
    );
  });
  const is = found ? 'found' : issues.length > 0 ? 'misplaced' : 'missed';
  return { is, neighboursPay: false, more: issues.length - 1, issues };
}
