import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Guide, Loop } from '../../shared/x12/index.ts';
import { everyGuide } from '../guides/every-guide.ts';
import { sample } from '../sample.ts';
import { envelopeMutants } from './generate/envelope-mutants.ts';
import { isLoop } from './generate/guide-fields.ts';
import { judge, judgeEnvelope, type Verdict } from './generate/judge.ts';
import { subjectOf } from './generate/subject.ts';
import { carriers, cleanItems, mutantsAt } from './generate/subjects.ts';
import { evenly, valuesOf } from './generate/valid-values.ts';
import { issueLines } from './issue-lines.ts';

/** One in so many mutants is read; all of them by hand, as `X12_EVERY=1 npx vitest run test/x12/mutants.test.ts`. */
const every = Number(process.env['X12_EVERY'] ?? sample(50, 20));
const numRuns = sample(10, 400);

/** What breaks more than one thing, by its kind or by its place. */
const toldTwice: ReadonlySet<string> = new Set([
  'segment terminator inside',
  'segment before its loop',
  // Of three uses of PER the one that must come is presumed, and lists other codes in PER03.
  '1000A/PER01',
  // A date of the next loop's kind, whose opening segment seems to be missing.
  '2400/DTP',
  // Said to be missing before it came, with an item that had to leave.
  'AK1',
]);

/** What is wrong with a verdict, in a line for people; nothing when the fault is found and no neighbour pays. */
function complaint(kind: string, where: string, { is, neighboursPay, issues }: Verdict): string[] {
  if (is === 'found' && !neighboursPay) return [];
  return [`${is}${neighboursPay ? ', neighbours pay' : ''}: ${kind} at ${where}: ${issueLines(issues).join(', ')}`];
}

/** The same, with what is told more than once. */
function strictComplaint(kind: string, where: string, verdict: Verdict): string[] {
  if (verdict.more === 0 || toldTwice.has(kind) || toldTwice.has(where)) return complaint(kind, where, verdict);
  return [`told more than once: ${kind} at ${where}: ${issueLines(verdict.issues).join(', ')}`];
}

function idsOf({ parts }: Loop): string[] {
  return Object.values(parts).flatMap(({ of }) => (isLoop(of) ? idsOf(of) : [of.id]));
}

/** Whether a drawn text ends as a segment begins, so that two segments seem to have run together. */
function mayBeTwo(segment: string, ids: readonly string[]): boolean {
  const inside = segment.split('*').slice(1, -1);
  return inside.some((text) => ids.some((id) => text.length > id.length && text.endsWith(id)));
}

async function complaintsOf(guide: Guide): Promise<string[]> {
  const complaints: string[] = [];
  let made = 0;
  let first = true;
  for (const carrier of carriers(guide)) {
    if (first) {
      for (const mutant of envelopeMutants(carrier))
        complaints.push(...complaint(mutant.kind, 'envelope', judgeEnvelope(guide, mutant)));
    }
    first = false;
    const clean = cleanItems(carrier);
    for (const mutant of mutantsAt(carrier, carrier.index)) {
      made++;
      if (made % every !== 0) continue;
      complaints.push(...strictComplaint(mutant.kind, mutant.where, await judge(guide, mutant, clean)));
    }
  }
  expect(made).toBeGreaterThan(100);
  return complaints;
}

describe.each(everyGuide.map((guide) => [guide.name, guide] as const))('%s', (_, guide) => {
  test('every kind of fault at every place of the guide is reported there, and costs no neighbour', async () => {
    expect(await complaintsOf(guide)).toEqual([]);
  });

  test('so is any fault anywhere in any transaction set', async () => {
    const ids = [...new Set([...idsOf(guide), 'SE'])];
    await fc.assert(
      fc.asyncProperty(valuesOf(guide, evenly(0.12)), fc.nat(), fc.nat(), async (value, place, choice) => {
        const subject = subjectOf(guide, value);
        fc.pre(!subject.segments.some((segment) => mayBeTwo(segment, ids)));
        const mutants = [...mutantsAt(subject, place % subject.lines.length)];
        const mutant = mutants[choice % mutants.length];
        if (!mutant) throw new Error('nothing can be wrong here');
        const verdict = await judge(guide, mutant, cleanItems(subject));
        expect(complaint(mutant.kind, mutant.where, verdict)).toEqual([]);
      }),
      { numRuns },
    );
  });
});
