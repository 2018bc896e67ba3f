import { indexAttributes } from '../../shared/adapters/index.ts';
import { type Item, indexNames, type Json } from '../../shared/ports/index.ts';

/** Bytes of a value as DynamoDB counts them. */
function valueBytes(value: Json | undefined): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  // Two digits a byte, and one byte more.
  if (typeof value === 'number') return Math.ceil(String(value).replace(/[-.]/g, '').length / 2) + 1;
  if (value === null || typeof value === 'boolean') return 1;
  if (value === undefined) return 0;
  // A list or map has 3 bytes of its own, and 1 for each member.
  if (Array.isArray(value)) return value.reduce((sum: number, member: Json) => sum + 1 + valueBytes(member), 3);
  return Object.entries(value).reduce(
    (sum, [name, member]) => sum + 1 + Buffer.byteLength(name) + valueBytes(member),
    3,
  );
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html */
export function itemBytes(item: Item | undefined): number {
  if (item === undefined) return 0;
  return Object.entries(item).reduce((sum, [name, value]) => {
    return value === undefined ? sum : sum + Buffer.byteLength(name) + valueBytes(value);
  }, 0);
}

const kilobytes = (bytes: number): number => Math.max(1, Math.ceil(bytes / 1024));

/** A write costs by the larger of what was there and what is there now, and twice in a transaction. */
export function writeUnits(before: Item | undefined, after: Item | undefined, isTransaction: boolean): number {
  return kilobytes(Math.max(itemBytes(before), itemBytes(after))) * (isTransaction ? 2 : 1);
}

/** What is read together is rounded up together; a read that may be late costs half. */
export function readUnits(items: readonly (Item | undefined)[], isConsistent: boolean): number {
  const bytes = items.reduce((sum, item) => sum + itemBytes(item), 0);
  return Math.max(1, Math.ceil(bytes / 4096)) * (isConsistent ? 1 : 0.5);
}

/** The item as the index has it: whole; undefined where it is not in the index. */
function projected(item: Item | undefined, index: (typeof indexNames)[number]): Item | undefined {
  return item?.[indexAttributes[index][0]] === undefined ? undefined : item;
}

const isSame = (one: Item, other: Item): boolean => JSON.stringify(one) === JSON.stringify(other);

/** What the indexes cost for a write: an entry that appears, goes or changes; one whose key moves is deleted and put. */
export function indexWriteUnits(before: Item | undefined, after: Item | undefined): number {
  return indexNames.reduce((sum, index) => {
    const [was, is] = [projected(before, index), projected(after, index)];
    if (was === undefined || is === undefined) return was === is ? sum : sum + writeUnits(was, is, false);
    if (indexAttributes[index].some((name) => was[name] !== is[name])) {
      return sum + writeUnits(was, undefined, false) + writeUnits(undefined, is, false);
    }
    return isSame(was, is) ? sum : sum + writeUnits(was, is, false);
  }, 0);
}

/** Beside its own bytes, each item and each entry of an index is stored with so many. */
const overheadBytes = 100;

export function storedBytes(item: Item | undefined): { readonly table: number; readonly indexes: number } {
  if (item === undefined) return { table: 0, indexes: 0 };
  const bytes = itemBytes(item) + overheadBytes;
  return { table: bytes, indexes: bytes * indexNames.filter((index) => projected(item, index) !== undefined).length };
}
