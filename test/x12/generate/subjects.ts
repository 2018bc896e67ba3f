import fc from 'fast-check';
import { type Guide, type Part, readFile } from '../../../shared/x12/index.ts';
import { elementMutants } from './element-mutants.ts';
import { isItem, pathsOf } from './guide-fields.ts';
import { itemsOf } from './layout.ts';
import type { Mutant } from './mutant.ts';
import { levelMutants, segmentMutants } from './segment-mutants.ts';
import { enveloped, type Subject, subjectOf } from './subject.ts';
import { type Fullness, valuesOf } from './valid-values.ts';

/**
 * A small transaction set in which one part of the guide stands with all of its elements. Right by the guide's tables:
 * its rules are not looked at where faults are sought, and have tests of their own.
 */
export interface Carrier extends Subject {
  /** The line of that part. */
  readonly index: number;
}

/** A part, what leads to it, and nothing that is not required; items come in pairs, so that there are neighbours. */
function carrying(part: Part, path: readonly Part[]): Fullness {
  const wanted = new Set([...path, part]);
  return {
    part: (one) => (wanted.has(one) || isItem(one) ? 1 : 0),
    element: (one) => (one === part ? 1 : 0),
    times: (one) => (isItem(one) ? { min: 2, max: 2 } : { min: 1, max: 1 }),
  };
}

function carrierOf(guide: Guide, part: Part, path: readonly Part[]): Carrier {
  const values = valuesOf(guide, carrying(part, path));
  const [value] = fc.sample(values, { numRuns: 1, seed: 1 });
  if (!value) throw new Error('nothing drawn');
  const subject = subjectOf(guide, value);
  return { ...subject, index: subject.lines.findIndex((line) => line.part === part) };
}

/** A carrier of each segment part of a guide. */
export function* carriers(guide: Guide): Generator<Carrier> {
  for (const [part, path] of pathsOf(guide)) {
    if ('parts' in part.of) continue;
    yield carrierOf(guide, part, path);
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
