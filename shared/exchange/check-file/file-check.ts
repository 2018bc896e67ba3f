import type { Issue } from '../../x12/index.ts';

/** What a file holds from one sender to one receiver. Of the file's own words it has the names of organizations alone. */
export interface FileContents {
  /** `837 professional claims`, `encounters` … */
  readonly what: string;
  /** The guide's version, of EDI. */
  readonly version?: string;
  readonly from?: string;
  readonly to?: string;
  /** `{ claims: 3 }`, `{ payments: 1, claims: 2 }` … */
  readonly counts: Readonly<Record<string, number>>;
  /** A decimal, and what became of so much. */
  readonly amount?: { readonly of: 'billed' | 'paid'; readonly value: string };
}

/** Something that is wrong with a file, and where. Holds nothing that the file says. */
export interface FileIssue extends Partial<Omit<Issue['place'], 'offset'>> {
  readonly level: Issue['level'];
  readonly code: string;
  readonly message: string;
  /** Of encounters: the record's place in the file, from 1, and its field. */
  readonly record?: number;
  readonly field?: string;
}

export interface FileCheck {
  readonly contents: readonly FileContents[];
  /** In the order of the file, what explains all others first. Each is an error: empty when the file is as it should be. */
  readonly issues: readonly FileIssue[];
}
