import type { DataType } from '../../../shared/x12/index.ts';
import { type Field, sizeOf } from './guide-fields.ts';

/** The places of elements and components in the text of one segment. */

export interface Address {
  readonly element: number;
  /** From 0, in an element that repeats. */
  readonly repetition?: number;
  readonly component?: number;
}

export type Spot = { readonly address: Address; readonly required: boolean } & (
  | { readonly is: 'simple'; readonly type: DataType; readonly repeats: boolean }
  | { readonly is: 'composite'; readonly size: number }
  | { readonly is: 'repeat'; readonly count: number }
  | { readonly is: 'unused' }
);

export function textAt(elements: readonly string[], { element, repetition, component }: Address): string {
  const whole = elements[element] ?? '';
  const one = repetition === undefined ? whole : (whole.split('^')[repetition] ?? '');
  return component === undefined ? one : (one.split(':')[component - 1] ?? '');
}

/** The segment with another text at an address. */
export function withText(elements: readonly string[], address: Address, text: string): string[] {
  const { element, repetition, component } = address;
  const put = (list: readonly string[], at: number, one: string): string[] => {
    const padded = [...list, ...Array<string>(Math.max(0, at + 1 - list.length)).fill('')];
    return padded.with(at, one);
  };
  const whole = elements[element] ?? '';
  const repetitions = repetition === undefined ? [whole] : whole.split('^');
  const one = repetitions[repetition ?? 0] ?? '';
  const changed = component === undefined ? text : trimmed(put(one.split(':'), component - 1, text)).join(':');
  const joined = repetition === undefined ? changed : put(repetitions, repetition, changed).join('^');
  return trimmed(put(elements, element, joined));
}

function trimmed(list: readonly string[]): string[] {
  return list.slice(0, list.findLastIndex((text) => text !== '') + 1);
}

/** Every place of the fields; `required` when emptying it alone can't be right. */
export function spotsOf(fields: readonly Field[], elements: readonly string[]): Spot[] {
  return [...spots(fields, elements, (element) => ({ element }), false)];
}

function* spots(
  fields: readonly Field[],
  elements: readonly string[],
  at: (ordinal: number) => Address,
  repeats: boolean,
): Generator<Spot> {
  for (const field of fields) {
    if (field.is === 'unused') {
      for (let step = 0; step < field.width; step++)
        yield { is: 'unused', address: at(field.at + step), required: false };
      continue;
    }
    const address = at(field.at);
    if (field.is === 'repeat') {
      yield { is: 'repeat', address, count: field.count, required: field.required };
      yield* spots([field.member], elements, () => ({ ...address, repetition: 0 }), true);
    } else if (field.is === 'series') {
      const filled = Array.from({ length: field.count }, (_, member) =>
        Array.from({ length: field.width }, (_place, step) =>
          textAt(elements, at(field.at + member * field.width + step)),
        ).some(Boolean),
      );
      const last = filled.lastIndexOf(true);
      for (let member = 0; member <= last; member++) {
        const start = field.at + member * field.width;
        // A gap before others is a fault, a shorter list is none.
        const required = member < last || (field.required && member === 0);
        const members = field.single ? field.members.map((one) => ({ ...one, required })) : field.members;
        yield* spots(members, elements, (ordinal) => at(start + ordinal - 1), repeats);
      }
    } else {
      if (field.is === 'simple') yield { is: 'simple', address, type: field.type, required: field.required, repeats };
      else {
        yield { is: 'composite', address, size: sizeOf(field.fields), required: field.required };
        const inner = (component: number) => ({ ...address, component });
        if (textAt(elements, address) !== '') yield* spots(field.fields, elements, inner, repeats);
      }
    }
  }
}
