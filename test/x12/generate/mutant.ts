import type { IssueCode } from '../../../shared/x12/index.ts';
import { around, itemOf, labelOf } from './layout.ts';
import type { Subject } from './subject.ts';

/** A transaction set with one fault, and what a reader must say of it. */
export interface Mutant {
  /** What was done, in words. */
  readonly kind: string;
  /** Where in the guide: `2300/DTP03`. */
  readonly where: string;
  readonly segments: readonly string[];
  /** The segments, counted from 0 after the ST, at one of which the fault must be reported. */
  readonly from: number;
  readonly to: number;
  /** The elements at one of which it must be; any when it is the segment's as a whole. */
  readonly elements?: readonly number[];
  readonly component?: number;
  readonly codes: readonly IssueCode[];
  /** The item of the stream that has the fault, by its ordinal: all others must be as they were. */
  readonly item: number | undefined;
}

/** The ordinal of the item that a line stands in. */
export function itemAt({ lines }: Subject, index: number): number | undefined {
  const line = lines[index];
  const item = line && itemOf(line);
  if (!item) return undefined;
  return new Set(lines.slice(0, index + 1).flatMap((before) => itemOf(before) ?? [])).size - 1;
}

/** What stands in a part of the guide: `2300/DTP`, `2300/DTP03-1`. */
export function whereAt({ lines }: Subject, index: number, element?: number, component?: number): string {
  const line = lines[index];
  if (!line) return '';
  const inSegment = element === undefined ? '' : String(element).padStart(2, '0');
  return `${labelOf(line)}${inSegment}${component === undefined ? '' : `-${component}`}`;
}

/** Whether a line opens an item or a level, without which nobody can tell where what follows belongs. */
export function opensItem({ lines }: Subject, index: number): boolean {
  const line = lines[index];
  if (!line) return false;
  return line.of.id === 'HL' || around(line).some((loop) => loop.from === index && loop === itemOf(line));
}
