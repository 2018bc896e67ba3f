import type { Arrival } from './arrival.ts';
import type { CompiledPart } from './compile-loop.ts';
import { isAwaited } from './find-orphan.ts';
import type { Frame } from './frame.ts';
import { type PartFault, repeatedPart } from './messages.ts';
import type { OpenLoops } from './open-loops.ts';

/** Segments that come again byte for byte right behind themselves, where that can be no other one: they are read once. */
export class Doubles {
  readonly #loops: OpenLoops;
  #before: Arrival | undefined;
  /** What has been read last. */
  #read: { readonly frame: Frame; readonly part: CompiledPart; readonly arrival: Arrival } | undefined;
  /** Comes behind an HL that waits. */
  #kept: { readonly before: Arrival; readonly arrival: Arrival } | undefined;

  constructor(loops: OpenLoops) {
    this.#loops = loops;
  }

  /** Takes note of a segment that has been read, of which a double may have come already. */
  note(frame: Frame, part: CompiledPart, arrival: Arrival): void {
    this.#read = { frame, part, arrival };
    const kept = this.#kept;
    if (kept?.before !== arrival) return;
    this.#kept = undefined;
    this.#tell(kept.arrival);
  }

  /** Takes a segment if it is a double; `isWaiting`: the one before it has not been placed. */
  take(arrival: Arrival, isWaiting: boolean): boolean {
    const before = this.#before;
    this.#before = arrival;
    if (!before || !isSame(before, arrival)) return false;
    if (isWaiting) {
      if (arrival.id !== 'HL') return false;
      this.#kept = { before, arrival };
      return true;
    }
    return this.#read?.arrival === before && this.#tell(arrival);
  }

  /** Whether a double of what has been read last would seem to be the first segment of another loop. */
  get mayCome(): boolean {
    const { frame, part, arrival } = this.#read ?? {};
    return (
      arrival !== undefined && arrival === this.#before && part?.index === 0 && frame !== undefined && isWanting(frame)
    );
  }

  #tell(arrival: Arrival): boolean {
    const { frame, part } = this.#read ?? {};
    const fault = frame && part && doubleFault(frame, part, arrival);
    if (!fault) return false;
    const { mark } = this.#loops;
    this.#loops.arrive(arrival.mark);
    this.#loops.report(frame, { ...fault, place: this.#loops.place(frame.loop) });
    this.#loops.arrive(mark);
    this.#read = { frame, part, arrival };
    return true;
  }
}

function isSame({ token, mark }: Arrival, next: Arrival): boolean {
  const isNext = next.mark.segment === mark.segment + 1 && token.kind !== 'overlong';
  return isNext && token.text === next.token.text;
}

/** What is wrong with one more of a segment right behind it: there is no room, or the first would open a loop that lacks what it must have. */
function doubleFault(frame: Frame, part: CompiledPart, arrival: Arrival): PartFault | undefined {
  const { owner, loop } = frame;
  const isOpener = part.index === 0 && owner !== undefined;
  if (isOpener && isWanting(frame)) return repeatedPart(part, loop);
  const [around, one] = isOpener ? [owner, frame.part] : [frame, part];
  // What is one too many of a list is read as all others are.
  if (!one || one.part.list || hasRoom(around, arrival)) return undefined;
  return repeatedPart(one, around.loop);
}

/** Whether a loop may hold one more of a segment. */
function hasRoom(frame: Frame, arrival: Arrival): boolean {
  const parts = frame.loop.byId.get(arrival.id) ?? [];
  return parts.some((part) => part.position >= frame.position && !frame.isFull(part) && arrival.matches(part.opener));
}

/** Whether a loop lacks what it must have. */
function isWanting(frame: Frame): boolean {
  return frame.loop.requiredParts.some((one) => isAwaited(frame, one));
}
