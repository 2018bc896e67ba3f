import { everyGuide } from '../guides/every-guide.ts';
import { envelopeMutants } from './generate/envelope-mutants.ts';
import { judge, judgeEnvelope, type Verdict } from './generate/judge.ts';
import { carriers, cleanItems, mutantsAt } from './generate/subjects.ts';
import { issueLines } from './issue-lines.ts';

/** Prints, for each guide, how each kind of fault is found and what is not: `npm run mutants -- 837 …`. */

const wanted = process.argv.slice(2);
const guides = everyGuide.filter(
  ({ set, version }) => wanted.length === 0 || wanted.includes(set) || wanted.includes(version),
);

for (const guide of guides) {
  const kinds = new Map<string, Record<'made' | 'misplaced' | 'missed' | 'neighbours' | 'more', number>>();
  const failures: string[] = [];
  const note = (kind: string, where: string, { is, neighboursPay, more, issues }: Verdict) => {
    const row = kinds.get(kind) ?? { made: 0, misplaced: 0, missed: 0, neighbours: 0, more: 0 };
    kinds.set(kind, row);
    row.made++;
    if (is !== 'found') row[is]++;
    if (neighboursPay) row.neighbours++;
    if (more > 0) row.more++;
    if (is !== 'found' || neighboursPay)
      failures.push(
        `${is}${neighboursPay ? ', neighbours pay' : ''}: ${kind} at ${where}: ${issueLines(issues).join(', ')}`,
      );
    else if (more > 0 && process.env['MORE'])
      failures.push(`more: ${kind} at ${where}: ${issueLines(issues).join(', ')}`);
  };
  let first = true;
  for (const carrier of carriers(guide)) {
    if (first)
      for (const mutant of envelopeMutants(carrier)) note(mutant.kind, 'envelope', judgeEnvelope(guide, mutant));
    first = false;
    const clean = cleanItems(carrier);
    for (const mutant of mutantsAt(carrier, carrier.index))
      note(mutant.kind, `${mutant.where} #${mutant.from + 2}`, await judge(guide, mutant, clean));
  }
  process.stdout.write(`\n${guide.name} (${guide.version})\n`);
  for (const [kind, row] of kinds) {
    const counts = Object.entries(row).filter(([, count]) => count > 0);
    process.stdout.write(`  ${kind}: ${counts.map(([name, count]) => `${count} ${name}`).join(', ')}\n`);
  }
  for (const failure of failures) process.stdout.write(`  ! ${failure}\n`);
}
