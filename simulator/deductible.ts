import { asCents, type Cents } from '../shared/money.ts';
import type { Day } from './calendar.ts';
import { keys } from './keys.ts';
import type { Work } from './work.ts';

/** Whose deductible it is: the member's or a dependent's, for each calendar year. */
export interface DeductibleHolder {
  readonly payerId: string;
  readonly memberId: string;
  readonly dependent?: { readonly first?: string | undefined; readonly birthDate: Day } | undefined;
}

function keyOf({ payerId, memberId, dependent }: DeductibleHolder, serviceDate: Day): string {
  const person = dependent ? [memberId, dependent.birthDate, dependent.first ?? ''] : [memberId];
  return keys.deductible(payerId, person.join(' '), serviceDate.slice(0, 4));
}

/** What was used up by the claims that were paid so far. */
export async function deductibleUsed(work: Work, holder: DeductibleHolder, serviceDate: Day): Promise<Cents> {
  return asCents((await work.get<number>(keyOf(holder, serviceDate))) ?? 0);
}

export async function useDeductible(
  work: Work,
  holder: DeductibleHolder,
  serviceDate: Day,
  more: Cents,
): Promise<void> {
  if (more === 0) return;
  work.put(keyOf(holder, serviceDate), (await deductibleUsed(work, holder, serviceDate)) + more);
}
