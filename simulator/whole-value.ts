import type { Guide, Transaction } from '../shared/x12/index.ts';

/** The value, where nothing is wrong that could leave a gap in it: sums and situations that do not hold leave none. */
export function wholeValue<Value>(guide: Guide<Value>, transaction: Transaction): Value | undefined {
  const isWhole = transaction.issues.every(({ level }) => level !== 'syntax' && level !== 'requirement');
  return transaction.guide === guide && isWhole ? (transaction.value as Value | undefined) : undefined;
}
