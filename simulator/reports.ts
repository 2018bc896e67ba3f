import { keys } from './keys.ts';
import type { SimulatorStore } from './store.ts';
import type { Work } from './work.ts';

/** An interchange control number that came twice, and the names of the two files. */
interface RepeatedIsa13 {
  readonly isa13: string;
  readonly names: readonly string[];
}

interface RepeatedClm01 {
  readonly clm01: string;
}

/** What reached the simulator that should not have, and what came again without harm. */
export interface Reports {
  readonly duplicateIsa13OtherContent: readonly RepeatedIsa13[];
  readonly duplicateClm01OtherContent: readonly RepeatedClm01[];
  readonly resentIdenticalFiles: readonly RepeatedIsa13[];
  readonly resentIdenticalClaims: readonly RepeatedClm01[];
  /** Names of files that are no X12. */
  readonly unreadableFiles: readonly { readonly name: string }[];
}

/** Keeps a report; the same one again changes nothing. */
export function report<Kind extends keyof Reports>(
  work: Work,
  kind: Kind,
  id: string,
  about: Reports[Kind][number],
): void {
  work.put(keys.report(kind, id), about);
}

export async function readReports(store: SimulatorStore): Promise<Reports> {
  async function all<Kind extends keyof Reports>(kind: Kind): Promise<Reports[Kind]> {
    const records = await store.list(keys.reports(kind));
    return records.map(({ value }) => value) as unknown as Reports[Kind];
  }
  return {
    duplicateIsa13OtherContent: await all('duplicateIsa13OtherContent'),
    duplicateClm01OtherContent: await all('duplicateClm01OtherContent'),
    resentIdenticalFiles: await all('resentIdenticalFiles'),
    resentIdenticalClaims: await all('resentIdenticalClaims'),
    unreadableFiles: await all('unreadableFiles'),
  };
}
