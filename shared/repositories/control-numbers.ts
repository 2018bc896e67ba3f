import type { Items, Write } from '../ports/index.ts';
import { keys } from './keys.ts';

/**
 * Reserves the next control number between two partners together with what it is for, in one transaction: a number is
 * never used twice, and one that was reserved is found with its purpose.
 */
export async function reserveControlNumber<Value>(
  items: Items,
  sender: string,
  receiver: string,
  purpose: (controlNumber: number) => { readonly value: Value; readonly writes: readonly Write[] },
): Promise<Value> {
  const key = keys.controlNumber(sender, receiver);
  for (;;) {
    const counter = await items.get(key);
    const last = counter === undefined ? 0 : Number(counter['last']);
    const { value, writes } = purpose(last + 1);
    const outcome = await items.transact([
      { put: { ...key, schemaVersion: 1, last: last + 1 }, if: counter === undefined ? 'absent' : { last } },
      ...writes,
    ]);
    if (outcome === 'done') return value;
    if (!outcome.failedConditions.includes(0)) throw new Error(`control number ${last + 1} has a purpose already`);
  }
}
