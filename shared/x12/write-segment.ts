import type { CompiledSegment, CompositeField, Field, SeriesField, SimpleType, ValueField } from './compile-segment.ts';
import type { Delimiters } from './delimiters.ts';
import { pad, words } from './element-names.ts';
import { type Memory, memoryOf } from './memory.ts';
import { formatSimple, parseSimple } from './simple-values.ts';

/** Texts of a segment (its id first) or composite as they were read; empty when there is nothing to remember. */
type Texts = readonly string[];

const nothing: Texts = [];

/** HL01, HL02 and HL04, which follow from the nesting. */
export interface Level {
  readonly id: string;
  readonly parent: string;
  readonly children: string;
}

/** A value that can't be written is a bug of whoever made it: never bad input, and never named in the message. */
function refuse(where: Where, says: string): never {
  throw new Error(`cannot write ${where()}: it ${says}`);
}

/** Names a place, only when it is needed. */
type Where = () => string;

/** Writes segments with one set of delimiters. An element keeps the text it was read from while that means its value. */
export class SegmentWriter {
  readonly #delimiters: Delimiters;
  readonly #forbidden: readonly string[];

  constructor(delimiters: Delimiters) {
    this.#delimiters = delimiters;
    const { element, component, segment, repetition } = delimiters;
    this.#forbidden = [element, component, segment, repetition, '\n', '\r'].filter((mark) => mark !== '');
  }

  /** A segment without its terminator. `where` names its loop in errors. */
  write(segment: CompiledSegment, value: object, where: string, level?: Level): string {
    const memory = memoryOf(value);
    const read = memory ? memory.text.split(memory.delimiters.element) : nothing;
    const texts = this.#fields(
      segment.fields,
      value as Record<string, unknown>,
      read,
      memory,
      1,
      () => `${where} ${segment.id}`,
      '',
    );
    if (level) this.#level(texts, level, read);
    texts.unshift(segment.id);
    return trimTail(texts, read).join(this.#delimiters.element);
  }

  #level(texts: string[], { id, parent, children }: Level, read: Texts): void {
    while (texts.length < 2) texts.push('');
    texts[0] = keepNumber(read[1], id);
    texts[1] = keepNumber(read[2], parent);
    // A level that was read without a child flag does without.
    if (children !== '' && !(read.length > 0 && !read[4])) texts[3] = children;
    else if (texts.length > 3) texts[3] = '';
  }

  #fields(
    fields: readonly Field[],
    value: Record<string, unknown>,
    read: Texts,
    memory: Memory | undefined,
    start: number,
    where: Where,
    joint: string,
  ): string[] {
    const texts: string[] = [];
    for (const field of fields) {
      const at = start + texts.length;
      if (field.is === 'unused') {
        for (let place = 0; place < field.places; place++) texts.push('');
        continue;
      }
      const spot = () => `${where()}${joint === '' ? pad(at) : joint + at} (${words(field.name)})`;
      const present = value[field.name];
      if (field.is === 'series') texts.push(...this.#series(field, present, read, memory, at, spot));
      else if (field.is === 'repeat') {
        const { repetition } = this.#delimiters;
        const list = asList(present, spot);
        if (list.length > field.count) refuse(spot, `repeats more than ${field.count} times`);
        if (list.length > 1 && repetition === '') refuse(spot, 'repeats, and there is no repetition separator');
        if (field.required && list.length === 0) refuse(spot, 'is required');
        const reads =
          memory && memory.delimiters.repetition !== ''
            ? (read[at] ?? '').split(memory.delimiters.repetition)
            : [read[at] ?? ''];
        texts.push(
          list.map((one, index) => this.#one(field.member, one, reads[index] ?? '', memory, spot)).join(repetition),
        );
      } else if (present === undefined || present === '') {
        if (field.required) refuse(spot, 'is required');
        texts.push('');
      } else texts.push(this.#one(field, present, read[at] ?? '', memory, spot));
    }
    return texts;
  }

  #one(
    field: ValueField | CompositeField,
    value: unknown,
    read: string,
    memory: Memory | undefined,
    where: Where,
  ): string {
    if (field.is === 'value') return this.#simple(field.type, value, read, where);
    if (typeof value !== 'object' || value === null) refuse(where, 'is no composite');
    const reads = memory && read !== '' ? ['', ...read.split(memory.delimiters.component)] : nothing;
    const texts = this.#fields(field.type.fields, value as Record<string, unknown>, reads, memory, 1, where, '-');
    return trimTail(['', ...texts], reads)
      .slice(1)
      .join(this.#delimiters.component);
  }

  #series(
    field: SeriesField,
    value: unknown,
    read: Texts,
    memory: Memory | undefined,
    start: number,
    where: Where,
  ): string[] {
    const list = asList(value, where);
    if (list.length > field.count) refuse(where, `has more than ${field.count} members`);
    if (field.required && list.length === 0) refuse(where, 'is required');
    const texts: string[] = [];
    for (const [index, one] of list.entries()) {
      const at = start + index * field.width;
      if ('is' in field.member) texts.push(this.#one(field.member, one, read[at] ?? '', memory, where));
      else texts.push(...this.#fields(field.member, one as Record<string, unknown>, read, memory, at, where, '.'));
    }
    while (texts.length < field.count * field.width) texts.push('');
    return texts;
  }

  #simple(type: SimpleType, value: unknown, read: string, where: Where): string {
    if (read !== '' && parseSimple(type, read) === value) return this.#checked(read, where);
    try {
      return this.#checked(formatSimple(type, value), where);
    } catch (error) {
      if (error instanceof TypeError) refuse(where, error.message);
      throw error;
    }
  }

  #checked(text: string, where: Where): string {
    for (const mark of this.#forbidden) {
      if (text.includes(mark)) refuse(where, 'holds a delimiter or line break');
    }
    return text;
  }
}

function asList(value: unknown, where: Where): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : refuse(where, 'is no list');
}

/** A derived number in the form it was read in, such as `0021`. */
export function keepNumber(read: string | undefined, derived: string): string {
  return read !== undefined && read !== '' && derived !== '' && Number(read) === Number(derived) ? read : derived;
}

/** Drops empty texts at the end, save those that were read after the very same last one. */
function trimTail(texts: string[], read: Texts): string[] {
  const length = lengthWithoutTail(texts);
  const kept = read.length > 0 && lengthWithoutTail(read) === length ? read.length : length;
  const trimmed = texts.slice(0, length);
  while (trimmed.length < kept) trimmed.push('');
  return trimmed;
}

function lengthWithoutTail(texts: Texts): number {
  let length = texts.length;
  while (length > 0 && !texts[length - 1]) length--;
  return length;
}
