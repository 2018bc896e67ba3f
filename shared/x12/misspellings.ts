import { type CompiledPart, isItem } from './compile-loop.ts';
import type { Frame } from './frame.ts';
import { isMisspelt } from './is-misspelt.ts';
import type { Issue } from './issue.ts';
import { misspeltSegment } from './messages.ts';

/** Segments of unknown ids: where one stands in the place of a like one that must be there, both are one fault. */
export class Misspellings {
  readonly #frames = new WeakMap<Issue, Frame>();

  note(frame: Frame, issue: Issue): void {
    if (issue.code === 'segment-unknown') this.#frames.set(issue, frame);
  }

  /** Whether what is missing stands misspelt right before a segment, in the same item; what was said of that says so then. */
  explain(frame: Frame, part: CompiledPart, segment: number): boolean {
    const { issues } = frame;
    const item = itemOf(frame);
    if (!item) return false;
    for (let at = issues.length - 1; at >= 0; at--) {
      const issue = issues[at] as Issue;
      const { segment: ordinal = 0, segmentId = '' } = issue.place;
      if (ordinal < segment - 1) return false;
      const home = ordinal === segment - 1 ? this.#frames.get(issue) : undefined;
      if (!home || itemOf(home) !== item || !isMisspelt(segmentId, part.opener.id)) continue;
      issues[at] = { ...issue, ...misspeltSegment(part) };
      return true;
    }
    return false;
  }
}

/** The item that a loop is or lies in. */
function itemOf(frame: Frame): Frame | undefined {
  for (let open: Frame | undefined = frame; open; open = open.owner) if (open.part && isItem(open.part)) return open;
  return undefined;
}
