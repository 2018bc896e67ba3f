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
} from '../../../shared/x12/index.ts';

/** The tables of a guide as tests look at them, made from the notation alone and not from what the codec compiles. */

interface Placed {
  readonly name: string;
  /** Ordinal from 1 among the elements of its segment, or the components of its composite. */
  readonly at: number;
  readonly required: boolean;
}
export interface SimpleField extends Placed {
  readonly is: 'simple';
  readonly type: DataType;
}
export interface CompositeField extends Placed {
  readonly is: 'composite';
  readonly fields: readonly Field[];
}
/** `members` are the fields of one member, placed from 1; a single one stands for itself. */
export interface SeriesField extends Placed {
  readonly is: 'series';
  readonly count: number;
  readonly width: number;
  readonly members: readonly Field[];
  readonly single: boolean;
}
export interface RepeatField extends Placed {
  readonly is: 'repeat';
  readonly count: number;
  readonly member: SimpleField | CompositeField;
}
export interface UnusedField {
  readonly is: 'unused';
  readonly at: number;
  readonly width: number;
}
export type Field = SimpleField | CompositeField | SeriesField | RepeatField | UnusedField;

export function widthOf(field: Field): number {
  if (field.is === 'series') return field.count * field.width;
  return field.is === 'unused' ? field.width : 1;
}

export function sizeOf(fields: readonly Field[]): number {
  return fields.reduce((size, field) => size + widthOf(field), 0);
}

function isList<Item>(value: unknown | readonly Item[]): value is readonly Item[] {
  return Array.isArray(value);
}

function codesOf(narrowing: Narrowing | undefined): readonly string[] | undefined {
  if (typeof narrowing === 'string') return [narrowing];
  if (isList(narrowing)) return narrowing;
  return narrowing && 'codes' in narrowing ? narrowing.codes : undefined;
}

function element(
  name: string,
  at: number,
  type: ElementType,
  required: boolean,
  narrowing?: Narrowing,
): SimpleField | CompositeField {
  if ('components' in type) return { is: 'composite', name, at, required, fields: place(type.components, {}) };
  const own = typeof narrowing === 'object' && 'kind' in narrowing ? narrowing : type;
  const codes = codesOf(narrowing);
  return { is: 'simple', name, at, required, type: codes ? { ...own, codes } : own };
}

function place(slots: readonly Slot[], narrowed: Readonly<Record<string, Narrowing>>): Field[] {
  const fields: Field[] = [];
  let at = 1;
  for (const slot of slots) {
    const field = placeSlot(slot, at, slot.slot === 'unused' ? undefined : narrowed[slot.name]);
    fields.push(field);
    at += widthOf(field);
  }
  return fields;
}

function placeSlot(slot: Slot, at: number, narrowing: Narrowing | undefined): Field {
  if (slot.slot === 'unused') return { is: 'unused', at, width: 1 };
  const narrow = typeof narrowing === 'object' && 'narrow' in narrowing ? narrowing.narrow : undefined;
  const { name } = slot;
  if (slot.slot === 'element') {
    if (narrow === 'not-used') return { is: 'unused', at, width: 1 };
    const byCodes = typeof narrowing === 'string' || isList(narrowing);
    const required = narrow === 'required' || byCodes || (slot.required && narrow !== 'optional');
    return element(name, at, slot.type, required, narrowing);
  }
  const required = narrow === 'required';
  if (slot.slot === 'repeat') {
    if (narrow === 'not-used') return { is: 'unused', at, width: 1 };
    return { is: 'repeat', name, at, required, count: slot.count, member: element(name, 1, slot.type, true) };
  }
  const single = !isList(slot.of);
  const members = isList(slot.of) ? place(slot.of, {}) : [element(name, 1, slot.of, true)];
  const width = sizeOf(members);
  if (narrow === 'not-used') return { is: 'unused', at, width: slot.count * width };
  return { is: 'series', name, at, required, count: slot.count, width, members, single };
}

const known = new WeakMap<Segment, readonly Field[]>();

/** The elements of a segment as a use narrows them. HL01, HL02 and HL04 follow from the nesting. */
export function fieldsOf(segment: Segment | Use): readonly Field[] {
  let fields = known.get(segment);
  if (!fields) {
    fields = place(segment.slots, 'narrowed' in segment ? segment.narrowed : {});
    known.set(segment, fields);
  }
  return fields;
}

export function isLoop(of: Segment | Loop): of is Loop {
  return 'parts' in of;
}

/** The segment that a part is, or that opens its loop. */
export function openerOf(part: Part): Segment {
  if (!isLoop(part.of)) return part.of;
  const first = Object.values(part.of.parts)[0];
  if (!first) throw new Error(`loop ${part.of.id} is empty`);
  return openerOf(first);
}

/** The element whose codes tell a use from others: the first narrowed to codes, else the first element if it has any. */
export function tellOf(segment: Segment | Use): { readonly at: number; readonly codes: readonly string[] } | undefined {
  const codesAt = (field: Field | undefined) => {
    if (!field || field.is === 'unused') return undefined;
    const inner = field.is === 'series' ? field.members[0] : field.is === 'repeat' ? field.member : field;
    const simple = inner?.is === 'composite' ? inner.fields[0] : inner;
    const codes = simple?.is === 'simple' ? simple.type.codes : undefined;
    return codes && { at: field.at, codes };
  };
  const fields = fieldsOf(segment);
  const narrowed = 'narrowed' in segment ? segment.narrowed : {};
  const told = fields.find((field) => field.is !== 'unused' && codesOf(narrowed[field.name]) && codesAt(field));
  return codesAt(told ?? fields[0]);
}

/** Whether a segment's text has the id and the codes of a use. */
export function isOf(segment: Segment | Use, elements: readonly string[]): boolean {
  if (elements[0] !== segment.id) return false;
  const tell = tellOf(segment);
  const text = elements[tell?.at ?? 0] ?? '';
  return !tell || tell.codes.includes(text) || tell.codes.includes(/^[^:^]*/.exec(text)?.[0] ?? '');
}

/** The parts of a loop with their names and positions: adjacent ones that open with the same segment id share one. */
export function partsOf(loop: Loop): { readonly name: string; readonly part: Part; readonly position: number }[] {
  let position = 0;
  let last = '';
  return Object.entries(loop.parts).map(([name, part]) => {
    const { id } = openerOf(part);
    if (last !== '' && id !== last) position++;
    last = id;
    return { name, part, position };
  });
}

/** The loops that a stream hands out: streamed ones without streamed ones inside. */
export function isItem({ of, streamed }: Part): boolean {
  return streamed && isLoop(of) && !holdsStreams(of);
}

const streams = new WeakMap<Loop, boolean>();

function holdsStreams(loop: Loop): boolean {
  let holds = streams.get(loop);
  if (holds === undefined) {
    holds = Object.values(loop.parts).some((part) => part.streamed || (isLoop(part.of) && holdsStreams(part.of)));
    streams.set(loop, holds);
  }
  return holds;
}

/** Every part of a guide, once each, with the parts that lead to it. */
export function pathsOf(guide: Guide): ReadonlyMap<Part, readonly Part[]> {
  const paths = new Map<Part, readonly Part[]>();
  const visit = (loop: Loop, path: readonly Part[]): void => {
    for (const part of Object.values(loop.parts)) {
      if (paths.has(part)) continue;
      paths.set(part, path);
      if (isLoop(part.of)) visit(part.of, [...path, part]);
    }
  };
  visit(guide, []);
  return paths;
}
