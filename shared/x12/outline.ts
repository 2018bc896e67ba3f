import { compileSegment } from './compile-segment.ts';
import { words } from './element-names.ts';
import type {
  Composite,
  DataType,
  ElementType,
  Narrowing,
  Segment,
  SegmentRule,
  SeriesSlot,
  Slot,
  Use,
} from './notation.ts';

/** What a guide says of one element of a segment, or of one component of an element. */
export interface ElementOutline {
  /** Its ordinal, from 1; of a series that of the first member. */
  readonly position: number;
  /** How often it stands in a row, and how far apart: CAS02, CAS05, CAS08 … */
  readonly times: number;
  readonly stride: number;
  readonly name: string;
  readonly usage: 'required' | 'optional' | 'not used';
  /** How often it may repeat at the repetition separator. */
  readonly repeats: number;
  readonly type: DataType | undefined;
  readonly components: readonly ElementOutline[];
}

/** The elements of a segment or of one use of it, as the guide narrows them. */
export function outlineOf(segment: Segment | Use): ElementOutline[] {
  return outlines(segment.slots, 'narrowed' in segment ? segment.narrowed : {});
}

/** What stands at an ordinal, from 1. */
export function outlineAt(outline: readonly ElementOutline[], position: number): ElementOutline | undefined {
  return outline.find(({ position: first, times, stride }) => {
    const away = position - first;
    return away >= 0 && away % stride === 0 && away / stride < times;
  });
}

function outlines(slots: readonly Slot[], narrowed: Use['narrowed']): ElementOutline[] {
  const found: ElementOutline[] = [];
  let position = 1;
  for (const slot of slots) {
    const narrowing = 'name' in slot && Object.hasOwn(narrowed, slot.name) ? narrowed[slot.name] : undefined;
    const made = outlinesOf(slot, narrowing, position);
    found.push(...made);
    position += widthOf(slot);
  }
  return found;
}

function outlinesOf(slot: Slot, narrowing: Narrowing | undefined, position: number): ElementOutline[] {
  const once = { position, times: 1, stride: 1, repeats: 1 };
  if (slot.slot === 'unused') {
    return [{ ...once, name: '', usage: 'not used', type: undefined, components: [] }];
  }
  if (slot.slot === 'element') {
    const { usage, type } = narrowedTo(slot.type, slot.required, narrowing);
    return [{ ...once, name: words(slot.name), usage, ...typeOf(type) }];
  }
  const usage = narrowedTo(anything, false, narrowing).usage;
  if (slot.slot === 'repeat') {
    return [{ ...once, name: words(slot.name), usage, repeats: slot.count, ...typeOf(slot.type) }];
  }
  if (!isGroup(slot.of)) {
    return [{ ...once, times: slot.count, name: words(slot.name), usage, ...typeOf(slot.of) }];
  }
  const stride = widthOfAll(slot.of);
  return outlines(slot.of, {}).map((inner) => ({
    ...inner,
    position: position + inner.position - 1,
    times: slot.count,
    stride,
    usage:
      usage === 'required'
        ? inner.usage
        : usage === 'not used'
          ? usage
          : inner.usage === 'not used'
            ? inner.usage
            : 'optional',
  }));
}

const anything: DataType = { kind: 'text', min: 1, max: 1 };

function narrowedTo(
  type: ElementType,
  required: boolean,
  narrowing: Narrowing | undefined,
): { readonly usage: ElementOutline['usage']; readonly type: ElementType } {
  const usage = required ? 'required' : 'optional';
  if (narrowing === undefined) return { usage, type };
  if (typeof narrowing === 'string') return { usage: 'required', type: { ...type, codes: [narrowing] } };
  if (isCodes(narrowing)) return { usage: 'required', type: { ...type, codes: narrowing } };
  if ('kind' in narrowing) return { usage, type: narrowing };
  if (narrowing.narrow === 'optional') return { usage: 'optional', type: { ...type, codes: narrowing.codes } };
  return { usage: narrowing.narrow === 'required' ? 'required' : 'not used', type };
}

function isCodes(narrowing: object): narrowing is readonly string[] {
  return Array.isArray(narrowing);
}

function isGroup(of: SeriesSlot['of']): of is readonly Slot[] {
  return Array.isArray(of);
}

function isComposite(type: ElementType): type is Composite {
  return 'components' in type;
}

function typeOf(type: ElementType): Pick<ElementOutline, 'type' | 'components'> {
  return isComposite(type) ? { type: undefined, components: outlines(type.components, {}) } : { type, components: [] };
}

function widthOf(slot: Slot): number {
  if (slot.slot !== 'series') return 1;
  return slot.count * (isGroup(slot.of) ? widthOfAll(slot.of) : 1);
}

function widthOfAll(slots: readonly Slot[]): number {
  return slots.reduce((width, slot) => width + widthOf(slot), 0);
}

/** The rules that a use can break. */
export function rulesOf(segment: Segment): readonly SegmentRule<unknown>[] {
  return compileSegment(segment).rules;
}
