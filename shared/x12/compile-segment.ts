import type { Given } from './given.ts';
import type {
  Composite,
  DataType,
  ElementType,
  Kind,
  Narrowing,
  Segment,
  SegmentRule,
  SeriesSlot,
  Slot,
  Use,
} from './notation.ts';
import { pack, packs } from './units/packed.ts';

/** What is asked of the text of one simple element. */
export interface SimpleType {
  readonly kind: Kind;
  readonly min: number;
  readonly max: number;
  readonly codes: ReadonlySet<string> | undefined;
  /** The list outside the guide that its codes are from. */
  readonly list: string | undefined;
}

export interface CompositeType {
  readonly fields: readonly Field[];
  /** How many components it can hold. */
  readonly size: number;
}

export interface ValueField {
  readonly is: 'value';
  readonly name: string;
  readonly type: SimpleType;
  readonly required: boolean;
}
export interface CompositeField {
  readonly is: 'composite';
  readonly name: string;
  readonly type: CompositeType;
  readonly required: boolean;
}
export interface SeriesField {
  readonly is: 'series';
  readonly name: string;
  readonly required: boolean;
  readonly count: number;
  /** Elements that one member takes. */
  readonly width: number;
  /** A member's fields: those of the group, or one field of the series' name. */
  readonly member: readonly Field[] | ValueField | CompositeField;
}
export interface RepeatField {
  readonly is: 'repeat';
  readonly name: string;
  readonly required: boolean;
  readonly count: number;
  readonly member: ValueField | CompositeField;
}
export interface UnusedField {
  readonly is: 'unused';
  /** Elements that it takes. */
  readonly places: number;
}
export type Field = ValueField | CompositeField | SeriesField | RepeatField | UnusedField;

export interface Condition {
  readonly type: 'P' | 'R' | 'C' | 'L' | 'E';
  readonly elements: readonly number[];
}

/** The element whose codes tell a use apart from the others of its segment. */
export interface Tell {
  readonly element: number;
  readonly composite: boolean;
  readonly repeats: boolean;
  readonly codes: ReadonlySet<string>;
  /** The codes packed; undefined when one does not pack. */
  readonly packed: readonly number[] | undefined;
}

export interface CompiledSegment {
  readonly id: string;
  readonly fields: readonly Field[];
  /** How many elements it can hold. */
  readonly size: number;
  readonly conditions: readonly Condition[];
  readonly rules: readonly SegmentRule<unknown>[];
  readonly tell: Tell | undefined;
}

const unusedField: UnusedField = { is: 'unused', places: 1 };

function compileType(type: DataType): SimpleType {
  return { kind: type.kind, min: type.min, max: type.max, codes: type.codes && new Set(type.codes), list: type.list };
}

function isComposite(type: ElementType): type is Composite {
  return 'components' in type;
}

function isGroup(of: SeriesSlot['of']): of is readonly Slot[] {
  return Array.isArray(of);
}

function compileElement(name: string, type: ElementType, required: boolean): ValueField | CompositeField {
  if (!isComposite(type)) return { is: 'value', name, type: compileType(type), required };
  const fields = type.components.map((slot) => compileSlot(slot, undefined));
  return { is: 'composite', name, type: { fields, size: sizeOf(fields) }, required };
}

function narrowElement(slot: Extract<Slot, { slot: 'element' }>, narrowing: Narrowing): Field {
  if (typeof narrowing === 'object' && 'kind' in narrowing) return compileElement(slot.name, narrowing, slot.required);
  if (typeof narrowing === 'object' && 'narrow' in narrowing) {
    if (narrowing.narrow === 'required') return compileElement(slot.name, slot.type, true);
    if (narrowing.narrow === 'not-used') return unusedField;
    return narrowToCodes(slot, narrowing.codes, false);
  }
  return narrowToCodes(slot, typeof narrowing === 'string' ? [narrowing] : narrowing, true);
}

function narrowToCodes(slot: Extract<Slot, { slot: 'element' }>, codes: readonly string[], required: boolean): Field {
  if (isComposite(slot.type)) throw new TypeError(`${slot.name} is a composite: it cannot be narrowed to codes`);
  return compileElement(slot.name, { ...slot.type, codes }, required);
}

function compileSlot(slot: Slot, narrowing: Narrowing | undefined): Field {
  if (slot.slot === 'unused') return unusedField;
  if (slot.slot === 'element') {
    return narrowing === undefined
      ? compileElement(slot.name, slot.type, slot.required)
      : narrowElement(slot, narrowing);
  }
  const narrow = typeof narrowing === 'object' && 'narrow' in narrowing ? narrowing.narrow : undefined;
  const required = narrow === 'required';
  if (slot.slot === 'repeat') {
    if (narrow === 'not-used') return unusedField;
    return {
      is: 'repeat',
      name: slot.name,
      count: slot.count,
      required,
      member: compileElement(slot.name, slot.type, true),
    };
  }
  const series = compileSeries(slot, required);
  return narrow === 'not-used' ? { is: 'unused', places: placesOf(series) } : series;
}

function compileSeries({ name, count, of }: SeriesSlot, required: boolean): SeriesField {
  if (!isGroup(of)) return { is: 'series', name, required, count, width: 1, member: compileElement(name, of, true) };
  const member = of.map((slot) => compileSlot(slot, undefined));
  return { is: 'series', name, required, count, width: sizeOf(member), member };
}

function placesOf(field: Field): number {
  if (field.is === 'series') return field.count * field.width;
  return field.is === 'unused' ? field.places : 1;
}

function sizeOf(fields: readonly Field[]): number {
  return fields.reduce((size, field) => size + placesOf(field), 0);
}

function compileCondition(text: string): Condition {
  const match = /^([PRCLE])((?:\d\d){2,})$/.exec(text);
  if (!match) throw new TypeError(`${text} is no relational condition`);
  const elements = (match[2]?.match(/\d\d/g) ?? []).map(Number);
  return { type: match[1] as Condition['type'], elements };
}

/** What may be absent can't tell a use from others. */
function tellOf(field: Field, element: number): Tell | undefined {
  if ((field.is === 'value' || field.is === 'composite') && !field.required) return undefined;
  const member = field.is === 'series' || field.is === 'repeat' ? field.member : field;
  const single = 'is' in member ? member : member[0];
  const repeats = field.is === 'repeat';
  const first = single?.is === 'composite' ? single.type.fields[0] : single;
  if (first?.is !== 'value' || !first.type.codes) return undefined;
  const { codes } = first.type;
  const packed = [...codes].every(packs) ? [...codes].map(pack) : undefined;
  return { element, composite: single !== first, repeats, codes, packed };
}

function namesCodes(narrowing: Narrowing | undefined): boolean {
  return (
    typeof narrowing === 'string' ||
    (typeof narrowing === 'object' && (Array.isArray(narrowing) || 'codes' in narrowing))
  );
}

/** The first element narrowed to codes, else the first element if its codes are closed. */
function findTell(slots: readonly Slot[], fields: readonly Field[], narrowed: Use['narrowed']): Tell | undefined {
  let element = 1;
  let fallback: Tell | undefined;
  for (const [index, field] of fields.entries()) {
    const slot = slots[index];
    const tell = tellOf(field, element);
    if (index === 0) fallback = tell;
    if (tell && slot && 'name' in slot && namesCodes(narrowed[slot.name])) return tell;
    element += placesOf(field);
  }
  return fallback;
}

/** Whether a use can hold at all what a rule is about: it may leave the element out, or narrow it to other codes. */
function isEverGiven(given: Given<unknown>, fields: readonly Field[]): boolean {
  return Object.entries<true | readonly string[]>(given).every(([name, wanted]) => {
    const field = fields.find((one) => 'name' in one && one.name === name);
    const codes = field?.is === 'value' ? field.type.codes : undefined;
    return field !== undefined && (wanted === true || !codes?.isDisjointFrom(new Set(wanted)));
  });
}

const cache = new WeakMap<Segment, CompiledSegment>();

/** The lookup tables of a segment or use, made once. */
export function compileSegment(segment: Segment | Use): CompiledSegment {
  const known = cache.get(segment);
  if (known) return known;
  const narrowed: Use['narrowed'] = 'narrowed' in segment ? segment.narrowed : {};
  let fields: readonly Field[] = segment.slots.map((slot) =>
    compileSlot(slot, 'name' in slot && slot.name in narrowed ? narrowed[slot.name] : undefined),
  );
  // HL01, HL02 and HL04 derive from the nesting (hierarchy.ts): nobody has to say them.
  if (segment.id === 'HL') {
    fields = fields.map((field, index) =>
      index === 2 || !('required' in field) ? field : { ...field, required: false },
    );
  }
  const compiled: CompiledSegment = {
    id: segment.id,
    fields,
    size: sizeOf(fields),
    conditions: segment.conditions.map(compileCondition),
    rules: segment.rules.filter(({ given }) => isEverGiven(given ?? {}, fields)),
    tell: findTell(segment.slots, fields, narrowed),
  };
  cache.set(segment, compiled);
  return compiled;
}
