import type { Fault, FindingRule, Tally } from '../x12/notation.ts';

/** Rules over the result of a functional group (AK9) of a 999: its code, its counts and the transaction sets that are listed. */

export type GroupCode = 'A' | 'E' | 'M' | 'P' | 'R' | 'W' | 'X';

interface GroupResult {
  readonly code: GroupCode;
  readonly included: number;
  readonly received: number;
  readonly accepted: number;
  readonly errors: readonly string[];
}

/** How many transaction sets are listed as accepted, with a note or without, and as not accepted. */
interface Listed {
  readonly accepted: number;
  readonly refused: number;
}

/** Beyond what AK9 can count: both counts of what is listed travel in one sum. */
const shift = 1_000_000;

/** What one transaction set adds to that sum. */
export const weightOf = { accepted: 1, refused: shift } as const;

function listedIn(sum: number): Listed {
  return { accepted: sum % shift, refused: Math.floor(sum / shift) };
}

const groupCodes: readonly GroupCode[] = ['A', 'E', 'P', 'R'];

/** A group that is refused as a whole need not list the transaction sets in it. */
function isRefused(code: GroupCode): boolean {
  return code !== 'A' && code !== 'E' && code !== 'P';
}

/** Whether a group with this code can have so many of its transaction sets accepted. */
function canHave(code: GroupCode, accepted: number, received: number): boolean {
  if (isRefused(code)) return accepted === 0;
  return code === 'P' ? accepted > 0 && accepted < received : accepted === received;
}

/** The claims that an AK9 makes, each of which must hold. A receiver may list those alone that it has not accepted. */
const claims = {
  code: ({ code, accepted, received }: GroupResult) => canHave(code, accepted, received),
  accepted: ({ code, accepted }: GroupResult, listed: Listed) =>
    listed.accepted === accepted || (listed.accepted === 0 && !isRefused(code)),
  received: ({ code, received, accepted }: GroupResult, { refused }: Listed) =>
    refused >= received - accepted || refused === 0 || isRefused(code),
  errors: ({ code, included, received, errors }: GroupResult) =>
    (code !== 'A' || errors.length === 0) && (included === received || errors.includes('5')),
} as const;

type Suspect = keyof typeof claims;

const suspects: readonly Suspect[] = ['accepted', 'received', 'code', 'errors'];

function brokenClaims(result: GroupResult, listed: Listed): Suspect[] {
  return suspects.filter((name) => !claims[name](result, listed));
}

/** What else an element may have been meant to say. */
function* others(suspect: Suspect, result: GroupResult, listed: Listed): Generator<Partial<GroupResult>> {
  const { included, received } = result;
  if (suspect === 'accepted') for (const accepted of [listed.accepted, received - listed.refused]) yield { accepted };
  else if (suspect === 'received') yield { received: included };
  else if (suspect === 'code') for (const code of groupCodes) yield { code };
}

/** What is at fault: the one element with which, were it another, all would agree; else every claim that does not hold. */
function atFault(result: GroupResult, listed: Listed): readonly Suspect[] {
  const broken = brokenClaims(result, listed);
  if (broken.length === 0) return broken;
  const only = suspects.find((suspect) => {
    for (const other of others(suspect, result, listed))
      if (brokenClaims({ ...result, ...other }, listed).length === 0) return true;
    return false;
  });
  return only ? [only] : broken;
}

const says = {
  code: 'the code of a group says whether all of its transaction sets are accepted (A, E), some (P) or none (R)',
  accepted: 'as many transaction sets are accepted as are listed with A or E, and as the code of the group says',
  received: 'what was received is what the trailer counts, and each that was not accepted is listed, or none is',
  errors:
    'an accepted group has no errors; one that has other transaction sets than its trailer counts has the error 5',
} as const satisfies Record<Suspect, string>;

/** The rules of an AK9, where `listed` sums the weights of the transaction sets. */
export function groupResultRules(listed: Tally): FindingRule<{ readonly groupResult: GroupResult }>[] {
  return suspects.map((suspect) => ({
    says: says[suspect],
    level: suspect === 'errors' ? 'situation' : 'balance',
    tally: listed,
    faults: ({ groupResult }, { tally }): Fault[] =>
      atFault(groupResult, listedIn(tally)).includes(suspect) ? [[groupResult, suspect]] : [],
  }));
}
