import fc from 'fast-check';
import { type Guide, type Part, readFile } from '../../../shared/x12/index.ts';
import { elementMutants } from './element-mutants.ts';
import { fixesOf } from './fixes.ts';
import { isItem, pathsOf } from './guide-fields.ts';
import { itemsOf } from './layout.ts';
import type { Mutant } from './mutant.ts';
import { repaired } from './repaired.ts';
import { levelMutants, segmentMutants } from './segment-mutants.ts';
import { enveloped, type Subject, subjectOf } from './subject.ts';
import { type Fullness, valuesOf } from './valid-values.ts';

/** A small valid transaction set in which one part of the guide stands with all of its elements. */
export interface Carrier extends Subject {
  /** The line of that part. */
  readonly index: number;
  /** Whether no rule is broken: none is looked at where faults are sought. */
  readonly clean: boolean;
}

/** A part, what leads to it, and nothing that is not required; items come in pairs, so that there are neighbours. */
function carrying(part: Part, path: readonly Part[]): Fullness {
  const wanted = new Set([...path, part]);
  return {
    part: (one) => (wanted.has(one) ? 1 : 0),
    element: (one) => (one === part ? 1 : 0),
    times: (one) => (isItem(one) ? { min: 2, max: 2 } : { min: 1, max: 1 }),
  };
}

function carrierOf(guide: Guide, part: Part, path: readonly Part[]): Carrier | undefined {
  const values = valuesOf(guide, carrying(part, path));
  let second: Carrier | undefined;
  for (let seed = 1; seed <= 3; seed++) {
    const [raw] = fc.sample(values, { numRuns: 1, seed });
    if (!raw) continue;
    const { value, clean } = repaired(guide, raw, fixesOf(guide));
    const subject = subjectOf(guide, value);
    const index = subject.lines.findIndex((line) => line.part === part);
    if (index < 0) continue;
    if (clean) return { ...subject, index, clean };
    second ??= { ...subject, index, clean };
  }
  return second;
}

/** A carrier of each segment part of a guide; undefined where the guide's rules leave no way to one. */
export function* carriers(guide: Guide): Generator<readonly [part: Part, path: readonly Part[], Carrier | undefined]> {
  for (const [part, path] of pathsOf(guide)) {
    if ('parts' in part.of) continue;
    yield [part, path, carrierOf(guide, part, path)];
  }
}

/** Every fault that can be made in one segment of a transaction set. */
export function* mutantsAt(subject: Subject, index: number): Generator<Mutant> {
  yield* segmentMutants(subject, index);
  yield* levelMutants(subject, index);
  yield* elementMutants(subject, index);
}

/** The items of a transaction set as they are read from it. */
export function cleanItems({ guide, segments }: Subject): unknown[] {
  const reading = readFile(enveloped(guide, segments), [guide]);
  const value = reading.interchanges[0]?.groups[0]?.transactions[0]?.value;
  return itemsOf(guide, value as Record<string, unknown>);
}
