/** What can be wrong with an X12 file, independent of any guide. */
export type IssueCode =
  | 'not-x12'
  | 'envelope-cut-off'
  | 'envelope-count'
  | 'envelope-control-number'
  | 'version-unknown'
  | 'segment-unknown'
  | 'segment-not-used'
  | 'segment-unexpected'
  | 'segment-misplaced'
  | 'segment-early'
  | 'segment-missing'
  | 'segment-repeated'
  | 'segment-too-long'
  | 'loop-missing'
  | 'loop-repeated'
  | 'element-missing'
  | 'element-not-used'
  | 'element-too-short'
  | 'element-too-long'
  | 'element-repeated'
  | 'element-invalid'
  | 'code-invalid'
  | 'date-invalid'
  | 'time-invalid'
  | 'condition-broken'
  | 'hierarchy-broken'
  | 'rule-broken';

/** The kind of check that found it, after the SNIP types 1–5. */
export type IssueLevel = 'syntax' | 'requirement' | 'balance' | 'situation' | 'code-set';

/** Where in a file: ordinals count from 1, `offset` from 0. What does not apply is absent. */
export interface Place {
  /** Line of the file, as a text editor counts. */
  readonly line: number;
  /** Offset in bytes of the segment's first character; of a text, as it would be in UTF-8. */
  readonly offset: number;
  readonly interchange?: number;
  readonly group?: number;
  readonly transaction?: number;
  /** Ordinal of the segment within its transaction set; ST is 1. */
  readonly segment?: number;
  readonly segmentId?: string;
  readonly loop?: string;
  readonly element?: number;
  readonly component?: number;
}

/** A segment or element of a transaction set. */
export type Spot = Pick<Place, 'segment' | 'segmentId' | 'loop' | 'element' | 'component'>;

/** What mends a broken rule or condition that no other value at its place would: something must come, or go. */
export interface Remedy {
  readonly must: 'come' | 'go';
  /** The segment or element that must; of a segment to come, where it would stand. */
  readonly what: Spot;
  /** What asks for it, or forbids it. */
  readonly trigger: Spot;
}

export interface Issue {
  readonly code: IssueCode;
  readonly level: IssueLevel;
  readonly place: Place;
  /** Absent where what stands at the place must be changed, or where the code says what must come or go. */
  readonly remedy?: Remedy;
  /** The id of the next segment, which begins in this element since the terminator between them is missing: both were read. */
  readonly runsInto?: string;
  /** One sentence: what is wrong and what would be right. Never holds the offending text, which may be PHI. */
  readonly message: string;
}

/** In the order of the file. */
export function inOrder(issues: Issue[]): Issue[] {
  return issues.length < 2 ? issues : issues.toSorted((a, b) => a.place.offset - b.place.offset);
}

/** Whether an element of the segment at an offset is known to be at fault, by the issues since. */
export function isToldOf(issues: readonly Issue[], offset: number, element: number): boolean {
  for (let at = issues.length - 1; at >= 0; at--) {
    const place = issues[at]?.place;
    if (!place || place.offset < offset) return false;
    if (place.offset === offset && place.element === element) return true;
  }
  return false;
}
