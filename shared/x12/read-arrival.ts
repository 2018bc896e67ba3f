import type { Arrival } from './arrival.ts';
import type { CompiledSegment } from './compile-segment.ts';
import type { ElementRemedy } from './element-remedy.ts';
import { isTrailer } from './envelope-report.ts';
import type { IssueCode, IssueLevel } from './issue.ts';
import { terminatorMissing } from './messages.ts';
import { SegmentReader, type SegmentSurroundings } from './read-segment.ts';
import { cutsOf, type RunTogether } from './run-together.ts';

/** What is wrong with an element of a segment. */
export interface ElementFault {
  readonly code: IssueCode;
  readonly level: IssueLevel;
  readonly message: string;
  readonly element?: number | undefined;
  readonly component?: number | undefined;
  readonly remedy?: ElementRemedy | undefined;
  readonly runsInto?: string;
}

/** Reads the elements of a segment that has its place. What has faults, and is two well-formed segments, has lost a terminator. */
export class ArrivalReader {
  /** What is wrong with the segment that was read last. */
  faults: ElementFault[] = [];
  /** That segment and the next one, where they stood as one. */
  two: RunTogether | undefined;
  readonly #segments: SegmentReader;
  readonly #ids: ReadonlySet<string>;
  readonly #useOf: (arrival: Arrival) => CompiledSegment | undefined;

  /** `ids`: those of the guide; `useOf`: what a segment plainly is that follows the one that is being read. */
  constructor(
    knows: SegmentSurroundings,
    ids: ReadonlySet<string>,
    useOf: (arrival: Arrival) => CompiledSegment | undefined,
  ) {
    this.#ids = ids;
    this.#useOf = useOf;
    this.#segments = new SegmentReader(knows, (code, level, message, element, component, remedy) => {
      this.faults.push({ code, level, message, element, component, remedy });
    });
  }

  read(use: CompiledSegment, arrival: Arrival): Record<string, unknown> {
    this.two = undefined;
    const value = this.#read(use, arrival);
    const { faults } = this;
    if (faults.length === 0) return value;
    for (const two of cutsOf(arrival, use.size, this.#ids)) {
      const first = this.#read(use, two.first);
      const own = this.faults;
      if (!isWellFormed(own) || !this.#isWellFormed(two.second)) continue;
      this.two = two;
      this.faults = [...own, terminatorMissing(use.id, two.element, two.second.id)];
      return first;
    }
    this.faults = faults;
    return value;
  }

  #read(use: CompiledSegment, { elements }: Arrival): Record<string, unknown> {
    if (this.faults.length > 0) this.faults = [];
    return this.#segments.read(use, elements);
  }

  #isWellFormed(arrival: Arrival): boolean {
    if (arrival.id === 'SE') return isTrailer(arrival.elements);
    const use = this.#useOf(arrival);
    if (use) this.#read(use, arrival);
    return use !== undefined && isWellFormed(this.faults);
  }
}

/** Whether nothing is wrong but what a rule or a list of codes says, of a segment that may well be what it seems. */
function isWellFormed(faults: readonly ElementFault[]): boolean {
  return faults.every(({ code, level }) => code === 'rule-broken' || level === 'code-set');
}
