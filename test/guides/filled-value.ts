import type {
  DataType,
  ElementType,
  Guide,
  Loop,
  Narrowing,
  Part,
  Segment,
  Slot,
  Use,
} from '../../shared/x12/index.ts';

/**
 * A value that says everything a guide has a place for: every loop, segment and element, and every code that tells
 * uses apart. What excludes another element is left out.
 */
export function filledValue(guide: Guide): Record<string, unknown> {
  return filledLoop(guide);
}

const excluded: Readonly<Record<string, readonly string[]>> = {
  HL: ['id', 'parent', 'hasChildren'],
  N4: ['subdivision'],
};

function filledLoop(loop: Loop): Record<string, unknown> {
  return Object.fromEntries(Object.entries(loop.parts).map(([name, part]) => [name, filledPart(part)]));
}

/** A period in the form that the element before it names. */
const periods: Readonly<Record<string, string>> = { RD8: '20260302-20260303', DT: '202603020815', TM: '0815' };

function filledPart({ of, list, max }: Part): unknown {
  if ('parts' in of) {
    const value = filledLoop(of);
    return list ? [value] : value;
  }
  if (!list) return filledSegment(of, 0);
  const times = Math.min(max, tellCodes(of).length || 1);
  return Array.from({ length: times }, (_, index) => filledSegment(of, index));
}

function isList<Item>(value: unknown | readonly Item[]): value is readonly Item[] {
  return Array.isArray(value);
}

function narrowings(of: Segment | Use): Readonly<Record<string, Narrowing>> {
  return 'narrowed' in of ? of.narrowed : {};
}

function codesOf(narrowing: Narrowing | undefined): readonly string[] | undefined {
  if (typeof narrowing === 'string') return [narrowing];
  if (isList(narrowing)) return narrowing;
  return narrowing && 'codes' in narrowing ? narrowing.codes : undefined;
}

/** The codes of the first narrowed element. */
function tellCodes(of: Segment | Use): readonly string[] {
  return Object.values(narrowings(of)).map(codesOf).find(Boolean) ?? [];
}

function filledSegment(of: Segment | Use, turn: number): Record<string, unknown> {
  const narrowed = narrowings(of);
  const skipped = excluded[of.id] ?? [];
  return filledSlots(
    of.slots.filter((slot) => !('name' in slot && skipped.includes(slot.name))),
    narrowed,
    turn,
  );
}

function filledSlots(
  slots: readonly Slot[],
  narrowed: Readonly<Record<string, Narrowing>>,
  turn: number,
): Record<string, unknown> {
  const value: Record<string, unknown> = {};
  let before: unknown;
  for (const slot of slots) {
    if (slot.slot === 'unused') continue;
    const narrowing = narrowed[slot.name];
    if (typeof narrowing === 'object' && 'narrow' in narrowing && narrowing.narrow === 'not-used') continue;
    if (slot.slot === 'element') {
      const form = isPeriod(slot.type) ? periods[String(before)] : undefined;
      value[slot.name] = form ?? filledElement(slot.type, narrowing, turn);
      before = value[slot.name];
    }
    if (slot.slot === 'repeat') value[slot.name] = [filledElement(slot.type, undefined, 0)];
    if (slot.slot === 'series') value[slot.name] = Array.from({ length: slot.count }, () => filledMember(slot.of));
  }
  return value;
}

function filledMember(of: ElementType | readonly Slot[]): unknown {
  return isList(of) ? filledSlots(of, {}, 0) : filledElement(of, undefined, 0);
}

function filledElement(type: ElementType, narrowing: Narrowing | undefined, turn: number): unknown {
  if ('components' in type) return filledSlots(type.components, {}, 0);
  const own = typeof narrowing === 'object' && 'kind' in narrowing ? narrowing : type;
  const codes = codesOf(narrowing) ?? own.codes;
  return codes ? codes[turn % codes.length] : plain(own);
}

function isPeriod(type: ElementType): boolean {
  return 'kind' in type && type.kind === 'period';
}

function plain({ kind, min, max }: DataType): string | number {
  if (kind === 'whole' || kind === 'decimal') return 1;
  if (kind === 'money') return 100;
  if (kind === 'date' || kind === 'period') return '20260302'.slice(-max);
  return kind === 'time' ? '0815' : 'A'.repeat(Math.max(min, 1));
}
