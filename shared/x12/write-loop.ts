import type { CompiledLoop, CompiledPart } from './compile-loop.ts';
import type { CompiledSegment } from './compile-segment.ts';
import { memoryOf } from './memory.ts';
import { partLabel } from './messages.ts';
import type { Level, SegmentWriter } from './write-segment.ts';

/** Takes a segment without its terminator, and the object it was written from. */
export type TakeSegment = (text: string, value: object) => void;

interface Occurrence {
  readonly part: CompiledPart;
  readonly value: object;
  readonly order: number;
}

/** Writes one transaction set's value, loop by loop. */
export class LoopWriter {
  readonly #segments: SegmentWriter;
  readonly #take: TakeSegment;
  #lastLevel = 0;

  constructor(segments: SegmentWriter, take: TakeSegment) {
    this.#segments = segments;
    this.#take = take;
  }

  /** `parent`: the number of the level around this loop. */
  write(loop: CompiledLoop, value: object, parent = ''): void {
    const level = loop.hierarchical ? this.#level(loop, value, parent) : undefined;
    for (const { part, value: occurrence } of occurrencesOf(loop, value)) {
      if (part.loop) this.write(part.loop, occurrence, level?.id ?? parent);
      else
        this.#take(
          this.#segments.write(part.opener, occurrence, loop.id, part.index === 0 ? level : undefined),
          occurrence,
        );
    }
  }

  #level(loop: CompiledLoop, value: object, parent: string): Level {
    this.#lastLevel++;
    const opener = loop.parts[0]?.opener;
    const children = opener && hasChildFlag(opener) ? (holdsLevel(loop, value) ? '1' : '0') : '';
    return { id: String(this.#lastLevel), parent, children };
  }
}

function hasChildFlag(opener: CompiledSegment): boolean {
  const field = opener.fields[3];
  return field !== undefined && field.is !== 'unused';
}

/** Whether a level stands somewhere inside. */
function holdsLevel(loop: CompiledLoop, value: object): boolean {
  if (!loop.holdsLevels) return false;
  return occurrencesOf(loop, value).some(
    ({ part, value: inner }) => part.loop && (part.loop.hierarchical || holdsLevel(part.loop, inner)),
  );
}

/** The parts' values in the order of writing: by position, and at one position in the order they were read in. */
function occurrencesOf(loop: CompiledLoop, value: object): Occurrence[] {
  const occurrences: Occurrence[] = [];
  for (const part of loop.parts) {
    const present = (value as Record<string, unknown>)[part.name];
    const list: readonly unknown[] = part.part.list
      ? asList(present, part, loop)
      : present === undefined
        ? []
        : [present];
    if (list.length < part.part.min) throw new Error(`cannot write ${loop.id}: ${partLabel(part)} is required`);
    if (list.length > part.part.max) throw new Error(`cannot write ${loop.id}: too many of ${partLabel(part)}`);
    // A list keeps its own order, and what is new follows what it stands after.
    let order = -1;
    for (const one of list) {
      if (typeof one !== 'object' || one === null)
        throw new Error(`cannot write ${loop.id}: ${partLabel(part)} is no object`);
      order = Math.max(order, orderOf(part, one));
      occurrences.push({ part, value: one, order });
    }
  }
  return occurrences.sort((a, b) => a.part.position - b.part.position || a.order - b.order);
}

function asList(value: unknown, part: CompiledPart, loop: CompiledLoop): readonly unknown[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw new Error(`cannot write ${loop.id}: ${partLabel(part)} is no list`);
  return value;
}

/** Where the first segment of a part's value stood in its file. */
function orderOf(part: CompiledPart, value: object): number {
  const memory = memoryOf(value);
  if (memory || !part.loop) return memory?.offset ?? -1;
  const first = part.loop.parts[0];
  const opener = first && (value as Record<string, unknown>)[first.name];
  return first && typeof opener === 'object' && opener !== null ? orderOf(first, opener) : -1;
}
