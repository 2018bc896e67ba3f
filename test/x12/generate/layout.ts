import type { Guide, Loop, Part, Segment, Use } from '../../../shared/x12/index.ts';
import { isItem, isLoop, partsOf } from './guide-fields.ts';

/** One time that a loop stands in a transaction set: its segments are the lines `from` up to before `to`. */
export interface Occurrence {
  readonly loop: Loop;
  readonly part: Part | undefined;
  readonly name: string;
  readonly position: number;
  readonly value: Record<string, unknown>;
  readonly within: Occurrence | undefined;
  readonly from: number;
  to: number;
}

/** One segment of a transaction set, in the order of writing; line 0 follows the ST. */
export interface Line {
  readonly of: Segment | Use;
  readonly part: Part;
  readonly name: string;
  readonly position: number;
  readonly value: Record<string, unknown>;
  readonly within: Occurrence;
}

/** Where each segment of a value stands when it is written. */
export function layout(guide: Guide, value: Record<string, unknown>): Line[] {
  const lines: Line[] = [];
  const visit = (occurrence: Occurrence): void => {
    for (const { name, part, position } of partsOf(occurrence.loop)) {
      const present = occurrence.value[name];
      const list = (part.list ? (present ?? []) : present === undefined ? [] : [present]) as Record<string, unknown>[];
      for (const one of list) {
        const { of } = part;
        if (isLoop(of))
          visit({
            loop: of,
            part,
            name,
            position,
            value: one,
            within: occurrence,
            from: lines.length,
            to: lines.length,
          });
        else lines.push({ of, part, name, position, value: one, within: occurrence });
      }
    }
    occurrence.to = lines.length;
  };
  visit({ loop: guide, part: undefined, name: '', position: 0, value, within: undefined, from: 0, to: 0 });
  return lines;
}

/** The loops around a line, innermost first. */
export function around(line: Line): Occurrence[] {
  const loops: Occurrence[] = [];
  for (let at: Occurrence | undefined = line.within; at; at = at.within) loops.push(at);
  return loops;
}

/** The item of the stream that a line stands in. */
export function itemOf(line: Line): Occurrence | undefined {
  return around(line).find(
    ({ loop, part, value }) => part && (isItem(part) || (part.orItself && isAlone(loop, value))),
  );
}

/** Nothing streamed stands inside. */
function isAlone(loop: Loop, value: Record<string, unknown>): boolean {
  return partsOf(loop).every(({ name, part }) => !part.streamed || (value[name] as unknown[]).length === 0);
}

/** `2300/DTP` */
export function labelOf({ of, within }: Line): string {
  return 'set' in within.loop ? of.id : `${within.loop.id}/${of.id}`;
}

/** The values that a stream hands out, in their order. */
export function itemsOf(guide: Guide, value: Record<string, unknown>): unknown[] {
  const items = layout(guide, value).map((line) => itemOf(line)?.value);
  return [...new Set(items)].filter((item) => item !== undefined);
}
