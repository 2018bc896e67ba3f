import type { CompiledSegment } from './compile-segment.ts';
import type { Frame } from './frame.ts';

/** What is wrong with an HL segment: the element at fault and a sentence. */
export interface HierarchyFault {
  readonly element: number;
  readonly message: string;
}

/** The numbers of the HL segments of one transaction set: 1, 2, 3 … in order, each under the one that encloses it. */
export class Hierarchy {
  #count = 0;
  #last = 0;

  /** How many levels there have been. */
  get count(): number {
    return this.#count;
  }

  /** Takes note of an HL that has the number it should. */
  numberRight(): void {
    this.#count++;
    this.#last = this.#count;
  }

  /** Takes note of a level whose HL is missing: it may have its number all the same. */
  numberMissing(): void {
    this.#count++;
  }

  /** Takes note of an HL that is of no level: those after it may be numbered on from it or as if it were not there. */
  passOver(elements: readonly string[]): void {
    this.#last = numberOf(elements[1] ?? '') ?? 0;
  }

  /** Takes note of an HL; says what is wrong with its number. */
  number(elements: readonly string[]): HierarchyFault | undefined {
    this.#count++;
    const given = numberOf(elements[1] ?? '') ?? 0;
    // One wrong number, or one left out, costs nothing else.
    const right = given === this.#count || given === this.#last + 1;
    this.#last = given;
    if (right) return undefined;
    return { element: 1, message: `HL01 must be ${this.#count}: levels are numbered from 1 in their order.` };
  }
}

/** The number of a level, which is a text in X12: zeros before it say nothing. */
function numberOf(text: string): number | undefined {
  return /^\d{1,12}$/.test(text) ? Number(text) : undefined;
}

/** Whether two elements of HL segments name one level. */
export function isSameLevel(one: string, other: string): boolean {
  const number = numberOf(one);
  return one === other || (number !== undefined && number === numberOf(other));
}

/** Whether an HL has the number after that of another one. */
export function isNumberedOn(before: readonly string[], elements: readonly string[]): boolean {
  return numberOf(elements[1] ?? '') === (numberOf(before[1] ?? '') ?? Number.NaN) + 1;
}

/** Whether the HL of a level is missing, so that nothing of it can be judged. */
function isHeadless({ counts }: Frame): boolean {
  return counts[0] === 0;
}

/** Says what is wrong with the parent that an HL names. */
export function faultyParent(elements: readonly string[], parent: Frame | undefined): HierarchyFault | undefined {
  const given = elements[2] ?? '';
  if (parent && isHeadless(parent)) return undefined;
  if (!parent) return given === '' ? undefined : { element: 2, message: 'HL02 must be empty at the top.' };
  if (isSameLevel(given, parent.hierarchyId) || numberOf(given) === parent.hierarchyOrdinal) return undefined;
  const message = `HL02 must be the number of the level above it, which stands in loop ${parent.loop.id}.`;
  return { element: 2, message };
}

/** Whether the HL of a level says if others stand below (HL04). */
export function hasChildFlag(opener: CompiledSegment): boolean {
  const field = opener.fields[3];
  return field !== undefined && field.is !== 'unused';
}

/** Says what is wrong with the child flag of a level that has ended. */
export function faultyChildFlag(frame: Frame): HierarchyFault | undefined {
  const { hierarchyFlag, hasChildren } = frame;
  // A level that must stand below, and does not, is said to be missing itself.
  const lacksLevel = frame.loop.requiredParts.some(
    ({ loop, index }) => loop?.hierarchical && frame.counts[index] === 0,
  );
  if (!frame.loop.hierarchical || isHeadless(frame) || lacksLevel) return undefined;
  const opener = frame.loop.parts[0]?.opener;
  if (hierarchyFlag === '' && !hasChildren && opener && hasChildFlag(opener)) {
    return { element: 4, message: 'HL04 must be present: 0, since no level stands under this one.' };
  }
  if (hierarchyFlag === '1' && !hasChildren) {
    return { element: 4, message: 'HL04 must be 0, since no level stands under this one.' };
  }
  if (hierarchyFlag !== '1' && hasChildren) {
    return { element: 4, message: 'HL04 must be 1, since a level stands under this one.' };
  }
  return undefined;
}
