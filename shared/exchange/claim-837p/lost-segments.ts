import type { Finding } from '../../claims/index.ts';
import { segmentsOf } from '../../x12/index.ts';

/** Claims between two places of a file (offsets in bytes) of which the file itself shows that segments near them were lost. */
export interface Doubt {
  readonly from: number;
  readonly to: number;
  readonly finding: Finding;
  /** How many levels were lost between; absent where it is a whole transaction set that lacks segments. */
  readonly levels?: number;
}

/** What the segments of a file tell before any is read: it is known at the end of a transaction set, when its claims have passed. */
export interface Survey {
  /** Where CLM segments begin (offsets in bytes), in the order of the file. */
  readonly claims: readonly number[];
  /** In the order of the places at which they begin. */
  readonly doubts: readonly Doubt[];
}

/** Why a claim may be another patient's than the one that it stands under, and what to do. */
export function patientInDoubt(reason: string): Finding {
  const message = `${reason} The claim may be of another patient or subscriber than the one it stands under: compare it with the practice's records. If it is right, release it; if not, correct it, or send the whole file again and accept what that says of it.`;
  return { code: 'patient-in-doubt', severity: 'error', message };
}

/** A transaction set that is open. */
interface OpenSet {
  readonly from: number;
  readonly line: number;
  segments: number;
  levels: number;
  /** The HL before, as it is numbered. */
  last: { readonly number: number; readonly from: number } | undefined;
}

/** Looks for lost segments: levels whose numbers (HL01) are not there, and transaction sets that are shorter than they say. */
export function surveySegments(file: Uint8Array): Survey {
  const doubts: Doubt[] = [];
  const claims: number[] = [];
  let open: OpenSet | undefined;
  for (const { kind, text, offset, line, delimiters } of segmentsOf(file)) {
    const [id, first] = kind === 'isa' ? ['ISA'] : text.split(delimiters.element, 2);
    if (id === 'CLM') claims.push(offset);
    if (open && (kind === 'end' || endsSet.has(id ?? ''))) {
      const reason = lostOfSet(open, line, id === 'SE' && kind === 'segment' ? numberOf(first) : undefined);
      if (reason !== undefined) doubts.push({ from: open.from, to: offset, finding: patientInDoubt(reason) });
      open = undefined;
    }
    if (id === 'ST') open = { from: offset, line, segments: 0, levels: 0, last: undefined };
    if (!open) continue;
    open.segments++;
    if (id !== 'HL') continue;
    open.levels++;
    const number = numberOf(first);
    const { last } = open;
    if (last && number > last.number + 1 && number !== open.levels) {
      const reason = `Line ${line}, HL01: the level before this one is number ${last.number} and this one ${number}, so levels between them were lost.`;
      const levels = number - last.number - 1;
      doubts.push({ from: last.from, to: offset, finding: patientInDoubt(reason), levels });
    }
    open.last = { number, from: offset };
  }
  return { claims, doubts: doubts.sort((a, b) => a.from - b.from) };
}

const endsSet: ReadonlySet<string> = new Set(['SE', 'ST', 'GE', 'GS', 'IEA', 'ISA']);

/** `said`: SE01, where the set has one. */
function lostOfSet({ line: start, segments }: OpenSet, line: number, said: number | undefined): string | undefined {
  if (said === undefined)
    return `Line ${line}: the transaction set that begins on line ${start} was cut off before its SE.`;
  // SE01 counts ST and SE themselves.
  const came = segments + 1;
  if (said <= came) return undefined;
  return `Line ${line}, SE01: the transaction set says that it has ${said} segments and has ${came}, so some were lost.`;
}

function numberOf(text = ''): number {
  return /^ *\d{1,12} *$/.test(text) ? Number(text) : 0;
}

/** The findings of those claims that stand in doubt: asked in the order of the file. */
export function doubtsInOrder(doubts: readonly Doubt[]): (offset: number) => Finding[] {
  let next = 0;
  let current: Doubt[] = [];
  return (offset) => {
    for (let doubt = doubts[next]; doubt && doubt.from <= offset; doubt = doubts[++next]) current.push(doubt);
    current = current.filter(({ to }) => offset < to);
    return current.map(({ finding }) => finding);
  };
}

/** A CLM segment that was read as no claim: it stands where none may, or the file ends within it. */
export interface LostClaim {
  readonly line: number;
  /** CLM01, where it has one. */
  readonly sourceId: string | undefined;
  readonly isCutOff: boolean;
}

/** Whether each of the CLM segments is one that was read as a claim, by their offsets, both in the order of the file. */
export function isEachRead(claims: readonly number[], read: readonly number[]): boolean {
  let next = 0;
  return claims.every((offset) => {
    // One that has run together with the segment before it was read, and is no segment of the file.
    while ((read[next] ?? Number.POSITIVE_INFINITY) < offset) next++;
    return read[next] === offset;
  });
}

/** `read`: the offsets of the CLM segments that were read as claims. */
export function* claimsNotIn(file: Uint8Array, read: ReadonlySet<number>): Generator<LostClaim, void, undefined> {
  for (const { kind, text, offset, line, delimiters } of segmentsOf(file)) {
    const [id, first = '', second] = text.split(delimiters.element, 3);
    if (id !== 'CLM' || read.has(offset)) continue;
    // The last element of a file that is cut off may be half of one.
    const sourceId = second === undefined ? undefined : first.trim() || undefined;
    yield { line, sourceId, isCutOff: kind === 'cut-off' };
  }
}
