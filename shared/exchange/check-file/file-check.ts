import type { CodeLists, Issue } from '../../x12/index.ts';
import type { EncounterContext } from './encounter-context.ts';

/** What a file holds from one sender to one receiver. Of the file's own words it has the names of organizations alone. */
export interface FileContents {
  /** `837 professional claims`, `encounters` … */
  readonly what: string;
  /** The guide's version, of EDI. */
  readonly version?: string;
  readonly from?: string;
  readonly to?: string;
  /** Whether the interchange says that it is a test (ISA15). */
  readonly test?: true;
  /** The first and the last day on which its groups were written (GS04). */
  readonly written?: { readonly first: string; readonly last: string };
  /** `{ claims: 3 }`, `{ payments: 1, claims: 2 }` … */
  readonly counts: Readonly<Record<string, number>>;
  /** A decimal, and what became of so much. */
  readonly amount?: { readonly of: 'billed' | 'paid'; readonly value: string };
}

/** Something that is wrong with a file, and where. Holds nothing that the file says. */
export interface FileIssue extends Partial<Issue['place']> {
  readonly level: Issue['level'];
  readonly code: string;
  readonly message: string;
  /** What a 999 or TA1 says of it: `{ IK304: '8', IK403: '7' }`. */
  readonly acknowledgement?: Readonly<Record<string, string>>;
  /** Of encounters: the record's place in the file, from 1, and its field, as the sender wrote it. */
  readonly record?: number;
  readonly field?: string;
}

/** What was found of a file when it has passed. Its issues went out one by one before. */
export interface FileCheck {
  /** `neither`: it holds no interchange and no encounter. */
  readonly kind: 'x12' | 'encounters' | 'neither';
  readonly contents: readonly FileContents[];
  /** The interchanges that answer it, where they were asked for and something is to be answered. */
  readonly answer?: string;
}

/** A place in an interchange's text that an issue is about, and what divides it there. */
export interface Divided {
  readonly element: string;
  readonly component: string;
  readonly segment: string;
}

export interface CheckOptions {
  /** Takes each issue as it is found: nearly in the order of the file. Each is an error. */
  readonly found: (issue: FileIssue, divided?: Divided) => void;
  /** What encounters are judged by beside themselves: as they would be on the day on which they are taken. */
  readonly judgeBy: (encounters: Uint8Array) => Promise<EncounterContext>;
  readonly codes?: CodeLists | undefined;
  /** When answers are written (ISO), if a 999 and TA1 are asked for. */
  readonly answerAt?: string | undefined;
}
