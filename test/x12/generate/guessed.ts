import type { DataType } from '../../../shared/x12/index.ts';
import { type Field, widthOf } from './guide-fields.ts';

type Value = Record<string, unknown>;

/** A simple element within a value, which can be set. */
interface Slot {
  readonly type: DataType;
  set(value: unknown): void;
}

/** The simple element at an ordinal and component of a segment's value. */
export function slotAt(fields: readonly Field[], value: Value, at: number, component?: number): Slot | undefined {
  const field = fields.find((one) => one.is !== 'unused' && at >= one.at && at < one.at + widthOf(one));
  if (!field || field.is === 'unused') return undefined;
  const list = (value[field.name] ?? []) as unknown[];
  const single = (one: Field | undefined, holder: unknown[] | Value, key: string | number): Slot | undefined => {
    const target = holder as Record<string | number, unknown>;
    if (one?.is === 'composite')
      return target[key] ? slotAt(one.fields, target[key] as Value, component ?? 1) : undefined;
    if (one?.is !== 'simple') return undefined;
    const set = (text: unknown) => {
      target[key] = text;
    };
    return { type: one.type, set };
  };
  if (field.is === 'repeat') return single(field.member, list, 0);
  if (field.is !== 'series') return single(field, value, field.name);
  const member = Math.floor((at - field.at) / field.width);
  if (field.single) return single(field.members[0], list, member);
  const group = list[member];
  return group === undefined
    ? undefined
    : slotAt(field.members, group as Value, ((at - field.at) % field.width) + 1, component);
}

/** What rules ask of codes and numbers: one of these will do nearly always. */
const texts = [
  ...['1234567893', '123456789', '5125550100', '787010000', '78701', 'TX', 'US', '207Q00000X', '12345678901'],
  ...['J10', 'V011', '0250', '99213', '11', '21', '13', '01', '1', 'Y', 'N', 'A1', '20', '45', 'CO', '30', '10'],
  ...['02JA0ZZ', '0001', '4501', 'E8500', '250', '11D0000000', 'A0428', '1 MAIN ST', 'A2', '20240601', 'M1'],
];

/** Values that a simple element may have, the likely ones first. */
export function guesses({ kind, min, max, codes }: DataType): readonly unknown[] {
  if (codes) return codes;
  if (kind === 'money') return [0, 100, 5000];
  if (kind === 'whole' || kind === 'decimal') return [1, 2, 0, 15, 100];
  if (kind === 'time') return ['0815'];
  const fitting = texts.filter(({ length }) => length >= min && length <= max);
  return kind === 'date' ? ['20240601'] : fitting;
}
