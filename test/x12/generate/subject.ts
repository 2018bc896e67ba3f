import type { Guide, Loop, Part } from '../../../shared/x12/index.ts';
import { written } from '../../guides/every-guide.ts';
import { isOf, openerOf } from './guide-fields.ts';
import { around, type Line, layout, type Occurrence } from './layout.ts';

/** A valid transaction set that faults are made in: its segments from after the ST to before the SE, as texts. */
export interface Subject {
  readonly guide: Guide;
  readonly segments: readonly string[];
  readonly lines: readonly Line[];
}

export function subjectOf(guide: Guide, value: Record<string, unknown>): Subject {
  const segments = written(guide, [value]).split('~').slice(3, -4);
  const lines = layout(guide, value);
  return { guide, segments, lines };
}

/** Transaction sets of these segments in an interchange whose counts are right. */
export function enveloped(guide: Guide, ...sets: readonly (readonly string[])[]): string {
  const reference = guide.omitsReference ? '' : `*${guide.version}`;
  const transactions = sets.flatMap((segments, index) => {
    const number = String(index + 1).padStart(4, '0');
    return [`ST*${guide.set}*${number}${reference}`, ...segments, `SE*${segments.length + 2}*${number}`];
  });
  return [
    'ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260302*0815*^*00501*000000101*0*T*:',
    `GS*${guide.functionalId}*SENDER*RECEIVER*20260302*0815*7*X*${guide.version}`,
    ...transactions,
    `GE*${sets.length}*7`,
    'IEA*1*000000101',
    '',
  ].join('~');
}

/** Whether something that stands in these loops may be taken as a part of them other than what it is. */
export function isAmbiguous(loops: readonly Occurrence[], elements: readonly string[], itself: Part): boolean {
  const takes = ({ parts }: Loop) =>
    Object.values(parts).some((part) => part !== itself && isOf(openerOf(part), elements));
  return loops.some(({ loop }) => takes(loop));
}

/** The loops that are open after a line. */
export function openAfter({ lines }: Subject, index: number): Occurrence[] {
  const line = lines[index];
  return line ? around(line) : [];
}

/** The first line after `index` by which it shows that a part at a position of a loop is missing. */
export function dueBy({ lines }: Subject, index: number, loop: Occurrence, position: number): number {
  for (let at = index; at < lines.length; at++) {
    const line = lines[at];
    if (!line) break;
    const child = line.within === loop ? line.position : around(line).find(({ within }) => within === loop)?.position;
    if (child === undefined || child > position) return at;
  }
  return lines.length;
}
