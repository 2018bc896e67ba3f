import type { Benefit } from '../guides/eligibility-271.ts';
import { isoPeriod } from './dates.ts';
import type { Loose } from './loose.ts';

export type CoverageDates = readonly Loose<Benefit['dates'][number]>[];

/** Where a day lies that dates leave out: after the last day of coverage, before the first one, or both. */
export interface CoverageGap {
  readonly coveredUntil?: string;
  readonly coveredFrom?: string;
}

interface Stated {
  readonly qualifier: string;
  readonly from?: string;
  readonly to?: string;
}

/** DTP01 of what bounds coverage. Dates of a service (472) or an admission (435) don't. */
const bounds: ReadonlyMap<string, 'begin' | 'end' | 'range'> = new Map([
  ['291', 'range'], // plan
  ['292', 'range'], // benefit
  ['307', 'range'], // eligibility
  ['346', 'begin'],
  ['347', 'end'],
  ['348', 'begin'],
  ['349', 'end'],
  ['356', 'begin'],
  ['357', 'end'],
]);

/**
 * Undefined when the day is covered, as far as the dates say. A benefit's own dates count in place of its patient's. What
 * one qualifier says more than once is several periods; what different ones say has to hold together.
 */
export function coverageGap(day: string, own: CoverageDates, ofPatient: CoverageDates): CoverageGap | undefined {
  const ownPeriods = own.flatMap(stated);
  const periods = ownPeriods.length > 0 ? ownPeriods : ofPatient.flatMap(stated);
  // An end before a later beginning is that of an earlier period.
  const lasting = periods.filter(({ from, to = '' }) => from !== undefined || !hasBegunAgain(periods, to, day));
  for (const said of Map.groupBy(lasting, ({ qualifier }) => qualifier).values()) {
    if (!said.some(({ from = day, to = day }) => from <= day && day <= to)) return nearestGap(said.map(gapBeside(day)));
  }
  return undefined;
}

/** The last day of coverage before, and the first one after. */
export function nearestGap(gaps: readonly CoverageGap[]): CoverageGap {
  const ends = gaps.flatMap(({ coveredUntil }) => coveredUntil ?? []).sort();
  const begins = gaps.flatMap(({ coveredFrom }) => coveredFrom ?? []).sort();
  const [coveredUntil, coveredFrom] = [ends.at(-1), begins[0]];
  return { ...(coveredUntil && { coveredUntil }), ...(coveredFrom && { coveredFrom }) };
}

function hasBegunAgain(periods: readonly Stated[], end: string, day: string): boolean {
  return periods.some(({ from = '', to }) => to === undefined && end < from && from <= day);
}

function gapBeside(day: string) {
  return ({ from, to = day }: Stated): CoverageGap => {
    if (to < day) return { coveredUntil: to };
    return from === undefined ? {} : { coveredFrom: from };
  };
}

function stated({ qualifier = '', format, date }: CoverageDates[number]): Stated[] {
  const bound = bounds.get(qualifier);
  const { from, to } = isoPeriod(format, date);
  if (bound === undefined || from === undefined) return [];
  if (format === 'RD8') return to !== undefined && from <= to ? [{ qualifier, from, to }] : [];
  // A plan's or a benefit's single day bounds nothing: payers give back the day that they were asked about, or today.
  if (bound === 'range') return [];
  return [bound === 'begin' ? { qualifier, from } : { qualifier, to: from }];
}
