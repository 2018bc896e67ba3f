import type { FileIssue } from '../../shared/exchange/check-file.ts';

/** Where an issue was found. */
export interface FoundAt {
  readonly file: string;
  readonly issue: FileIssue;
  /** What stands there, if that is to be shown. */
  readonly value: string | undefined;
}

/** Issues that say the same of different places. */
export interface IssueGroup {
  readonly issue: FileIssue;
  count: number;
  /** The first of them. */
  readonly places: FoundAt[];
}

const placesKept = 3;
const groupsKept = 500;

/** Groups issues that say the same. Keeps the first places of each, and no more groups than anybody reads. */
export class IssueGroups {
  readonly #groups = new Map<string, IssueGroup>();
  count = 0;
  /** How many issues are in no group that is kept. */
  others = 0;

  get groups(): readonly IssueGroup[] {
    return [...this.#groups.values()];
  }

  add(found: FoundAt): void {
    this.#add(keyOf(found.issue), { issue: found.issue, count: 1, places: [found] });
  }

  addAll(other: IssueGroups): void {
    for (const [key, group] of other.#groups) this.#add(key, group);
    this.count += other.others;
    this.others += other.others;
  }

  #add(key: string, { issue, count, places }: IssueGroup): void {
    this.count += count;
    const group = this.#groups.get(key);
    if (group) {
      group.count += count;
      group.places.push(...places.slice(0, placesKept - group.places.length));
    } else if (this.#groups.size < groupsKept) {
      this.#groups.set(key, { issue, count, places: places.slice(0, placesKept) });
    } else this.others += count;
  }
}

/** What is said, apart from ordinals and amounts. */
function keyOf({ level, code, loop, segmentId, element, component, field, message }: FileIssue): string {
  const said = message.replace(/\d+(?:\.\d+)?/g, '#');
  return [level, code, loop, segmentId, element, component, field?.replace(/\d+/g, '#'), said].join(' ');
}
